// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Markup
import Records
import Reporting
import TestSupport
import Testing

/// The report's XML, with xmllint as judge of its form and of the schema.
@Suite struct ReportXMLTests {
    /// A store with something of everything that a report can hold.
    static let store: Store = {
        var store = Store.registered()
        store.addPenalty("示罚〔2026〕1号", row: 1, ["LY": "SC", "SY": "第一行\n第二行 <&> \"引\" 11010519491231002X"])
        store.addPenalty("示罚〔2026〕1号", row: 2, ["LY": "SC", "QX": "政务共享"])
        store.addPenalty("示罚〔2026〕1号", source: "C2", sequence: 2, ["LY": "SC", "JDRQ": "2026-05-02"])
        store.addPenalty("2号", row: 3, ["LY": "税务", "JDRQ": "1900-01-01"])
        store.addPenalty("3号", row: 4, ["LY": "ZS"])
        store.addPenalty("4号", source: "X", row: 5, ["LY": "没有", "JGDM": "X", "JG": "戊局"])
        store.addPenalty("5号", row: 6, ["GSJZQ": "2026-06-01"])
        store.addPenalty("6号", row: 7, ["QX": "政务共享"])
        store.add(.pending, "XZCF", row: 8, ["WSH": "?"])
        let events = [
            ["SJ_BH": "S-1", "SJ_LX": "repair", "SJ_WSH": "3号", "SJ_SXRQ": "2026-07-01", "SJ_WS": "修复决定"],
            ["SJ_BH": "S-2", "SJ_LX": "objection-open", "SJ_WSH": "示罚〔2026〕1号", "SJ_SXRQ": "2026-07-01"],
            ["SJ_BH": "S-3", "SJ_LX": "revoke", "SJ_WSH": "9号", "SJ_SXRQ": "2026-07-01"],
            ["SJ_BH": "S-4", "SJ_LX": "revoke", "SJ_WSH": "1号", "SJ_SXRQ": "1900-01-01"],
            ["SJ_BH": "S-5", "SJ_LX": "别的", "SJ_WSH": "1号"],
        ]
        for (index, event) in events.enumerated() {
            store.add(
                .event, "XYSJ", row: 10 + index,
                event.merging(["SJ_DM": World.subject, "SJ_ML": "XZCF", "SJ_JGDM": "A1"]) { first, _ in first })
        }
        return store
    }()

    static var world: World {
        var world = World()
        world.repaired = .show
        world.expired = .count
        return world
    }

    static let full: ReportRequest = {
        var request = ReportRequest(
            subject: World.subject, name: "示例北疆公司", requester: .thirdParty, requesterName: "示例代理公司",
            authorisation: .init(reference: "授权书1号", scope: "投标", from: "2026-11-01", until: "2026-12-31"),
            purpose: "资格审查", matter: "招标投标", basis: "示例依据", round: .init(id: "R-1", project: "示例项目", lot: "一标段"),
            from: "2015-01-01", to: "2026-11-20", domains: .named(["市场监管", "税务", "水利"]))
        request.suites = ["p256", "sm2"]
        return request
    }()

    static let requests = [ReportRequest(subject: World.subject, purpose: "自查"), full]

