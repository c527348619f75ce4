// SPDX-License-Identifier: Apache-2.0

/// A byte that stands for itself, or a repetition of what stood before (RFC 1951, 3.2.3).
struct DeflateToken {
    private let bits: UInt32
    private static let copy: UInt32 = 1 << 31

    @inline(__always)
    init(literal: UInt8) { bits = UInt32(literal) }

    @inline(__always)
    init(length: Int, distance: Int) {
        bits = Self.copy | UInt32(truncatingIfNeeded: length) << 16 | UInt32(truncatingIfNeeded: distance - 1)
    }

    @inline(__always)
    var isLiteral: Bool { bits & Self.copy == 0 }
    @inline(__always)
    var literal: UInt8 { UInt8(truncatingIfNeeded: bits) }
    @inline(__always)
    var length: Int { Int(bits >> 16 & 0x1FF) }
    @inline(__always)
    var distance: Int { Int(bits & 0xFFFF) + 1 }
}

/// Finds in data what is repeated within it (RFC 1951, 4); greedy, with few looks back.
///
/// The result depends on the data alone: what an earlier run has noted is told apart by its place.
struct TokenScan {
    /// Deflate looks back 32 KB at most, and repeats 258 bytes at most.
    private static let window = 32_768
    private static let longest = 258

    /// What the last run has found.
    private(set) var tokens: [DeflateToken] = []
    /// How often each symbol occurs in what was counted last.
    private(set) var literals = [Int](repeating: 0, count: FlateCode.literalCount)
    private(set) var distances = [Int](repeating: 0, count: FlateCode.distanceCount)
    /// The shortest repetition worth a copy: 3 or 4.
    private let shortest: Int
    /// How many places with the same beginning are looked at.
    private let looks: Int
    /// By the hash of a beginning the place where it stood last, counted on from run to run.
    private var recent = [UInt32](repeating: 0, count: 1 << slotBits)
    /// For each place of this run the one before it with the same hash.
    private var earlier: [UInt32] = []
    /// The place at which this run begins; smaller ones belong to earlier runs.
    private var base: UInt32 = 1
    private static let slotBits: UInt32 = 14

    init(shortest: Int, looks: Int) {
        precondition((3...4).contains(shortest) && looks > 0)
        self.shortest = shortest
        self.looks = looks
    }

    /// Finds the tokens of the bytes.
    mutating func run(_ bytes: Span<UInt8>) {
        prepare(bytes.count)
        let (base, looks, shortest) = (base, looks, shortest)
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe recent.withUnsafeMutableBufferPointer { recent in
                unsafe earlier.withUnsafeMutableBufferPointer { earlier in
                    unsafe tokens = [DeflateToken](unsafeUninitializedCapacity: bytes.count) { tokens, count in
                        count = unsafe Self.run(bytes, base, shortest, looks, recent, earlier, tokens)
                    }
                }
            }
        }
        self.base = base + UInt32(bytes.count)
    }

    private static func run(
        _ bytes: UnsafeRawBufferPointer, _ base: UInt32, _ shortest: Int, _ looks: Int,
        _ recent: UnsafeMutableBufferPointer<UInt32>, _ earlier: UnsafeMutableBufferPointer<UInt32>,
        _ tokens: UnsafeMutableBufferPointer<DeflateToken>
    ) -> Int {
        let mask: UInt32 = shortest == 3 ? 0x00FF_FFFF : .max
        let count = bytes.count
        // Beginnings are read four bytes at a time; the last three bytes begin nothing.
        let last = count - 4
        var index = 0
        var written = 0
        while index <= last {
            var place = unsafe note(index, bytes, mask, base, recent, earlier)
            let most = min(longest, count - index)
            var length = shortest - 1
            var distance = 0
            var left = looks
            while place >= base && left > 0 && length < most {
                let start = Int(place &- base)
                guard index - start <= window else { break }
                if unsafe bytes[start + length] == bytes[index + length] {
                    let common = unsafe common(bytes, start, index, most)
                    if common > length { (length, distance) = (common, index - start) }
                }
                place = unsafe earlier[start]
                left -= 1
            }
            if distance == 0 {
                unsafe tokens.initializeElement(at: written, to: DeflateToken(literal: bytes[index]))
                index += 1
            } else {
                unsafe tokens.initializeElement(at: written, to: DeflateToken(length: length, distance: distance))
                // Places within a long copy lead nowhere that the copied ones do not.
                let end = index + length
                index = max(index + 1, end - 3)
                while index < end && index <= last {
                    _ = unsafe note(index, bytes, mask, base, recent, earlier)
                    index += 1
                }
                index = end
            }
            written += 1
        }
        while index < count {
            unsafe tokens.initializeElement(at: written, to: DeflateToken(literal: bytes[index]))
            index += 1
            written += 1
        }
        return written
    }

    /// Counts the symbols of the last run.
    mutating func count() {
        var literals = [Int](repeating: 0, count: FlateCode.literalCount)
        var distances = [Int](repeating: 0, count: FlateCode.distanceCount)
        let lengths = DeflateSymbol.lengths
        for token in tokens {
            if token.isLiteral {
                literals[Int(token.literal)] += 1
            } else {
                literals[lengths[token.length].symbol] += 1
                distances[DeflateSymbol.distance(token.distance).symbol] += 1
            }
        }
        (self.literals, self.distances) = (literals, distances)
    }

    private mutating func prepare(_ count: Int) {
        if earlier.count < count { earlier += repeatElement(0, count: count - earlier.count) }
        guard UInt32.max - base <= UInt32(count) else { return }
        for index in recent.indices { recent[index] = 0 }
        base = 1
    }

    /// Notes a place, and gives the last one with the same hash.
    @inline(__always)
    private static func note(
        _ index: Int, _ bytes: UnsafeRawBufferPointer, _ mask: UInt32, _ base: UInt32,
        _ recent: UnsafeMutableBufferPointer<UInt32>, _ earlier: UnsafeMutableBufferPointer<UInt32>
    ) -> UInt32 {
        let key = unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)) & mask
        let slot = Int((key &* 0x9E37_79B1) >> (32 - slotBits))
        let last = unsafe recent[slot]
        unsafe earlier[index] = last
        unsafe recent[slot] = base + UInt32(truncatingIfNeeded: index)
        return last
    }

    /// How many bytes two places have in common, `most` at most; the second is behind the first.
    @inline(__always)
    private static func common(_ bytes: UnsafeRawBufferPointer, _ first: Int, _ second: Int, _ most: Int) -> Int {
        var length = 0
        while length + 8 <= most {
            let one = unsafe bytes.loadUnaligned(fromByteOffset: first + length, as: UInt64.self)
            let other = unsafe bytes.loadUnaligned(fromByteOffset: second + length, as: UInt64.self)
            if one != other { return length + UInt64(littleEndian: one ^ other).trailingZeroBitCount / 8 }
            length += 8
        }
        while length < most, unsafe bytes[first + length] == bytes[second + length] { length += 1 }
        return length
    }
}
