// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// Writes a ZIP archive (APPNOTE 6.3.10) of any size into a file, entry by entry: memory holds one entry and the
/// directory.
///
/// As with `ZIPWriter` the same entries in the same order give the same bytes under the same version of zlib.
public struct ZIPFileWriter: ~Copyable {
    private let file: PendingFile
    private var listing = ZIPListing()
    private var deflater: Deflater

    /// An archive without entries in a file that is being written.
    ///
    /// - Parameters:
    ///   - file: the file, empty; it is for the caller to seal and place.
    ///   - level: 1 (fast) to 9 (smallest).
    public init(_ file: PendingFile, level: Int = 6) {
        self.file = file
        deflater = Deflater(level: level, windowBits: -15)
    }

    /// Adds an entry of less than 4 GiB; what deflate would not make smaller is stored.
    ///
    /// - Parameters:
    ///   - name: a relative path with `/`, with no part that is empty, "." or "..".
    ///   - bytes: what it holds.
    ///   - method: whether it may be deflated.
    /// - Throws: `zipName`, `zipDuplicate`, `zipLimit`, `zipFile` if the file cannot be written.
    public mutating func add(
        _ name: String, _ bytes: [UInt8], _ method: ZIPEntry.Method = .deflated
    ) throws(CompressionError) {
        try listing.take(name)
        guard bytes.count < Int(UInt32.max) else {
            throw CompressionError(
                code: .zipLimit, message: "the entry \(ZIPName.shown(name)) has \(bytes.count) bytes, 4 GiB or more")
        }
        let packed = method == .deflated ? deflater.compress(bytes) : bytes
        let isSmaller = packed.count < bytes.count
        let data = isSmaller ? packed : bytes
        let header = listing.add(
            name, bytes, stored: data.count, isSmaller ? .deflated : .stored, at: file.count)
        try write(header)
        try write(data)
    }

    /// Writes the directory, which ends the archive.
    public consuming func finish() throws(CompressionError) {
        let file = file
        try Self.write(listing.finish(at: file.count), to: file)
    }

    private func write(_ bytes: [UInt8]) throws(CompressionError) {
        try Self.write(bytes, to: file)
    }

    private static func write(_ bytes: [UInt8], to file: PendingFile) throws(CompressionError) {
        do {
            try file.write(bytes)
        } catch {
            throw CompressionError(code: .zipFile, message: error.message)
        }
    }
}
