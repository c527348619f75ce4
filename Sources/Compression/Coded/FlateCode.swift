// SPDX-License-Identifier: Apache-2.0

/// The two codes of a deflate block, of literals with lengths and of distances (RFC 1951, 3.2.5).
///
/// Deflate allows a stream to change its code only with a table of some 60 bytes. If a code for data of one kind is settled
/// beforehand, a piece's bits do not depend on what stands around it: a stream is the table and then bits copied one after
/// the other (RFC 1951, 3.2.7).
public struct FlateCode: Sendable {
    let literals: HuffmanCode
    let distances: HuffmanCode
    /// What stands for each length of a repetition: the code word and the bits behind it and, from bit 24 on, how many bits both have.
    private let lengths: [UInt32]
    static let endOfBlock = 256
    static let literalCount = 286
    static let distanceCount = 30

    /// The code that suits samples of the data; whatever is not in them can be compressed too, only less well.
    public init(samples: [[UInt8]]) {
        self.init(samples: samples, scan: CodedPieces.scan, endsEach: false)
    }

    /// The code that suits samples as they are scanned.
    ///
    /// - Parameter endsEach: whether each sample is a block of its own, with an end.
    init(samples: [[UInt8]], scan: TokenScan, endsEach: Bool) {
        var literals = [Int](repeating: 1, count: Self.literalCount)
        var distances = [Int](repeating: 1, count: Self.distanceCount)
        var scan = scan
        for sample in samples {
            scan.run(sample.span)
            scan.count()
            for index in literals.indices { literals[index] += scan.literals[index] }
            for index in distances.indices { distances[index] += scan.distances[index] }
        }
        if endsEach { literals[Self.endOfBlock] += samples.count }
        self.init(literals: literals, distances: distances)
    }

    /// The code for symbols of these frequencies.
    init(literals: [Int], distances: [Int]) {
        self.init(
            literals: HuffmanCode(frequencies: literals, limit: 15),
            distances: HuffmanCode(frequencies: distances, limit: 15))
    }

    init(literals: HuffmanCode, distances: HuffmanCode) {
        self.literals = literals
        self.distances = distances
        lengths = DeflateSymbol.lengths.map {
            let word = literals.coded[$0.symbol]
            return word & 0xFFFF | $0.extra << (word >> 16) | (word >> 16 + $0.extraBits) << 24
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
        // 48 bits for a token at most.
        out.fill(bits: 48 * tokens.count) { (filling) in
            unsafe tokens.withUnsafeBufferPointer { tokens in
                unsafe literals.coded.withUnsafeBufferPointer { literals in
                    unsafe lengths.withUnsafeBufferPointer { lengths in
                        unsafe distances.coded.withUnsafeBufferPointer { distances in
                            unsafe Self.write(tokens, literals, lengths, distances, to: &filling)
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func write(
        _ tokens: UnsafeBufferPointer<DeflateToken>, _ literals: UnsafeBufferPointer<UInt32>,
        _ lengths: UnsafeBufferPointer<UInt32>, _ distances: UnsafeBufferPointer<UInt32>,
        to filling: inout BitWriter.Filling
    ) {
        for index in 0..<tokens.count {
            let token = unsafe tokens[index]
            if token.isLiteral {
                let word = unsafe literals[Int(token.literal)]
                filling.append(UInt64(word & 0xFFFF), UInt64(word >> 16))
            } else {
                let long = unsafe lengths[token.length]
                let (symbol, extra, extraBits) = DeflateSymbol.distance(token.distance)
                let far = unsafe distances[symbol]
                let farBits = UInt64(far & 0xFFFF) | UInt64(truncatingIfNeeded: extra) &<< UInt64(far >> 16)
                let count = UInt64(long >> 24)
                filling.append(
                    UInt64(long & 0xFF_FFFF) | farBits &<< count,
                    count &+ UInt64(far >> 16) &+ UInt64(truncatingIfNeeded: extraBits))
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
