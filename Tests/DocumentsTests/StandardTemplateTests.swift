// SPDX-License-Identifier: Apache-2.0

import Documents
import Markup
import TestSupport
import Testing

@Suite struct StandardTemplateTests {
    /// A domain of the summary for bidding has one row, whatever is to be said of it.
    @Test(arguments: [(0, 0, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)])
    func theSummaryForBiddingHasADomainOnce(withheld: Int, stale: Int, rows: Int) throws {
        func file(_ name: String) throws -> TemplateFile {
            TemplateFile(name: name, bytes: try TestFile.read(Repository.path("Templates/bidding/" + name)))
        }
        let template = try Template(
            name: "bidding", markup: file("report.xhtml").bytes, styleSheet: file("style.css").bytes,
            labels: file("labels.zh.json"), seal: file("seal.json"))
        let known =
            "<withheld>0</withheld><withheldGovernment>0</withheldGovernment>"
            + "<withheldAuthorised>0</withheldAuthorised><stale>true</stale><conclusion>数据未更新至今"
        let report = try Fixture.report(
            (
                known,
                known.replacing("<withheld>0", with: "<withheld>\(withheld)").replacing(
                    "<stale>true", with: "<stale>\(stale == 1)")
            ))
        let lines = template.document(for: report, view: Fixture.view).lines
        // Once more in the table of all domains, and where the request names its domains.
        let summary = lines.prefix { $0 != "报告说明" }
        #expect(summary.count { $0 == "水利" } == rows, "\(summary)")
    }

    private func document(_ report: Element) throws -> Document {
        do throws(TemplateError) {
            return try Template.standardForTests.get().document(for: report, view: Fixture.view)
        } catch {
            Issue.record("\(error)")
            throw error
        }
    }

    @Test func theTextOfEveryFieldIsFound() throws {
        let report = try Fixture.report()
        let text = try document(report).lines.joined(separator: "\n")
        let shown = Set(FieldCatalog.entries.filter(\.isObligatory).map(\.path))
        var checked = 0
        func visit(_ element: Element, _ path: String) {
            for child in element.elements {
                let childPath = path + "/" + child.name.local
                if shown.contains(childPath) && child.elements.isEmpty && !child.text.contains("T20:00:00") {
                    checked += 1
                    let isDay =
                        childPath.hasSuffix("/cutoff") || childPath == "/validUntil" || childPath.contains("/period/")
                    #expect(isDay || text.contains(child.text), "\(childPath) \(child.text)")
                }
                visit(child, childPath)
            }
        }
        visit(report, "")
        #expect(checked > 100)
        for words in [
            "2026年11月23日 20:00:00", "2026年11月23日 08:30:00", "2026年12月22日", "2020年11月24日 至 2026年11月23日",
            "01234567 89abcdef 01234567", "7K3M-Q9ZT-4WXYZ", Fixture.view.checkingAddress,
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func tablesHaveARowForEveryElement() throws {
        let report = try Fixture.report()
        let subject = try #require(report.child("subjects")?.child("subject"))
        var tables: [Table] = []
        func visit(_ blocks: [Block]) {
            for block in blocks {
                switch block.content {
                case .section(let inner): visit(inner)
                case .table(let table): tables.append(table)
                default: break
                }
            }
        }
        visit(try document(report).blocks)
        let domains = tables.filter { $0.columns.count == 3 }
        #expect(domains.map(\.body.count) == [subject.children("domain").count])
        let parts = subject.children("section").flatMap { $0.children("record") }.flatMap { $0.children("part") }
        // The last table is that of the proof.
        #expect(tables.dropLast().suffix(parts.count).map(\.body.count) == parts.map { $0.children("field").count })
        for table in tables {
            for row in table.head + table.body {
                #expect(row.cells.reduce(0) { $0 + $1.columnSpan } == table.columns.count)
            }
        }
    }

    /// A report on several subjects has a table of them at the front and names each above its section.
    @Test func severalSubjectsHaveATableAndASectionEach() throws {
        let report = try Fixture.report(
            (
                "<purpose>",
                "<subjects><name>示例甲</name><code>91150105YY000001XR</code><count>2</count><branches>true</branches>"
                    + "<extent>及其各级分支机构、子公司，共 2 个主体</extent><text>申请所列的 1 个主体</text><note>另有 3 条</note></subjects><purpose>"
            ),
            ("<subject>", "<subject><sequence>7</sequence>"),
            ("</overview>", "<conclusion>税务：9 条</conclusion></overview>"))
        let document = try document(report)
        let lines = document.lines
        for line in ["一、主体汇总", "二、报告说明", "三、核验", "及其各级分支机构、子公司，共 2 个主体", "另有 3 条", "税务：9 条"] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix("主体 7　") })
        #expect(!lines.contains("二、概述") && !lines.contains("三、信息明细") && !lines.contains("四、核验"))
        #expect(document.page.boxes[0].pieces.contains(.string("subject")))
        let alone = try self.document(try Fixture.report()).lines
        #expect(alone.contains("一、报告说明") && alone.contains("二、概述") && alone.contains("四、核验"))
        #expect(!alone.contains("一、主体汇总"))
    }

