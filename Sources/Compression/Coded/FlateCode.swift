// SPDX-License-Identifier: Apache-2.0

/// The two codes of a deflate block, of literals with lengths and of distances (RFC 1951, 3.2.5).
///
/// Deflate allows a stream to change its code only with a table of some 60 bytes. If a code for data of one kind is settled
/// beforehand, a piece's bits do not depend on what stands around it: a stream is the table and then bits copied one after
/// the other (RFC 1951, 3.2.7).
public struct FlateCode: Sendable {
    let literals: HuffmanCode
    let distances: HuffmanCode
    static let endOfBlock = 256
    static let literalCount = 286
    static let distanceCount = 30

    /// The code that suits samples of the data; whatever is not in them can be compressed too, only less well.
    public init(samples: [[UInt8]]) {
        var literals = [Int](repeating: 1, count: Self.literalCount)
        var distances = [Int](repeating: 1, count: Self.distanceCount)
        var scan = CodedPieces.scan
        for sample in samples {
            scan.run(sample.span)
            for index in literals.indices { literals[index] += scan.literals[index] }
            for index in distances.indices { distances[index] += scan.distances[index] }
        }
        self.init(literals: literals, distances: distances)
    }

    /// The code for symbols of these frequencies.
    init(literals: [Int], distances: [Int]) {
        self.init(
            literals: HuffmanCode(frequencies: literals, limit: 15),
            distances: HuffmanCode(frequencies: distances, limit: 15))
    }

    private init(literals: HuffmanCode, distances: HuffmanCode) {
        self.literals = literals
        self.distances = distances
    }

    /// The code that every decoder knows (RFC 1951, 3.2.6).
    static let fixed = FlateCode(
        literals: HuffmanCode(
            lengths: [(8, 144), (9, 112), (7, 24), (8, 8)].flatMap { [UInt8](repeating: $0.0, count: $0.1) }),
        distances: HuffmanCode(lengths: [UInt8](repeating: 5, count: 30)))

    // MARK: Data

    /// Appends the words of tokens.
    func write(_ tokens: [DeflateToken], to out: inout BitWriter) {
        let literals = literals.coded.span
        let distances = distances.coded.span
        let lengths = DeflateSymbol.lengths
        // 48 bits for a token at most.
        out.fill(bits: 48 * tokens.count) { (filling) in
            for token in tokens {
                if token.isLiteral {
                    let word = literals[Int(token.literal)]
                    filling.append(UInt64(word & 0xFFFF), UInt64(word >> 16))
                } else {
                    let length = lengths[token.length]
                    let long = literals[length.symbol]
                    var bits = UInt64(long & 0xFFFF) | UInt64(length.extra) << UInt64(long >> 16)
                    var count = UInt64(long >> 16) &+ UInt64(length.extraBits)
                    let (symbol, extra, extraBits) = DeflateSymbol.distance(token.distance)
                    let far = distances[symbol]
                    bits |= (UInt64(far & 0xFFFF) | UInt64(extra) << UInt64(far >> 16)) << count
                    count &+= UInt64(far >> 16) &+ UInt64(extraBits)
                    filling.append(bits, count)
                }
            }
        }
    }

    // MARK: Blocks

    /// Appends the head of a block: its kind and the lengths of the code words.
    func writeHead(isLast: Bool, to out: inout BitWriter) {
        BlockHead(self).write(isLast: isLast, to: &out)
    }

    /// Appends the end of a block.
    func writeEnd(to out: inout BitWriter) {
        out.append(UInt64(literals.words[Self.endOfBlock]), Int(literals.lengths[Self.endOfBlock]))
    }
}
