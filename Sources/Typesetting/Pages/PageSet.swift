// SPDX-License-Identifier: Apache-2.0

public import Documents

/// A document set in pages: what stands where, and what it is.
///
/// All lengths are thousandths of a point; x grows rightwards from the left edge of the paper, y downwards from its upper edge.
public struct PageSet: Sendable {
    /// The title.
    public let title: String
    /// The language (BCP 47).
    public let language: String
    /// How wide the paper is.
    public let width: Int
    /// How high the paper is.
    public let height: Int
    /// The faces that runs of glyphs name.
    public let fonts: FontSet
    /// All lines.
    public let galley: Galley
    /// All drawings.
    public let figures: [PlacedFigure]
    /// The structure, each element behind the one that it stands in, in reading order.
    public let elements: [StructureElement]
    /// The headings, in reading order.
    public let outline: [OutlineEntry]
    /// The pages.
    public let pages: [Page]
}

/// A page. What is on it is painted in the order of `backgrounds`, `rules`, `marks` and `running`.
public struct Page: Sendable {
    /// The colours behind boxes, rows and cells, outer before inner; no part of the structure.
    public internal(set) var backgrounds: [Fill] = []
    /// The rules of boxes and tables; no part of the structure.
    public internal(set) var rules: [Fill] = []
    /// Text and drawings in reading order.
    public internal(set) var marks: [Mark] = []
    /// The running texts in the margins.
    public internal(set) var running: [RunningMark] = []
}

/// A rectangle of one colour.
public struct Fill: Sendable, Equatable {
    /// The left edge.
    public var x: Int
    /// The upper edge.
    public var y: Int
    /// How wide it is.
    public var width: Int
    /// How high it is.
    public var height: Int
    /// Its colour.
    public var color: Color
}

/// A piece of the content in its place.
public struct Mark: Sendable, Equatable {
    /// What it is.
    public enum Kind: Sendable, Equatable {
        /// A line, by its index in the galley.
        case line(Int)
        /// A drawing, by its index in the page set.
        case figure(Int)
    }

    /// What it is.
    public let kind: Kind
    /// The element that it belongs to; nil for a repeated heading of a table, which was read out before.
    public let element: Int?
    /// Where the pen of a line begins, or the left edge of a drawing.
    public let x: Int
    /// The baseline of a line, or the upper edge of a drawing.
    public let y: Int
}

/// A running text in its place.
public struct RunningMark: Sendable, Equatable {
    /// The line's index in the galley.
    public let line: Int
    /// Whether it stands at the head of the page rather than at its foot.
    public let isHeader: Bool
    /// Where the pen begins.
    public let x: Int
    /// The baseline.
    public let y: Int
}

/// A heading, as a bookmark names it.
public struct OutlineEntry: Sendable, Equatable {
    /// Its level, 1 to 4.
    public let level: Int
    /// What it says.
    public let title: String
    /// Its element in the structure.
    public let element: Int
    /// The index of the page that it stands on.
    public internal(set) var page: Int
    /// The upper edge of its first line.
    public internal(set) var y: Int
    /// What it gives to the margins.
    let running: RunningString?
}
