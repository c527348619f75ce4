// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Writes a ZIP archive (APPNOTE 6.3.10) in memory.
///
/// The same entries in the same order give the same bytes under the same version of zlib: every entry bears the first
/// moment of the format, 1980-01-01 00:00, and nothing of the machine.
public struct ZIPWriter: ~Copyable {
    private var archive = ByteWriter()
    private var directory = ByteWriter()
    private var names: Set<[UInt8]> = []
    private var deflater: Deflater

    /// 1980-01-01, as MS-DOS counts days.
    private static let day: UInt16 = 1 << 5 | 1

    /// An archive without entries.
    ///
    /// - Parameter level: 1 (fast) to 9 (smallest).
    public init(level: Int = 6) {
        deflater = Deflater(level: level, windowBits: -15)
    }

    /// Adds an entry; what deflate would not make smaller is stored.
    ///
    /// - Parameters:
    ///   - name: a relative path with `/`, with no part that is empty, "." or "..".
    ///   - bytes: what it holds.
    ///   - method: whether it may be deflated.
    /// - Throws: `zipName`, `zipDuplicate`, `zipLimit` if the archive would reach 4 GiB or 65 535 entries.
    public mutating func add(
        _ name: String, _ bytes: [UInt8], _ method: ZIPEntry.Method = .deflated
    ) throws(CompressionError) {
        try ZIPName.check(name)
        guard names.insert(ZIPName.folded(name)).inserted else {
            throw CompressionError(
                code: .zipDuplicate, message: "two entries have the name \(ZIPName.shown(name))")
        }
        var data = bytes
        var kept = ZIPEntry.Method.stored
        if method == .deflated {
            let packed = deflater.compress(bytes)
            if packed.count < bytes.count { (data, kept) = (packed, .deflated) }
        }
        let size = archive.count + directory.count + data.count + 2 * name.utf8.count + 256
        guard bytes.count < Int(UInt32.max), size < Int(UInt32.max), names.count < Int(UInt16.max) else {
            throw CompressionError(
                code: .zipLimit, message: "an archive of 4 GiB or of 65535 entries is not written")
        }
        // Version, flags, method, time, checksum, sizes and length of the name are the same in both headers.
        var common = ByteWriter(capacity: 26)
        common.append(little: UInt16(20))
        common.append(little: ZIPFlags.utf8)
        common.append(little: kept.rawValue)
        common.append(little: UInt16(0))
        common.append(little: Self.day)
        common.append(little: CRC32.of(bytes.span))
        common.append(little: UInt32(data.count))
        common.append(little: UInt32(bytes.count))
        common.append(little: UInt16(name.utf8.count))
        let offset = archive.count
        archive.append(little: ZIPSignature.local)
        archive.append(common.bytes)
        archive.append(little: UInt16(0))
        archive.append(name)
        archive.append(data)
        directory.append(little: ZIPSignature.central)
        directory.append(little: UInt16(20))
        directory.append(common.bytes)
        // Extra field, comment, part, internal attributes, external attributes: none.
        directory.append(repeating: 0, count: 12)
        directory.append(little: UInt32(offset))
        directory.append(name)
    }

    /// The whole archive.
    public consuming func finish() -> [UInt8] {
        let start = archive.count
        archive.append(directory.bytes)
        archive.append(little: ZIPSignature.end)
        archive.append(repeating: 0, count: 4)
        archive.append(little: UInt16(names.count))
        archive.append(little: UInt16(names.count))
        archive.append(little: UInt32(directory.count))
        archive.append(little: UInt32(start))
        archive.append(little: UInt16(0))
        return archive.bytes
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
}
