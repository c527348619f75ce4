// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

@Suite struct GatheringTests {
    private func history(_ store: Store) throws -> History {
        try Gathering(rulebook: World().rulebook).history(
            of: try CreditCode(World.subject), received: store.received, lines: store.lines)
    }

    @Test func register() throws {
        var store = Store.registered()
        let registration = try #require(try history(store).registration)
        #expect(registration.name == "示例塞北公司")
        #expect(registration.formerNames == ["示例北疆公司", "示例草原公司"])
        #expect(registration.status == "存续")
        #expect(registration.fields.first { $0.code == "ZT_FR_ZJHM" }?.value == "110*************2X")
        #expect(registration.fields.first { $0.code == "ZT_ZCH" }?.value == "150000000000001")
        // A later entry renames the subject; the name before is a former one.
        store.add(.record, "DJXX", identity: "DJXX " + World.subject, sequence: 2, ["ZT_MC": "新公司", "ZT_ZTM": "注销"])
        let renamed = try #require(try history(store).registration)
        #expect(renamed.name == "新公司")
        #expect(renamed.formerNames == ["示例塞北公司", "示例北疆公司", "示例草原公司"])
        #expect(renamed.status == "注销")
        #expect(try history(Store()).registration == nil)
    }

    @Test func pendingUnderEveryKey() throws {
        var store = Store.registered()
        store.add(.pending, "XZCF", row: 2, [:])
        store.add(.pending, "XZCF", key: .registration("150000000000001"), row: 3, [:])
        store.add(.pending, "XZCF", key: .name("示例塞北公司"), row: 4, [:])
        store.add(.pending, "XZCF", key: .name("示例草原公司"), row: 5, [:])
        store.add(.pending, "XZCF", key: .name("别的公司"), row: 6, [:])
        store.add(.pending, "XZCF", key: .nobody, row: 7, [:])
        #expect(try history(store).pending == 4)
    }

    @Test func recordsUnderTheRegistrationNumber() throws {
        var store = Store.registered()
        store.addPenalty("1号", key: .registration("150000000000001"))
        store.addPenalty("2号", row: 2)
        #expect(try history(store).records.count == 2)
    }

    @Test func partsVersionsAndWords() throws {
        var store = Store.registered()
        store.addPenalty(row: 2, ["CX": "01", "CD": "3", "GSJZQ": "2027-05-01"])
        store.addPenalty(row: 1, ["CX": "简易程序"])
        store.addPenalty(sequence: 2, ["QX": "政务共享", "SJC": "2026-06-01T00:00:00+08:00"])
        let record = try #require(try history(store).records.first)
        #expect(record.deliveries.map(\.parts.count) == [2, 1])
        let parts = record.deliveries[0].parts
        #expect(parts.map(\.procedure?.meaning) == ["简易程序", "简易程序"])
        #expect(parts.map(\.procedure?.text) == ["简易程序", "01"])
        #expect(parts[1].severity?.meaning == "严重")
        #expect(parts[1].publicityEnd.readable == World.date("2027-05-01"))
        #expect(record.deliveries[1].updated == World.instant("2026-06-01T00:00:00+08:00"))
        #expect(record.deliveries[1].parts[0].permission?.meaning == "政务共享")
        #expect(record.authority == "A1")
    }

    @Test func daysThatCouldNotBeRead() throws {
        var store = Store.registered()
        store.add(
            .record, "XZCF", identity: identity("1号").text, delivered: ["JDRQ": "二〇二六年"], faults: ["JDRQ"],
            ["JDRQ": "二〇二六年", "JGDM": "A1"])
        let part = try #require(try history(store).records.first?.deliveries.first?.parts.first)
        #expect(part.decisionDay == DeliveredDay(text: "二〇二六年", day: nil))
        #expect(part.fields.first { $0.code == "JDRQ" }?.value == "二〇二六年")
    }

