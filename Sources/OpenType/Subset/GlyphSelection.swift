// SPDX-License-Identifier: Apache-2.0

/// A set of glyphs that holds, with each composite glyph, its parts.
struct GlyphSelection {
    private let table: GlyphTable
    /// One bit for each glyph of the font.
    private var chosen: [UInt64]
    private var excluded: [UInt64]
    private var count = 0
    /// The composite glyphs that are being followed, outermost first.
    private var path: [GlyphID] = []

    init(of font: Font) {
        table = font.glyphs
        chosen = [UInt64](repeating: 0, count: (table.glyphCount + 63) / 64)
        excluded = chosen
    }

    /// Marks glyphs that need not be chosen: they are there already, with all their parts.
    mutating func leaveOut(_ glyphs: [GlyphID]) {
        for glyph in glyphs { excluded[Int(glyph) >> 6] |= 1 << UInt64(glyph & 63) }
    }

    mutating func add(_ glyph: GlyphID) throws(FontError) {
        let word = Int(glyph) >> 6
        let bit: UInt64 = 1 << UInt64(glyph & 63)
        guard word < chosen.count, Int(glyph) < table.glyphCount else {
            throw FontError(.noSuchGlyph, "glyph \(glyph) is asked for, but the font has \(table.glyphCount)")
        }
        guard (chosen[word] | excluded[word]) & bit == 0 else {
            guard !path.contains(glyph) else { throw FontError(.badGlyph, "glyph \(glyph) is a part of itself") }
            return
        }
        chosen[word] |= bit
        count += 1
        guard let description = try table.description(of: glyph), try Component.isComposite(description) else { return }
        guard path.count < OutlineReader.depthLimit else {
            throw FontError(.badGlyph, "glyph \(glyph): parts within parts, more than \(OutlineReader.depthLimit) deep")
        }
        path.append(glyph)
        for component in try Component.all(of: description) { try add(component.glyph) }
        path.removeLast()
    }

    /// The chosen glyphs in the order of the font; `first` is what they will be put behind.
    ///
    /// - Precondition: both together are at most 65,536, which a font's glyph ids cannot exceed.
    func glyphsInOrder(after first: [GlyphID]) -> [GlyphID] {
        precondition(first.count + count <= 65_536)
        var glyphs: [GlyphID] = []
        glyphs.reserveCapacity(count)
        for (index, word) in chosen.enumerated() {
            var rest = word
            while rest != 0 {
                glyphs.append(GlyphID(truncatingIfNeeded: index << 6 | rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return glyphs
    }
}
