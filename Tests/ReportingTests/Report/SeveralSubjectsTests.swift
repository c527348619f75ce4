// SPDX-License-Identifier: Apache-2.0

import Bytes
import Markup
import Records
import Reporting
import TestSupport
import Testing

/// Several subjects in one request: one report with a section for each.
@Suite struct SeveralSubjectsTests {
    /// Codes with right check characters that nobody has.
    static let codes = (0..<6).map { World.code($0) }

    private func request(
        _ codes: [String], branches: ReportRequest.Branches = .none, names: [String?] = []
    ) -> ReportRequest {
        ReportRequest(
            subjects: codes.enumerated().map { index, code in
                ReportRequest.Subject(code: code, name: index < names.count ? names[index] : nil)
            }, branches: branches, purpose: "上市")
    }

    private func refusals(_ store: Store, _ request: ReportRequest) -> [Refusal] {
        do {
            _ = try World().report(store, request)
            return []
        } catch {
            return (error as? ReportingError)?.refusals ?? []
        }
    }

    /// The elements `subject` of a report, without what a report on several alone has.
    private func sections(_ report: Report) throws -> [Element] {
        let xml = try XMLReader().read(try report.canonicalXML())
        return try #require(xml.child("subjects")).children("subject").map { section in
            func strip(_ element: Element, _ name: String) -> Element {
                var element = element
                element.children.removeAll { $0.element?.name.local == name }
                return element
            }
            var section = strip(section, "sequence")
            section.children = section.children.map { node in
                guard let element = node.element, element.name.local == "overview" else { return node }
                return .element(strip(element, "conclusion"))
            }
            section.source = nil
            return section
        }
    }

    @Test func oneSubjectIsSpelledAsEver() throws {
        let store = Store.registered()
        let plain = try World().report(store, ReportRequest(subject: World.subject, purpose: "上市"))
        let listed = try World().report(store, request([World.subject, World.subject]))
        #expect(try plain.canonicalXML() == listed.canonicalXML(), "twice the same is one")
        let text = String(decoding: try plain.canonicalXML(), as: UTF8.self)
        #expect(!text.contains("<sequence>1</sequence><name>") && !text.contains("<extent>"))
    }

    /// Each section says what the report on its subject alone says.
    @Test func sectionsAreThoseOfReportsOnEachAlone() throws {
        var seeds = SeededGenerator.fresh(for: "sections of a report on several subjects")
        var compared = 0
        for _ in 0..<60 {
            var generator = SeededGenerator(seed: seeds.next())
            let store = Store.random(of: Self.codes, &generator)
            let chosen = Self.codes.shuffled(using: &generator).prefix(Int.random(in: 2...6, using: &generator))
            let many = try World().report(store, request(Array(chosen)))
            #expect(many.subjects.map(\.code) == Array(chosen))
            #expect(many.subjects.map(\.sequence) == (1...chosen.count).map { $0 })
            for (section, code) in zip(try sections(many), chosen) {
                // Who asks about itself is a third party to the others.
                let requester: Scope.Requester = code == chosen.first ? .subject : .thirdParty
                let alone = try World().report(
                    store, ReportRequest(subject: code, requester: requester, purpose: "上市"))
                let expected = try sections(alone)[0]
                #expect(section.described == expected.described)
                compared += 1
            }
            let other = try World().report(store, request(Array(chosen.reversed())))
            #expect(other.number != many.number, "the order is part of the request")
        }
        #expect(compared >= 120)
    }

    /// An authorisation is one subject's, and so is asking about oneself (rules, 3.5).
    @Test func nobodySeesWhatOnlyAnotherSubjectMayShow() throws {
        let codes = Array(Self.codes[0..<3])
        var store = Store()
        for (index, code) in codes.enumerated() {
            store.register(code, "示例\(index)公司", parent: index == 2 ? codes[0] : nil)
            store.addPenalty(of: code, ["QX": "授权查询"])
        }
        func shown(_ request: ReportRequest) throws -> (shown: [Int], withheld: [Int], notices: String, report: Report)
        {
            let report = try World().report(store, request)
            return (
                report.subjects.map(\.overview.shown), report.subjects.map(\.overview.withheldAuthorised),
                report.notices.joined(separator: "\n"), report
            )
        }
        let itself = try shown(request(codes))
        #expect(itself.shown == [1, 0, 0] && itself.withheld == [0, 1, 1])
        #expect(itself.notices.contains("授权查询的信息只列示以下主体的：示例0公司（本主体自行申请）；其他主体"))
        #expect(itself.report.request.subjects?.permission.codes == [codes[0]])
        let branches = try shown(request([codes[0]], branches: .wanted))
        #expect(branches.shown == [1, 0] && branches.withheld == [0, 1])

        var third = request(codes)
        third.requester = .thirdParty
        let stranger = try shown(third)
        #expect(stranger.shown == [0, 0, 0] && stranger.withheld == [1, 1, 1])
        #expect(!stranger.notices.contains("授权查询的信息只列示"))
        third.authorisation = .init(reference: "甲授权书")
        let led = try shown(third)
        #expect(led.shown == [1, 0, 0])
        #expect(led.notices.contains("示例0公司（授权：甲授权书）；其他主体"))
        third.subjects[2].authorisation = .init(reference: "丙授权书")
        let two = try shown(third)
        #expect(two.shown == [1, 0, 1])
        #expect(two.notices.contains("示例0公司（授权：甲授权书）、示例2公司（授权：丙授权书）；其他主体"))
        #expect(two.report.number != led.report.number)
        third.subjects[2].authorisation?.until = "2026-01-01"
        #expect(try shown(third).shown == [1, 0, 0], "an authorisation that is over opens nothing")
        third.subjects[1].authorisation = .init(reference: " ")
        #expect(refusals(store, third).map(\.code) == [.authorisation])
        third.subjects[1].authorisation = .init(reference: "乙授权书")
        third.subjects[2].authorisation?.until = nil
        let all = try shown(third)
        #expect(all.shown == [1, 1, 1] && !all.notices.contains("授权查询的信息只列示"))
        third.authorisation = nil
        third.subjects[0].authorisation = .init(reference: "甲授权书")
        #expect(try shown(third).shown == [1, 1, 1], "the main subject's may stand beside it")
        third.subjects.reverse()
        #expect(try shown(third).shown == [1, 1, 1])
    }

    @Test func reportsOnSeveralAreOfTheSchema() throws {
        var generator = SeededGenerator(seed: 7)
        let schema = try XMLSchema(ReportSchema.bytes)
        var store = Store.random(of: Self.codes, &generator)
        store.register(World.code(9), "示例分公司", parent: Self.codes[0])
        store.register(World.code(8), "示例待核分公司", parent: Self.codes[0], kind: .pending)
        for request in [
            request(Self.codes), request([Self.codes[0]], branches: .wanted), request(Self.codes, branches: .wanted),
        ] {
            let report = try World().report(store, request)
            #expect(try schema.findings(in: report.canonicalXML()).map(\.description) == [])
        }
    }

    @Test func conclusionsAreBoundedAndOfEachSubject() throws {
        var store = Store()
        store.register(Self.codes[0], "示例甲公司")
        store.register(Self.codes[1], "示例乙公司")
        store.addPenalty(of: Self.codes[1])
        let report = try World().report(store, request([Self.codes[0], Self.codes[1]]))
        // Nothing covers any domain here, and 其他 has no coverage.
        #expect(report.subjects[0].overview.conclusions == ["市场监管、税务、水利、综合：数据未更新至今"])
        #expect(
            report.subjects[1].overview.conclusions == ["市场监管：1 条（数据未更新至今）", "税务、水利、综合：数据未更新至今"])
        #expect(report.subjects.map(\.overview.stale) == [5, 5])
        #expect(report.notices[1].contains("任一主体的结果不适用于其他主体"))
        #expect(report.request.subjects?.extent == "等 2 个主体")
    }

    // MARK: Refusals

    @Test func anySubjectsRefusalRefusesAll() {
        var store = Store()
        store.register(Self.codes[0], "示例甲公司")
        store.register(Self.codes[1], "示例乙公司")
        let wrong = String(Self.codes[2].dropLast()) + "*"
        let found = refusals(
            store, request([Self.codes[0], wrong, Self.codes[1], Self.codes[3]], names: ["别家公司", nil, "示例乙公司"]))
        #expect(found.map(\.code) == [.subjectCode, .subjectName, .subjectUnknown])
        #expect(found[0].message.contains(wrong))
        #expect(found[1].message.contains("别家公司") && found[1].message.contains(Self.codes[0]))
        #expect(found[2].message.contains(Self.codes[3]))
        #expect(refusals(store, request([])).map(\.code) == [.subjectCode])
        // One subject under two names: both must be its own.
        #expect(
            refusals(store, request([Self.codes[0], Self.codes[0]], names: ["示例甲公司", "别家"])).map(\.code) == [
                .subjectName
            ])
        store.isReadable = false
        let unread = refusals(store, request([Self.codes[0], Self.codes[1]]))
        #expect(unread.map(\.code) == [.storeUnreadable, .storeUnreadable])
        #expect(unread[1].message.contains(Self.codes[1]))
        #expect(refusals(store, request([Self.codes[0]], branches: .wanted)).map(\.code).contains(.storeUnreadable))
    }

    // MARK: Branches and subsidiaries

    private func found(_ store: Store, _ codes: String...) throws -> (codes: [String], unlisted: String?) {
        let report = try World().report(store, request(codes, branches: .wanted))
        return (report.subjects.map(\.code), report.request.subjects?.note)
    }

    @Test func branchesOfEveryLevelAndStateAreFound() throws {
        let codes = Self.codes
        var store = Store()
        store.register(codes[0], "示例总公司")
        store.register(codes[3], "示例分公司", parent: codes[0], ["ZT_ZTM": "2"])
        store.register(codes[1], "示例子公司", parent: codes[0])
        store.register(codes[2], "示例子公司的分公司", parent: codes[1])
        store.register(codes[4], "示例别家公司")
        #expect(try found(store, codes[0]).codes == [codes[0]] + [codes[1], codes[2], codes[3]].sorted())
        #expect(try found(store, codes[1]).codes == [codes[1], codes[2]])
        #expect(try found(store, codes[4]).codes == [codes[4]])
        // Those that are named come first, as named; the others in the order of their codes.
        #expect(try found(store, codes[3], codes[0]).codes == [codes[3], codes[0]] + [codes[1], codes[2]].sorted())
        let none = try World().report(store, request([codes[4]], branches: .wanted))
        #expect(none.request.subjects?.text.contains("登记信息没有载明其分支机构、子公司") == true)
    }

    @Test func parentsInACircleHaveAnEnd() throws {
        var store = Store()
        store.register(Self.codes[0], "示例甲公司", parent: Self.codes[1])
        store.register(Self.codes[1], "示例乙公司", parent: Self.codes[2])
        store.register(Self.codes[2], "示例丙公司", parent: Self.codes[0])
        store.register(Self.codes[3], "示例丁公司", parent: Self.codes[3])
        #expect(Set(try found(store, Self.codes[0]).codes) == Set(Self.codes[0...2]))
        #expect(try found(store, Self.codes[3]).codes == [Self.codes[3]])
    }

    @Test func theCurrentVersionOfAnySourceDecides() throws {
        let codes = Self.codes
        var store = Store()
        store.register(codes[0], "示例甲公司")
        store.register(codes[1], "示例乙公司")
        // Sold: the same source names another parent later.
        store.register(codes[2], "示例丙公司", parent: codes[0])
        store.register(codes[2], "示例丙公司", parent: codes[1], sequence: 2)
        #expect(try found(store, codes[0]).codes == [codes[0]])
        #expect(try found(store, codes[1]).codes == [codes[1], codes[2]])
        // Of two sources that differ, each is believed: nothing is hidden.
        store.register(codes[2], "示例丙公司", parent: codes[0], source: "B1", sequence: 3)
        #expect(try found(store, codes[0]).codes == [codes[0], codes[2]])
        #expect(try found(store, codes[1]).codes == [codes[1], codes[2]])
    }

    @Test func aParentIsKnownByNameWhereItsCodeIsNot() throws {
        let codes = Self.codes
        var store = Store()
        store.register(codes[0], "示例（集团）公司", ["ZT_CYM": "示例旧名公司"])
        store.register(codes[1], "示例乙公司", ["ZT_LSMC": "示例(集团) 公司"])
        store.register(codes[2], "示例丙公司", ["ZT_LSMC": "示例旧名公司", "ZT_LSDM": "无"])
        store.register(codes[3], "示例丁公司", ["ZT_LSMC": "示例旧名公司", "ZT_LSDM": codes[4]])
        #expect(try found(store, codes[0]).codes == [codes[0]] + [codes[1], codes[2]].sorted())
    }

    @Test func whatCannotHaveASectionIsCounted() throws {
        var store = Store()
        store.register(Self.codes[0], "示例甲公司")
        store.register(Self.codes[1], "示例乙公司", parent: Self.codes[0], kind: .pending)
        store.register(nil, "示例个体户", parent: Self.codes[0], number: "150000000000009")
        let found = try found(store, Self.codes[0])
        #expect(found.codes == [Self.codes[0]])
        #expect(found.unlisted?.hasPrefix("另有 2 条登记信息载明隶属于上述主体") == true)
    }

    @Test func aCatalogueWithoutParentsIsNoReasonToSeeNone() throws {
        let world = World()
        let items = World.catalog.items.map { item in
            CatalogItem(
                code: item.code, name: item.name, nature: item.nature, isList: item.isList,
                hasProcedure: item.hasProcedure, permission: item.permission, elements: [],
                fields: item.fields.filter { $0.role != .parentCode })
        }
        let catalog = Catalog(
            id: "T", version: "1", title: "示例", effective: World.day, items: items, sha256: World.catalog.sha256)
        let making = ReportMaking(
            rulebook: Rulebook(catalog: catalog, table: World.table, policy: world.policy), snapshot: "d",
            cutoff: World.cutoff, statements: [], secret: Array(0..<32))
        let store = Store.registered()
        var request = request([World.subject, "1"], branches: .wanted)
        request.purpose = ""
        do {
            _ = try making.report(request, issuedAt: World.issuedAt, received: store.received, lines: store.lines)
            Issue.record("a report was made")
        } catch {
            #expect(error.refusals.map(\.code) == [.branches, .subjectCode, .text], "all reasons are listed")
        }
    }
}

