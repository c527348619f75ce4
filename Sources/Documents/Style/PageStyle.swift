// SPDX-License-Identifier: Apache-2.0

/// The paper, its margins and what stands in them on every page (`@page` and its margin boxes).
public struct PageStyle: Hashable, Sendable {
    /// The width of the paper.
    public var width = Length.micrometres(210_000)
    /// The height of the paper.
    public var height = Length.micrometres(297_000)
    /// The margins around the content.
    public var margin = Edges(all: .micrometres(25_000))
    /// What stands in the margins, in the order in which it is read.
    public var boxes: [MarginBox] = []

    /// A4 with margins of 25 mm and nothing in them.
    public init() {}
}

/// A box in the margin of every page, with the page number or another running text in it.
public struct MarginBox: Hashable, Sendable {
    /// Where in the margins it stands.
    public enum Position: String, Sendable, CaseIterable {
        case topLeft = "top-left", topCenter = "top-center", topRight = "top-right"
        case bottomLeft = "bottom-left", bottomCenter = "bottom-center", bottomRight = "bottom-right"
    }

    /// A piece of a running text.
    public enum Piece: Hashable, Sendable {
        /// The same words on every page.
        case text(String)
        /// What the latest heading that sets this text gives; the first on the page itself, if there is one.
        case string(String)
        /// The number of the page, from 1 on.
        case pageNumber
        /// How many pages there are.
        case pageCount
    }

    /// Where it stands.
    public var position: Position
    /// What is in it.
    public var pieces: [Piece]
    /// How it looks.
    public var style: Style

    /// A box of that content.
    public init(position: Position, pieces: [Piece], style: Style) {
        self.position = position
        self.pieces = pieces
        self.style = style
    }
}
