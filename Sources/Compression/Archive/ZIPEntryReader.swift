// SPDX-License-Identifier: Apache-2.0

/// Reads one entry of an archive piece by piece, in memory that does not grow with the entry.
///
/// The last piece is given only when size and CRC-32 hold. Not to be shared between threads.
public final class ZIPEntryReader {
    private let entry: ZIPEntry
    private let source: ZIPSource
    private var offset: Int
    private var unread: Int
    private var given = 0
    private var checksum: UInt32 = 0
    private var input: [UInt8] = []
    private var taken = 0
    private var inflater: Inflater?
    private var isDone = false

    /// How many bytes are read, and given, at a time.
    private static let piece = 1 << 16

    init(_ entry: ZIPEntry, of source: ZIPSource) {
        self.entry = entry
        self.source = source
        offset = entry.dataOffset
        unread = entry.compressedCount
        inflater = entry.method == .deflated ? Inflater() : nil
    }

    /// How many bytes of the archive have been read for it, for those who wait.
    public var bytesRead: Int { entry.compressedCount - unread }

    /// The next bytes, at least one; nil after the last.
    ///
    /// - Throws: `zipCorrupt` if the data are damaged or have another size, `zipChecksum`, `zipFile`.
    public func next() throws(CompressionError) -> [UInt8]? {
        guard !isDone else { return nil }
        let piece = inflater == nil ? try fetch() : try inflate()
        given += piece.count
        guard given <= entry.count else { throw wrongSize("more than") }
        checksum = CRC32.of(piece.span, after: checksum)
        if inflater == nil ? unread == 0 : inflater?.isDone == true {
            isDone = true
            guard given == entry.count else { throw wrongSize("\(given), not") }
            guard unread == 0, taken == input.count || inflater == nil else {
                throw .zip("bytes follow the compressed data of \(ZIPName.shown(entry.name))")
            }
            guard checksum == entry.checksum else {
                throw CompressionError(
                    code: .zipChecksum,
                    message: "the bytes of \(ZIPName.shown(entry.name)) have not the checksum that the archive states")
            }
        }
        return piece.isEmpty ? nil : piece
    }

    private func inflate() throws(CompressionError) -> [UInt8] {
        while true {
            if taken == input.count, unread > 0 {
                input = try fetch()
                taken = 0
            }
            guard let piece = inflater?.step(input.span, taken: &taken, room: Self.piece) else {
                throw .zip("the compressed data of \(ZIPName.shown(entry.name)) are damaged")
            }
            if !piece.isEmpty || inflater?.isDone == true { return piece }
            guard taken < input.count || unread > 0 else {
                throw .zip("the compressed data of \(ZIPName.shown(entry.name)) end early")
            }
        }
    }

    private func fetch() throws(CompressionError) -> [UInt8] {
        let bytes = try source.read(at: offset, count: min(Self.piece, unread))
        offset += bytes.count
        unread -= bytes.count
        return bytes
    }

    private func wrongSize(_ found: String) -> CompressionError {
        .zip("the entry \(ZIPName.shown(entry.name)) has \(found) the \(entry.count) bytes that the archive states")
    }
}
