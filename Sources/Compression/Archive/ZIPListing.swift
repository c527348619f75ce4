// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The records around the data of an archive that is written: a header before each entry, the directory at the end
/// (APPNOTE, 4.3.7, 4.3.12 to 4.3.16). What 32 bits cannot count is written as ZIP64.
struct ZIPListing: ~Copyable {
    private var directory = ByteWriter()
    private var names: Set<[UInt8]> = []

    /// 1980-01-01, as MS-DOS counts days.
    private static let day: UInt16 = 1 << 5 | 1
    private static let wide = Int(UInt32.max)

    /// How many entries it has.
    var count: Int { names.count }
    /// How many bytes the directory has without its end.
    var length: Int { directory.count }

    /// Checks a name before anything is done for its entry.
    ///
    /// - Throws: `zipName`, `zipDuplicate`.
    mutating func take(_ name: String) throws(CompressionError) {
        try ZIPName.check(name)
        guard names.insert(ZIPName.folded(name)).inserted else {
            throw CompressionError(
                code: .zipDuplicate, message: "two entries have the name \(ZIPName.shown(name))")
        }
    }

    /// Lists an entry whose name was taken, and gives the header that stands before its data.
    ///
    /// - Parameters:
    ///   - bytes: what the entry holds, less than 4 GiB.
    ///   - stored: how many bytes stand in the archive for it.
    ///   - offset: where the header will stand.
    mutating func add(
        _ name: String, _ bytes: [UInt8], stored: Int, _ method: ZIPEntry.Method, at offset: Int
    ) -> [UInt8] {
        // Version, flags, method, time, checksum, sizes and length of the name are the same in both headers.
        var common = ByteWriter(capacity: 26)
        let isFar = offset >= Self.wide
        common.append(little: UInt16(isFar ? 45 : 20))
        common.append(little: ZIPFlags.utf8)
        common.append(little: method.rawValue)
        common.append(little: UInt16(0))
        common.append(little: Self.day)
        common.append(little: CRC32.of(bytes.span))
        common.append(little: UInt32(stored))
        common.append(little: UInt32(bytes.count))
        common.append(little: UInt16(name.utf8.count))
        var header = ByteWriter(capacity: 30 + name.utf8.count)
        header.append(little: ZIPSignature.local)
        header.append(common.bytes)
        header.append(little: UInt16(0))
        header.append(name)
        directory.append(little: ZIPSignature.central)
        directory.append(little: UInt16(isFar ? 45 : 20))
        directory.append(common.bytes)
        directory.append(little: UInt16(isFar ? 12 : 0))
        // Comment, part, internal attributes, external attributes: none.
        directory.append(repeating: 0, count: 10)
        directory.append(little: isFar ? UInt32.max : UInt32(offset))
        directory.append(name)
        if isFar {
            directory.append(little: UInt16(1))
            directory.append(little: UInt16(8))
            directory.append(little: UInt64(offset))
        }
        return header.bytes
    }

    /// The directory and the records that end the archive.
    ///
    /// - Parameter start: where the directory will stand.
    consuming func finish(at start: Int) -> [UInt8] {
        let (size, entries) = (directory.count, names.count)
        let isWide = start >= Self.wide || size >= Self.wide || entries >= Int(UInt16.max)
        if isWide {
            directory.append(little: ZIPSignature.end64)
            directory.append(little: UInt64(44))
            directory.append(little: UInt16(45))
            directory.append(little: UInt16(45))
            directory.append(repeating: 0, count: 8)
            for number in [entries, entries, size, start] { directory.append(little: UInt64(number)) }
            directory.append(little: ZIPSignature.locator64)
            directory.append(repeating: 0, count: 4)
            directory.append(little: UInt64(start + size))
            directory.append(little: UInt32(1))
        }
        directory.append(little: ZIPSignature.end)
        directory.append(repeating: 0, count: 4)
        directory.append(little: isWide ? UInt16.max : UInt16(entries))
        directory.append(little: isWide ? UInt16.max : UInt16(entries))
        directory.append(little: isWide ? UInt32.max : UInt32(size))
        directory.append(little: isWide ? UInt32.max : UInt32(start))
        directory.append(little: UInt16(0))
        return directory.bytes
    }
}

extension ByteWriter {
    fileprivate mutating func append(little value: UInt16) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }

    fileprivate mutating func append(little value: UInt32) {
        append(little: UInt16(truncatingIfNeeded: value))
        append(little: UInt16(truncatingIfNeeded: value >> 16))
    }

    fileprivate mutating func append(little value: UInt64) {
        append(little: UInt32(truncatingIfNeeded: value))
        append(little: UInt32(truncatingIfNeeded: value >> 32))
    }
}
