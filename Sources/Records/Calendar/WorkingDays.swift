// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// Working days (工作日): Monday to Friday without the holidays of a table, and its make-up days.
///
/// Each year stands in a notice of its own, so nothing is said of a day whose year the table does not have.
public struct WorkingDays: Sendable {
    /// The table has no arrangements for a year, so a term that runs into it can't be computed.
    public struct Gap: Error, Hashable, Sendable, CustomStringConvertible {
        /// The year.
        public let year: Int

        /// What is missing.
        public var description: String { "the table of holidays has no year \(year)" }
    }

    private let years: Set<Int>
    private let rests: Set<CivilDay>
    private let workdays: Set<CivilDay>

    init(_ years: [HolidayTable.Year]) {
        self.years = Set(years.map(\.year))
        rests = Set(
            years.flatMap(\.rests).flatMap { rest in
                (rest.days.lowerBound.ordinal...rest.days.upperBound.ordinal).map { CivilDay(ordinal: $0) }
            })
        workdays = Set(years.flatMap(\.workdays))
    }

    /// Whether people work on a day.
    public func contains(_ day: CivilDay) throws(Gap) -> Bool {
        let year = day.components.year
        guard years.contains(year) else { throw Gap(year: year) }
        return workdays.contains(day) || !(rests.contains(day) || Self.isWeekend(day))
    }

    /// The last day of a term: the n-th working day after a day, which itself does not count.
    ///
    /// - Parameters:
    ///   - count: how many working days, at least one.
    ///   - day: the day on which the term begins to run, such as that of receipt.
    public func day(_ count: Int, after day: CivilDay) throws(Gap) -> CivilDay {
        var day = day
        var left = count
        while left > 0 {
            day = day.adding(days: 1)
            if try contains(day) { left -= 1 }
        }
        return day
    }

    /// How many working days lie after one day, up to and including another that is not before it.
    public func count(after first: CivilDay, through last: CivilDay) throws(Gap) -> Int {
        var count = 0
        var day = first
        while day < last {
            day = day.adding(days: 1)
            if try contains(day) { count += 1 }
        }
        return count
    }

    /// Whether a day is a Saturday or Sunday.
    static func isWeekend(_ day: CivilDay) -> Bool {
        // 1970-01-01 was a Thursday.
        let weekday = (Int(day.ordinal) % 7 + 7 + 3) % 7
        return weekday >= 5
    }
}
