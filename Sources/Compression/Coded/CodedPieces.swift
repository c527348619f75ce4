// SPDX-License-Identifier: Apache-2.0

/// Pieces of data that were compressed with one code, each once, to be put together to streams.
public struct CodedPieces: Sendable {
    /// A piece among others of the same store.
    public struct Piece: Sendable {
        let word: Int
        let bits: Int32
        let count: Int32
        let checksum: UInt32
    }

    /// The code of all pieces.
    public let code: FlateCode
    private var bits = BitWriter()
    private var scan = TokenScan()

    /// An empty store.
    public init(code: FlateCode) {
        self.code = code
    }

    /// Compresses a piece and keeps it.
    public mutating func add(_ bytes: Span<UInt8>) -> Piece {
        bits.align()
        let start = bits.count
        code.encode(bytes, &scan, into: &bits)
        let length = bits.count - start
        bits.align()
        return Piece(
            word: start >> 6, bits: Int32(length), count: Int32(bytes.count), checksum: Adler32.of(bytes))
    }

    /// The zlib stream that holds a first part, compressed elsewhere, and the pieces behind it.
    public func stream(_ first: FlatePiece, _ pieces: [Piece]) -> [UInt8] {
        var total = 0
        var checksum = first.checksum
        for piece in pieces {
            total += Int(piece.bits)
            checksum = Adler32.combine(checksum, piece.checksum, count: Int(piece.count))
        }
        var body = BitWriter()
        body.reserve(bits: total + 4096)
        code.writeHead(to: &body)
        for piece in pieces { body.append(bits.words, from: piece.word, Int(piece.bits)) }
        code.writeEnd(to: &body)

        // Window of 32 KB, default level, checked by FCHECK (RFC 1950, 2.2).
        var stream: [UInt8] = [0x78, 0x9C]
        stream.reserveCapacity(first.blocks.count + body.count / 8 + 16)
        stream += first.blocks
        body.write(to: &stream)
        stream += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> UInt32($0)) }
        return stream
    }
}
