// SPDX-License-Identifier: Apache-2.0

/// The table 'cmap': from a character to its glyph, for all of Unicode (format 12) or its first plane (format 4).
///
/// The mapping is spread out once, in pages of 256 characters, so that a look-up is two array reads.
/// ``VariationSequences`` reads format 14.
struct CharacterMap: Sendable {
    /// For each 256 characters the number of their page; page 0 is empty.
    private var pages: [UInt16] = []
    private var glyphs = [GlyphID](repeating: 0, count: 256)
    /// How many characters have a glyph.
    private(set) var count = 0

    init(_ table: Table, glyphCount: Int) throws(FontError) {
        guard let subtable = try Self.best(table) else {
            throw table.bad("no Unicode mapping of format 4 or 12")
        }
        if subtable.format == 12 {
            try readFormat12(table, at: subtable.offset, glyphCount: glyphCount)
        } else {
            try readFormat4(table, at: subtable.offset, glyphCount: glyphCount)
        }
    }

    @inline(__always)
    subscript(scalar: Unicode.Scalar) -> GlyphID? {
        let page = Int(scalar.value >> 8)
        guard page < pages.count else { return nil }
        let glyph = glyphs[Int(pages[page]) << 8 | Int(scalar.value & 0xFF)]
        return glyph == 0 ? nil : glyph
    }

    private struct Choice {
        let format: Int
        let offset: Int
    }

    /// The mapping that covers most: format 12 before format 4, whatever the platform.
    private static func best(_ table: Table) throws(FontError) -> Choice? {
        var choice: Choice?
        for index in 0..<(try table.u16(2)) {
            let record = 4 + 8 * index
            let platform = try table.u16(record)
            let encoding = try table.u16(record + 2)
            let isUnicode = platform == 0 && encoding != 5 || platform == 3 && (encoding == 1 || encoding == 10)
            guard isUnicode else { continue }
            let offset = try table.u32(record + 4)
            let format = try table.u16(offset)
            if format == 12 { return Choice(format: format, offset: offset) }
            if format == 4 && choice == nil { choice = Choice(format: format, offset: offset) }
        }
        return choice
    }

    private mutating func readFormat12(_ table: Table, at start: Int, glyphCount: Int) throws(FontError) {
        let groups = try table.u32(start + 12)
        try table.check(start + 16, 12 * groups)
        var next = 0
        for group in 0..<groups {
            let record = start + 16 + 12 * group
            let first = try table.u32(record)
            let last = try table.u32(record + 4)
            let glyph = try table.u32(record + 8)
            guard first >= next && last >= first && last <= 0x10FFFF else {
                throw table.bad("group \(group) maps \(first) to \(last), after \(next - 1) and within Unicode")
            }
            guard glyph + (last - first) < glyphCount else {
                throw table.bad("group \(group) names glyph \(glyph + last - first), but there are \(glyphCount)")
            }
            for character in first...last {
                set(character, GlyphID(truncatingIfNeeded: glyph + character - first))
            }
            next = last + 1
        }
    }

    private mutating func readFormat4(_ table: Table, at start: Int, glyphCount: Int) throws(FontError) {
        let segments = try table.u16(start + 6) / 2
        let ends = start + 14
        let starts = ends + 2 * segments + 2
        let deltas = starts + 2 * segments
        let offsets = deltas + 2 * segments
        var next = 0
        for segment in 0..<segments {
            let last = try table.u16(ends + 2 * segment)
            let first = try table.u16(starts + 2 * segment)
            let delta = try table.u16(deltas + 2 * segment)
            let place = offsets + 2 * segment
            let offset = try table.u16(place)
            guard first >= next && last >= first else {
                throw table.bad("segment \(segment) maps \(first) to \(last), after \(next - 1)")
            }
            for character in first...last where character != 0xFFFF {
                var glyph = character
                if offset != 0 {
                    glyph = try table.u16(place + offset + 2 * (character - first))
                    if glyph == 0 { continue }
                }
                glyph = (glyph + delta) & 0xFFFF
                guard glyph < glyphCount else {
                    throw table.bad("character \(character) names glyph \(glyph), but there are \(glyphCount)")
                }
                set(character, GlyphID(truncatingIfNeeded: glyph))
            }
            next = last + 1
        }
    }

    private mutating func set(_ character: Int, _ glyph: GlyphID) {
        guard glyph != 0 else { return }
        let page = character >> 8
        while pages.count <= page { pages.append(0) }
        if pages[page] == 0 {
            // At most 0x1100 pages, because no character comes twice.
            pages[page] = UInt16(truncatingIfNeeded: glyphs.count >> 8)
            glyphs.append(contentsOf: repeatElement(0, count: 256))
        }
        glyphs[Int(pages[page]) << 8 | character & 0xFF] = glyph
        count += 1
    }
}
