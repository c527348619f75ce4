// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, without a time of day.
public struct CivilDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let ordinal: Int32

    /// The day that lies `ordinal` days after 1970-01-01.
    public init(ordinal: Int32) {
        self.ordinal = ordinal
    }

    /// The day of that year (1 to 9999), month and day of the month; nil if there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        // Years from March on, so that the leap day is the last of its year.
        let shifted = month > 2 ? year : year - 1
        let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        ordinal = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// The day that "YYYY-MM-DD" names; nil for any other spelling and for days that do not exist.
    public init?(_ text: String) {
        self.init(text: text.utf8Span.span)
    }

    /// The day that the UTF-8 of "YYYY-MM-DD" names; nil for any other spelling and for days that do not exist.
    public init?(text bytes: Span<UInt8>) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for index in range {
                guard bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month and day of the month.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(ordinal) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// "YYYY-MM-DD".
    public var description: String {
        let (year, month, day) = components
        return unsafe String(unsafeUninitializedCapacity: 10) { text in
            func store(_ number: Int, at place: Int, digits: Int) {
                var rest = number
                for digit in stride(from: place + digits - 1, through: place, by: -1) {
                    unsafe text[digit] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
            }
            unsafe text[4] = UInt8(ascii: "-")
            unsafe text[7] = UInt8(ascii: "-")
            store(year, at: 0, digits: 4)
            store(month, at: 5, digits: 2)
            store(day, at: 8, digits: 2)
            return 10
        }
    }

    /// The day that lies `days` later.
    public func adding(days: Int) -> CivilDay {
        CivilDay(ordinal: ordinal + Int32(days))
    }

    /// The same-numbered day `months` later, or that month's last where there is none.
    public func adding(months: Int) -> CivilDay {
        let (year, month, day) = components
        let index = year * 12 + month - 1 + months
        let target = (year: index / 12, month: index % 12 + 1)
        let last = Self.length(ofMonth: target.month, year: target.year)
        return CivilDay(year: target.year, month: target.month, day: min(day, last)) ?? self
    }

    /// The same-numbered day `years` later, or that month's last where there is none.
    public func adding(years: Int) -> CivilDay {
        adding(months: 12 * years)
    }

    /// Earlier days come first.
    public static func < (left: CivilDay, right: CivilDay) -> Bool {
        left.ordinal < right.ordinal
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
