// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Writes a font program of chosen glyphs: measures the outlines, then makes the tables that tell where they are.
struct SubsetWriter {
    let font: Font
    private let glyphs: [GlyphID]
    /// Where each outline begins, and where the last ends.
    private var offsets: [Int] = [0]
    private var outlineChecksum: UInt32 = 0
    /// The new number of each glyph of the font.
    private var numbers: [UInt16]
    private var composites: [Int: [UInt8]] = [:]

    /// Glyphs are numbered in the order of the font.
    init(font: Font, _ chosen: GlyphSet) {
        self.font = font
        var glyphs: [GlyphID] = []
        glyphs.reserveCapacity(chosen.count)
        var numbers = [UInt16](repeating: 0, count: font.glyphCount)
        chosen.forEach { glyph in
            numbers[Int(glyph)] = UInt16(truncatingIfNeeded: glyphs.count)
            glyphs.append(glyph)
        }
        self.glyphs = glyphs
        self.numbers = numbers
    }

    /// A glyph's outline, filled up to whole words.
    static func outline(of glyph: GlyphID, in table: GlyphTable) throws(FontError) -> [UInt8] {
        let range = try table.range(glyph)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(padded(range.count))
        table.data.file.append(table.data.start + range.lowerBound..<table.data.start + range.upperBound, to: &bytes)
        while bytes.count & 3 != 0 { bytes.append(0) }
        return bytes
    }

    /// Adds up the outlines; only those that no subset had before are looked at.
    mutating func measure(_ measures: inout GlyphMeasures) throws(FontError) {
        offsets.reserveCapacity(glyphs.count + 1)
        var end = 0
        for (number, glyph) in glyphs.enumerated() {
            let measure = if let known = measures[glyph] { known } else { try measured(glyph, number, &measures) }
            end += Int(measure.length)
            outlineChecksum &+= measure.checksum
            offsets.append(end)
        }
    }

    private mutating func measured(
        _ glyph: GlyphID, _ number: Int, _ measures: inout GlyphMeasures
    ) throws(FontError) -> GlyphMeasures.Measure {
        var bytes = try Self.outline(of: glyph, in: font.glyphs)
        let description = try font.glyphs.description(of: glyph)
        if let description, try Component.isComposite(description) {
            for component in try Component.all(of: description) {
                let part = numbers[Int(component.glyph)]
                bytes[component.idOffset] = UInt8(part >> 8)
                bytes[component.idOffset + 1] = UInt8(truncatingIfNeeded: part)
            }
            composites[number] = bytes
        }
        let measure = GlyphMeasures.Measure(length: UInt32(bytes.count), checksum: Table.checksum(bytes.span))
        if composites[number] == nil { measures.note(measure, of: glyph) }
        return measure
    }

    /// The font program: all tables but 'glyf' are written here, and it comes last.
    consuming func finish() throws(FontError) -> Subset {
        let glyfCount = offsets[offsets.count - 1]
        let isShort = glyfCount <= 2 * 0xFFFF

        var head = try copy("head", 54)
        head.overwrite(at: 8, with: [0, 0, 0, 0])
        head.overwrite(at: 50, with: [0, isShort ? 0 : 1])
        var header = try copy("hhea", 36)
        header.overwrite(at: 34, with: [UInt8(glyphs.count >> 8), UInt8(truncatingIfNeeded: glyphs.count)])
        var profile = try copy("maxp", 32)
        profile.overwrite(at: 4, with: [UInt8(glyphs.count >> 8), UInt8(truncatingIfNeeded: glyphs.count)])

        var metrics = ByteTape(capacity: 4 * glyphs.count + 8)
        for glyph in glyphs {
            metrics.append(bigEndian: font.metrics.advance(glyph))
            metrics.append(bigEndian: font.metrics.leftBearing(glyph))
        }
        var locations = ByteTape(capacity: 4 * glyphs.count + 8)
        for offset in offsets {
            if isShort {
                locations.append(bigEndian: UInt16(truncatingIfNeeded: offset / 2))
            } else {
                locations.append(bigEndian: UInt32(truncatingIfNeeded: offset))
            }
        }

        var pieces: [Piece] = []
        for tag in ["cvt ", "fpgm"] {
            if let table = font.directory.optional(tag) { pieces.append(Piece(tag, Self.bytes(of: table))) }
        }
        pieces.append(
            Piece("glyf", checksum: outlineChecksum, count: glyfCount))
        pieces += [
            Piece("head", head.bytes), Piece("hhea", header.bytes), Piece("hmtx", metrics.bytes),
            Piece("loca", locations.bytes), Piece("maxp", profile.bytes),
        ]
        if let table = font.directory.optional("prep") { pieces.append(Piece("prep", Self.bytes(of: table))) }
        return Subset(
            of: font, tables: Self.assemble(pieces), glyphs: glyphs, outlineOffsets: offsets, characterIDs: numbers,
            composites: composites)
    }

