// SPDX-License-Identifier: Apache-2.0

/// The tables 'loca' and 'glyf': where the description of each glyph stands.
struct GlyphTable: Sendable {
    let glyphCount: Int
    let data: Table
    private let locations: Table
    private let isLong: Bool

    init(locations: Table, data: Table, glyphCount: Int, isLong: Bool) throws(FontError) {
        self.glyphCount = glyphCount
        self.data = data
        self.locations = locations
        self.isLong = isLong
        try locations.check(0, (glyphCount + 1) * (isLong ? 4 : 2))
    }

    /// Where a glyph's description stands in the table 'glyf'; empty for a glyph without ink.
    func range(_ glyph: GlyphID) throws(FontError) -> Range<Int> {
        let index = Int(glyph)
        guard index < glyphCount else {
            throw FontError(.noSuchGlyph, "glyph \(index) is asked for, but the font has \(glyphCount)")
        }
        let start = isLong ? try locations.u32(4 * index) : 2 * (try locations.u16(2 * index))
        let end = isLong ? try locations.u32(4 * index + 4) : 2 * (try locations.u16(2 * index + 2))
        guard start <= end && end <= data.count else {
            throw locations.bad("glyph \(index) reaches from \(start) to \(end), but 'glyf' has \(data.count) bytes")
        }
        return start..<end
    }

    /// The description of a glyph as a table of its own; nil for a glyph without ink.
    func description(of glyph: GlyphID) throws(FontError) -> Table? {
        let range = try range(glyph)
        guard !range.isEmpty else { return nil }
        let table = Table(tag: "glyf", file: data.file, start: data.start + range.lowerBound, count: range.count)
        try table.check(0, 10)
        return table
    }
}
