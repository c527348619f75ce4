// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Writes a font program of chosen glyphs: copies outlines, then makes the tables that tell where they are.
struct SubsetWriter {
    let font: Font
    /// The copied outlines, each of a length that four divides.
    private(set) var outlines: [UInt8] = []
    /// Where each copied outline begins, and where the last ends.
    private(set) var offsets: [Int] = [0]
    /// The new number of each glyph of the font.
    private var numbers: [UInt16] = []

    init(font: Font) {
        self.font = font
    }

    /// Numbers the glyphs of the subset in the order given.
    mutating func number(_ glyphs: [GlyphID]) {
        numbers = [UInt16](repeating: 0, count: font.glyphCount)
        for (number, glyph) in glyphs.enumerated() { numbers[Int(glyph)] = UInt16(truncatingIfNeeded: number) }
    }

    mutating func copyOutlines(of glyphs: [GlyphID]) throws(FontError) {
        let table = font.glyphs
        var total = 0
        for glyph in glyphs { total += (try table.range(glyph).count + 3) & ~3 }
        outlines.reserveCapacity(total)
        offsets.reserveCapacity(glyphs.count + 1)
        for glyph in glyphs {
            let range = try table.range(glyph)
            let start = outlines.count
            table.data.file.append(
                table.data.start + range.lowerBound..<table.data.start + range.upperBound, to: &outlines)
            while outlines.count & 3 != 0 { outlines.append(0) }
            offsets.append(outlines.count)
            guard let description = try table.description(of: glyph), try Component.isComposite(description) else {
                continue
            }
            for component in try Component.all(of: description) {
                let number = numbers[Int(component.glyph)]
                outlines[start + component.idOffset] = UInt8(number >> 8)
                outlines[start + component.idOffset + 1] = UInt8(truncatingIfNeeded: number)
            }
        }
    }

    /// The font program: all tables but 'glyf' are written here, and it comes last.
    consuming func finish(glyphs: [GlyphID], shared: SharedGlyphs?) throws(FontError) -> Subset {
        let sharedCount = shared?.outlines.count ?? 0
        let glyfCount = sharedCount + outlines.count
        let isShort = glyfCount <= 2 * 0xFFFF

        var head = try copy("head", 54)
        head.overwrite(at: 8, with: [0, 0, 0, 0])
        head.overwrite(at: 50, with: [0, isShort ? 0 : 1])
        var header = try copy("hhea", 36)
        header.overwrite(at: 34, with: [UInt8(glyphs.count >> 8), UInt8(truncatingIfNeeded: glyphs.count)])
        var profile = try copy("maxp", 32)
        profile.overwrite(at: 4, with: [UInt8(glyphs.count >> 8), UInt8(truncatingIfNeeded: glyphs.count)])

        var metrics = ByteWriter(capacity: 4 * glyphs.count)
        for glyph in glyphs {
            metrics.append(bigEndian: font.metrics.advance(glyph))
            metrics.append(bigEndian: font.metrics.leftBearing(glyph))
        }
        var locations = ByteWriter(capacity: 4 * glyphs.count + 4)
        func locate(_ offset: Int) {
            if isShort {
                locations.append(bigEndian: UInt16(truncatingIfNeeded: offset / 2))
            } else {
                locations.append(bigEndian: UInt32(truncatingIfNeeded: offset))
            }
        }
        // The last offset of the shared outlines is the first of the others.
        for offset in shared?.offsets.dropLast() ?? [] { locate(offset) }
        for offset in offsets { locate(sharedCount + offset) }

        var pieces: [Piece] = []
        for tag in ["cvt ", "fpgm"] {
            if let table = font.directory.optional(tag) { pieces.append(Piece(tag, Self.bytes(of: table))) }
        }
        pieces.append(
            Piece("glyf", checksum: (shared?.checksum ?? 0) &+ Table.checksum(outlines.span), count: glyfCount))
        pieces += [
            Piece("head", head.bytes), Piece("hhea", header.bytes), Piece("hmtx", metrics.bytes),
            Piece("loca", locations.bytes), Piece("maxp", profile.bytes),
        ]
        if let table = font.directory.optional("prep") { pieces.append(Piece("prep", Self.bytes(of: table))) }
        return Subset(
            tables: Self.assemble(pieces), sharedOutlines: shared?.outlines ?? [], outlines: outlines,
            outlineOffsets: offsets, glyphs: glyphs, characterIDs: numbers)
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
