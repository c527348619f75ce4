// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// A report on 内蒙古示例顺达物流集团有限公司 with its branches and subsidiaries, issued once.
struct GroupReport: Sendable {
    private static let made = Result { () throws(any Error) in try GroupReport() }

    static func shared() throws -> GroupReport { try made.get() }

    /// The subjects in the order of the report: the parent, then a branch that was struck off, a subsidiary, that one's
    /// branch, a branch, and a subsidiary that names its parent by name alone.
    static let codes = [
        "91150105YY0000028R", "91150203YY00003863", "91150402YY000036X4", "91150502YY00003789", "91150602YY0000183L",
        "91152201YY0000394R",
    ]

    let sample: SampleStore
    let directory: TemporaryDirectory
    let store: String
    let file: String

    private init() throws {
        sample = try SampleStore.shared()
        directory = try TemporaryDirectory()
        store = try sample.copy(into: directory)
        let result = try Program.run(
            sample.several(out: directory.path("out"), "--subject", Self.codes[0], "--with-branches", "--json"),
            store: store)
        let answer = try JSONReader.read(result.output.filter { $0 != 0x0A })
        guard let number = answer["number"]?.string else {
            throw SampleStore.Failure(description: "issue: \(result.status) \(result.errorText)")
        }
        file = directory.path("out/" + number)
    }

    /// The text of the PDF without white space.
    func pages() throws -> String {
        try Tool.run("pdftotext", ["-layout", file + ".pdf", "-"]).text.filter { !$0.isWhitespace }
    }
}

extension SampleStore {
    /// The words of a request that names its subjects itself.
    func several(out: String, _ more: String...) -> [String] {
        [
            "issue", "--purpose", "企业上市", "--key", key, "--cert", certificate, "--at", Self.now, "--out", out,
        ] + more
    }
}

/// `issue` on several subjects.
@Suite struct SeveralSubjectsTests {
    @Test func theReportHasASectionForEachSubject() throws {
        let report = try GroupReport.shared()
        let xml = String(decoding: try TestFile.read(report.file + ".xml"), as: UTF8.self)
        let codes = xml.split(separator: "<subject><sequence>").dropFirst().map { section in
            section.split(separator: "<code>")[1].prefix(18)
        }
        #expect(codes.map(String.init) == GroupReport.codes)
        #expect(xml.contains("<branches>true</branches>"))
        #expect(xml.contains("各级分支机构、子公司 5 个（含已注销、吊销的），共 6 个主体"))
        #expect(!xml.contains("91150702YY0000407"), "what was sold is no subsidiary any more")
        let pages = try report.pages()
        let html = String(decoding: try TestFile.read(report.file + ".html"), as: UTF8.self)
        for text in [
            "及其各级分支机构、子公司，共 6 个主体", "一、主体汇总", "二、报告说明", "三、核验", "交通运输：2 条", "其余 33 个领域：未查见",
            "气象、海关：数据未更新至今", "登记状态：注销", "另有 1 条登记信息载明隶属于上述主体",
        ] {
            #expect(pages.contains(text.filter { !$0.isWhitespace }), "the pages lack \(text)")
        }
        #expect(html.contains("一、主体汇总") && html.contains("及其各级分支机构、子公司，共 6 个主体"))
        #expect(!pages.contains("二、概述") && !pages.contains("三、信息明细"))
    }

    /// Who reads one page alone sees whose it is.
    @Test func everyPageOfASectionNamesItsSubject() throws {
        let report = try GroupReport.shared()
        let text = try Tool.run("pdftotext", ["-layout", report.file + ".pdf", "-"]).text
        var subject = ""
        for page in text.split(separator: "\u{0C}").dropFirst(3) {
            let words = page.filter { !$0.isWhitespace }
            if words.contains("三、核验") {
                #expect(!words.prefix(80).contains("主体"))
                break
            }
            let head = String(words.drop { $0 != "主" }.prefix(12))
            if words.contains("（一）基础信息") { subject = head }
            #expect(!subject.isEmpty && head == subject)
        }
        #expect(subject.hasPrefix("主体6"))
    }

