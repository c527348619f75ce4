// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

/// Rules 3: which records are in, withheld or without a domain.
@Suite struct SelectionTests {
    let world = World()

    @Test func items() {
        #expect(world.inclusion(record(item: "JYYC")) == .outside)
        #expect(world.inclusion(record(item: "NEU", of: part(permission: "社会公开"))) == .shown)
        // An unknown item has no permission of its own, so it is 授权查询, which the subject itself may see.
        #expect(world.inclusion(record(item: "NEU")) == .shown)
        var agency = World()
        agency.requester = .agency
        #expect(agency.inclusion(record(item: "NEU")) == .withheld(.authorised))
        #expect(agency.rulebook.itemName("NEU") == "其他事项")
    }

    @Test func procedures() {
        var narrow = World()
        narrow.simpleProcedureCounts = false
        #expect(world.inclusion(record(of: part(procedure: "简易程序"))) == .shown)
        #expect(narrow.inclusion(record(of: part(procedure: "简易程序"))) == .outside)
        #expect(narrow.inclusion(record(of: part(procedure: "简易"))) == .outside)
        #expect(narrow.inclusion(record(of: part(procedure: "普通程序"))) == .shown)
        #expect(narrow.inclusion(record(of: part(procedure: "听证"))) == .shown)
        #expect(narrow.inclusion(record()) == .shown)
        // Only an item that has procedures is asked for one.
        #expect(narrow.inclusion(record(item: "YZSX", of: part(procedure: "简易程序"))) == .shown)
    }

    @Test(arguments: [
        ("2021-11-22", Inclusion.outside), ("2021-11-23", .shown), ("2026-06-01", .shown), ("1949-09-30", .shown),
        ("2026-06-02", .shown),
    ])
    func period(_ day: String, _ inclusion: Inclusion) throws {
        // A day after its receipt on 1 June is as unreadable as one before 1949-10-01.
        let record = record(of: part(day))
        #expect(world.inclusion(record) == inclusion)
        let isUnknown = ["1949-09-30", "2026-06-02"].contains(day)
        #expect(world.find([record]).records.first?.dayIsUnknown == isUnknown)
    }

    @Test func lastDayOfThePeriod() {
        var short = World()
        short.to = World.date("2026-04-30")
        #expect(short.inclusion(record(of: part("2026-05-01"))) == .outside)
        #expect(short.inclusion(record(of: part("2026-04-30"))) == .shown)
        #expect(short.inclusion(record(of: part(nil))) == .shown)
    }

    @Test func listRecordsThatStoodOnTheFirstDay() {
        var shown = World()
        shown.repaired = .show
        let listed = record(item: "YZSX", of: part("2019-01-01"))
        #expect(shown.inclusion(listed) == .shown)
        #expect(shown.inclusion(listed, event(.delist, on: listed.identity, day: "2021-11-22")) == .outside)
        #expect(shown.inclusion(listed, event(.delist, on: listed.identity, day: "2021-11-23")) == .shown)
        #expect(shown.inclusion(record(of: part("2019-01-01"))) == .outside)
        // After the period's last day nothing keeps it in.
        shown.to = World.date("2026-04-30")
        #expect(shown.inclusion(record(item: "YZSX", of: part("2026-05-01"))) == .outside)
    }

