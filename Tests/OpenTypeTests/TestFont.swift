// SPDX-License-Identifier: Apache-2.0

import Bytes

/// A font of eight glyphs, put together by hand so that each test can spoil one thing in it.
struct TestFont {
    /// The tables in the order of the file.
    var tables: [(tag: String, bytes: [UInt8])]

    /// Glyph ids of the sample.
    static let square: UInt16 = 1
    static let round: UInt16 = 2
    static let composite: UInt16 = 3
    static let nested: UInt16 = 4
    static let space: UInt16 = 5
    static let middle: UInt16 = 6
    static let rare: UInt16 = 7
    static let glyphCount = 8

    /// Advances of the sample's glyphs; the last three share one in 'hmtx'.
    static let advances = [500, 600, 700, 800, 900, 1000, 1000, 1000]

    init(tables: [(tag: String, bytes: [UInt8])]) {
        self.tables = tables
    }

    /// The sample: characters A, O, C, N, space, 中 and U+20000, and .notdef.
    init(longLocations: Bool = true, characterFormat: Int = 12) {
        let glyphs = Self.glyphs()
        var data: [UInt8] = []
        var locations: [Int] = [0]
        for glyph in glyphs {
            data += glyph
            locations.append(data.count)
        }
        let loca = locations.flatMap { longLocations ? Self.u32($0) : Self.u16($0 / 2) }
        tables = [
            ("OS/2", Self.style()),
            ("cmap", characterFormat == 12 ? Self.format12() : Self.format4()),
            ("glyf", data),
            ("head", Self.head(longLocations: longLocations)),
            ("hhea", Self.u32(0x10000) + Self.i16(880) + Self.i16(-120) + Self.i16(0) + Self.zeros(24) + Self.u16(6)),
            ("hmtx", (0..<6).flatMap { Self.u16(Self.advances[$0]) + Self.u16(10) } + Self.u16(11) + Self.u16(12)),
            ("loca", loca),
            ("maxp", Self.u32(0x10000) + Self.u16(Self.glyphCount) + Self.zeros(26)),
            ("name", Self.names([1: "测试 Sample", 2: "Regular", 6: "TestSample-Regular"])),
            ("post", Self.u32(0x30000) + Self.u32(0xFFF4_0000) + Self.zeros(24)),
        ]
    }

    /// The bytes of a table, to be read or replaced.
    subscript(tag: String) -> [UInt8] {
        get { tables.first { $0.tag == tag }?.bytes ?? [] }
        set {
            if let index = tables.firstIndex(where: { $0.tag == tag }) {
                tables[index].bytes = newValue
            } else {
                tables.append((tag, newValue))
                tables.sort { $0.tag < $1.tag }
            }
        }
    }

    /// Takes a table out.
    func without(_ tag: String) -> TestFont {
        TestFont(tables: tables.filter { $0.tag != tag })
    }

    /// The font with more glyphs behind its own; 'loca' must be long.
    func adding(_ glyphs: [[UInt8]]) -> TestFont {
        var font = self
        var end = font["glyf"].count
        for glyph in glyphs {
            font["glyf"] += glyph
            end += glyph.count
            font["loca"] += Self.u32(end)
            font["hmtx"] += Self.u16(0)
        }
        font["maxp"].replaceSubrange(4..<6, with: Self.u16(Self.glyphCount + glyphs.count))
        return font
    }

    /// The whole font, checksums and all.
    func file(version: Int = 0x10000) -> [UInt8] {
        var directory = Self.u32(version) + Self.u16(tables.count) + Self.zeros(6)
        var body: [UInt8] = []
        var head: Int?
        for (tag, bytes) in tables {
            let offset = 12 + 16 * tables.count + body.count
            if tag == "head" && bytes.count >= 12 { head = offset }
            var summed = bytes
            if tag == "head" && bytes.count >= 12 { summed.replaceSubrange(8..<12, with: [0, 0, 0, 0]) }
            directory += Array(tag.utf8) + Self.u32(Self.checksum(summed)) + Self.u32(offset) + Self.u32(bytes.count)
            body += summed
            while body.count % 4 != 0 { body.append(0) }
        }
        var font = directory + body
        if let head {
            let adjustment = 0xB1B0_AFBA &- UInt32(Self.checksum(font))
            font.replaceSubrange(head + 8..<head + 12, with: Self.u32(Int(adjustment)))
        }
        return font
    }

    static func u16(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }
    static func i16(_ value: Int) -> [UInt8] { u16(value & 0xFFFF) }
    static func u32(_ value: Int) -> [UInt8] { u16(value >> 16 & 0xFFFF) + u16(value & 0xFFFF) }
    static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    static func checksum(_ bytes: [UInt8]) -> Int {
        var sum: UInt32 = 0
        for (index, byte) in bytes.enumerated() { sum &+= UInt32(byte) << UInt32(24 - index % 4 * 8) }
        return Int(sum)
    }

