// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Writes a ZIP archive (APPNOTE 6.3.10) in memory.
///
/// The same entries in the same order give the same bytes under the same version of zlib: every entry bears the first
/// moment of the format, 1980-01-01 00:00, and nothing of the machine.
public struct ZIPWriter: ~Copyable {
    private var archive = ByteWriter()
    private var listing = ZIPListing()
    private var deflater: Deflater

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
        try listing.take(name)
        var data = bytes
        var kept = ZIPEntry.Method.stored
        if method == .deflated {
            let packed = deflater.compress(bytes)
            if packed.count < bytes.count { (data, kept) = (packed, .deflated) }
        }
        let size = archive.count + listing.length + data.count + 2 * name.utf8.count + 256
        guard bytes.count < Int(UInt32.max), size < Int(UInt32.max), listing.count < Int(UInt16.max) else {
            throw CompressionError(
                code: .zipLimit, message: "an archive of 4 GiB or of 65535 entries is not written")
        }
        archive.append(listing.add(name, bytes, stored: data.count, kept, at: archive.count))
        archive.append(data)
    }

    /// The whole archive.
    public consuming func finish() -> [UInt8] {
        let start = archive.count
        archive.append(listing.finish(at: start))
        return archive.bytes
    }
}
