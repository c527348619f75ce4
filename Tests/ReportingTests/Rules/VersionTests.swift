// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

/// Rules 1.3 and 1.4: versions, parts and sources.
@Suite struct VersionTests {
    private func shownDay(_ record: RecordHistory) -> CivilDay? { World().find([record]).records.first?.day }

    @Test func latestUpdateTimeWinsIfAllHaveOne() {
        let first = version(on: "2026-06-01", sequence: 1, part("2026-05-01", updated: "2026-05-10T00:00:00+08:00"))
        let second = version(on: "2026-06-02", sequence: 2, part("2026-05-02", updated: "2026-05-09T00:00:00+08:00"))
        #expect(shownDay(record("1号", first, second)) == World.date("2026-05-01"))
    }

    @Test func latestReceivedWinsIfOneHasNoUpdateTime() {
        let first = version(on: "2026-06-01", sequence: 1, part("2026-05-01", updated: "2026-05-10T00:00:00+08:00"))
        let second = version(on: "2026-06-02", sequence: 2, part("2026-05-02"))
        #expect(shownDay(record("1号", first, second)) == World.date("2026-05-02"))
        #expect(shownDay(record("1号", second, first)) == World.date("2026-05-02"))
    }

    @Test func laterDeliveryWinsAtOneInstantAndAtEqualUpdateTimes() {
        let time = "2026-05-10T00:00:00+08:00"
        let first = version(on: "2026-06-01", sequence: 1, part("2026-05-01", updated: time))
        let second = version(on: "2026-06-01", sequence: 2, part("2026-05-02", updated: time))
        #expect(shownDay(record("1号", first, second)) == World.date("2026-05-02"))
    }

    @Test func equalRedeliveryRenewsNothing() {
        // A's redelivery of 3 June says what A said on 1 June, so B's of 2 June is still the latest received.
        let first = version("C1", on: "2026-06-01", sequence: 1, part("2026-05-01"))
        let other = version("C2", on: "2026-06-02", sequence: 2, part("2026-05-02"))
        let again = version(
            "C1", on: "2026-06-03", sequence: 3, part("2026-05-01", updated: "2026-06-03T00:00:00+08:00"))
        #expect(shownDay(record("1号", first, other, again)) == World.date("2026-05-02"))
    }

    @Test func equalPartsInAnotherOrderAreEqual() {
        let first = version("C1", on: "2026-06-01", sequence: 1, part("2026-05-01"), part("2026-04-01"))
        let other = version("C2", on: "2026-06-02", sequence: 2, part("2026-05-02"))
        let again = version("C1", on: "2026-06-03", sequence: 3, part("2026-04-01"), part("2026-05-01"))
        #expect(shownDay(record("1号", first, other, again)) == World.date("2026-05-02"))
        #expect(first.hasSameContent(as: again))
        #expect(!first.hasSameContent(as: version("C1", on: "2026-06-03", part("2026-05-01"), part("2026-05-01"))))
    }

    @Test func whatCameAfterTheCutoffIsNotThere() {
        let late = version(on: "2026-11-23", part())
        #expect(World().find([record("1号", late)]).records.isEmpty)
    }

    @Test func updateTimeOfPartsIsTheLatestIfAllHaveOne() {
        let time = "2026-05-10T00:00:00+08:00"
        #expect(
            version("A1", part(updated: time), part(updated: "2026-05-11T00:00:00+08:00")).updated?.day
                == World.date("2026-05-11"))
        #expect(version("A1", part(updated: time), part()).updated == nil)
    }

    @Test func authoritysOwnVersionIsShown() throws {
        let own = version("A1", on: "2026-06-01", sequence: 1, part("2026-05-01"))
        let other = version("C2", on: "2026-06-02", sequence: 2, part("2026-05-02"))
        let shown = try #require(World().find([record("1号", own, other)]).shown.first)
        #expect(shown.day == World.date("2026-05-01"))
        #expect(shown.versions.map(\.version.source) == ["A1", "C2"])
        #expect(shown.marks == ["来源不一致"])
    }

    @Test func authoritysOwnVersionThatIsOutIsNotShown() throws {
        // The authority's own day lies before the period, so the other's version is the one that is in.
        let own = version("A1", on: "2026-06-03", sequence: 2, part("2021-11-22"))
        let other = version("C2", on: "2026-06-02", sequence: 1, part("2021-11-23"))
        let shown = try #require(World().find([record("1号", own, other)]).shown.first)
        #expect(shown.day == World.date("2021-11-23"))
    }

    @Test func sourcesThatAgreeOnWhatDecidesAreNotMarked() throws {
        let own = version("A1", part(domain: "SC", content: "a"))
        let other = version("C2", part(domain: " sc ", content: "b"))
        #expect(try #require(World().find([record("1号", own, other)]).shown.first).marks.isEmpty)
        // A domain's name and its code are one domain.
        let byName = version("C2", part(domain: "市场监管", content: "b"))
        #expect(try #require(World().find([record("1号", own, byName)]).shown.first).marks.isEmpty)
    }

    @Test(arguments: [
        part("2026-05-02"), part(end: "2027-01-01"), part(procedure: "普通程序"), part(severity: "严重"),
        part(domain: "SW"), part(permission: "社会公开"),
    ])
    func sourcesThatDifferAreMarked(_ other: Part) throws {
        let shown = try #require(World().find([record("1号", version("A1"), version("C2", other))]).shown.first)
        #expect(shown.sourcesDiffer)
        #expect(shown.marks.contains("来源不一致"))
    }

    @Test func partsCountAsOneRecordAndStandWhereTheFirstInStands() throws {
        var world = World()
        world.from = World.date("2026-01-01")
        let finding = world.find([record("1号", of: part("2025-12-31", domain: "SW"), part("2026-02-01", domain: "SC"))])
        let shown = try #require(finding.shown.first)
        #expect(finding.shown.count == 1)
        #expect(shown.day == World.date("2026-02-01"))
        #expect(shown.place == World.table.index(named: "SC"))
        #expect(shown.versions[0].parts.map(\.isIn) == [false, true])
    }
}
