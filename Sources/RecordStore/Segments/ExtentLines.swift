// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

/// The lines of an extent one by one, at constant memory: whether they are the very lines is known at their end alone.
final class ExtentLines {
    private let file: ReadableFile
    private let extent: Extent
    private var digester: Digester
    /// How many bytes of the extent were read.
    private var position = 0
    private var bytes: [UInt8] = []
    private var start = 0

    private static let pieceSize = 1 << 18

    /// The lines of an extent of a file.
    init(_ extent: Extent, of file: ReadableFile) {
        self.file = file
        self.extent = extent
        digester = Digester(extent.algorithm)
    }

    /// The next line without its line feed; nil at the end.
    ///
    /// - Throws: `damaged` at the end if these were not the lines that were written.
    func next() throws(StoreError) -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = ByteOrder.firstIndex(of: 0x0A, in: bytes.span, from: searched) {
                defer { start = end + 1 }
                return bytes[start..<end]
            }
            guard position < extent.length else { break }
            let count = min(Self.pieceSize, extent.length - position)
            let (file, offset) = (file, extent.offset + position)
            let piece = try StoreError.files { () throws(FileError) in try file.read(at: offset, count: count) }
            digester.update(piece)
            position += count
            searched = bytes.count - start
            bytes = Array(bytes[start...]) + piece
            start = 0
        }
        guard start == bytes.count else { throw .damaged(file.path, "a line is not complete") }
        var digest: [UInt8] = []
        digester.appendDigest(to: &digest)
        guard digest == extent.digest else {
            throw .damaged(
                file.path,
                "bytes \(extent.offset)..<\(extent.offset + extent.length) do not have the checksum that was recorded")
        }
        return nil
    }
}