    /// A table of the font program; the outlines have no bytes here, because they are appended as they are.
    private struct Piece {
        let tag: String
        let bytes: [UInt8]
        let checksum: UInt32
        let count: Int

        init(_ tag: String, _ bytes: [UInt8]) {
            self.tag = tag
            self.bytes = bytes
            checksum = Table.checksum(bytes.span)
            count = bytes.count
        }

        init(_ tag: String, checksum: UInt32, count: Int) {
            self.tag = tag
            bytes = []
            self.checksum = checksum
            self.count = count
        }
    }

    /// Directory, sorted by tag, and tables; the outlines come behind everything else.
    private static func assemble(_ pieces: [Piece]) -> [UInt8] {
        var writer = ByteWriter(capacity: 1 << 12)
        let power = Int.bitWidth - 1 - pieces.count.leadingZeroBitCount
        writer.append(bigEndian: UInt32(0x0001_0000))
        writer.append(bigEndian: UInt16(pieces.count))
        writer.append(bigEndian: UInt16(16 << power))
        writer.append(bigEndian: UInt16(truncatingIfNeeded: power))
        writer.append(bigEndian: UInt16(16 * pieces.count - 16 << power))

        let start = 12 + 16 * pieces.count
        let outlines = start + pieces.reduce(0) { $0 + padded($1.bytes.count) }
        var offset = start
        var headOffset = 0
        var sum: UInt32 = 0
        for piece in pieces {
            if piece.tag == "head" { headOffset = offset }
            writer.append(piece.tag)
            writer.append(bigEndian: piece.checksum)
            writer.append(bigEndian: UInt32(truncatingIfNeeded: piece.tag == "glyf" ? outlines : offset))
            writer.append(bigEndian: UInt32(truncatingIfNeeded: piece.count))
            offset += padded(piece.bytes.count)
            sum &+= piece.checksum
        }
        sum &+= Table.checksum(writer.bytes.span)
        for piece in pieces {
            writer.append(piece.bytes)
            writer.append(repeating: 0, count: padded(piece.bytes.count) - piece.bytes.count)
        }
        var adjustment = ByteWriter(capacity: 4)
        adjustment.append(bigEndian: TableDirectory.wholeFile &- sum)
        writer.overwrite(at: headOffset + 8, with: adjustment.bytes)
        return writer.bytes
    }

    private static func padded(_ count: Int) -> Int { (count + 3) & ~3 }

    private func copy(_ tag: String, _ count: Int) throws(FontError) -> ByteWriter {
        let table = try font.directory.required(tag)
        try table.check(0, count)
        var writer = ByteWriter(capacity: count)
        table.file.append(table.start..<table.start + count, to: &writer.bytes)
        return writer
    }

    private static func bytes(of table: Table) -> [UInt8] {
        var bytes: [UInt8] = []
        table.file.append(table.start..<table.start + table.count, to: &bytes)
        return bytes
    }
}
