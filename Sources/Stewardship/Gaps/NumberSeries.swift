// SPDX-License-Identifier: Apache-2.0

/// The numbers of one series of documents (文号), such as 蒙环罚〔2025〕1号, 2号, …, one bit for each.
public struct NumberSeries: Sendable {
    /// A document number of a series: what stands before its last number, the year in it, and the number.
    public struct Member: Hashable, Sendable {
        /// What all numbers of the series have in common, such as 蒙环罚〔2025〕.
        public let series: String
        /// The year in brackets.
        public let year: Int
        /// The number.
        public let number: Int

        /// The member that a normalised document number is; nil if it has no year in brackets with a number behind it.
        ///
        /// Brackets of whatever kind are one after normalisation; what stands behind the number (号) does not count.
        public init?(_ normalized: String) {
            let scalars = Array(normalized.unicodeScalars)
            guard let close = scalars.lastIndex(where: { "〕]）)】".unicodeScalars.contains($0) }), close >= 5 else {
                return nil
            }
            let digits = scalars[(close - 4)..<close]
            guard "〔[（(【".unicodeScalars.contains(scalars[close - 5]), let year = Self.value(digits), year >= 1949
            else {
                return nil
            }
            var place = close + 1
            if place < scalars.count, scalars[place] == "第" { place += 1 }
            let start = place
            while place < scalars.count, ("0"..."9").contains(scalars[place]) { place += 1 }
            guard start < place, place - start <= 6, let number = Self.value(scalars[start..<place]), number > 0,
                place == scalars.count || (place + 1 == scalars.count && scalars[place] == "号")
            else { return nil }
            series = String(String.UnicodeScalarView(scalars[...close]))
            self.year = year
            self.number = number
        }

        private static func value(_ digits: ArraySlice<Unicode.Scalar>) -> Int? {
            var value = 0
            for digit in digits {
                guard ("0"..."9").contains(digit) else { return nil }
                value = value * 10 + Int(digit.value - 0x30)
            }
            return value
        }
    }

    private var words: [UInt64] = []
    /// The lowest number that was seen; 0 if there is none. What lies before it is unknown: the series may begin there, as that
    /// of a department that joined in the middle of a year does.
    public private(set) var first = 0
    /// The highest number that was seen.
    public private(set) var last = 0
    /// How many numbers were seen, each once.
    public private(set) var count = 0

    /// A series without numbers.
    public init() {}

    /// Takes in a number, from 1 on.
    public mutating func insert(_ number: Int) {
        let place = number >> 6
        if place >= words.count { words += Array(repeating: 0, count: place + 1 - words.count) }
        let bit = UInt64(1) << UInt64(number & 63)
        guard words[place] & bit == 0 else { return }
        words[place] |= bit
        count += 1
        first = first == 0 ? number : min(first, number)
        last = max(last, number)
    }

    /// How many numbers from the lowest to the highest that were seen were not seen.
    public var missing: Int { count == 0 ? 0 : last - first + 1 - count }
    /// The numbers before the lowest that was seen; nil if it is 1.
    public var beginning: ClosedRange<Int>? { first > 1 ? 1...(first - 1) : nil }

    /// The runs of numbers between the lowest and the highest that were not seen, the first `limit` of them.
    public func holes(atMost limit: Int) -> [ClosedRange<Int>] {
        var holes: [ClosedRange<Int>] = []
        var start: Int?
        for number in stride(from: max(first, 1), through: last, by: 1) {
            let isThere = words[number >> 6] & (UInt64(1) << UInt64(number & 63)) != 0
            if !isThere, start == nil { start = number }
            if isThere, let first = start {
                holes.append(first...(number - 1))
                start = nil
                if holes.count == limit { break }
            }
        }
        return holes
    }
}
