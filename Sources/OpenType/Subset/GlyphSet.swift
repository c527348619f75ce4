// SPDX-License-Identifier: Apache-2.0

/// Some glyphs of one font, one bit for each glyph of the font.
public struct GlyphSet: Sendable, Equatable {
    private(set) var words: [UInt64]

    /// No glyph of a font.
    public init(of font: Font) {
        words = [UInt64](repeating: 0, count: (font.glyphCount + 63) / 64)
    }

    /// Whether it has no glyph.
    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// Adds a glyph.
    ///
    /// - Precondition: the font has the glyph.
    @inline(__always)
    public mutating func insert(_ glyph: GlyphID) {
        words[Int(glyph) >> 6] |= 1 << UInt64(glyph & 63)
    }

    @inline(__always)
    func contains(_ glyph: GlyphID) -> Bool {
        words[Int(glyph) >> 6] & 1 << UInt64(glyph & 63) != 0
    }

    /// How many glyphs it has.
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Hands its glyphs to `body` in the order of the font.
    @inline(__always)
    func forEach<Failure: Error>(_ body: (GlyphID) throws(Failure) -> Void) throws(Failure) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                try body(GlyphID(truncatingIfNeeded: index << 6 | rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
    }
}

/// What subsets of a font have found out about its simple glyphs, to be kept for further ones; it changes no subset.
public struct GlyphMeasures: Sendable {
    struct Measure {
        /// How long the outline is, filled up to whole words.
        let length: UInt32
        /// The sum of the outline's words.
        let checksum: UInt32
    }

    private static let unknown = Measure(length: .max, checksum: 0)
    private var measures: [Measure]

    /// Nothing is known of a font's glyphs yet.
    public init(of font: Font) {
        measures = [Measure](repeating: Self.unknown, count: font.glyphCount)
    }

    /// What is known of a glyph; nil if it was not met, or is a composite one.
    @inline(__always)
    subscript(_ glyph: GlyphID) -> Measure? {
        let measure = measures[Int(glyph)]
        return measure.length == .max ? nil : measure
    }

    mutating func note(_ measure: Measure, of glyph: GlyphID) {
        measures[Int(glyph)] = measure
    }
}
