// SPDX-License-Identifier: Apache-2.0

/// A part of a font, as a font program for a PDF `CIDFontType2` (ISO 32000-1, 9.7.4.2).
///
/// Glyphs are numbered anew without gaps, and that number is the character id in the page's content, so that
/// `CIDToGIDMap` is `Identity` and neither widths nor locations of tens of thousands of absent glyphs are written.
/// Glyph 0 is `.notdef`; then come the others in the order of the font. The result depends on the font and the set of glyphs
/// alone.
///
/// Outlines are not copied: whoever keeps them compressed needs a new one now and then.
public struct Subset: Sendable {
    /// The font program up to the outlines; see ``fontProgram``.
    public let tables: [UInt8]
    /// The glyph of each character id in the font that the subset is of.
    public let glyphs: [GlyphID]
    /// Where behind ``tables`` the outline of each character id begins, and where the last ends.
    public let outlineOffsets: [Int]
    private let characterIDs: [UInt16]
    private let font: Font
    /// The outlines of composite glyphs, which name their parts by their numbers in the subset, by character id.
    private let composites: [Int: [UInt8]]

    init(
        of font: Font, tables: [UInt8], glyphs: [GlyphID], outlineOffsets: [Int], characterIDs: [UInt16],
        composites: [Int: [UInt8]]
    ) {
        self.font = font
        self.tables = tables
        self.glyphs = glyphs
        self.outlineOffsets = outlineOffsets
        self.characterIDs = characterIDs
        self.composites = composites
    }

    /// How many bytes the font program has.
    public var programCount: Int { tables.count + (outlineOffsets.last ?? 0) }

    /// The whole font program.
    public var fontProgram: [UInt8] {
        get throws(FontError) {
            var program = tables
            for id in glyphs.indices { program += try outline(of: id) }
            return program
        }
    }

    /// Whether the outline of a character id is that of a composite glyph, which differs from subset to subset.
    public func isComposite(_ id: Int) -> Bool {
        !composites.isEmpty && composites[id] != nil
    }

    /// The outline of a character id, filled up with zeros to a length that four divides.
    public func outline(of id: Int) throws(FontError) -> [UInt8] {
        if let composite = composites[id] { return composite }
        return try SubsetWriter.outline(of: glyphs[id], in: font.glyphs)
    }

    /// The character id, which is the glyph id in the subset, of a glyph of the font; nil if it was left out.
    @inline(__always)
    public func characterID(of glyph: GlyphID) -> UInt16? {
        let index = Int(glyph)
        guard index < characterIDs.count else { return nil }
        let id = characterIDs[index]
        return id == 0 && glyph != 0 ? nil : id
    }

    /// Six capital letters that stand for the set of glyphs, to begin the subset's name with (ISO 32000-1, 9.6.4).
    public var tag: String {
        // FNV-1a over the glyph ids: equal sets have equal tags, and different ones of one font hardly ever.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for glyph in glyphs { hash = (hash ^ UInt64(glyph)) &* 0x100_0000_01B3 }
        var letters = ""
        for _ in 0..<6 {
            letters.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "A") + UInt8(hash % 26)))
            hash /= 26
        }
        return letters
    }
}

extension Font {
    /// The part of the font that holds the given glyphs, `.notdef` and every part of a composite glyph.
    ///
    /// - Parameter glyphs: what is used; in any order, as often as one likes.
    /// - Throws: `FontError` if a glyph is not there, is damaged, or is a part of itself.
    public func subset(_ glyphs: some Sequence<GlyphID>) throws(FontError) -> Subset {
        var set = GlyphSet(of: self)
        for glyph in glyphs {
            guard Int(glyph) < glyphCount else {
                throw FontError(.noSuchGlyph, "glyph \(glyph) is asked for, but the font has \(glyphCount)")
            }
            set.insert(glyph)
        }
        var measures = GlyphMeasures(of: self)
        return try subset(set, measures: &measures)
    }

    /// The same, with what earlier subsets of this font have found out.
    ///
    /// - Parameters:
    ///   - used: the glyphs that are used.
    ///   - measures: those of this font.
    public func subset(_ used: GlyphSet, measures: inout GlyphMeasures) throws(FontError) -> Subset {
        var selection = GlyphSelection(of: self)
        var used = used
        used.insert(0)
        try used.forEach { (glyph) throws(FontError) in
            if measures[glyph] != nil { selection.add(simple: glyph) } else { try selection.add(glyph) }
        }
        var writer = SubsetWriter(font: self, selection.chosen)
        try writer.measure(&measures)
        return try writer.finish()
    }
}