    @Test func whatIsPrinted() throws {
        var store = Store.registered()
        store.addPenalty(
            "1号", ["ZJHM": "11010519491231002X", "NBH": "7", "MM": "配方", "SY": "经办人11010519491231002X", "CX": "02"])
        let fields = try #require(try history(store).records.first?.deliveries.first?.parts.first).fields
        #expect(fields.map(\.code) == ["WSH", "SY", "ZJHM", "JDRQ", "CX", "JG", "JGDM"])
        #expect(
            fields.map(\.value) == [
                "1号", "经办人110*************2X", "110*************2X", "2026-05-01", "普通程序", "甲局", "A1",
            ])
    }

    @Test(arguments: [
        ("是", ["WSH", "JDRQ", "JG", "JGDM"]), ("事实", ["WSH", "FK", "JDRQ", "JG", "JGDM"]),
        ("FK、事实", ["WSH", "JDRQ", "JG", "JGDM"]), ("否", ["WSH", "SY", "FK", "JDRQ", "JG", "JGDM"]),
    ])
    func tradeSecrets(_ mark: String, _ codes: [String]) throws {
        var store = Store.registered()
        store.addPenalty("1号", ["SM": mark, "FK": "0.2"])
        let fields = try #require(try history(store).records.first?.deliveries.first?.parts.first).fields
        #expect(fields.map(\.code).filter { $0 != "SM" } == codes)
    }

    @Test func itemThatTheCatalogueDoesNotKnow() throws {
        // The record is there, under its number; what its fields are is not known, so none is printed.
        var store = Store.registered()
        store.add(
            .record, "NEU", identity: identity("1号", item: "NEU").text, row: 2, ["X1": "13800000000", "X2": "1号"])
        let record = try #require(try World().report(store).subjects[0].sections.first?.records.first)
        #expect(record.item.name == "其他事项")
        #expect(record.title == "其他事项 1号")
        #expect(record.marks == ["日期不明"])
        #expect(record.parts == [[]])
    }

    @Test func events() throws {
        var store = Store.registered()
        store.addPenalty()
        store.add(
            .event, "XYSJ", row: 2,
            [
                "SJ_BH": "s-1", "SJ_LX": "信用修复", "SJ_DM": World.subject, "SJ_ML": "行政处罚", "SJ_JGDM": "a1",
                "SJ_WSH": "1 号", "SJ_SXRQ": "2026-07-01", "SJ_WS": "修复决定1号",
            ])
        let event = try #require(try history(store).events.first)
        #expect(event.kind == .repair)
        #expect(event.number == "S-1")
        #expect(event.target == .record(identity("1号")))
        #expect(event.label.item == "行政处罚")
        #expect(try World().report(store).subjects[0].sections.isEmpty)
    }

    @Test func replacementToAnotherSubject() throws {
        let other = "91150303114733018Q"
        var store = Store.registered()
        store.addPenalty()
        let fields = [
            "SJ_BH": "S-1", "SJ_LX": "replace", "SJ_DM": World.subject, "SJ_ML": "XZCF", "SJ_JGDM": "A1",
            "SJ_WSH": "1号", "SJ_SXRQ": "2026-07-01", "SJ_XDM": other,
        ]
        store.add(.event, "XYSJ", row: 2, fields)
        #expect(try World().report(store).subjects[0].sections.count == 1)
        // Once the other subject has the record, this one shows it no more.
        store.add(
            .record, "XZCF", key: SubjectKey(other), identity: "XZCF A1 1号 " + other, row: 3,
            ["JGDM": "A1", "JDRQ": "2026-05-01"])
        #expect(try World().report(store).subjects[0].sections.isEmpty)
        #expect(try history(store).elsewhere.map(\.text) == ["XZCF A1 1号 " + other])
    }

    @Test func eventsOfTheOldSubjectFollowTheRecord() throws {
        // The record was another's; the replacement stands under both subjects, the repair under the old one alone.
        let other = "91150303114733018Q"
        var store = Store.registered()
        store.addPenalty()
        let replace = [
            "SJ_BH": "S-1", "SJ_LX": "replace", "SJ_DM": other, "SJ_ML": "XZCF", "SJ_JGDM": "A1", "SJ_WSH": "1号",
            "SJ_SXRQ": "2026-07-01", "SJ_XDM": World.subject,
        ]
        store.add(.event, "XYSJ", key: SubjectKey(other), row: 2, replace)
        store.add(.event, "XYSJ", row: 2, replace)
        #expect(try World().report(store).subjects[0].sections.count == 1)
        store.add(
            .event, "XYSJ", key: SubjectKey(other), row: 3,
            [
                "SJ_BH": "S-2", "SJ_LX": "repair", "SJ_DM": other, "SJ_ML": "XZCF", "SJ_JGDM": "A1", "SJ_WSH": "1号",
                "SJ_SXRQ": "2026-07-01",
            ])
        let report = try World().report(store)
        #expect(report.subjects[0].sections.isEmpty)
        #expect(report.subjects[0].waiting.count == 1)
    }

    @Test func unreadableStoreIsARefusal() throws {
        var store = Store.registered()
        store.isReadable = false
        let refusals = #expect(throws: ReportingError.self) { try World().report(store) }?.refusals
        #expect(refusals?.map(\.code) == [.storeUnreadable])
    }
}
