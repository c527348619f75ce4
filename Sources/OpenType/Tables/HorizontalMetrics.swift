// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The tables 'hhea' and 'hmtx': how far each glyph moves the pen, and where its ink begins.
struct HorizontalMetrics: Sendable {
    let ascent: Int
    let descent: Int
    let lineGap: Int
    /// The first so many glyphs have an advance of their own; the others share that of the last of them.
    private let longCount: Int
    private let table: Table

    init(header: Table, metrics: Table, glyphCount: Int) throws(FontError) {
        ascent = try header.i16(4)
        descent = try header.i16(6)
        lineGap = try header.i16(8)
        longCount = try header.u16(34)
        table = metrics
        guard longCount >= 1 && longCount <= glyphCount else {
            throw header.bad("\(longCount) advances for \(glyphCount) glyphs")
        }
        try metrics.check(0, 4 * longCount + 2 * (glyphCount - longCount))
    }

    @inline(__always)
    func advance(_ glyph: GlyphID) -> UInt16 {
        table.file.bigEndian16(at: table.start + 4 * min(Int(glyph), longCount - 1))
    }

    @inline(__always)
    func leftBearing(_ glyph: GlyphID) -> UInt16 {
        let index = Int(glyph)
        let offset = index < longCount ? 4 * index + 2 : 4 * longCount + 2 * (index - longCount)
        return table.file.bigEndian16(at: table.start + offset)
    }
}
