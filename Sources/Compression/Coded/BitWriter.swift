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
        let end = word + length >> 6
        if filled == 0 {
            words += source[word..<end]
        } else {
            let (shift, back) = (filled, 64 - filled)
            for index in word..<end {
                let bits = source[index]
                words.append(pending | bits << shift)
                pending = bits >> back
            }
        }
        let rest = length & 63
        if rest > 0 { append(source[end] & (1 << UInt64(rest) - 1), rest) }
    }

    /// Appends pieces, of `bits` bits together at most, without asking at each whether there is room.
    @inline(__always)
    mutating func fill(bits: Int, _ body: (inout Filling) -> Void) {
        let start = words.count
        words += repeatElement(0, count: bits >> 6 + 2)
        var end = start
        unsafe words.withUnsafeMutableBufferPointer { words in
            var filling = unsafe Filling(words: words, next: start, pending: pending, filled: filled)
            body(&filling)
            (end, pending, filled) = (filling.next, filling.pending, filling.filled)
        }
        words.removeLast(words.count - end)
    }

    /// The place at which pieces are appended.
    @safe
    struct Filling {
        fileprivate let words: UnsafeMutableBufferPointer<UInt64>
        fileprivate var next: Int
        fileprivate var pending: UInt64
        fileprivate var filled: UInt64

        /// Appends the lowest `length` bits of a value that has no others.
        @inline(__always)
        mutating func append(_ bits: UInt64, _ length: UInt64) {
            pending |= bits &<< filled
            let sum = filled &+ length
            if sum >= 64 {
                unsafe words[next] = pending
                next &+= 1
                pending = filled == 0 ? 0 : bits &>> (64 &- filled)
                filled = sum &- 64
            } else {
                filled = sum
            }
        }
    }

    /// Fills the last word with zeros, so that what follows begins at a whole one.
    mutating func align() {
        guard filled > 0 else { return }
        words.append(pending)
        pending = 0
        filled = 0
    }

    /// Fills the last byte with zeros, so that what follows begins at a whole one.
    mutating func fillByte() {
        let open = Int(filled & 7)
        if open > 0 { append(0, 8 - open) }
    }

    /// Appends what was written to bytes, the last one filled with zeros.
    func write(to bytes: inout [UInt8]) {
        let length = (count + 7) / 8
        bytes.reserveCapacity(bytes.count + length)
        #if _endian(little)
            unsafe words.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
        #else
            for word in words {
                unsafe withUnsafeBytes(of: word.littleEndian) { unsafe bytes.append(contentsOf: $0) }
            }
        #endif
        var rest = pending
        for _ in 0..<(Int(filled) + 7) / 8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}
