// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The tables of one face (OpenType, "Table directory"), found in a single font or in a collection.
struct TableDirectory: Sendable {
    private struct Entry: Sendable {
        let table: Table
        let checksum: UInt32
    }

    private let entries: [Entry]
    private let isWholeFile: Bool

    /// How many faces the file holds: 1, or what the header of a collection says.
    let faceCount: Int

    init(_ file: MappedFile, face: Int) throws(FontError) {
        let whole = Table(tag: "sfnt", file: file, start: 0, count: file.count)
        guard file.count >= 12 else {
            throw FontError(.notAFont, "a font has a header of 12 bytes at least, but the file has \(file.count)")
        }
        var start = 0
        if try whole.u32(0) == Self.collection {
            faceCount = try whole.u32(8)
            guard (1...Self.faceLimit).contains(faceCount) else {
                throw FontError(.badTable, "a collection of \(faceCount) fonts, not 1 to \(Self.faceLimit)")
            }
            guard face >= 0 && face < faceCount else {
                throw FontError(.noSuchFace, "face \(face) is asked for, but the collection has \(faceCount)")
            }
            // A count that the file cannot hold fails here, before anything is multiplied out.
            start = try whole.u32(12 + 4 * face)
        } else {
            faceCount = 1
            guard face == 0 else { throw FontError(.noSuchFace, "face \(face) is asked for, but the file is one font") }
        }
        isWholeFile = start == 0
        try Self.checkVersion(try whole.u32(start))

        let count = try whole.u16(start + 4)
        var found: [Entry] = []
        found.reserveCapacity(min(count, 64))
        for index in 0..<count {
            let record = start + 12 + 16 * index
            let tag = try Self.tag(whole.u32(record))
            let offset = try whole.u32(record + 8)
            let length = try whole.u32(record + 12)
            guard offset <= file.count && length <= file.count - offset else {
                throw FontError(
                    .badTable,
                    "table '\(tag)' reaches from \(offset) to \(offset + length), but the file has \(file.count)")
            }
            guard !found.contains(where: { $0.table.tag == tag }) else {
                throw FontError(.badTable, "table '\(tag)' is named twice in the directory")
            }
            let checksum = UInt32(truncatingIfNeeded: try whole.u32(record + 4))
            found.append(
                Entry(table: Table(tag: tag, file: file, start: offset, count: length), checksum: checksum))
        }
        entries = found
    }

    /// All tables, in the order of the directory.
    var tables: [(tag: String, bytes: Range<Int>)] {
        entries.map { ($0.table.tag, $0.table.start..<$0.table.start + $0.table.count) }
    }

    /// A table that may be there.
    func optional(_ tag: String) -> Table? {
        entries.first { $0.table.tag == tag }?.table
    }

    /// A table that must be there.
    func required(_ tag: String) throws(FontError) -> Table {
        guard let table = optional(tag) else { throw FontError(.missingTable, "the font has no table '\(tag)'") }
        return table
    }

    /// Compares the checksum of each table, and that of the whole file if the file is one font.
    func verifyChecksums() throws(FontError) {
        for entry in entries {
            var sum = entry.table.checksum
            // The head table's sum is taken as if the adjustment for the whole file were zero.
            if entry.table.tag == "head" { sum &-= UInt32(truncatingIfNeeded: try entry.table.u32(8)) }
            guard sum == entry.checksum else {
                throw FontError(
                    .badChecksum,
                    "table '\(entry.table.tag)' has the checksum \(sum), but the directory says \(entry.checksum)")
            }
        }
        guard isWholeFile, let head = optional("head") else { return }
        let whole = Table(tag: "sfnt", file: head.file, start: 0, count: head.file.count)
        guard whole.checksum == Self.wholeFile else {
            throw FontError(.badChecksum, "the whole file has the checksum \(whole.checksum), not \(Self.wholeFile)")
        }
    }

    /// What the words of a whole font sum up to ("head", checksumAdjustment).
    static let wholeFile: UInt32 = 0xB1B0_AFBA
    private static let collection = 0x7474_6366  // ttcf
    /// More than any collection has, so that nobody makes us open a font a million times.
    private static let faceLimit = 256

    private static func checkVersion(_ version: Int) throws(FontError) {
        switch version {
        case 0x0001_0000, 0x7472_7565:  // 1.0 and "true"
            return
        case 0x4F54_544F:  // OTTO
            throw FontError.cubicOutlines
        case 0x774F_4646, 0x774F_4632:  // wOFF and wOF2
            throw FontError(.notAFont, "the file is a web font (WOFF)", hint: "unpack it to a .ttf first")
        default:
            throw FontError(.notAFont, "the file does not begin like a TrueType font (found '\(tag(version))')")
        }
    }

    private static func tag(_ value: Int) -> String {
        var text = ""
        for shift in [24, 16, 8, 0] {
            let byte = UInt8(truncatingIfNeeded: value >> shift)
            text.unicodeScalars.append((0x20...0x7E).contains(byte) ? Unicode.Scalar(byte) : "?")
        }
        return text
    }
}

extension FontError {
    static var cubicOutlines: FontError {
        FontError(
            .cubicOutlines, "the font has cubic (CFF) outlines; only TrueType outlines (table 'glyf') are read",
            hint: "turn it into a TrueType font with Fonts/make-fonts.py FILE OUT.ttf FAMILY STYLE")
    }
}
