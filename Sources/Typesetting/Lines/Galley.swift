// SPDX-License-Identifier: Apache-2.0

public import Documents
public import OpenType

/// A glyph in its place in a run.
public struct Glyph: Sendable, Equatable {
    /// The glyph; ``Glyph/none`` for a character that has no look of its own.
    public let id: GlyphID
    /// The character it stands for.
    public let scalar: UInt32
    /// How far it moves the pen, with all spacing, in thousandths of a point.
    public var advance: Int32

    /// The id of a character without a look (a variation selector): it belongs to the glyph before it.
    public static let none = GlyphID.max

    init(id: GlyphID, scalar: UInt32, advance: Int) {
        self.id = id
        self.scalar = scalar
        self.advance = Int32(truncatingIfNeeded: advance)
    }
}

/// Neighbouring glyphs of one face, size, colour and language.
public struct GlyphRun: Sendable {
    /// The face, as an index into the font set.
    public let face: Int
    /// The size of the type, in thousandths of a point.
    public let size: Int
    /// The colour.
    public let color: Color
    /// The language of what they say (BCP 47) where it is not the document's.
    public let language: String?
    /// The pen's place at the first glyph, in thousandths of a point from the beginning of the line.
    public let x: Int
    /// The glyphs, as indices into the galley.
    public let glyphs: Range<Int>
}

/// A line of text.
public struct Line: Sendable {
    /// Its runs, as indices into the galley.
    public let runs: Range<Int>
    /// How high it is, in thousandths of a point.
    public let height: Int
    /// How far its baseline is below its upper edge, in thousandths of a point.
    public let baseline: Int
    /// Where it begins, in thousandths of a point from the left edge of the place it was set for.
    public let x: Int
    /// How wide its ink and spaces are, without those at its end, in thousandths of a point.
    public let width: Int
}

/// All lines of a document, set but not yet placed.
public struct Galley: Sendable {
    /// The glyphs of all runs.
    public internal(set) var glyphs: [Glyph] = []
    /// The runs of all lines.
    public internal(set) var runs: [GlyphRun] = []
    /// The lines, in the order in which they were set.
    public internal(set) var lines: [Line] = []

    /// The characters of a line.
    public func text(of line: Line) -> String {
        var text = ""
        for run in runs[line.runs] {
            for glyph in glyphs[run.glyphs] {
                if let scalar = Unicode.Scalar(glyph.scalar) { text.unicodeScalars.append(scalar) }
            }
        }
        return text
    }
}