    @Test func saysWhatWasFound() throws {
        let section = try Self.world.report(Self.store).subjects[0]
        #expect(section.domains.map(\.conclusion).first == "3 条（数据未更新至今）")
        let records = section.sections.flatMap(\.records)
        #expect(section.sections.map(\.domain.code) == ["SC", "ZS", "SW", "QT"])
        #expect(records.map(\.sequence) == [1, 2, 3, 4])
        #expect(records[0].marks == ["异议处理中", "来源不一致"])
        #expect(records[0].parts.count == 1)
        #expect(records[0].withheldParts == 1)
        #expect(records[0].sources.map(\.name) == ["甲局", "甲局"])
        #expect(records[1].marks == ["已修复"])
        #expect(records[1].events.map(\.document) == ["修复决定"])
        #expect(records[2].marks == ["日期不明"])
        #expect(
            section.overview.notes == ["另有 1 条须授权查询（其中政务共享 1 条）", "另有 1 条待核", "另有 1 件事件所涉信息尚未归集", "另有 2 件事件无法采用"])
        #expect(section.overview.total == 5)
        #expect(section.overview.counted == 1)
    }

    @Test(arguments: requests)
    func canonicalForm(_ request: ReportRequest) throws {
        let bytes = try Self.world.report(Self.store, request).canonicalXML()
        let directory = try TemporaryDirectory()
        let path = try directory.write("report.xml", bytes)
        let judged = try Tool.run("xmllint", ["--exc-c14n", path])
        #expect(judged.status == 0)
        #expect(judged.output == bytes)
        #expect(try CanonicalXML.exclusive(bytes) == bytes)
    }

    @Test(arguments: requests)
    func validates(_ request: ReportRequest) throws {
        let canonical = try Self.world.report(Self.store, request).canonicalXML()
        #expect(try XMLSchema(ReportSchema.bytes).findings(in: canonical) == [])
        let authority = try DemonstrationAuthority(from: World.cutoff)
        let signer = try authority.signer()
        let signature = try XMLSignature.sign(digest: Digest.of(canonical), with: signer)
        let file = try SignedReport.file(canonicalReport: canonical, signatures: [signature])
        let directory = try TemporaryDirectory()
        let path = try directory.write("file.xml", file)
        let judged = try Tool.run("xmllint", ["--noout", "--schema", Repository.path("docs/report-1.xsd"), path])
        #expect(judged.status == 0)
        #expect(judged.errorText == path + " validates\n")
    }

    @Test func anOverviewHasAsManyNotesAsThereAreReasons() throws {
        var store = Self.store
        for (row, basis) in ["示例法第一条", "示例法第二条", "示例法第三条"].enumerated() {
            store.add(.erased, "XZCF", row: 20 + row, [:])
            store.entries[store.entries.count - 1].tombstone = Tombstone(
                kind: .record, digest: "", basis: basis)
        }
        let report = try Self.world.report(store)
        #expect(report.subjects[0].overview.notes.count == 7)
        #expect(try XMLSchema(ReportSchema.bytes).findings(in: report.canonicalXML()) == [])
    }

    @Test func publishedSchemaIsTheEmbeddedOne() throws {
        #expect(try TestFile.read(Repository.path("docs/report-1-data.xsd")) == ReportSchema.bytes)
    }

    @Test(arguments: [
        ("<title>", "<title><x></x>"), ("</notices>", "<notice></notice></notices>"),
        ("<count>3</count>", "<count>04</count>"),
        ("3 条（数据未更新至今）", "守法"), ("+08:00</issuedAt>", "Z</issuedAt>"), ("<state>active", "<state>revoked"),
        ("<kind>self</kind>", "<kind>court</kind>"), ("<sha256>a", "<sha256>A"),
        ("<validUntil>2026-12-22", "<validUntil>2026-13-22"),
        ("<suite>p256</suite>", ""), ("<subject>", "<subject kind=\"x\">"),
    ])
    func schemaIsStrict(_ part: String, _ replacement: String) throws {
        let text = String(decoding: try Self.world.report(Self.store).canonicalXML(), as: UTF8.self)
        let broken = text.replacing(part, with: replacement, maxReplacements: 1)
        try #require(broken != text)
        #expect(try !XMLSchema(ReportSchema.bytes).findings(in: Array(broken.utf8)).isEmpty)
    }

    @Test func sameRequestSameBytes() throws {
        let first = try Self.world.report(Self.store, Self.full)
        #expect(try first.canonicalXML() == (try Self.world.report(Self.store, Self.full).canonicalXML()))
        var shuffled = Self.store
        shuffled.entries.reverse()
        #expect(try first.canonicalXML() == (try Self.world.report(shuffled, Self.full).canonicalXML()))
        var other = Self.full
        other.purpose = "别的"
        #expect(try Self.world.report(Self.store, other).number != first.number)
    }

    @Test func noIdentityNumberIsLeft() throws {
        let number = "11010519491231002X"
        var request = Self.full
        request.purpose = "经办 " + number
        request.requesterName = "张某" + number
        request.authorisation?.reference = number
        var store = Self.store
        store.addPenalty(number, row: 30, ["SY": number, "ZJHM": number, "JG": number, "SJLY": number])
        let bytes = try Self.world.report(store, request).canonicalXML()
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("110*************2X"))
        #expect(!text.contains(number))
        #expect(!text.contains("0519491231002"))
    }

    @Test(arguments: ["／", "无", " "])
    func blankNumberIsNoTitle(_ blank: String) throws {
        var store = Store.registered()
        store.addPenalty(blank)
        let record = try #require(try Self.world.report(store).subjects[0].sections.first?.records.first)
        #expect(record.title == "行政处罚")
        #expect(record.documentNumber == nil)
        #expect(record.parts[0].first?.value == blank)
    }

    @Test func manyRecordsAndNone() throws {
        var store = Store.registered()
        #expect(try Self.world.report(store).subjects[0].sections.isEmpty)
        for index in 1...1000 { store.addPenalty("\(index)号", row: index, ["LY": "SC"]) }
        let report = try Self.world.report(store)
        #expect(report.subjects[0].overview.shown == 1000)
        #expect(try XMLSchema(ReportSchema.bytes).findings(in: try report.canonicalXML()) == [])
    }

    @Test func characterThatXMLCannotHoldIsAnError() throws {
        var store = Store.registered()
        store.addPenalty("1号", ["SY": "\u{1}"])
        let report = try Self.world.report(store)
        #expect(throws: MarkupError.self) { try report.canonicalXML() }
    }
}
