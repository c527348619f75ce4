// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A day as a department delivered it: missing, a spelling that names no day, or a day.
public struct DeliveredDay: Hashable, Sendable {
    /// The spelling of the source; nil if nothing was delivered.
    public var text: String?
    /// The day that it names; nil if it names none.
    public var day: CivilDay?

    /// A delivered day of those parts.
    public init(text: String?, day: CivilDay?) {
        self.text = text
        self.day = day
    }

    /// A day that was delivered in its usual spelling.
    public init(_ day: CivilDay) {
        self.init(text: day.description, day: day)
    }

    /// Nothing delivered.
    public static let missing = DeliveredDay(text: nil, day: nil)

    /// The first day that a record can speak of (rules, 0).
    public static let first = CivilDay(ordinal: -7397)

    /// The end that means never (rules, 0).
    public static let never = CivilDay(ordinal: 47481)

    /// The day if it is readable (rules, 0): a real day from 1949-10-01 on.
    public var readable: CivilDay? {
        guard let day, day >= Self.first else { return nil }
        return day
    }

    /// The day if it is readable as that of a decision or listing: also not after the day of receipt (rules, 0 and 7).
    public func readable(receivedOn receipt: CivilDay) -> CivilDay? {
        guard let day = readable, day <= receipt else { return nil }
        return day
    }
}
