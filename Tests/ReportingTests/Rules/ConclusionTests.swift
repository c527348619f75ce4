// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

/// Rules 4: coverage and conclusions.
@Suite struct ConclusionTests {
    private func statement(
        _ source: String, _ domains: [String] = [], through: String? = nil, placements: [DomainPlacement] = [],
        on day: String = "2026-11-20", item: String = "XZCF", isBackfill: Bool = false, onlyWaits: Bool = false
    ) -> CoverageStatement {
        CoverageStatement(
            source: source, item: item, domains: domains,
            through: DeliveredDay(text: through, day: through.flatMap { CivilDay($0) }), placements: placements,
            received: World.instant(day + "T12:00:00+08:00"), isBackfill: isBackfill,
            onlyWaits: onlyWaits)
    }

    private func day(_ code: String, _ statements: CoverageStatement...) -> String? {
        let coverage = Coverage(statements: statements, cutoff: World.cutoff, rulebook: World().rulebook)
        return World.table.index(named: code).flatMap { coverage.days[$0] }?.description
    }

    @Test func latestDayOfEachSourceAndEarliestOfAll() {
        let first = statement("B1", ["SW"], through: "2026-11-01")
        let second = statement("B1", ["SW"], through: "2026-10-01")
        let other = statement("D1", ["SW"], through: "2026-10-15")
        #expect(day("SW", first, second) == nil)
        #expect(day("SW", first, second, other) == "2026-10-15")
    }

    @Test func sourceIsOneInEverySpelling() {
        #expect(day("ZS", statement("ａ2 ", ["zs"], through: "2026-11-10")) == "2026-11-10")
    }

    @Test func deliveryCoversTheVeryDomainsThatItNames() {
        let parent = statement("A1", ["SC"], through: "2026-11-10")
        let child = statement("A2", ["ZS"], through: "2026-11-01")
        #expect(day("SC", parent) == nil)
        #expect(day("ZS", parent) == nil)
        #expect(day("SC", parent, child) == "2026-11-01")
        #expect(day("SL", statement("A1", ["SL"], through: "2026-11-10")) == nil)
    }

    @Test func statingNothingCoversTheRecordsDomainsToTheDayBefore() {
        let placement = DomainPlacement(domain: "", authorityCode: "B1", authorityName: "")
        let other = statement("D1", ["SW"], through: "2026-11-20")
        #expect(day("SW", statement("B1", placements: [placement]), other) == "2026-11-19")
        #expect(day("SW", statement("B1", through: "2026-11-01", placements: [placement]), other) == "2026-11-01")
        #expect(day("SW", statement("B1", ["SC"], placements: [placement]), other) == nil)
    }

    @Test func backfillCoversOnlyToTheDayThatItStates() {
        let placement = DomainPlacement(domain: "ZS", authorityCode: "", authorityName: "")
        #expect(day("ZS", statement("A2", placements: [placement])) == "2026-11-19")
        #expect(day("ZS", statement("A2", placements: [placement], isBackfill: true)) == nil)
        #expect(day("ZS", statement("A2", ["ZS"], isBackfill: true)) == nil)
        #expect(day("ZS", statement("A2", ["ZS"], through: "2026-11-10", isBackfill: true)) == "2026-11-10")
        #expect(day("ZS", statement("A2", ["ZS"], through: "1900-01-01", isBackfill: true)) == nil)
    }

    @Test func onlyItemsThatThePolicyCountsCover() {
        func through(_ item: String) -> String? {
            day("ZS", statement("A2", ["ZS"], through: "2026-11-10", item: item))
        }
        #expect(through("XZCF") == "2026-11-10")
        #expect(through("xzqz ") == "2026-11-10")
        // The policy does not count 经营异常名录; the register and events hold no records.
        #expect(through("JYYC") == nil)
        #expect(through("DJXX") == nil)
        #expect(through("XYSJ") == nil)
        // What the catalogue does not know counts.
        #expect(through("NEU") == "2026-11-10")
    }

    @Test func deliveryOfWhichEveryRowWaitsCoversNothing() {
        let usual = statement("A2", ["ZS"], through: "2026-11-10")
        #expect(day("ZS", statement("A2", ["ZS"], through: "2026-11-18", onlyWaits: true)) == nil)
        #expect(day("ZS", usual, statement("A2", ["ZS"], through: "2026-11-18", onlyWaits: true)) == "2026-11-10")
    }