    @Test func theSameReportMakesTheSameTree() throws {
        let report = try Fixture.report()
        let first = try document(report)
        let second = try Fixture.standard().document(for: report, view: Fixture.view)
        #expect("\(first)" == "\(second)")
    }

    @Test func titleMarginsAndFigures() throws {
        let document = try document(try Fixture.report())
        #expect(document.title == "专项信用报告　NM-2026-4QJX-7Z3M-0KVB-92TD-5")
        #expect(document.language == "zh-CN")
        #expect(document.page.boxes.map(\.position) == [.topLeft, .topRight, .bottomLeft, .bottomRight])
        #expect(document.page.boxes[1].pieces == [.text("编号 "), .text("NM-2026-4QJX-7Z3M-0KVB-92TD-5")])
        #expect(document.page.boxes[2].pieces == [.text("报告指纹 "), .text(Fixture.view.fingerprint)])
        #expect(
            document.page.boxes[3].pieces == [.text("第 "), .pageNumber, .text(" 页　共 "), .pageCount, .text(" 页")])
        var figures: [Figure] = []
        func visit(_ blocks: [Block]) {
            for block in blocks {
                switch block.content {
                case .section(let inner): visit(inner)
                case .table(let table): table.body.forEach { $0.cells.forEach { visit($0.blocks) } }
                case .figure(let figure): figures.append(figure)
                default: break
                }
            }
        }
        visit(document.blocks)
        #expect(
            figures.map(\.subject) == [
                .qrCode(Fixture.view.checkingAddress), .seal(issuer: "示例自治区公共信用信息中心（测试）", legend: "测试样章"),
            ])
        #expect(figures.allSatisfy { !$0.alternative.isEmpty })
    }

    @Test func aReportWithoutRecordsSaysSo() throws {
        var report = try Fixture.report()
        func removing(_ names: [String], from element: Element) -> Element {
            var element = element
            element.children = element.children.compactMap { node in
                guard case .element(let child) = node else { return node }
                return names.contains(child.name.local) ? nil : .element(removing(names, from: child))
            }
            return element
        }
        report = removing(["section", "waiting", "fault"], from: report)
        let text = try document(report).lines
        #expect(text.contains("在上述范围内没有应当列示的信息。"))
        #expect(!text.contains("所涉信息尚未归集的事件"))
    }
}

extension Template {
    /// Compiled once for all tests.
    static let standardForTests = Result { () throws(TemplateError) -> Template in
        do {
            return try Fixture.standard()
        } catch let error as TemplateError {
            throw error
        } catch {
            throw TemplateError(findings: [])
        }
    }
}
