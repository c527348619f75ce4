// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import TestSupport
import Testing

/// Working days after the State Council's notices for 2024 to 2026.
@Suite struct WorkingDaysTests {
    private func sample() throws -> HolidayTable {
        try HolidayTable.read(try TestFile.read(Repository.path("Samples/holidays.json")), sha256: "00")
    }

    private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

    private func faults(_ year: String) -> [String] {
        let text = #"{"format":"creditreport-holidays-1","id":"T","version":"1","years":[\#(year)]}"#
        do {
            _ = try HolidayTable.read(Array(text.utf8), sha256: "00")
            return []
        } catch {
            return error.faults.map { $0.code + " " + $0.path }
        }
    }

    private func year(_ rests: String, _ workdays: String = "") -> String {
        #"{"year":2026,"notice":{"title":"示例","day":"2025-11-04"},"rests":[\#(rests)],"workdays":[\#(workdays)]}"#
    }

    /// The 248 working days of 2025 and 2026 each, and the 251 of 2024: weekdays less holidays plus make-up days.
    @Test(arguments: [(2024, 251), (2025, 248), (2026, 248)])
    func aYearHasItsWorkingDays(year: Int, expected: Int) throws {
        let days = try sample().workingDays
        let first = try #require(CivilDay(year: year, month: 1, day: 1))
        let last = try #require(CivilDay(year: year, month: 12, day: 31))
        let count = try days.count(after: first, through: last)
        #expect(count == expected)
    }

    @Test(arguments: [
        // An ordinary week; over a weekend; over 国庆节 with its make-up days on 9 月 20 日 and 10 月 10 日.
        ("2026-11-16", 3, "2026-11-19"), ("2026-11-19", 3, "2026-11-24"), ("2026-09-17", 3, "2026-09-21"),
        ("2026-09-29", 3, "2026-10-09"), ("2026-09-29", 10, "2026-10-19"),
        // 春节 2026 with both of its Saturdays; a term that begins on a holiday.
        ("2026-02-12", 3, "2026-02-24"), ("2026-02-17", 10, "2026-03-06"), ("2026-02-27", 1, "2026-02-28"),
        // Over the turn of a year that both notices cover.
        ("2025-12-31", 1, "2026-01-04"),
    ])
    func theTermEndsOn(from: String, count: Int, to: String) throws {
        let days = try sample().workingDays
        let (from, to) = (try day(from), try day(to))
        #expect(try days.day(count, after: from) == to)
        #expect(try days.count(after: from, through: to) == count)
    }

    @Test func aYearThatTheTableDoesNotHaveIsAnError() throws {
        let days = try sample().workingDays
        let late = try day("2026-12-28")
        #expect(try days.day(3, after: late) == day("2026-12-31"))
        let gap = #expect(throws: WorkingDays.Gap.self) { try days.day(4, after: late) }
        #expect(gap?.description == "the table of holidays has no year 2027")
        #expect(throws: WorkingDays.Gap.self) { try days.contains(CivilDay(ordinal: 0)) }
    }

    @Test func weekendsFollowTheCalendar() throws {
        let days = try sample().workingDays
        // 2025-03-03 was a Monday.
        let monday = try day("2025-03-03")
        let week = try (0..<7).map { try days.contains(monday.adding(days: $0)) }
        #expect(week == [true, true, true, true, true, false, false])
    }

    @Test func everyYearCitesItsNotice() throws {
        for year in try sample().years {
            #expect(year.notice.title == "国务院办公厅关于\(year.year)年部分节假日安排的通知")
            #expect(year.notice.day.components.year == year.year - 1)
        }
    }

    @Test func faultsAreAllListed() {
        #expect(faults("") == ["holidays.empty years"])
        let good = #"{"name":"春节","from":"2026-02-15","to":"2026-02-23"}"#
        #expect(faults(year(good)) == [])
        #expect(faults(year(good) + "," + year(good)) == ["holidays.duplicate years[1].year"])
        #expect(
            faults(year(good + #",{"name":"甲","from":"2026-02-23","to":"2026-02-24"}"#)) == [
                "holidays.overlap years[0].rests[1]"
            ])
        #expect(
            faults(year(#"{"name":"甲","from":"2026-02-23","to":"2026-02-22"}"#)) == [
                "holidays.range years[0].rests[0].to"
            ])
        #expect(
            faults(year(#"{"name":"甲","from":"2024-02-23","to":"2024-02-23"}"#)).first
                == "holidays.range years[0].rests[0]")
        #expect(
            faults(year(good, #""2026-02-13","2026-02-22","2026-02-30""#)) == [
                "holidays.not-weekend years[0].workdays[0]", "holidays.overlap years[0].workdays[1]",
                "holidays.wrong-type years[0].workdays[2]",
            ])
    }
}
