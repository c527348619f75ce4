// SPDX-License-Identifier: Apache-2.0

/// A style sheet of the closed kind: rules, one page, and faces.
struct StyleSheet: Sendable {
    struct Rule: Sendable {
        var selectors: [PlacedSelector]
        var settings: [Setting]
    }

    struct PlacedSelector: Sendable {
        var selector: Selector
        var position: SourcePosition
    }

    /// A property with its value, as written in one place.
    struct Setting: Sendable {
        var property: StyleProperty
        var declarations: [StyleDeclaration]
        var position: SourcePosition
    }

    struct PageBox: Sendable {
        var marginBox: MarginBox.Position
        var content: [ContentPiece]
        var settings: [Setting]
        var position: SourcePosition
    }

    /// A piece of the `content` of a margin box.
    enum ContentPiece: Hashable, Sendable {
        case text(String)
        /// The value of a field, by its path.
        case field(String, SourcePosition)
        /// The words of a label, by its name.
        case label(String, SourcePosition)
        /// What headings set, by its name.
        case string(String, SourcePosition)
        case pageNumber
        case pageCount
    }

    var rules: [Rule] = []

    /// The names of the texts that headings set for the margins.
    var runningStrings: Set<String> {
        Set(
            rules.flatMap(\.settings).flatMap(\.declarations).compactMap { declaration in
                if case .runningString(let string) = declaration { string?.name } else { nil }
            })
    }

    var faces: [FontFace] = []
    /// The paper and its margins; its boxes are `pageBoxes`.
    var page = PageStyle()
    var pageBoxes: [PageBox] = []
    /// Where `@page` stands; nil if the sheet has none.
    var pagePosition: SourcePosition?
}

/// A face that a template names for its pages (`@font-face`).
public struct FontFace: Hashable, Sendable {
    /// The family under which rules ask for it.
    public var family: String
    /// Whether it is the bold one.
    public var isBold: Bool
    /// The name of its file in Fonts.
    public var file: String
}
