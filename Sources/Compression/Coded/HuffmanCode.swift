// SPDX-License-Identifier: Apache-2.0

/// A prefix code as deflate spells it (RFC 1951, 3.2.2): known by the lengths of its code words alone.
struct HuffmanCode: Sendable {
    /// The length of each symbol's code word in bits; 0 for a symbol without one.
    let lengths: [UInt8]
    /// The code words with their first bit lowest, as they are written.
    let words: [UInt16]

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
        self.lengths = lengths
        words = Self.words(lengths)
    }

    private static func lengths(_ weights: [Int]) -> [UInt8] {
        // The two lightest trees are joined until one is left; the parents' numbers grow, so depths follow from the root down.
        var trees: [(weight: Int, node: Int)] = []
        for (symbol, weight) in weights.enumerated() where weight > 0 { trees.append((weight, symbol)) }
        var lengths = [UInt8](repeating: 0, count: weights.count)
        guard trees.count > 1 else {
            if let only = trees.first { lengths[only.node] = 1 }
            return lengths
        }
        var parents = [Int](repeating: -1, count: weights.count + trees.count - 1)
        var next = weights.count
        trees.sort { ($0.weight, $0.node) > ($1.weight, $1.node) }
        while trees.count > 1 {
            let (one, other) = (trees.removeLast(), trees.removeLast())
            parents[one.node] = next
            parents[other.node] = next
            let joined = (weight: one.weight + other.weight, node: next)
            var low = 0
            var high = trees.count
            while low < high {
                let middle = (low + high) / 2
                if (trees[middle].weight, trees[middle].node) > (joined.weight, joined.node) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            trees.insert(joined, at: low)
            next += 1
        }
        var depths = [UInt8](repeating: 0, count: next)
        for node in (0..<next - 1).reversed() where parents[node] >= 0 {
            depths[node] = min(depths[parents[node]], 250) + 1
            if node < weights.count { lengths[node] = depths[node] }
        }
        return lengths
    }

    private static func words(_ lengths: [UInt8]) -> [UInt16] {
        var counts = [Int](repeating: 0, count: 17)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var next = [Int](repeating: 0, count: 17)
        for length in 1..<17 { next[length] = (next[length - 1] + (length > 1 ? counts[length - 1] : 0)) << 1 }
        return lengths.map { length in
            guard length > 0 else { return 0 }
            let word = next[Int(length)]
            next[Int(length)] += 1
            var reversed = 0
            for bit in 0..<Int(length) { reversed |= (word >> bit & 1) << (Int(length) - 1 - bit) }
            return UInt16(reversed)
        }
    }
}
