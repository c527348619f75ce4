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
    private var scan = Self.scan

    /// How pieces are searched for repetitions; they are short, so that also short ones count.
    static var scan: TokenScan { TokenScan(shortest: 3, looks: 8) }

    /// An empty store.
    public init(code: FlateCode) {
        self.code = code
    }

    /// Compresses a piece and keeps it.
    public mutating func add(_ bytes: Span<UInt8>) -> Piece {
        bits.align()
        let start = bits.count
        scan.run(bytes)
        code.write(scan.tokens, to: &bits)
        let length = bits.count - start
        bits.align()
        return Piece(
            word: start >> 6, bits: Int32(length), count: Int32(bytes.count), checksum: Adler32.of(bytes))
    }

    /// The zlib stream that holds a first part and the pieces behind it, in one block.
    public mutating func stream(_ first: Span<UInt8>, _ pieces: [Piece]) -> [UInt8] {
        var total = 0
        var checksum = Adler32.of(first)
        for piece in pieces {
            total += Int(piece.bits)
            checksum = Adler32.combine(checksum, piece.checksum, count: Int(piece.count))
        }
        var body = BitWriter()
        body.reserve(bits: 48 * first.count + total + 4096)
        ZlibFrame.writeHeader(to: &body)
        code.writeHead(isLast: true, to: &body)
        scan.run(first)
        code.write(scan.tokens, to: &body)
        for piece in pieces { body.append(bits.words, from: piece.word, Int(piece.bits)) }
        code.writeEnd(to: &body)
        return ZlibFrame.stream(body, checksum: checksum)
    }
}