extension World {
    /// A code with a right check character that nobody has.
    static func code(_ number: Int) -> String {
        let body = "91150105YY00099" + String(10 + number)
        for check in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
            if let code = try? CreditCode(body + String(check)) { return code.text }
        }
        return ""
    }
}

extension Store {
    /// A line of the register, under the keys under which an import files it.
    mutating func register(
        _ code: String?, _ name: String, parent: String? = nil, kind: Entry.Kind = .record, source: String = "A1",
        sequence: Int = 1, number: String = "", _ more: [String: String] = [:]
    ) {
        let own = code.flatMap { SubjectKey($0) } ?? .registration(number)
        var fields = ["ZT_MC": name, "ZT_DM": code ?? "", "ZT_LSDM": parent ?? ""].merging(more) { $1 }
        fields = fields.filter { !$0.value.isEmpty }
        let row = entries.count + 1
        let identity = kind == .record ? "DJXX " + own.text : ""
        add(
            kind, "DJXX", key: kind == .record ? own : .nobody, identity: identity, source: source, sequence: sequence,
            row: row, fields)
        if let last = entries.last, let key = World.catalog.items[0].parent(namedBy: last) {
            add(kind, "DJXX", key: key, identity: identity, source: source, sequence: sequence, row: row, fields)
        }
    }

