// SPDX-License-Identifier: Apache-2.0

/// How a block, a cell or a run of text looks, with everything resolved: nothing is inherited or relative any more.
public struct Style: Hashable, Sendable {
    /// Where lines stand between the edges.
    public enum Alignment: String, Sendable { case start, center, end, justify }
    /// Where the content of a cell stands in its height.
    public enum VerticalAlignment: String, Sendable { case top, middle, bottom }
    /// What happens at the edge of a block when pages are made.
    public enum Break: String, Sendable { case auto, avoid, page }

    /// The families of `@font-face` to look for a glyph in, in order.
    public var families: [String] = []
    /// The families that a screen looks in where it has none of `families`.
    public var screenFamilies: [String] = []
    /// Whether the bold face of a family is wanted.
    public var isBold = false
    /// The size of the type.
    public var fontSize = Length.points(12)
    /// The distance of baselines.
    public var lineHeight = Length.points(18)
    /// Space put between characters.
    public var letterSpacing = Length.zero
    /// The colour of the text.
    public var color = Color.black
    /// The colour behind the block; nil for none.
    public var background: Color?
    /// Where lines stand.
    public var alignment = Alignment.start
    /// How far the first line is set in.
    public var firstLineIndent = Length.zero
    /// The space outside the borders.
    public var margin = Edges(all: .zero)
    /// The space between the borders and the content.
    public var padding = Edges(all: .zero)
    /// The lines around the block.
    public var borders = Borders()
    /// The width of a figure or a table column.
    public var width = Width.auto
    /// The height of a figure; `auto` elsewhere.
    public var height = Width.auto
    /// Where the content of a cell stands in its height.
    public var verticalAlignment = VerticalAlignment.top
    /// What happens before the block.
    public var breakBefore = Break.auto
    /// What happens after the block; `avoid` keeps a heading with what follows.
    public var breakAfter = Break.auto
    /// What happens within the block; `avoid` keeps it on one page if it fits one.
    public var breakInside = Break.auto
    /// What the margins of pages say of the heading from its page on; nil for nothing.
    public var runningString: RunningString?
    /// How many lines of a paragraph at least stay at the foot of a page.
    public var orphans = 2
    /// How many lines of a paragraph at least go to the next page.
    public var widows = 2
    /// The language of the text (BCP 47) where it is not the document's; no rule sets it, it is that of the words.
    public var language: String?

    /// The look of text that no rule touches.
    public init() {}

    /// The same look without what belongs to a box: that of text which stands directly in it.
    public var withoutBox: Style {
        var style = Style()
        style.families = families
        style.screenFamilies = screenFamilies
        style.isBold = isBold
        style.fontSize = fontSize
        style.lineHeight = lineHeight
        style.letterSpacing = letterSpacing
        style.color = color
        style.alignment = alignment
        style.firstLineIndent = firstLineIndent
        style.orphans = orphans
        style.widows = widows
        style.language = language
        return style
    }
}

/// A text that a heading gives to the margins of its page and of those that follow (CSS: `string-set`).
public struct RunningString: Hashable, Sendable {
    /// The name by which the margins have it.
    public var name: String
    /// Whether it is the text of the heading; else it is empty from here on.
    public var isText: Bool

    /// A text of that name.
    public init(name: String, isText: Bool) {
        self.name = name
        self.isText = isText
    }
}

/// A colour of the screen (sRGB).
public struct Color: Hashable, Sendable {
    /// Red, green and blue, 0 to 255.
    public var red: UInt8, green: UInt8, blue: UInt8

    /// A colour of those parts.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Black.
    public static let black = Color(red: 0, green: 0, blue: 0)
}

/// A length on each of the four sides.
public struct Edges: Hashable, Sendable {
    /// The four lengths.
    public var top: Length, right: Length, bottom: Length, left: Length

    /// The same length on all sides.
    public init(all length: Length) {
        self.init(top: length, right: length, bottom: length, left: length)
    }

    /// Four lengths.
    public init(top: Length, right: Length, bottom: Length, left: Length) {
        self.top = top
        self.right = right
        self.bottom = bottom
        self.left = left
    }
}

/// The lines on the four sides.
public struct Borders: Hashable, Sendable {
    /// The four lines; nil for none.
    public var top: Border?, right: Border?, bottom: Border?, left: Border?

    /// No lines.
    public init() {}
}

/// A solid line.
public struct Border: Hashable, Sendable {
    /// How thick it is.
    public var width: Length
    /// Its colour.
    public var color: Color

    /// A line of that thickness and colour.
    public init(width: Length, color: Color) {
        self.width = width
        self.color = color
    }
}

/// How wide (or high) something is.
public enum Width: Hashable, Sendable {
    /// As its content and its neighbours leave it.
    case auto
    /// That long.
    case length(Length)
    /// Thousandths of the width that is there (1000 is all of it).
    case permille(Int)
}
