// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// The State Council's yearly arrangements of holidays and make-up days (节假日安排、调休上班): versioned data.
public struct HolidayTable: Sendable {
    /// The arrangements of one year.
    public struct Year: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// The notice (通知) that states them.
        public let notice: Notice
        /// The holidays, each with its days of rest.
        public let rests: [Rest]
        /// Saturdays and Sundays on which people work (调休上班).
        public let workdays: [CivilDay]
    }

    /// The notice of a year's arrangements.
    public struct Notice: Hashable, Sendable {
        /// Its title.
        public let title: String
        /// Its document number; nil if the table does not state it.
        public let number: String?
        /// The day on which it was issued.
        public let day: CivilDay
    }

    /// A holiday.
    public struct Rest: Hashable, Sendable {
        /// Its name, such as 春节.
        public let name: String
        /// The days on which people rest.
        public let days: ClosedRange<CivilDay>
    }

    /// The name of the table, the same in all its versions.
    public let id: String
    /// The version.
    public let version: String
    /// The years, in order.
    public let years: [Year]
    /// SHA-256 of the file it was read from, in lower-case hex.
    public let sha256: String
    /// The working days (工作日) that follow from it.
    public let workingDays: WorkingDays

    /// A table of checked parts; `HolidayTable.read` makes one from a file.
    init(id: String, version: String, years: [Year], sha256: String) {
        self.id = id
        self.version = version
        self.years = years
        self.sha256 = sha256
        workingDays = WorkingDays(years)
    }
}
