// SPDX-License-Identifier: Apache-2.0

/// Writes bits into words of 64, the first into the lowest place.
struct BitWriter: Sendable {
    private(set) var words: [UInt64] = []
    private var pending: UInt64 = 0
    private var filled: UInt64 = 0

    /// How many bits have been written.
    var count: Int { words.count << 6 + Int(filled) }

    mutating func reserve(bits: Int) {
        words.reserveCapacity(words.count + bits >> 6 + 2)
    }

    /// Appends the lowest `length` bits of a value that has no others.
    @inline(__always)
    mutating func append(_ bits: UInt64, _ length: Int) {
        pending |= bits << filled
        let sum = filled + UInt64(length)
        if sum >= 64 {
            words.append(pending)
            pending = filled == 0 ? 0 : bits >> (64 - filled)
            filled = sum - 64
        } else {
            filled = sum
        }
    }

    /// Appends `length` bits that begin at a whole word of another writer's.
    mutating func append(_ source: [UInt64], from word: Int, _ length: Int) {
        var index = word
        var rest = length
        while rest >= 64 {
            append(source[index], 64)
            index += 1
            rest -= 64
        }
        if rest > 0 { append(source[index] & (1 << UInt64(rest) - 1), rest) }
    }

    /// Fills the last word with zeros, so that what follows begins at a whole one.
    mutating func align() {
        guard filled > 0 else { return }
        words.append(pending)
        pending = 0
        filled = 0
    }

    /// Appends what was written to bytes, the last one filled with zeros.
    func write(to bytes: inout [UInt8]) {
        let length = (count + 7) / 8
        bytes.reserveCapacity(bytes.count + length)
        for word in words {
            unsafe withUnsafeBytes(of: word.littleEndian) { unsafe bytes.append(contentsOf: $0) }
        }
        var rest = pending
        for _ in 0..<(Int(filled) + 7) / 8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}