    @Test func domains() throws {
        var asked = World()
        asked.domains = .named([try #require(World.table.index(named: "市场监管"))], other: false)
        #expect(asked.inclusion(record(of: part(domain: "ＳＣ"))) == .shown)
        #expect(asked.inclusion(record(of: part(domain: "知识产权"))) == .shown)
        #expect(asked.inclusion(record(of: part(domain: "SW"))) == .outside)
        asked.domains = .named([try #require(World.table.index(named: "ZS"))], other: false)
        #expect(asked.inclusion(record(of: part(domain: "SC"))) == .outside)
    }

    @Test func domainOfARecordWithoutOne() {
        func place(_ domain: String?, _ code: String?, _ name: String?, _ source: String) -> String? {
            World.table.place(domain: domain, authorityCode: code, authorityName: name, source: source)
                .map { World.table.domains[$0].code }
        }
        #expect(place("税务", "A1", nil, "A1") == "SW")
        #expect(place(nil, " a1 ", "乙局", "B1") == "SC")
        #expect(place(nil, nil, "乙 局", "B1") == "ZS")
        #expect(place(nil, "X", "没有", "B1") == "SW")
        #expect(place(nil, nil, nil, "X") == nil)
        // A domain that the table does not know is as good as none; a department with two domains places nothing.
        #expect(place("没有", "A1", nil, "B1") == "SC")
        #expect(place(nil, "D1", nil, "A1") == nil)
    }

    @Test func unknownDomain() throws {
        let lost = RecordHistory(
            identity: identity("1号", authority: "X"), item: "XZCF", authority: "X",
            deliveries: [version("X", Part(content: [], decisionDay: DeliveredDay(World.date("2026-05-01"))))])
        #expect(world.find([lost]).shown.first?.place == nil)
        #expect(world.find([lost]).domains.last?.text == "1 条")
        var asked = World()
        asked.domains = .named([0], other: false)
        #expect(asked.inclusion(lost) == .unplaced)
        #expect(asked.find([lost]).unknownDomain == 1)
        #expect(asked.find([lost], [event(.repair, on: lost.identity)]).unknownDomain == 0)
        asked.domains = .named([], other: true)
        #expect(asked.inclusion(lost) == .shown)
        // Rule 3.5 beside it changes nothing: it is still 领域不明.
        var closed = lost
        closed.deliveries[0].parts[0].permission = "政务共享"
        asked.domains = .named([0], other: false)
        #expect(asked.find([closed]).unknownDomain == 1)
    }

    @Test(arguments: [
        (Scope.Requester.subject, false, [true, false, true]), (.agency, false, [true, true, false]),
        (.agency, true, [true, true, true]), (.thirdParty, false, [true, false, false]),
        (.thirdParty, true, [true, false, true]),
    ])
    func permissions(_ requester: Scope.Requester, _ isAuthorised: Bool, _ sees: [Bool]) {
        var world = World()
        world.requester = requester
        world.isAuthorised = isAuthorised
        for (permission, isSeen) in zip(Permission.allCases, sees) {
            let word = DeliveredWord(text: permission.rawValue, meaning: permission.rawValue)
            #expect(world.inclusion(record(of: part(permission: word))) == (isSeen ? .shown : .withheld(permission)))
        }
        // An unknown permission is 授权查询; none at all is the item's.
        #expect(world.inclusion(record(of: part(permission: "别的"))) == (sees[2] ? .shown : .withheld(.authorised)))
        #expect(world.inclusion(record(item: "XZQZ")) == (sees[1] ? .shown : .withheld(.government)))
    }

    @Test func failingRulesAreNamed() throws {
        var narrow = World()
        narrow.simpleProcedureCounts = false
        narrow.counts["XZCF"] = false
        narrow.domains = .named([2], other: false)
        let out = record(of: part("2021-01-01", procedure: "简易程序", permission: "政务共享"), part())
        let parts = try #require(narrow.find([out]).records.first).versions[0].parts
        #expect(parts[0].failing == SelectionRule.allCases)
        #expect(parts[1].failing == [.item, .domain])
        #expect(try #require(world.find([record()]).records.first).versions[0].parts[0].failing.isEmpty)
    }

    @Test func withheldOnlyIfItWouldBeShownOrCounted() {
        let closed = record(of: part(end: "2026-06-01", permission: "政务共享"))
        #expect(world.inclusion(closed) == .omitted)
        var counting = World()
        counting.expired = .count
        #expect(counting.inclusion(closed) == .withheld(.government))
        #expect(counting.inclusion(closed, event(.revoke)) == .revoked)
    }

    @Test func withheldParts() throws {
        let mixed = record(of: part("2026-05-02", permission: "政务共享"), part("2026-05-01"))
        let shown = try #require(world.find([mixed]).shown.first)
        #expect(shown.day == World.date("2026-05-01"))
        #expect(shown.versions[0].parts.map(\.isPermitted) == [false, true])
    }

    @Test func aVersionThatIsInLeavesNothingWithheld() {
        let closed = version("A1", part(permission: "政务共享"))
        #expect(world.inclusion(record("1号", closed, version("C2"))) == .shown)
    }

    @Test func order() {
        let records = [
            record("3号", of: part("2026-05-01", domain: "SW")), record("2号", of: part(nil, domain: "SC")),
            record("1号", of: part("2026-05-01", domain: "SC")), record("5号", of: part("2026-05-01", domain: "SC")),
            record("4号", of: part("2026-05-02", domain: "SC")), record("6号", of: part("2026-01-01", domain: "ZS")),
        ]
        let numbers = world.find(records).shown.map { $0.record.identity.text.split(separator: " ")[2] }
        #expect(numbers == ["4号", "1号", "5号", "2号", "6号", "3号"])
    }
}