    @Test func statementOfAnImport() {
        var delivery = ImportDescription(
            sequence: 1, received: World.cutoff, file: "", fileHash: "", item: "XZCF", source: "A2",
            statedDomains: ["ZS"], through: nil, placements: [], counts: ImportCounts(), linesHash: "")
        #expect(CoverageStatement(delivery).through == .missing)
        #expect(!CoverageStatement(delivery).isBackfill)
        #expect(CoverageStatement(delivery).item == "XZCF")
        // 零报送 has no rows; a delivery of persons alone says that there is nothing about enterprises.
        #expect(!CoverageStatement(delivery).onlyWaits)
        delivery.counts.outOfScope = 1
        #expect(!CoverageStatement(delivery).onlyWaits)
        delivery.counts.pending = 2
        #expect(CoverageStatement(delivery).onlyWaits)
        delivery.counts.unchanged = 1
        #expect(!CoverageStatement(delivery).onlyWaits)
        delivery.backfill = World.date("2019-01-01")...World.date("2019-12-31")
        delivery.through = World.date("2026-11-10")
        #expect(CoverageStatement(delivery).isBackfill)
        #expect(CoverageStatement(delivery).through == DeliveredDay(World.date("2026-11-10")))
    }

    @Test(arguments: ["2026-11-21", "1900-01-01", "2026-13-01"])
    func statedDayThatCannotBeCoversNothing(_ through: String) {
        #expect(day("ZS", statement("A2", ["ZS"], through: through)) == nil)
        #expect(day("ZS", statement("A2", ["ZS"], through: "2026-11-20")) == "2026-11-20")
    }

    private func world(coveredThrough day: String) -> World {
        var world = World()
        world.coverage = [
            statement("A1", ["SC"], through: day), statement("A2", ["ZS"], through: day),
            statement("B1", ["SW"], through: day),
        ]
        return world
    }

    @Test func freshnessIsInclusive() {
        // 45 days before 23 November is 9 October.
        #expect(world(coveredThrough: "2026-10-09").line("SC")?.text == "未查见")
        #expect(world(coveredThrough: "2026-10-08").line("SC")?.text == "数据未更新至今")
        #expect(World().line("SL")?.text == "数据未更新至今")
    }

    @Test func words() {
        let fresh = world(coveredThrough: "2026-11-20")
        let stale = World()
        let closed = record("9号", of: part(permission: "政务共享"))
        #expect(fresh.line("SC", record())?.text == "1 条")
        #expect(stale.line("SC", record())?.text == "1 条（数据未更新至今）")
        #expect(fresh.line("SC", closed)?.text == "另有 1 条须授权查询")
        #expect(stale.line("SC", closed)?.text == "另有 1 条须授权查询（数据未更新至今）")
        #expect(fresh.line("SC", closed, record())?.text == "1 条")
        #expect(fresh.line("QT") == nil)
    }

    @Test func parentsHoldTheirDescendants() throws {
        var world = world(coveredThrough: "2026-11-20")
        world.expired = .count
        let records = [
            record("1号", of: part(domain: "ZS")), record("2号", of: part(end: "2026-06-01", domain: "ZS")),
            record("3号", of: part(domain: "SC")), record("4号", of: part(domain: "ZS", permission: "政务共享")),
        ]
        let lines = world.find(records).domains
        #expect(lines.map(\.text) == ["3 条", "2 条", "数据未更新至今", "数据未更新至今", "数据未更新至今"])
        #expect(lines[0].counts.withheldGovernment == 1)
        #expect(lines[0].ownCounts.shown == 1)
        #expect(lines[0].counts.counted == 1)
    }

    @Test func linesAreOfTheDomainsAskedForAndTheirDescendants() throws {
        var world = World()
        world.domains = .named([try #require(World.table.index(named: "SC"))], other: true)
        let lines = world.find([record()]).domains
        #expect(lines.map { $0.place.map { World.table.domains[$0].code } } == ["SC", "ZS", nil])
        #expect(lines.last?.text == "无")
        #expect(lines.last?.isStale == false)
    }

    @Test func otherWithNothingButWithheld() {
        let lost = RecordHistory(
            identity: identity("1号", authority: "X"), item: "XZCF", authority: "X",
            deliveries: [version("X", Part(content: [], permission: "政务共享"))])
        #expect(World().line("QT", lost)?.text == "另有 1 条须授权查询")
    }
}
