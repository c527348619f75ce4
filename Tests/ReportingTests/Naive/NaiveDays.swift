// SPDX-License-Identifier: Apache-2.0

import Bytes
import Reporting

/// Days (rules, 0).
enum NaiveDays {
    /// A readable day: a real one, from 1949-10-01 on.
    static func readable(_ delivered: DeliveredDay) -> CivilDay? {
        guard let day = delivered.day else { return nil }
        if day.description < "1949-10-01" { return nil }
        return day
    }

    /// A readable decision or listing day: also not after the day of receipt.
    static func readableDecision(_ delivered: DeliveredDay, receivedOn receipt: CivilDay) -> CivilDay? {
        guard let day = readable(delivered) else { return nil }
        if day > receipt { return nil }
        return day
    }

    /// A day plus n months: the same-numbered day, or the month's last where there is none.
    static func plus(_ day: CivilDay, months: Int) -> CivilDay {
        var (year, month, number) = day.components
        for _ in 0..<months {
            month += 1
            if month == 13 {
                month = 1
                year += 1
            }
        }
        while true {
            if let found = CivilDay(year: year, month: month, day: number) { return found }
            number -= 1
        }
    }

    /// How many days lie between two days.
    static func distance(from first: CivilDay, to last: CivilDay) -> Int {
        Int(last.ordinal) - Int(first.ordinal)
    }
}
