// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

/// A report costs what its subject's own lines cost: counted, not timed.
@Suite struct LinearWorkTests {
    /// How often a report asks the store for a key's lines and for an import's instant, and how many records it has.
    private func work(penalties: Int, events: Int = 0) throws -> (keys: Int, instants: Int, records: Int) {
        var store = Store.registered()
        for number in 0..<penalties { store.addPenalty("示罚〔2026〕\(number)号", row: number + 1) }
        for number in 0..<events {
            store.add(
                .event, "XYSJ", row: penalties + number + 1,
                [
                    "SJ_BH": "S-\(number)", "SJ_LX": "objection-open", "SJ_WSH": "示罚〔2026〕\(number)号",
                    "SJ_SXRQ": "2026-07-01", "SJ_DM": World.subject, "SJ_ML": "XZCF", "SJ_JGDM": "A1",
                ])
        }
        var keys = 0
        var instants = 0
        let report = try World().making.report(
            ReportRequest(subject: World.subject, purpose: "自查"), issuedAt: World.issuedAt,
            received: { (sequence: Int) throws(Store.Unreadable) -> Instant in
                instants += 1
                return try store.received(sequence)
            },
            lines: { (key: SubjectKey) throws(Store.Unreadable) -> [Entry] in
                keys += 1
                return try store.lines(key)
            })
        return (keys, instants, report.subjects.first?.overview.total ?? 0)
    }

    @Test func twiceTheRecordsAreTwiceTheWork() throws {
        let base = try work(penalties: 0)
        let once = try work(penalties: 200, events: 100)
        let twice = try work(penalties: 400, events: 200)
        #expect(once.records == 200 && twice.records == 400)
        // However many records: the store is asked for the subject's own keys alone, its code, number and names.
        #expect(once.keys == base.keys && twice.keys == base.keys)
        #expect(base.keys <= 6)
        // Each line is looked at a fixed number of times.
        #expect(twice.instants - base.instants == 2 * (once.instants - base.instants))
        #expect(once.instants - base.instants <= 3 * 300)
    }
}
