// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// What a font shows for a character with a variation selector behind it (Unicode, 23.4).
public enum Variant: Sendable, Equatable {
    /// The glyph that the character has anyway.
    case usual
    /// A glyph of its own.
    case glyph(GlyphID)
}

/// The variation sequences of a font (OpenType, 'cmap', format 14), looked up where they lie in the file.
///
/// Everything is checked once, when the font is opened, so that a look-up cannot fail.
struct VariationSequences: Sendable {
    private let table: Table
    private let start: Int
    private let count: Int

    /// The subtable of format 14; nil if the font has none.
    init?(_ table: Table, glyphCount: Int) throws(FontError) {
        var found: Int?
        for index in 0..<(try table.u16(2)) {
            let record = 4 + 8 * index
            guard try table.u16(record) == 0, try table.u16(record + 2) == 5 else { continue }
            let offset = try table.u32(record + 4)
            if try table.u16(offset) == 14 { found = offset }
        }
        guard let found else { return nil }
        self.table = table
        start = found
        count = try table.u32(found + 6)
        try table.check(found, 10)
        try table.check(found + 10, 11 * count)
        var last = -1
        for index in 0..<count {
            let record = start + 10 + 11 * index
            let selector = u24(record)
            guard selector > last else { throw table.bad("variation selector \(selector) behind \(last)") }
            last = selector
            try checkUsual(at: u32(record + 3))
            try checkOwn(at: u32(record + 7), glyphCount: glyphCount)
        }
    }

    /// What is shown for a sequence; nil if the font does not know it.
    func variant(_ character: UInt32, _ selector: UInt32) -> Variant? {
        let records = start + 10
        guard let index = last(count, notAbove: Int(selector), { u24(records + 11 * $0) }),
            u24(records + 11 * index) == Int(selector)
        else { return nil }
        let usual = u32(records + 11 * index + 3)
        if usual != 0 {
            let ranges = start + usual + 4
            if let range = last(u32(start + usual), notAbove: Int(character), { u24(ranges + 4 * $0) }),
                Int(character) <= u24(ranges + 4 * range) + u8(ranges + 4 * range + 3)
            {
                return .usual
            }
        }
        let own = u32(records + 11 * index + 7)
        guard own != 0 else { return nil }
        let mappings = start + own + 4
        guard let place = last(u32(start + own), notAbove: Int(character), { u24(mappings + 5 * $0) }),
            u24(mappings + 5 * place) == Int(character)
        else { return nil }
        return .glyph(GlyphID(truncatingIfNeeded: u24(mappings + 5 * place + 2) & 0xFFFF))
    }

    // MARK: Checking

    private func checkUsual(at offset: Int) throws(FontError) {
        guard offset != 0 else { return }
        let ranges = try table.u32(start + offset)
        try table.check(start + offset + 4, 4 * ranges)
        var next = 0
        for index in 0..<ranges {
            let first = u24(start + offset + 4 + 4 * index)
            guard first >= next else { throw table.bad("variation sequences of \(first) behind those of \(next - 1)") }
            next = first + u8(start + offset + 7 + 4 * index) + 1
        }
    }

    private func checkOwn(at offset: Int, glyphCount: Int) throws(FontError) {
        guard offset != 0 else { return }
        let mappings = try table.u32(start + offset)
        try table.check(start + offset + 4, 5 * mappings)
        var next = 0
        for index in 0..<mappings {
            let place = start + offset + 4 + 5 * index
            let character = u24(place)
            guard character >= next else { throw table.bad("a variant of \(character) behind one of \(next - 1)") }
            let glyph = u24(place + 2) & 0xFFFF
            guard glyph < glyphCount else {
                throw table.bad("a variant of \(character) names glyph \(glyph), but there are \(glyphCount)")
            }
            next = character + 1
        }
    }

    // MARK: Reading

    /// The last of the ascending values that is not above a limit.
    private func last(_ count: Int, notAbove limit: Int, _ value: (Int) -> Int) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if value(middle) <= limit { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }

    private func u8(_ offset: Int) -> Int { Int(table.file[table.start + offset]) }
    private func u24(_ offset: Int) -> Int { u8(offset) << 16 | u8(offset + 1) << 8 | u8(offset + 2) }
    private func u32(_ offset: Int) -> Int { Int(table.file.bigEndian32(at: table.start + offset)) }
}
