// SPDX-License-Identifier: Apache-2.0

/// A prefix code as deflate spells it (RFC 1951, 3.2.2): known by the lengths of its code words alone.
struct HuffmanCode: Sendable {
    /// The length of each symbol's code word in bits; 0 for a symbol without one.
    let lengths: [UInt8]
    /// The code words with their first bit lowest, as they are written.
    let words: [UInt16]
    /// The code words with, from bit 16 on, how many bits each has.
    let coded: [UInt32]

    /// The code with words of these lengths.
    init(lengths: [UInt8]) {
        self.lengths = lengths
        let words = Self.words(lengths)
        self.words = words
        coded = words.indices.map { UInt32(words[$0]) | UInt32(lengths[$0]) << 16 }
    }

    /// The best code for symbols of these frequencies whose words have at most `limit` bits.
    ///
    /// Where the best code has longer words, rare symbols are taken to be more frequent until it has not; the result depends on
    /// the frequencies alone.
    init(frequencies: [Int], limit: Int) {
        var weights = frequencies
        var lengths = Self.lengths(weights)
        while lengths.contains(where: { $0 > limit }) {
            for index in weights.indices where weights[index] > 0 { weights[index] = (weights[index] + 1) / 2 + 1 }
            lengths = Self.lengths(weights)
        }
        self.init(lengths: lengths)
    }

    /// Whether every sequence of bits is one of words.
    var isComplete: Bool {
        lengths.reduce(0) { $0 + ($1 > 0 ? 1 << (15 - Int($1)) : 0) } == 1 << 15
    }

    /// How many bits symbols of these frequencies take.
    func bits(_ frequencies: [Int]) -> Int {
        var bits = 0
        for index in frequencies.indices { bits += frequencies[index] * Int(lengths[index]) }
        return bits
    }

    private static func lengths(_ weights: [Int]) -> [UInt8] {
        var lengths = [UInt8](repeating: 0, count: weights.count)
        // Lightest first; the symbol's number in the lower bits settles which of two equals comes first.
        var leaves: [UInt64] = []
        leaves.reserveCapacity(weights.count)
        for (symbol, weight) in weights.enumerated() where weight > 0 {
            leaves.append(UInt64(weight) << 16 | UInt64(symbol))
        }
        leaves.sort()
        let count = leaves.count
        guard count > 1 else {
            if let only = leaves.first { lengths[Int(only & 0xFFFF)] = 1 }
            return lengths
        }
        // The two lightest trees are joined until one is left. Joined trees come in the order of their weights, so that
        // the lightest is always at the front of one of two rows: leaves, then joined trees.
        var joined = [UInt64](repeating: 0, count: count - 1)
        var parents = [Int](repeating: 0, count: 2 * count - 1)
        var (leaf, tree) = (0, 0)
        for next in joined.indices {
            for _ in 0..<2 {
                if tree == next || (leaf < count && leaves[leaf] >> 16 <= joined[tree]) {
                    joined[next] += leaves[leaf] >> 16
                    parents[leaf] = count + next
                    leaf += 1
                } else {
                    joined[next] += joined[tree]
                    parents[count + tree] = count + next
                    tree += 1
                }
            }
        }
        // The parents' numbers grow, so depths follow from the root down.
        var depths = [UInt8](repeating: 0, count: 2 * count - 1)
        for node in (0..<2 * count - 2).reversed() {
            depths[node] = min(depths[parents[node]], 250) + 1
            if node < count { lengths[Int(leaves[node] & 0xFFFF)] = depths[node] }
        }
        return lengths
    }

    private static func words(_ lengths: [UInt8]) -> [UInt16] {
        var counts = [UInt16](repeating: 0, count: 17)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var next = [UInt16](repeating: 0, count: 17)
        for length in 1..<17 { next[length] = (next[length - 1] &+ (length > 1 ? counts[length - 1] : 0)) &<< 1 }
        var words = [UInt16](repeating: 0, count: lengths.count)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            words[symbol] = reversed(next[Int(length)]) >> (16 - UInt16(length))
            next[Int(length)] &+= 1
        }
        return words
    }

    private static func reversed(_ word: UInt16) -> UInt16 {
        var word = word
        word = (word & 0x5555) << 1 | word >> 1 & 0x5555
        word = (word & 0x3333) << 2 | word >> 2 & 0x3333
        word = (word & 0x0F0F) << 4 | word >> 4 & 0x0F0F
        return word << 8 | word >> 8
    }
}
