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

    /// A row that waits under several keys is one row; a copy waits as long as its row, or until the register has the code.
    @Test func copiesOfRowsThatWait() throws {
        let other = "91150203YY0000036W"
        let number = SubjectKey.registration("150000000000001")
        func copy(_ store: inout Store, _ key: SubjectKey, of row: String, at place: Int) {
            store.add(.pending, "XZCF", key: key, identity: row, row: place, [:])
        }
        var store = Store.registered()
        store.add(.pending, "XZCF", key: .name("示例塞北公司"), row: 2, [:])
        copy(&store, number, of: "name:示例塞北公司", at: 2)
        #expect(try history(store).pending == 1)
        // The name is a mistyped one: the number tells.
        store.add(.pending, "XZCF", key: .name("示例塞白公司"), row: 3, [:])
        copy(&store, number, of: "name:示例塞白公司", at: 3)
        #expect(try history(store).pending == 2)
        store.add(.resolution, "XZCF", key: .name("示例塞白公司"), row: 3, ["import": "1", "row": "3"])
        #expect(try history(store).pending == 1)
        // Accepted under a code that nobody has, until somebody has it; and under the subject's own.
        copy(&store, .name("示例塞北公司"), of: other, at: 4)
        copy(&store, .name("示例塞北公司"), of: World.subject, at: 5)
        #expect(try history(store).pending == 2)
        let key = SubjectKey.code(try CreditCode(other))
        store.add(.record, "DJXX", key: key, identity: "DJXX " + other, ["ZT_MC": "另一公司"])
        #expect(try history(store).pending == 1)
    }

    @Test func recordsUnderTheRegistrationNumber() throws {
        var store = Store.registered()
        store.addPenalty("1号", key: .registration("150000000000001"))
        store.addPenalty("2号", row: 2)
        #expect(try history(store).records.count == 2)
    }

    /// A penalty as it came before the subject had a code.
    private func addEarly(to store: inout Store, sequence: Int = 1, row: Int = 2) {
        store.add(
            .record, "XZCF", key: .registration("150000000000001"), identity: "XZCF A1 1号 reg:150000000000001",
            sequence: sequence, row: row,
            ["MC": "示例塞北公司", "WSH": "1号", "JDRQ": "2026-05-01", "JGDM": "A1", "SJLY": "甲局"])
    }

    private let repair = [
        "SJ_BH": "S-1", "SJ_LX": "repair", "SJ_DM": World.subject, "SJ_ML": "XZCF", "SJ_JGDM": "A1", "SJ_WSH": "1号",
        "SJ_SXRQ": "2026-07-01",
    ]

    @Test func recordFromBeforeTheCodeIsTheSame() throws {
        var store = Store.registered()
        addEarly(to: &store)
        #expect(try history(store).records.map(\.identity) == [identity("1号")])
        // The repair names the code, and reaches what came without one.
        store.add(.event, "XYSJ", sequence: 2, row: 1, repair)
        #expect(try World().report(store).subjects[0].sections.isEmpty)
        #expect(try World().report(store).subjects[0].waiting.isEmpty)
        // Delivered once more under the code, it has two versions.
        store.addPenalty(sequence: 3, ["SY": "另一事实"])
        let records = try history(store).records
        #expect(records.map(\.deliveries.count) == [2])
        #expect(records.map(\.identity) == [identity("1号")])
        #expect(try World().report(store).subjects[0].sections.isEmpty)
    }

    @Test func eventsFromBeforeTheCode() throws {
        var store = Store.registered()
        store.addPenalty()
        var early = repair
        early["SJ_DM"] = nil
        store.add(.event, "XYSJ", key: .registration("150000000000001"), row: 2, early)
        #expect(try history(store).events.map(\.target) == [.record(identity("1号"))])
        #expect(try World().report(store).subjects[0].sections.isEmpty)
    }

    /// A spreadsheet makes many numbers one, which then names no event.
    @Test func roundedEventNumberIsNone() throws {
        var store = Store.registered()
        for number in 1...2 {
            store.addPenalty("\(number)号", row: number)
            var rounded = repair
            (rounded["SJ_BH"], rounded["SJ_WSH"]) = ("202611010000000000", "\(number)号")
            store.add(
                .event, "XYSJ", sequence: number + 1, row: 9, faults: ["SJ_BH"], reason: FieldFault.roundedNumber,
                rounded)
        }
        #expect(try history(store).events.map(\.number) == ["", ""])
        #expect(try World().report(store).subjects[0].sections.isEmpty)
    }

    /// Has the register say of the test subject that its number is another.
    private func renumber(_ store: inout Store, _ number: String = "150000000000002", sequence: Int = 2) {
        store.add(
            .record, "DJXX", identity: "DJXX " + World.subject, sequence: sequence,
            ["ZT_MC": "示例塞北公司", "ZT_DM": World.subject, "ZT_ZCH": number])
    }

    /// A penalty under the number that the register has for the test subject, of somebody of a name.
    private func addNumbered(_ name: String?, to store: inout Store) {
        store.add(
            .record, "XZCF", key: .registration("150000000000001"), identity: "XZCF A1 1号 reg:150000000000001", row: 2,
            ["MC": name, "WSH": "1号", "JDRQ": "2026-05-01", "JGDM": "A1"].compactMapValues(\.self))
    }

    /// The register's entry of somebody who has no code.
    private func registerNumber(for name: String, in store: inout Store) {
        store.add(
            .record, "DJXX", key: .registration("150000000000001"), identity: "DJXX reg:150000000000001", row: 3,
            ["ZT_MC": name, "ZT_ZCH": "150000000000001"])
    }

    @Test(arguments: ["示例塞北公司", "示例 草原公司"])
    func recordUnderANumberThatBearsTheNameIsTheSubjects(_ name: String) throws {
        var store = Store.registered()
        addNumbered(name, to: &store)
        #expect(try history(store).records.map(\.identity) == [identity("1号")])
        // Whoever else is said to have the number, and whether the subject still has it.
        renumber(&store)
        registerNumber(for: "张三小吃店", in: &store)
        #expect(try history(store).records.map(\.identity) == [identity("1号")])
        #expect(try history(store).pending == 0)
        store.add(
            .event, "XYSJ", key: .registration("150000000000001"), sequence: 2, row: 9,
            ["SJ_LX": "repair", "SJ_ML": "XZCF", "SJ_JGDM": "A1", "SJ_WSH": "1号", "SJ_SXRQ": "2026-07-01"])
        #expect(try history(store).events.map(\.target) == [.record(identity("1号"))])
    }

    @Test func recordUnderANumberThatBearsAnotherNameWaits() throws {
        var store = Store.registered()
        addNumbered("第三小店", to: &store)
        store.addPenalty("1号", row: 5)
        store.add(.event, "XYSJ", key: .registration("150000000000001"), row: 9, repairOfTheNumber)
        #expect(try history(store).records.map(\.deliveries.count) == [1])
        #expect(try history(store).pending == 1)
        // What repairs somebody else's record does not repair the subject's of the same number.
        #expect(try history(store).events.isEmpty)
        // The register took the number back; nobody else has it.
        renumber(&store)
        #expect(try history(store).pending == 1)
        // It is somebody else's: nothing of it concerns the subject.
        registerNumber(for: "第三小店", in: &store)
        store.add(.pending, "XZCF", key: .registration("150000000000001"), row: 7, [:])
        #expect(try history(store).pending == 0)
        #expect(try history(store).records.count == 1)
        // The register has it for both.
        renumber(&store, "150000000000001", sequence: 3)
        #expect(try history(store).pending == 2)
    }

    private let repairOfTheNumber = [
        "SJ_LX": "repair", "SJ_ML": "XZCF", "SJ_JGDM": "A1", "SJ_WSH": "1号", "SJ_SXRQ": "2026-07-01",
    ]

    @Test func recordUnderANumberWithoutANameIsItsHolders() throws {
        var store = Store.registered()
        addNumbered(nil, to: &store)
        #expect(try history(store).records.count == 1)
        // A version that merely leaves the number out does not take it back.
        store.add(.record, "DJXX", identity: "DJXX " + World.subject, sequence: 2, ["ZT_MC": "示例塞北公司"])
        #expect(try history(store).records.count == 1)
        renumber(&store, sequence: 3)
        #expect(try history(store).records.isEmpty)
        #expect(try history(store).pending == 1)
        var both = Store.registered()
        addNumbered(nil, to: &both)
        registerNumber(for: "张三小吃店", in: &both)
        #expect(try history(both).records.isEmpty)
        #expect(try history(both).pending == 1)
        // A subject that was registered by its number before it had a code is the same under both.
        var same = Store.registered()
        addNumbered(nil, to: &same)
        registerNumber(for: "示例北疆公司", in: &same)
        #expect(try history(same).records.count == 1)
    }

    @Test func authorityByNameIsTheDepartmentOfThatName() throws {
        var store = Store.registered()
        // First by name alone, then corrected with the code.
        store.add(
            .record, "XZCF", identity: identity("1号", authority: "name:甲局").text, row: 2,
            ["WSH": "1号", "JDRQ": "2026-05-01", "JG": "甲局"])
        store.addPenalty(sequence: 2)
        #expect(try history(store).records.map(\.identity) == [identity("1号")])
        #expect(try history(store).records.map(\.authority) == ["A1"])
        #expect(try history(store).records.map(\.deliveries.count) == [2])
        store.add(.event, "XYSJ", sequence: 3, row: 1, repair)
        #expect(try World().report(store).subjects[0].sections.isEmpty)
        // A name that the table does not know stays.
        store.add(
            .record, "XZCF", identity: identity("1号", authority: "name:戊局").text, row: 3,
            ["WSH": "1号", "JDRQ": "2026-05-01", "JG": "戊局"])
        #expect(try history(store).records.map(\.authority) == ["A1", "name:戊局"])
    }

    @Test func partsVersionsAndWords() throws {
        var store = Store.registered()
        store.addPenalty(row: 2, ["CX": "01", "CD": "3", "GSJZQ": "2027-05-01"])
        store.addPenalty(row: 1, ["CX": "简易程序"])
        store.addPenalty(sequence: 2, ["QX": "政务共享", "SJC": "2026-06-01T00:00:00+08:00", "ZT": "1"])
        let record = try #require(try history(store).records.first)
        #expect(record.deliveries.map(\.parts.count) == [2, 1])
        let parts = record.deliveries[0].parts
        #expect(parts.map(\.procedure?.meaning) == ["简易程序", "简易程序"])
        #expect(parts.map(\.procedure?.text) == ["简易程序", "01"])
        #expect(parts[1].severity?.meaning == "严重")
        #expect(parts[1].publicityEnd.readable == World.date("2027-05-01"))
        #expect(record.deliveries[1].updated == World.instant("2026-06-01T00:00:00+08:00"))
        #expect(record.deliveries[1].parts[0].permission?.meaning == "政务共享")
        #expect(record.deliveries[1].parts[0].status?.meaning == "撤销")
        #expect(record.authority == "A1")
    }

    @Test func recordThatItsSourceCallsRevokedIsRemarkedOn() throws {
        var store = Store.registered()
        store.addPenalty(row: 2)
        #expect(try World().report(store).subjects[0].statusText == nil)
        store.addPenalty(sequence: 2, ["ZT": "1"])
        let subject = try World().report(store).subjects[0]
        #expect(
            subject.statusText == "所列信息中有 1 条来源称已撤销，但没有报送撤销事件（行政处罚 1号），请向来源单位核实")
        #expect(subject.sections.flatMap(\.records).count == 1)
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

    /// The other subject's record came under its registration number, before it had a code.
    @Test(arguments: ["示例南山公司", nil, "示例他人公司"])
    func replacementToARecordUnderARegistrationNumber(_ name: String?) throws {
        let (other, number) = ("91150303114733018Q", "150000000000009")
        var store = Store.registered()
        store.add(
            .record, "DJXX", key: SubjectKey(other), identity: "DJXX " + other,
            ["ZT_MC": "示例南山公司", "ZT_DM": other, "ZT_ZCH": number])
        store.addPenalty()
        var fields = ["JGDM": "A1", "JDRQ": "2026-05-01"]
        fields["MC"] = name
        store.add(
            .record, "XZCF", key: .registration(number), identity: "XZCF A1 1号 reg:" + number, row: 3, fields)
        store.add(
            .event, "XYSJ", row: 2,
            [
                "SJ_BH": "S-1", "SJ_LX": "replace", "SJ_DM": World.subject, "SJ_ML": "XZCF", "SJ_JGDM": "A1",
                "SJ_WSH": "1号", "SJ_SXRQ": "2026-07-01", "SJ_XDM": other,
            ])
        // Whose it is under that number decides, as in the other subject's own report.
        let isTheirs = name != "示例他人公司"
        #expect(try history(store).elsewhere.map(\.text).contains("XZCF A1 1号 " + other) == isTheirs)
        #expect(try World().report(store).subjects[0].sections.isEmpty == isTheirs)
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