    /// A simple glyph; coordinates are absolute, written as words.
    static func simple(_ contours: [[(x: Int, y: Int, on: Bool)]]) -> [UInt8] {
        let points = contours.flatMap { $0 }
        var glyph = i16(contours.count)
        glyph += i16(points.map(\.x).min() ?? 0) + i16(points.map(\.y).min() ?? 0)
        glyph += i16(points.map(\.x).max() ?? 0) + i16(points.map(\.y).max() ?? 0)
        var end = -1
        for contour in contours {
            end += contour.count
            glyph += u16(end)
        }
        glyph += u16(0) + points.map { $0.on ? 1 : 0 }
        var last = (x: 0, y: 0)
        for point in points {
            glyph += i16(point.x - last.x)
            last.x = point.x
        }
        for point in points {
            glyph += i16(point.y - last.y)
            last.y = point.y
        }
        return even(glyph)
    }

    /// A composite glyph of parts that are only moved.
    static func composite(of parts: [(glyph: UInt16, dx: Int, dy: Int)]) -> [UInt8] {
        var glyph = i16(-1) + zeros(8)
        for (index, part) in parts.enumerated() {
            glyph += u16(index < parts.count - 1 ? 0x23 : 0x03) + u16(Int(part.glyph)) + i16(part.dx) + i16(part.dy)
        }
        return even(glyph)
    }

    static func even(_ bytes: [UInt8]) -> [UInt8] { bytes.count % 2 == 0 ? bytes : bytes + [0] }

    private static func box(_ size: Int) -> [(x: Int, y: Int, on: Bool)] {
        [(0, 0, true), (0, size, true), (size, size, true), (size, 0, true)]
    }

    private static func glyphs() -> [[UInt8]] {
        let ring: [(x: Int, y: Int, on: Bool)] = [(0, 0, false), (0, 601, false), (601, 601, false), (601, 0, false)]
        // Two parts: the square moved by words, the ring scaled by a half and moved by bytes.
        let parts =
            i16(-1) + zeros(8)
            + u16(0x23) + u16(1) + i16(100) + i16(-50)
            + u16(0x0A) + u16(2) + [30, 0xF6] + u16(0x2000)
        // The composite again, turned by a quarter: x' = -y, y' = x.
        let turned =
            i16(-1) + zeros(8) + u16(0x83) + u16(3) + i16(7) + i16(9)
            + i16(0) + i16(0x4000) + i16(-0x4000) + i16(0)
        let curved: [(x: Int, y: Int, on: Bool)] = [(0, 0, true), (300, 900, false), (600, 0, true)]
        return [
            simple([box(400)]), simple([box(700)]), simple([ring]), even(parts), even(turned), [],
            simple([curved, box(100)]), simple([box(333)]),
        ]
    }

    private static func head(longLocations: Bool) -> [UInt8] {
        u32(0x10000) + u32(0x10000) + u32(0) + u32(0x5F0F_3CF5) + u16(3) + u16(1000) + zeros(16)
            + i16(-10) + i16(-20) + i16(700) + i16(900) + zeros(6) + i16(longLocations ? 1 : 0) + i16(0)
    }

    private static func style() -> [UInt8] {
        var table = zeros(96)
        table.replaceSubrange(0..<2, with: u16(3))
        table.replaceSubrange(4..<6, with: u16(700))
        table.replaceSubrange(68..<72, with: i16(870) + i16(-130))
        table.replaceSubrange(86..<90, with: i16(510) + i16(730))
        return table
    }

    private static func names(_ names: KeyValuePairs<Int, String>) -> [UInt8] {
        var records: [UInt8] = []
        var storage: [UInt8] = []
        for (id, name) in names {
            let text = name.utf16.flatMap { u16(Int($0)) }
            records += u16(3) + u16(1) + u16(0x409) + u16(id) + u16(text.count) + u16(storage.count)
            storage += text
        }
        return u16(0) + u16(names.count) + u16(6 + records.count) + records + storage
    }

    /// The mapping in format 12, behind a subtable of variation sequences that must be passed over.
    static func format12(groups: [(first: Int, last: Int, glyph: Int)]? = nil) -> [UInt8] {
        let groups =
            groups ?? [
                (0x20, 0x20, 5), (0x41, 0x41, 1), (0x43, 0x43, 3), (0x4E, 0x4E, 4), (0x4F, 0x4F, 2),
                (0x4E2D, 0x4E2D, 6),
                (0x20000, 0x20000, 7),
            ]
        let body = groups.flatMap { u32($0.first) + u32($0.last) + u32($0.glyph) }
        return u16(0) + u16(2) + u16(0) + u16(5) + u32(20) + u16(3) + u16(10) + u32(30)
            + u16(14) + u32(10) + u32(0)
            + u16(12) + u16(0) + u32(16 + body.count) + u32(0) + u32(groups.count) + body
    }

    /// The mapping of the first plane in format 4: one segment by difference, one by a list of ids.
    private static func format4() -> [UInt8] {
        // Segments: 20 (difference), 41...4F (list), 4E2D (difference), FFFF.
        let ends = [0x20, 0x4F, 0x4E2D, 0xFFFF]
        let starts = [0x20, 0x41, 0x4E2D, 0xFFFF]
        let deltas = [5 - 0x20, 0, 6 - 0x4E2D, 1]
        let offsets = [0, 6, 0, 0]
        let list = [1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 2]
        let body =
            ends.flatMap(u16) + u16(0) + starts.flatMap(u16) + deltas.flatMap(i16) + offsets.flatMap(u16)
            + list.flatMap(u16)
        return u16(0) + u16(1) + u16(3) + u16(1) + u32(12)
            + u16(4) + u16(14 + body.count) + u16(0) + u16(8) + u16(8) + u16(2) + u16(0) + body
    }
}
