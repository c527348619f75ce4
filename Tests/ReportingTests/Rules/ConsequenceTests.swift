// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

/// What is printed beside an entry of a list (rules, 8).
@Suite struct ConsequenceTests {
    private static let basis = "《示例条例》第一条"

    private func world(_ kind: ListKind, targets: [ListKind]? = nil, expires: CivilDay? = nil) -> World {
        var world = World()
        world.consequences = [Policy.Consequence(kind: kind, measure: "M1", basis: Self.basis)]
        world.measures = MeasureList(
            id: "TEST-M", version: "1", title: "示例清单", effective: World.date("2026-01-01"), expires: expires,
            measures: [
                Measure(
                    code: "M1", name: "限制参加示例活动", basis: [Self.basis], targets: targets ?? [kind], executor: "有关部门")
            ], sha256: String(repeating: "d", count: 64))
        return world
    }

    private func entry(_ lists: String?..., permission: DeliveredWord? = nil) -> RecordHistory {
        var version = version()
        version.parts = lists.map { list in
            var part = part(permission: permission, content: list ?? "")
            part.listName = list
            return part
        }
        return record("1号", item: "YZSX", version)
    }

    /// The consequences that a report prints beside a record.
    private func printed(_ world: World, _ record: RecordHistory, _ events: Event...) -> [String] {
        world.find([record], events).records.flatMap(world.rulebook.printedConsequences)
            .map { "\($0.code) \($0.name) \($0.basis) \($0.executor)" }
    }

    private static let text = ["M1 限制参加示例活动 《示例条例》第一条 有关部门"]

    @Test func standsBesideEntriesOfItsListAlone() {
        let world = world(ListKind(item: "YZSX", list: "甲名单"))
        #expect(printed(world, entry("甲名单")) == Self.text)
        #expect(printed(world, entry(" 甲 名单")) == Self.text)
        #expect(printed(world, entry("乙名单")) == [])
        #expect(printed(world, entry(nil)) == [])
        #expect(printed(world, entry("乙名单", "甲名单")) == Self.text)
        #expect(printed(world, record(of: part())) == [])
    }

    @Test func everyListOfAKind() {
        let world = world(ListKind(item: "YZSX", list: nil))
        #expect(printed(world, entry("甲名单")) == Self.text)
        #expect(printed(world, entry(nil)) == Self.text)
        var abnormal = entry(nil)
        abnormal.item = "JYYC"
        #expect(printed(world, abnormal) == [])
    }

    @Test func onlyWhereTheEntryIsShownAndActive() {
        var world = world(ListKind(item: "YZSX", list: nil))
        let target = identity("1号", item: "YZSX")
        for treatment in Policy.Treatment.allCases {
            world.repaired = treatment
            #expect(printed(world, entry("甲"), event(.delist, on: target)) == [])
            #expect(printed(world, entry("甲"), event(.repair, on: target)) == [])
        }
        #expect(printed(world, entry("甲"), event(.revoke, on: target)) == [])
        #expect(printed(world, entry("甲"), event(.objectionOpen, on: target)) == Self.text)
        world.requester = .thirdParty
        #expect(printed(world, entry("甲", permission: "授权查询")) == [])
    }

    /// Whatever a policy says: what the list does not allow is not printed.
    @Test func whatTheListDoesNotAllowIsNotPrinted() {
        let kind = ListKind(item: "YZSX", list: nil)
        var world = world(kind, targets: [ListKind(item: "YZSX", list: "甲名单")])
        #expect(printed(world, entry("甲名单")) == [])
        world = self.world(kind)
        world.consequences = [Policy.Consequence(kind: kind, measure: "M2", basis: Self.basis)]
        #expect(printed(world, entry("甲名单")) == [])
        world.consequences = [Policy.Consequence(kind: kind, measure: "M1", basis: "《别的条例》")]
        #expect(printed(world, entry("甲名单")) == [])
        world = self.world(kind)
        world.measures = nil
        #expect(printed(world, entry("甲名单")) == [])
    }

    @Test func withoutAListInForceThereIsNoReport() {
        func refusals(_ world: World) -> [Refusal] {
            let request = ReportRequest(subject: World.subject, purpose: "招标投标")
            return RequestCheck(
                request, issuedAt: World.issuedAt, cutoff: World.cutoff, rulebook: world.rulebook
            ).refusals.filter { $0.code == .measures }
        }
        let kind = ListKind(item: "YZSX", list: nil)
        #expect(refusals(world(kind)).isEmpty)
        #expect(refusals(world(kind, expires: World.day)).isEmpty)
        let over = refusals(world(kind, expires: World.day.adding(days: -1)))
        #expect(over.first?.message.contains("from 2026-01-01 to 2026-11-22, not on 2026-11-23") == true)
        var none = world(kind)
        none.measures = nil
        #expect(refusals(none).count == 1)
        // A list that no policy cites is nobody's business.
        var uncited = world(kind, expires: World.date("2026-02-01"))
        uncited.consequences = []
        #expect(refusals(uncited).isEmpty)
        #expect(uncited.rulebook.measures == nil)
    }
}
