// SPDX-License-Identifier: Apache-2.0

/// A part of a font, as a font program for a PDF `CIDFontType2` (ISO 32000-1, 9.7.4.2).
///
/// Glyphs are numbered anew without gaps, and that number is the character id in the page's content, so that
/// `CIDToGIDMap` is `Identity` and neither widths nor locations of tens of thousands of absent glyphs are written.
/// Glyph 0 is `.notdef`; then come the glyphs of a ``SharedGlyphs``, if there is one, then the others, each in the order of
/// the font. The result depends on the font and the set of glyphs alone.
public struct Subset: Sendable {
    /// The font program up to the outlines, for a stream `FontFile2` in two or three pieces; see ``fontProgram``.
    public let tables: [UInt8]
    /// The outlines that are shared, if any: what to copy compressed. They follow ``tables``.
    public let sharedOutlines: [UInt8]
    /// The outlines of the other glyphs. They follow ``sharedOutlines``.
    public let outlines: [UInt8]
    /// Where in ``outlines`` each of the other glyphs begins, and where the last ends.
    public let outlineOffsets: [Int]
    /// The glyph of each character id in the font that the subset is of.
    public let glyphs: [GlyphID]
    private let characterIDs: [UInt16]

    init(
        tables: [UInt8], sharedOutlines: [UInt8], outlines: [UInt8], outlineOffsets: [Int], glyphs: [GlyphID],
        characterIDs: [UInt16]
    ) {
        self.tables = tables
        self.sharedOutlines = sharedOutlines
        self.outlines = outlines
        self.outlineOffsets = outlineOffsets
        self.glyphs = glyphs
        self.characterIDs = characterIDs
    }

    /// The whole font program.
    public var fontProgram: [UInt8] { tables + sharedOutlines + outlines }

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
        for glyph in glyphs {
            for byte in [UInt8(glyph >> 8), UInt8(truncatingIfNeeded: glyph)] {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            }
        }
        var letters = ""
        for _ in 0..<6 {
            letters.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "A") + UInt8(hash % 26)))
            hash /= 26
        }
        return letters
    }
}

/// Glyphs that many subsets of a font begin with, such as those of a template's own words: prepared once.
public struct SharedGlyphs: Sendable {
    /// The glyphs in the font's order, parts of composite ones among them, `.notdef` first.
    public let glyphs: [GlyphID]
    /// Their outlines, ready to be put into a font program, and to be compressed once.
    public let outlines: [UInt8]
    let offsets: [Int]
    let checksum: UInt32
}

extension Font {
    /// Prepares glyphs that many subsets will begin with.
    ///
    /// - Throws: `FontError` if a glyph is not there, is damaged, or is a part of itself.
    public func sharedGlyphs(_ glyphs: some Sequence<GlyphID>) throws(FontError) -> SharedGlyphs {
        var selection = GlyphSelection(of: self)
        try selection.add(0)
        for glyph in glyphs { try selection.add(glyph) }
        var writer = SubsetWriter(font: self)
        let ordered = selection.glyphsInOrder(after: [])
        writer.number(ordered)
        try writer.copyOutlines(of: ordered)
        return SharedGlyphs(
            glyphs: ordered, outlines: writer.outlines, offsets: writer.offsets,
            checksum: Table.checksum(writer.outlines.span))
    }

    /// The part of the font that holds the given glyphs, `.notdef` and every part of a composite glyph.
    ///
    /// - Parameters:
    ///   - glyphs: what is used; in any order, as often as one likes.
    ///   - shared: what the subset begins with, used or not, prepared from this font.
    /// - Throws: `FontError` if a glyph is not there, is damaged, or is a part of itself.
    public func subset(
        _ glyphs: some Sequence<GlyphID>, sharing shared: SharedGlyphs? = nil
    ) throws(FontError) -> Subset {
        var selection = GlyphSelection(of: self)
        if shared == nil { try selection.add(0) }
        let first = shared?.glyphs ?? []
        selection.leaveOut(first)
        for glyph in glyphs { try selection.add(glyph) }
        let others = selection.glyphsInOrder(after: first)

        var writer = SubsetWriter(font: self)
        let all = first + others
        writer.number(all)
        try writer.copyOutlines(of: others)
        return try writer.finish(glyphs: all, shared: shared)
    }
}
