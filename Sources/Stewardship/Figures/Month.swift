// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A month of the calendar, over which figures are summed up.
public struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Months since the beginning of year 0.
    private let number: Int

    private init(number: Int) {
        self.number = number
    }

    /// The month that a day lies in.
    public init(of day: CivilDay) {
        let (year, month, _) = day.components
        number = year * 12 + month - 1
    }

    /// The month of a spelling such as "2026-11"; nil for another.
    public init?(_ text: String) {
        guard text.utf8.count == 7, let day = CivilDay(text + "-01") else { return nil }
        self.init(of: day)
    }

    /// The month so many months later.
    public func adding(_ months: Int) -> Month { Month(number: number + months) }

    /// How many months lie between this month and a later one.
    public func distance(to later: Month) -> Int { later.number - number }

    /// Its year.
    public var year: Int { number / 12 }

    /// Its first and last day.
    public var days: ClosedRange<CivilDay> {
        first...Self(number: number + 1).first.adding(days: -1)
    }

    private var first: CivilDay {
        CivilDay(year: number / 12, month: number % 12 + 1, day: 1) ?? CivilDay(ordinal: 0)
    }

    /// Such as "2026-11".
    public var description: String { String(first.description.prefix(7)) }

    /// Such as 2026年11月.
    public var chinese: String { "\(number / 12)年\(number % 12 + 1)月" }

    /// Earlier months come first.
    public static func < (left: Month, right: Month) -> Bool { left.number < right.number }
}
