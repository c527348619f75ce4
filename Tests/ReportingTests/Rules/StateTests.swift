// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

/// Rules 2 and 3: publicity, states and their treatments.
@Suite struct StateTests {
    let world = World()

    @Test(arguments: [("2026-11-23", Inclusion.shown), ("2026-11-22", .omitted), ("2099-12-31", .shown)])
    func deliveredEndIsStillInside(_ end: String, _ inclusion: Inclusion) {
        #expect(world.inclusion(record(of: part(end: end))) == inclusion)
    }

    @Test func sourceThatSaysRevokedIsHeard() throws {
        func marks(_ words: [DeliveredWord?], _ events: Event...) throws -> [String] {
            var versions: [Version] = []
            for (number, word) in words.enumerated() {
                var part = part(content: "x\(number)")
                part.status = word
                versions.append(version("C\(number % 2)", on: "2026-06-0\(number + 1)", sequence: number + 1, part))
            }
            let record = RecordHistory(identity: identity("1号"), item: "XZCF", authority: "A1", deliveries: versions)
            let found = try #require(world.find([record], events).records.first)
            return found.marks + (found.isCalledRevoked ? ["来源称已撤销"] : [])
        }
        #expect(try marks(["撤销"]) == ["来源称已撤销"])
        #expect(try marks([DeliveredWord(text: "1", meaning: "已 撤销")]) == ["来源称已撤销"])
        #expect(try marks([nil]) == [])
        #expect(try marks(["正常"]) == [])
        #expect(try marks(["异议"]) == [])
        // Any source, and what is current.
        #expect(try marks(["撤销", "正常"]) == ["来源称已撤销"])
        #expect(try marks(["撤销", "正常", "正常"]) == [])
        // It hides nothing; an event does.
        #expect(world.find([record()]).shown.count == 1)
        #expect(try marks(["撤销"], event(.revoke)) == ["已撤销"])
    }

    @Test func endBeforeTheDecisionIsNotUsed() {
        #expect(world.inclusion(record(of: part("2026-05-01", end: "2026-04-30"))) == .shown)
        #expect(world.inclusion(record(of: part("2026-05-01", end: "2026-05-01"))) == .omitted)
        // It falls back on the term of the severity.
        #expect(world.inclusion(record(of: part("2026-05-01", end: "2026-04-30", severity: "轻微"))) == .omitted)
    }

    @Test func endNeedsNoDecisionDayToBeComparedWith() {
        #expect(world.inclusion(record(of: part(nil, end: "2026-05-01"))) == .omitted)
        #expect(world.inclusion(record(of: part("1900-01-01", end: "2026-11-23"))) == .shown)
    }

    @Test(arguments: [
        ("2026-08-23", "轻微", Inclusion.shown), ("2026-08-22", "轻微", .omitted), ("2025-11-23", "一般", .shown),
        ("2025-11-22", "一般", .omitted), ("2023-11-22", "严重", .omitted), ("2023-11-22", "别的", .shown),
    ])
    func computedEnd(_ day: String, _ severity: String, _ inclusion: Inclusion) {
        let part = part(day, severity: DeliveredWord(text: severity, meaning: severity))
        #expect(world.inclusion(record("1号", version(on: "2026-11-01", part))) == inclusion)
    }

    @Test func computedEndOfAMonthsLastDay() {
        var late = World()
        late.expired = .count
        // Three months after 30 November is the last of February.
        let record = record("1号", version(on: "2026-01-01", part("2025-11-30", severity: "轻微")))
        let examined = late.find([record]).records[0].versions[0].parts[0]
        #expect(examined.publicityEnd == World.date("2026-02-28"))
    }

    @Test func listRecordsEndByDelistingAlone() {
        let listed = record(item: "YZSX", of: part(end: "2026-06-01", severity: "轻微"))
        #expect(world.inclusion(listed) == .shown)
        #expect(world.inclusion(listed, event(.delist, on: listed.identity)) == .omitted)
    }

    @Test func partsExpireTogether() {
        #expect(world.inclusion(record(of: part(end: "2026-06-01"), part(end: "2026-12-01"))) == .shown)
        #expect(world.inclusion(record(of: part(end: "2026-06-01"), part(end: "2026-06-02"))) == .omitted)
    }

    @Test(arguments: Policy.Treatment.allCases, Policy.Treatment.allCases)
    func repairedAndPastGetsTheMoreLenient(_ repaired: Policy.Treatment, _ expired: Policy.Treatment) throws {
        var world = World()
        world.repaired = repaired
        world.expired = expired
        let past = record(of: part(end: "2026-06-01"))
        let both = try #require(world.find([past], [event(.repair)]).records.first)
        #expect(both.state == (expired < repaired ? .expired : .repaired))
        let expected: [Policy.Treatment: Inclusion] = [.omit: .omitted, .count: .counted, .show: .shown]
        #expect(both.inclusion == expected[min(repaired, expired)])
    }

    @Test func marks() throws {
        var world = World()
        world.repaired = .show
        world.expired = .show
        let objection = event(.objectionOpen)
        let repaired = try #require(world.find([record(of: part(nil))], [event(.repair), objection]).shown.first)
        #expect(repaired.marks == ["已修复", "异议处理中", "日期不明"])
        #expect(world.find([record(of: part(end: "2026-06-01"))]).shown.first?.marks == ["公示期满"])
    }
}
