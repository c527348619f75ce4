// SPDX-License-Identifier: Apache-2.0

import Bytes
import Stewardship
import Testing

@Suite struct FigureTests {
    @Test func ratiosRoundHalfUpwardsAndAddAsCounts() {
        #expect(Ratio(1, of: 3).percent == "33.33")
        #expect(Ratio(2, of: 3).percent == "66.67")
        #expect(Ratio(1, of: 20_000).percent == "0.01")
        #expect(Ratio(1, of: 20_001).percent == "0.00")
        #expect(Ratio(0, of: 0).percent == nil)
        // Qinghai, February 2024: 许可 9,220 with 3.6 %, 处罚 119,634 with 0.08 %; the total is the ratio of the sums.
        let total = Ratio(332, of: 9_220) + Ratio(96, of: 119_634)
        #expect(total.whole == 128_854)
        #expect(total.percent == "0.33")
        #expect((Ratio(1, of: 1) + Ratio(0, of: 99)).percent == "1.00")
    }

    @Test func aLimitIsExceededExactly() {
        #expect(!Ratio(1, of: 2).exceeds(percent: 50))
        #expect(Ratio(5_000_001, of: 10_000_000).exceeds(percent: 50))
        #expect(!Ratio().exceeds(percent: 0))
    }

    @Test func monthsCountOverYears() throws {
        let month = try #require(Month("2026-01"))
        #expect(month.adding(-1).description == "2025-12")
        #expect(month.adding(-13).distance(to: month) == 13)
        #expect(month.adding(1).days.upperBound.description == "2026-02-28")
        #expect(Month("2026-13") == nil)
        #expect(Month("2026-1") == nil)
    }

    @Test(arguments: [
        ("2026-02/1", "2026-02-01..2026-02-15"), ("2026-02/2", "2026-02-16..2026-02-28"),
        ("2024-02/2", "2024-02-16..2024-02-29"), ("2026-11", "2026-11-01..2026-11-30"),
        ("2026-11-03..2026-11-09", "2026-11-03..2026-11-09"),
    ])
    func periodsAreHalvesMonthsAndDays(_ text: String, _ days: String) {
        #expect(Period(text)?.description == days)
    }

    @Test(arguments: ["2026-11/3", "2026-11/", "2026-11-09..2026-11-03", "", "2026", "2026-11-31..2026-12-01"])
    func whatIsNoPeriodIsNone(_ text: String) {
        #expect(Period(text) == nil)
    }
}