    /// A penalty of a subject.
    mutating func addPenalty(
        _ number: String = "1号", of code: String, sequence: Int = 1, _ more: [String: String] = [:]
    ) {
        addPenalty(
            number, sequence: sequence, row: entries.count + 1, key: SubjectKey(code), ["DM": code].merging(more) { $1 }
        )
        entries[entries.count - 1].identity = "XZCF A1 \(number) \(code)"
    }

    /// Subjects with a few records each, some of them in several parts, withheld, undated or pending.
    static func random(of codes: [String], _ generator: inout SeededGenerator) -> Store {
        var store = Store()
        for code in codes {
            store.register(
                code, "示例\(code.suffix(3))公司", ["ZT_CLRQ": Bool.random(using: &generator) ? "2025-01-01" : "2010-01-01"]
            )
            for number in 0..<Int.random(in: 0...4, using: &generator) {
                var more: [String: String] = [:]
                if Bool.random(using: &generator) {
                    more["JDRQ"] = ["2024-02-30", "2025-03-04", "2019-01-01"].randomElement(using: &generator)
                }
                if Bool.random(using: &generator) { more["LY"] = ["SW", "ZS", "不明"].randomElement(using: &generator) }
                if Bool.random(using: &generator) {
                    more["QX"] = ["政务共享", "授权查询", "社会公开"].randomElement(using: &generator)
                }
                for part in 0..<Int.random(in: 1...2, using: &generator) {
                    store.addPenalty("\(number + 1)号", of: code, more.merging(["SY": "第\(part)项"]) { $1 })
                }
            }
            if Bool.random(using: &generator) {
                store.add(.pending, "XZCF", key: SubjectKey(code), row: store.entries.count + 1, ["MC": "示例"])
            }
        }
        return store
    }
}

extension Element {
    /// What it holds, whatever the place in its file.
    var described: String {
        "<" + name.local + ">" + children.map { $0.element?.described ?? "" }.joined() + text + "</>"
    }
}
