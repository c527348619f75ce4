// SPDX-License-Identifier: Apache-2.0

/// One fixed code for data of one kind, so that pieces of it can be compressed once and then stand in any stream.
///
/// Deflate allows a stream to change its code only with a table of some 60 bytes, and zlib makes a new one for each stream. If the code
/// is settled beforehand, a piece's bits do not depend on what stands around it: a stream is the table and then bits
/// copied one after the other (RFC 1951, 3.2.7).
public struct FlateCode: Sendable {
    let literals: HuffmanCode
    let distances: HuffmanCode

    /// The code that suits samples of the data; whatever is not in them can be compressed too, only less well.
    public init(samples: [[UInt8]]) {
        var literals = [Int](repeating: 1, count: 286)
        var distances = [Int](repeating: 1, count: 30)
        var scan = TokenScan()
        for sample in samples {
            scan.run(
                sample.span, literal: { literals[Int($0)] += 1 },
                copy: { length, distance in
                    literals[DeflateSymbol.length(length).symbol] += 1
                    distances[DeflateSymbol.distance(distance).symbol] += 1
                })
        }
        self.literals = HuffmanCode(frequencies: literals, limit: 15)
        self.distances = HuffmanCode(frequencies: distances, limit: 15)
    }

    /// Appends a piece's bits.
    func encode(_ bytes: Span<UInt8>, _ scan: inout TokenScan, into out: inout BitWriter) {
        scan.run(
            bytes,
            literal: { byte in
                out.append(UInt64(literals.words[Int(byte)]), Int(literals.lengths[Int(byte)]))
            },
            copy: { length, distance in
                let long = DeflateSymbol.length(length)
                out.append(UInt64(literals.words[long.symbol]), Int(literals.lengths[long.symbol]))
                if long.extraBits > 0 { out.append(UInt64(long.extra), long.extraBits) }
                let far = DeflateSymbol.distance(distance)
                out.append(UInt64(distances.words[far.symbol]), Int(distances.lengths[far.symbol]))
                if far.extraBits > 0 { out.append(UInt64(far.extra), far.extraBits) }
            })
    }

    /// Appends the head of a last block: its kind and the lengths of the code words.
    func writeHead(to out: inout BitWriter) {
        out.append(1, 1)
        out.append(2, 2)
        out.append(UInt64(literals.lengths.count - 257), 5)
        out.append(UInt64(distances.lengths.count - 1), 5)
        // The lengths are themselves coded, one by one: repetitions are rare in a code that knows every symbol.
        let all = literals.lengths + distances.lengths
        var frequencies = [Int](repeating: 0, count: 19)
        for length in all { frequencies[Int(length)] += 1 }
        let code = HuffmanCode(frequencies: frequencies, limit: 7)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        out.append(UInt64(order.count - 4), 4)
        for symbol in order { out.append(UInt64(code.lengths[symbol]), 3) }
        for length in all { out.append(UInt64(code.words[Int(length)]), Int(code.lengths[Int(length)])) }
    }

    /// Appends the end of a block.
    func writeEnd(to out: inout BitWriter) {
        out.append(UInt64(literals.words[256]), Int(literals.lengths[256]))
    }
}

/// The symbols of lengths and distances, and the bits behind them (RFC 1951, 3.2.5).
enum DeflateSymbol {
    @inline(__always)
    static func length(_ length: Int) -> (symbol: Int, extra: Int, extraBits: Int) {
        if length == 258 { return (285, 0, 0) }
        if length < 11 { return (254 + length, 0, 0) }
        let value = length - 3
        let bits = Int.bitWidth - 1 - value.leadingZeroBitCount - 2
        return (257 + 4 * bits + value >> bits, value & (1 << bits - 1), bits)
    }

    @inline(__always)
    static func distance(_ distance: Int) -> (symbol: Int, extra: Int, extraBits: Int) {
        if distance < 5 { return (distance - 1, 0, 0) }
        let value = distance - 1
        let bits = Int.bitWidth - 1 - value.leadingZeroBitCount - 1
        return (2 * bits + value >> bits, value & (1 << bits - 1), bits)
    }
}
