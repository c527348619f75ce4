// SPDX-License-Identifier: Apache-2.0

/// A document as a tree of typed blocks: the contract between report, HTML and PDF, and the tag tree of the PDF.
public struct Document: Sendable {
    /// The title, for metadata and the title bar.
    public var title: String
    /// The language (BCP 47), such as zh-CN.
    public var language: String
    /// The paper and what stands in its margins.
    public var page: PageStyle
    /// Every look that occurs in the tree; blocks name theirs by its index.
    public var styles: [Style]
    /// The content in reading order.
    public var blocks: [Block]

    /// A document of those parts.
    public init(title: String, language: String, page: PageStyle, styles: [Style], blocks: [Block]) {
        self.title = title
        self.language = language
        self.page = page
        self.styles = styles
        self.blocks = blocks
    }
}

/// The index of a look in its document's `styles`.
public typealias StyleIndex = Int

/// A block: what stands below its predecessor and above its successor.
public struct Block: Sendable {
    /// What a block is and holds.
    public enum Content: Sendable {
        /// A part of the document (`section`, `header`, `footer`, `div` of a template).
        case section([Block])
        /// A heading of level 1 to 4.
        case heading(level: Int, [Inline])
        /// A paragraph.
        case paragraph([Inline])
        /// A list; its items in order.
        case list(isOrdered: Bool, [ListItem])
        /// A table.
        case table(Table)
        /// A drawing.
        case figure(Figure)
    }

    /// Its look.
    public var style: StyleIndex
    /// What it is and holds.
    public var content: Content
    /// Whether the template shows no element of its own for it: the text of a cell, set as a paragraph.
    public var isAnonymous: Bool
    /// The element that a section is in the template and in HTML: section, header, footer or div.
    public var element: String

    /// A block of that content.
    public init(
        style: StyleIndex, content: Content, isAnonymous: Bool = false,
        element: String = "section"
    ) {
        self.isAnonymous = isAnonymous
        self.element = element
        self.style = style
        self.content = content
    }
}

/// An item of a list.
public struct ListItem: Sendable {
    /// Its look.
    public var style: StyleIndex
    /// What stands before it ("1.", "•"), as printed.
    public var label: String
    /// What it says.
    public var blocks: [Block]

    /// An item of that content.
    public init(style: StyleIndex, label: String, blocks: [Block]) {
        self.style = style
        self.label = label
        self.blocks = blocks
    }
}

/// A piece of a line of text.
public enum Inline: Sendable {
    /// Text of one look. `origin` is the path of the field it comes from (or "template"), for error messages.
    case text(String, style: StyleIndex, isStrong: Bool, origin: String)
    /// The end of the line.
    case lineBreak
}

/// A drawing that the renderer makes.
public struct Figure: Sendable {
    /// What is drawn.
    public enum Subject: Hashable, Sendable {
        /// The seal of the issuer, with the words on its arc and below its centre.
        case seal(issuer: String, legend: String, design: SealDesign = SealDesign())
        /// A QR symbol of that text.
        case qrCode(String)
        /// A chart of bars.
        case chart(Chart)
    }

    /// What is drawn.
    public var subject: Subject
    /// What a reader who cannot see it is told.
    public var alternative: String

    /// A drawing of that subject.
    public init(subject: Subject, alternative: String) {
        self.subject = subject
        self.alternative = alternative
    }
}
