// SPDX-License-Identifier: Apache-2.0

/// Finds in a short piece of data what is repeated within it (RFC 1951, 4); greedy, with few looks back.
struct TokenScan {
    /// Where bytes that look like the ones at hand stood last; -1 for nowhere.
    private var recent = [Int32](repeating: -1, count: 1 << 12)
    private var earlier: [Int32] = []
    private static let looks = 8

    /// Calls `literal` with each byte that stands for itself, and `copy` with the length and distance of each repetition.
    mutating func run(
        _ bytes: Span<UInt8>, literal: (UInt8) -> Void, copy: (_ length: Int, _ distance: Int) -> Void
    ) {
        for index in recent.indices { recent[index] = -1 }
        earlier.removeAll(keepingCapacity: true)
        earlier.append(contentsOf: repeatElement(-1, count: bytes.count))
        var index = 0
        while index < bytes.count {
            let (length, distance) = longest(bytes, at: index)
            if length >= 3 {
                copy(length, distance)
                for place in index..<index + length { note(bytes, place) }
                index += length
            } else {
                literal(bytes[index])
                note(bytes, index)
                index += 1
            }
        }
    }

    private func longest(_ bytes: Span<UInt8>, at index: Int) -> (Int, Int) {
        guard index + 3 <= bytes.count else { return (0, 0) }
        let most = min(258, bytes.count - index)
        var best = 0
        var distance = 0
        var place = Int(recent[slot(bytes, index)])
        var looks = 0
        // Deflate looks back 32 KB at most.
        while place >= 0 && looks < Self.looks && index - place <= 32_768 {
            var length = 0
            while length < most && bytes[place + length] == bytes[index + length] { length += 1 }
            if length > best { (best, distance) = (length, index - place) }
            place = Int(earlier[place])
            looks += 1
        }
        return (best, distance)
    }

    private mutating func note(_ bytes: Span<UInt8>, _ index: Int) {
        guard index + 3 <= bytes.count else { return }
        let slot = slot(bytes, index)
        earlier[index] = recent[slot]
        recent[slot] = Int32(index)
    }

    private func slot(_ bytes: Span<UInt8>, _ index: Int) -> Int {
        let key = UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
        return Int((key &* 0x9E37_79B1) >> 20)
    }
}
