// SPDX-License-Identifier: Apache-2.0

/// The two codes of a deflate block, of literals with lengths and of distances (RFC 1951, 3.2.5).
///
/// Deflate allows a stream to change its code only with a table of some 60 bytes. If a code for data of one kind is settled
/// beforehand, a piece's bits do not depend on what stands around it: a stream is the table and then bits copied one after
/// the other (RFC 1951, 3.2.7).
public struct FlateCode: Sendable {
    let literals: HuffmanCode
    let distances: HuffmanCode
    /// For each literal its word and, from bit 24 on, how many bits that has.
    private let literalWords: [UInt32]
    /// For each length of a repetition its word with what follows it, and how many bits both have.
    private let lengthWords: [UInt32]
    private let distanceWords: [UInt32]

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
            scan.count(literals: &literals, distances: &distances)
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
        func word(_ code: HuffmanCode, _ symbol: Int) -> UInt32 {
            UInt32(code.words[symbol]) | UInt32(code.lengths[symbol]) << 24
        }
        literalWords = (0..<256).map { word(literals, $0) }
        distanceWords = distances.words.indices.map { word(distances, $0) }
        lengthWords = (0...258).map { length in
            guard length >= 3 else { return 0 }
            let (symbol, extra, extraBits) = DeflateSymbol.length(length)
            let bits = literals.lengths[symbol]
            return UInt32(literals.words[symbol]) | UInt32(extra) << UInt32(bits)
                | (UInt32(bits) + UInt32(extraBits)) << 24
        }
    }

    /// The code that every decoder knows (RFC 1951, 3.2.6).
    static let fixed = FlateCode(
        literals: HuffmanCode(
            lengths: [(8, 144), (9, 112), (7, 24), (8, 8)].flatMap { [UInt8](repeating: $0.0, count: $0.1) }),
        distances: HuffmanCode(lengths: [UInt8](repeating: 5, count: 30)))

    // MARK: Data

    /// Appends the words of tokens.
    func write(_ tokens: [DeflateToken], to out: inout BitWriter) {
        for token in tokens {
            if token.isLiteral {
                let word = literalWords[Int(token.literal)]
                out.append(UInt64(word & 0xFF_FFFF), Int(word >> 24))
            } else {
                let long = lengthWords[token.length]
                let (symbol, extra, extraBits) = DeflateSymbol.distance(token.distance)
                let far = distanceWords[symbol]
                // 20 bits for a length and 28 for a distance at most.
                let bits = UInt64(far & 0xFF_FFFF) | UInt64(extra) << UInt64(far >> 24)
                out.append(
                    UInt64(long & 0xFF_FFFF) | bits << UInt64(long >> 24), Int(long >> 24 + far >> 24) + extraBits)
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

extension TokenScan {
    /// Adds how often each symbol occurs in the tokens of the last run.
    func count(literals: inout [Int], distances: inout [Int]) {
        for token in tokens {
            if token.isLiteral {
                literals[Int(token.literal)] += 1
            } else {
                literals[DeflateSymbol.length(token.length).symbol] += 1
                distances[DeflateSymbol.distance(token.distance).symbol] += 1
            }
        }
    }
}