    @Test func bookmarksLeadToEachSubject() throws {
        let report = try GroupReport.shared()
        let outline = try Tool.run("qpdf", ["--json", "--json-key=outlines", report.file + ".pdf"]).text
        for number in 1...6 { #expect(outline.contains("主体 \(number)　")) }
        #expect(outline.contains("三、核验") && !outline.contains("二、概述"))
    }

    @Test func judgesAcceptIt() throws {
        let report = try GroupReport.shared()
        let schema = try Tool.run(
            "xmllint", ["--noout", "--nonet", "--schema", Repository.path("docs/report-1.xsd"), report.file + ".xml"])
        #expect(schema.status == 0, "\(schema.errorText)")
        let pdf = try Tool.run(Repository.path("Tests/Judges/verapdf"), ["ua1", report.file + ".pdf"])
        #expect(pdf.text.hasPrefix("conforms"), "\(pdf.text) \(pdf.errorText)")
    }

    /// A subject that is expected, and the verdict's exit code.
    static let expectations: [(code: String, status: Int32)] = [
        (GroupReport.codes[0], 0), (GroupReport.codes[3], 0), ("91150105YY000001XR", 15),
    ]

    @Test(arguments: expectations) func itVerifiesForEachOfItsSubjects(code: String, status: Int32) throws {
        let report = try GroupReport.shared()
        let verdict = try Program.run(
            "verify", report.file + ".xml", report.file + ".html", report.file + ".pdf", "--trust", report.sample.root,
            "--at", SampleStore.now, "--expect-subject", code, "--json", store: report.store)
        #expect(verdict.status == status, "\(verdict.text)")
        for code in GroupReport.codes { #expect(verdict.text.contains(code)) }
    }

    @Test func bothLogsFindItUnderEachSubject() throws {
        let report = try GroupReport.shared()
        for code in GroupReport.codes {
            let queries = try Program.run("log", "queries", "--subject", code, "--json", store: report.store).text
            #expect(
                queries.contains("\"outcome\":\"issued\"") && queries.contains("\"subjects\":[\"91150105YY0000028R\","))
        }
        #expect(try Program.run("log", "queries", "--subject", "91150105YY000001XR", store: report.store).text.isEmpty)
        let number = String(report.file.split(separator: "/").last ?? "")
        let line = try Tool.run("grep", [number, report.store + "/registry/issues.jsonl"]).text
        #expect(line.contains("\"subject\":\"" + GroupReport.codes.joined(separator: ",") + "\""))
    }

    /// What a report on many says of one subject is what a report on that one says.
    @Test func sectionsAreThoseOfReportsOnEachAlone() throws {
        let sample = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let store = try sample.copy(into: scratch)
        // All 42 of the cast but one whose code is only a registration number; one has a character that no font has.
        let readme = String(decoding: try TestFile.read(Repository.path("Samples/README.md")), as: UTF8.self)
        let codes = readme.split(separator: "\n").filter { $0.contains("YY00") && $0.hasPrefix("| ") }
            .compactMap { $0.split(separator: "|").last?.filter { !$0.isWhitespace } }.filter { $0.count == 18 }
        #expect(codes.count > 35)
        func sections(_ words: [String]) throws -> [String] {
            let result = try Program.run(words + ["--formats", "xml", "--json"], store: store)
            let answer = try JSONReader.read(result.output.filter { $0 != 0x0A })
            let path = try #require(answer["files"]?.array?.first?["path"]?.string)
            let xml = String(decoding: try TestFile.read(path), as: UTF8.self)
            let subjects = xml.split(separator: "<subjects><subject>").dropFirst().joined().split(
                separator: "</subjects>")[0]
            return subjects.split(separator: "</subject>").map { section in
                var section = String(section)
                if section.hasPrefix("<subject>") { section.removeFirst("<subject>".count) }
                while let start = section.firstRange(of: "<sequence>"), start.lowerBound == section.startIndex,
                    let end = section.firstRange(of: "</sequence>")
                {
                    section.removeSubrange(start.lowerBound..<end.upperBound)
                }
                for part in section.split(separator: "<overview>")[1].split(separator: "</overview>")[0].split(
                    separator: "<conclusion>"
                ).dropFirst() {
                    let line = "<conclusion>" + part
                    section = section.replacing(line, with: "")
                }
                return section
            }
        }
        let chosen = stride(from: 0, to: codes.count, by: 3).map { codes[$0] }
        try ("代码\n" + chosen.joined(separator: "\n") + "\n").write(to: scratch.path("list.csv"))
        let many = try sections(sample.several(out: scratch.path("many"), "--subjects", scratch.path("list.csv")))
        #expect(many.count == chosen.count)
        for (section, code) in zip(many, chosen) {
            let alone = try sections(sample.several(out: scratch.path("each"), "--subject", code))
            #expect(alone == [section], "\(code)")
        }
    }

    // MARK: Requests

    @Test func aListMayHaveHeadingsNamesAndABlank() throws {
        let sample = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let store = try sample.copy(into: scratch)
        try
            "\u{FEFF}统一社会信用代码,名称\r\n91150105YY000001XR,\r\n\r\n91150203yy0000159x,包头市示例旧日商贸有限公司\r\n91150105YY000001XR\r\n"
            .write(to: scratch.path("list.csv"))
        let words = sample.several(out: scratch.path("a"), "--subjects", scratch.path("list.csv"), "--formats", "xml")
        #expect(try Program.run(words, store: store).status == 0)
        // The same subjects named one by one are the same request.
        let named = sample.several(
            out: scratch.path("b"), "--subject", "91150105YY000001XR", "--subject", "91150203YY0000159X", "--formats",
            "xml")
        #expect(try Program.run(named, store: store).status == 0)
        #expect(try Directory.names(in: scratch.path("a")) == Directory.names(in: scratch.path("b")))
    }

    @Test func refusalsNameTheirSubjects() throws {
        let sample = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let store = try sample.copy(into: scratch)
        func refused(_ words: String..., exit: Int32 = 65) throws -> String {
            let result = try Program.run(sample.several(out: scratch.path("out")) + words, store: store)
            #expect(result.status == exit)
            return result.errorText
        }
        let error = try refused(
            "--subject", "91150105YY000001XR", "--subject", "91150105YY000001X0", "--subject", "91150105YY00099990")
        #expect(error.contains("91150105YY000001X0") && error.contains("91150105YY00099990"))
        let glyph = try refused("--subject", "91150105YY000001XR", "--subject", "91150302YY00002473")
        #expect(glyph.contains("U+2A6A5") && glyph.contains("subject 91150302YY00002473"))
        #expect(try refused(exit: 64).contains("--subject CODE is missing"))
        #expect(
            try refused("--name", "x", "--subject", "a", "--subject", "b", exit: 64).contains(
                "--name goes with one --subject"))
        try "\n".write(to: scratch.path("empty"))
        #expect(try refused("--subjects", scratch.path("empty")).contains("[subjects.empty]"))
        #expect(!Directory.exists(scratch.path("out")))
        let queries = try Program.run("log", "queries", "--subject", "91150302YY00002473", "--json", store: store).text
        #expect(queries.contains("\"outcome\":\"refused\""))
    }

