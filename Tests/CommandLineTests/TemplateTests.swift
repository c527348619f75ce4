// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// `template check`, `template preview` and `template fields`.
@Suite struct TemplateTests {
    private func copy(of name: String, into directory: TemporaryDirectory) throws -> String {
        try Tool.run("cp", ["-r", Repository.path("Templates/" + name), directory.path(name)])
        return directory.path(name)
    }

    private func replace(_ old: String, _ new: String, in path: String) throws {
        let text = String(decoding: try TestFile.read(path), as: UTF8.self)
        try #require(text.contains(old))
        try TestFile.write(Array(text.split(separator: old).joined(separator: new).utf8), to: path)
    }

    @Test func aSoundTemplateIsNamedWithItsHash() throws {
        let result = try Program.run("template", "check", "standard", "--json")
        #expect(result.status == 0, "\(result.errorText)")
        let answer = try JSONReader.read(result.output.filter { $0 != 0x0A })
        #expect(answer["template"]?.string == "standard" && answer["sha256"]?.string?.count == 64)
        #expect(answer["findings"]?.array == [])
    }

    @Test func allThatIsWrongIsSaidAtOnce() throws {
        let directory = try TemporaryDirectory()
        let folder = try copy(of: "standard", into: directory)
        try replace("<h2>一、主体汇总</h2>", "<h2 onclick=\"x\">一、主体汇总</h2>", in: folder + "/report.xhtml")
        try replace("c:text=\"request/purpose\"", "c:text=\"request/purpos\"", in: folder + "/report.xhtml")
        try replace("letter-spacing: 5pt;", "letter-spacin: 5pt;", in: folder + "/style.css")
        let result = try Program.run("template", "check", folder)
        #expect(result.status == 65)
        for words in [
            "cannot have the attribute onclick", "did you mean purpose?", "/request/purpose (用途) is not shown",
            "unknown property letter-spacin", "did you mean letter-spacing?", "report.xhtml:", "style.css:", "^",
        ] { #expect(result.errorText.contains(words), "\(words)") }

        let lines = try Program.run("template", "check", folder, "--json")
        let findings = try JSONReader.read(lines.output.filter { $0 != 0x0A })["findings"]?.array ?? []
        #expect(lines.status == 65 && findings.count == 4)
        #expect(findings.allSatisfy { $0["code"]?.string?.hasPrefix("template.") == true })
        #expect((findings.first?["line"]?.integer ?? 0) > 1)
    }

    @Test func whatIsNoTemplateIsSaidToBeNone() throws {
        #expect(try Program.run("template", "check", "nothing").status == 65)
        #expect(try Program.run("template", "check", "standard.fr").errorText.contains("no labels.fr.json"))
        #expect(try Program.run("template", "check", "/nowhere/at-all").errorText.contains("no report.xhtml"))
        #expect(try Program.run("template", "check").status == 64)
    }

    @Test func aPreviewSaysOnEveryPageThatItIsOne() throws {
        let directory = try TemporaryDirectory()
        let result = try Program.run("template", "preview", "standard", "--out", directory.path("out"))
        #expect(result.status == 0, "\(result.errorText)")
        let paths = result.text.split(separator: "\n").map(String.init)
        #expect(
            paths.map { $0.split(separator: "/").last.map(String.init) ?? "" } == [
                "standard.html", "standard.pdf", "standard-several.html", "standard-several.pdf",
            ])
        for path in paths where path.hasSuffix(".pdf") {
            let text = try Tool.run("pdftotext", ["-layout", path, "-"]).text
            let pages = text.split(separator: "\u{0C}")
            #expect(pages.count > 3 && pages.allSatisfy { $0.contains("测试预览") })
            #expect(text.contains("不是信用报告") && text.contains("示例"))
        }
        let html = String(decoding: try TestFile.read(paths[0]), as: UTF8.self)
        #expect(html.contains("不是信用报告") && html.contains("<template id=\"signed-report\"></template>"))
        // Drawn again it is the same, in the place of the one before.
        let first = try TestFile.read(paths[1])
        #expect(try Program.run("template", "preview", "standard", "--out", directory.path("out")).status == 0)
        #expect(try TestFile.read(paths[1]) == first)
    }

    @Test func noPreviewPassesForAReport() throws {
        let report = try SampleReport.shared()
        let directory = try TemporaryDirectory()
        let result = try Program.run(
            "template", "preview", "standard", "--report", report.xml, "--out", directory.path("out"))
        #expect(result.status == 0, "\(result.errorText)")
        for form in ["html", "pdf"] {
            let verdict = try Program.run(
                "verify", directory.path("out/standard." + form), "--trust", report.store.root, "--at", SampleStore.now,
                store: report.store.path)
            #expect([10, 20].contains(verdict.status), "\(form): \(verdict.text)")
        }
    }

    @Test func fieldsAreListedForPeopleAndPrograms() throws {
        let words = try Program.run("template", "fields").text.split(separator: "\n")
        let lines = try Program.run("template", "fields", "--json").text.split(separator: "\n")
        #expect(words.count == lines.count && words.count > 150)
        #expect(words.contains("/number  报告编号  text  c:if c:text field()  obligatory"))
        let number = try JSONReader.read(Array(try #require(lines.first { $0.contains("\"/issuedAt\"") }).utf8))
        #expect(number["label"]?.string == "出具时间" && number["obligatory"]?.bool == true)
        #expect(number["formats"]?.array?.compactMap(\.string) == ["plain", "chinese", "day", "chinese-day"])
        let list = try #require(words.first { $0.hasPrefix("/subjects/subject  ") })
        #expect(list.contains("list of group") && list.hasSuffix("c:each c:if"))
    }
}
