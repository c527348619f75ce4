// SPDX-License-Identifier: Apache-2.0

/// The head of a deflate block with a code of its own (RFC 1951, 3.2.7): the lengths of the code words, themselves coded.
struct BlockHead {
    /// A symbol of the code of lengths, and the bits behind it.
    private struct Step {
        let symbol: Int
        var extra = 0
        var extraBits = 0
    }

    private let literalCount: Int
    private let distanceCount: Int
    private let steps: [Step]
    private let code: HuffmanCode
    /// How many lengths of the code of lengths are written.
    private let orderCount: Int

    /// In this order the lengths of the code of lengths are written, so that the last are mostly none.
    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    init(_ flate: FlateCode) {
        func used(_ lengths: [UInt8], _ least: Int) -> Int { max(least, (lengths.lastIndex { $0 > 0 } ?? -1) + 1) }
        literalCount = used(flate.literals.lengths, 257)
        distanceCount = used(flate.distances.lengths, 1)
        steps = Self.steps(
            Array(flate.literals.lengths[..<literalCount] + Array(flate.distances.lengths[..<distanceCount])))
        var frequencies = [Int](repeating: 0, count: Self.order.count)
        for step in steps { frequencies[step.symbol] += 1 }
        let code = HuffmanCode(frequencies: frequencies, limit: 7)
        self.code = code
        orderCount = max(4, (Self.order.lastIndex { code.lengths[$0] > 0 } ?? -1) + 1)
    }

    /// How many bits it takes.
    var bits: Int {
        steps.reduce(3 + 14 + 3 * orderCount) { $0 + Int(code.lengths[$1.symbol]) + $1.extraBits }
    }

    func write(isLast: Bool, to out: inout BitWriter) {
        out.append(isLast ? 1 : 0, 1)
        out.append(2, 2)
        out.append(UInt64(literalCount - 257), 5)
        out.append(UInt64(distanceCount - 1), 5)
        out.append(UInt64(orderCount - 4), 4)
        for symbol in Self.order[..<orderCount] { out.append(UInt64(code.lengths[symbol]), 3) }
        for step in steps {
            out.append(UInt64(code.words[step.symbol]), Int(code.lengths[step.symbol]))
            if step.extraBits > 0 { out.append(UInt64(step.extra), step.extraBits) }
        }
    }

    /// The lengths with runs of equal ones put together.
    private static func steps(_ lengths: [UInt8]) -> [Step] {
        var steps: [Step] = []
        steps.reserveCapacity(lengths.count)
        var index = 0
        while index < lengths.count {
            let length = lengths[index]
            var run = 1
            while index + run < lengths.count && lengths[index + run] == length { run += 1 }
            index += run
            if length > 0 {
                steps.append(Step(symbol: Int(length)))
                run -= 1
            }
            while run >= 3 {
                if length > 0 {
                    let part = min(run, 6)
                    steps.append(Step(symbol: 16, extra: part - 3, extraBits: 2))
                    run -= part
                } else if run <= 10 {
                    steps.append(Step(symbol: 17, extra: run - 3, extraBits: 3))
                    run = 0
                } else {
                    let part = min(run, 138)
                    steps.append(Step(symbol: 18, extra: part - 11, extraBits: 7))
                    run -= part
                }
            }
            for _ in 0..<run { steps.append(Step(symbol: Int(length))) }
        }
        return steps
    }
}

/// The symbols of lengths and distances, and the bits behind them (RFC 1951, 3.2.5).
enum DeflateSymbol {
    /// What stands for a length of a repetition, by the length; those below 3 are none.
    struct Length {
        let symbol: Int
        let extra: UInt32
        let extraBits: UInt32
    }

    static let lengths: [Length] = (0...258).map {
        let (symbol, extra, extraBits) = $0 < 3 ? (0, 0, 0) : length($0)
        return Length(symbol: symbol, extra: UInt32(extra), extraBits: UInt32(extraBits))
    }

    private static func length(_ length: Int) -> (symbol: Int, extra: Int, extraBits: Int) {
        if length == 258 { return (285, 0, 0) }
        if length < 11 { return (254 + length, 0, 0) }
        let value = length - 3
        let bits = Int.bitWidth - 1 - value.leadingZeroBitCount - 2
        return (257 + 4 * bits + value >> bits, value & (1 << bits - 1), bits)
    }

    @inline(__always)
    static func distance(_ distance: Int) -> (symbol: Int, extra: Int, extraBits: Int) {
        let value = distance &- 1
        if value < 4 { return (value, 0, 0) }
        let bits = Int.bitWidth &- 2 &- value.leadingZeroBitCount
        return (2 &* bits &+ value &>> bits, value & (1 &<< bits &- 1), bits)
    }
}