    /// A register that came before the catalogue knew where the parent stands is read through.
    @Test func branchesAreFoundInARegisterOfAnOlderCatalogue() throws {
        let sample = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let store = scratch.path("store")
        let samples = Repository.path("Samples")
        let catalog = String(decoding: try TestFile.read(samples + "/catalog.json"), as: UTF8.self)
        let older = catalog.replacing("\"role\": \"parentCode\",", with: "").replacing(
            "\"role\": \"parentName\",", with: "")
        #expect(older != catalog)
        try older.write(to: scratch.path("older.json"))
        try catalog.replacing("\"version\": \"2026.1\"", with: "\"version\": \"2026.2\"").write(
            to: scratch.path("newer.json"))
        func run(_ words: String...) throws {
            let result = try Program.run(words, store: store)
            #expect(result.status == 0, "\(result.errorText)")
        }
        try run(
            "init", "--catalog", scratch.path("older.json"), "--domains", samples + "/domains.json", "--policy",
            samples + "/policies/default.json")
        for (file, received) in [("2026-01-05-qiye", "2026-11-16"), ("2026-07-01-lishu", "2026-11-17")] {
            try run(
                "import", "\(samples)/register/\(file).csv", "--source", "11150000YY000140XH", "--received",
                received + "T09:00:00+08:00")
        }
        let words = sample.several(
            out: scratch.path("out"), "--subject", GroupReport.codes[0], "--with-branches", "--formats", "xml")
        let blind = try Program.run(words, store: store)
        #expect(blind.status == 65 && blind.errorText.contains("[refusal.branches]"))
        try run("catalog", "update", scratch.path("newer.json"), "--at", "2026-11-18T09:00:00+08:00")
        #expect(try Program.run(words, store: store).status == 0)
        let queries = try Program.run("log", "queries", "--json", store: store).text
        // 呼伦贝尔示例顺达货运有限公司 is not sold here.
        for code in GroupReport.codes + ["91150702YY0000407"] { #expect(queries.contains(code)) }
    }
}

extension String {
    /// Writes a file.
    fileprivate func write(to path: String) throws {
        try DurableFile.publish(Array(utf8), at: path, replacing: true)
    }
}
