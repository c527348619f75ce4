// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing

@Suite struct TemplateErrorTests {
    /// An error in a body whose first line is the third of its file.
    struct Case: Sendable, CustomTestStringConvertible {
        var body: String
        var code: String
        var line: Int
        var column: Int
        var message: String
        var hint: String?

        init(_ body: String, _ code: String, _ line: Int, _ column: Int, _ message: String, hint: String? = nil) {
            self.body = body
            self.code = "template." + code
            self.line = line
            self.column = column
            self.message = message
            self.hint = hint
        }

        var testDescription: String { body }
    }

    private static let columns = "<colgroup><col/><col/></colgroup>"

    @Test(arguments: [
        Case("<div><artikel>x</artikel></div>", "unknown-element", 3, 6, "unknown element artikel"),
        Case("<sektion/>", "unknown-element", 3, 1, "unknown element sektion", hint: "did you mean section?"),
        Case("<c:p/>", "unknown-element", 3, 1, "unknown element c:p", hint: "did you mean p?"),
        Case("<script>x</script>", "unknown-element", 3, 1, "unknown element script"),
        Case("<p><div/></p>", "misplaced-element", 3, 4, "div cannot stand in p", hint: "expected span, strong, br"),
        Case(
            "<p>\n  x<h1>x</h1></p>", "misplaced-element", 4, 4, "h1 cannot stand in p",
            hint: "expected span, strong, br"),
        Case(
            "<section>\nloose</section>", "text", 3, 1, "text cannot stand directly in section: \"loose\"",
            hint: "put it into a p"),
        Case("<p style=\"x\">x</p>", "attribute", 3, 4, "p cannot have the attribute style"),
        Case(
            "<p  clas = 'x'>x</p>", "attribute", 3, 5, "p cannot have the attribute clas", hint: "did you mean class?"),
        Case("<p title=\"clas=\" id='x'>x</p>", "attribute", 3, 4, "p cannot have the attribute title"),
        Case(
            "<p c:texd=\"number\">x</p>", "attribute", 3, 4, "p cannot have the attribute c:texd",
            hint: "did you mean c:text?"),
        Case(
            "<p>中文<span\n c:each=\"policy/basis\" c:tex='x'/></p>", "attribute", 4, 24,
            "span cannot have the attribute c:tex", hint: "did you mean c:text?"),
        Case("<p c:as=\"day\">x</p>", "attribute", 3, 4, "c:as does nothing without c:text"),
        Case(
            "<table>\(columns)<tbody><tr c:fold=\"2\"><td>x</td></tr></tbody></table>", "attribute", 3, 52,
            "c:fold does nothing without c:each"),
        Case(
            "<table>\(columns)<tbody><tr c:each=\"notices/notice\" c:fold=\"1\"><td>x</td><td>x</td></tr></tbody></table>",
            "attribute", 3, 76, "c:fold is a number from 2 to 4, not \"1\""),
        Case(
            "<table>\(columns)<tbody><tr c:each=\"notices/notice\" c:fold=\"2\"><td>x</td><td>x</td></tr></tbody></table>",
            "table", 3, 48, "the row fills 4 columns, but the table has 2"),
        Case("<p c:if=\"issuer and not numbr\">x</p>", "field", 3, 4, "c:if: \"numbr\": there is no numbr"),
        Case("<p c:if=\"issuer and \">x</p>", "path", 3, 4, "c:if: \"\" is no path"),
        Case("<p><span c:separator=\"、\">x</span></p>", "attribute", 3, 10, "c:separator does nothing without c:each"),
        Case(
            "<p c:text=\"numbr\">x</p>", "field", 3, 4, "c:text: \"numbr\": there is no numbr",
            hint: "did you mean number?"),
        Case(
            "<p c:text=\"subjects/subject/name\">x</p>", "field", 3, 4,
            "c:text: \"subjects/subject/name\" passes the list subject", hint: "repeat over it with c:each first"),
        Case(
            "<p c:text=\"policy/basis\">x</p>", "field", 3, 4, "c:text: /policy/basis is a list",
            hint: "repeat over it with c:each"),
        Case("<p c:text=\"request\">x</p>", "field", 3, 4, "c:text: /request is a group, not a value"),
        Case(
            "<p c:text=\"number/x\">x</p>", "field", 3, 4, "c:text: \"number/x\": there is no x",
            hint: "/number is a value"),
        Case(
            "<p c:each=\"number\">x</p>", "field", 3, 4, "c:each: /number is no list",
            hint: "c:if shows what is there only sometimes"),
        Case(
            "<p c:if=\"not  number\">x</p>", "path", 3, 4, "c:if: \" number\" is no path",
            hint: "write names, as in subject/name or /number"),
        Case(
            "<p c:text=\"../number\">x</p>", "path", 3, 4, "c:text: \"../number\" is no path",
            hint: "write names, as in subject/name or /number"),
        Case(
            "<p c:text=\"number\" c:as=\"day\">x</p>", "format", 3, 20, "/number cannot be shown as day",
            hint: "possible are plain, groups"),
        Case(
            "<p c:text=\"request/domains/all\">x</p>", "format", 3, 4, "/request/domains/all cannot be shown as plain",
            hint: "use it in c:if"),
        Case(
            "<p c:text=\"number\"><span>x</span></p>", "misplaced-element", 3, 20,
            "span stands in the sample text that c:text replaces"),
        Case(
            "<figure c:figure=\"logo\" aria-label=\"x\">x</figure>", "attribute", 3, 9,
            "a figure needs c:figure=\"seal\" or c:figure=\"qr\""),
        Case("<h3>x</h3>", "heading", 3, 1, "h3 follows a heading of level 0"),
        Case(
            "<ul><li>x</li></ul>", "room", 3, 1,
            "ul: the marks of a list stand in its padding, which is less than 1.5 em", hint: "give it padding-left: 2em"
        ),
        Case(
            "<table><tbody><tr><td>x</td></tr></tbody></table>", "table", 3, 1,
            "a table needs a colgroup with a col for each column"),
        Case(
            "<table>\(columns)<tbody><tr><td>x</td></tr></tbody></table>", "table", 3, 48,
            "the row fills 1 columns, but the table has 2"),
        Case(
            "<table>\(columns)<tbody><tr><td colspan=\"3\">x</td></tr></tbody></table>", "table", 3, 48,
            "the row fills 3 columns, but the table has 2"),
        Case(
            "<table>\(columns)<tbody><tr><td colspan=\"99\">x</td><td>x</td></tr></tbody></table>", "attribute", 3, 56,
            "colspan is a number from 1 to 20, not \"99\""),
        Case(
            "<table>\(columns)<tbody><tr><th>x</th><td>x</td></tr></tbody></table>", "attribute", 3, 52,
            "a th needs scope=\"col\" or scope=\"row\""),
        Case(
            "<table>\(columns)<thead><tr><td>x</td><td>x</td></tr></thead></table>", "table", 3, 1,
            "a table needs a tbody"),
        Case("<div><p>x</p><span>x</span></div>", "misplaced-element", 3, 14, "span cannot stand in div"),
    ])
    func isReportedWhereItStands(expected: Case) throws {
        let findings = Fixture.findings(body: expected.body).filter { $0.code == expected.code }
        let finding = try #require(findings.first, "\(Fixture.findings(body: expected.body).map(\.message))")
        #expect(finding.file == "report.xhtml")
        #expect(finding.message == expected.message)
        #expect(finding.line == expected.line && finding.column == expected.column, "\(finding.line):\(finding.column)")
        if let hint = expected.hint { #expect(finding.hint == hint) }
    }

    @Test func textAndBlocksDoNotMix() throws {
        let body = "<table><colgroup><col/></colgroup><tbody><tr><td>x<p>y</p></td></tr></tbody></table>"
        #expect(Fixture.findings(body: body).map(\.code) == ["template.mixed"])
    }

    @Test func figuresNeedTheirWords() {
        let findings = Fixture.findings(
            body:
                "<figure class=\"f\" c:figure=\"seal\">x</figure><figure class=\"f\" c:figure=\"qr\" c:legend=\"x\" aria-label=\"x\"/>",
            rules: ".f { width: 30mm; }")
        #expect(
            findings.map(\.message) == [
                "a figure needs aria-label, which says what it shows", "a seal needs c:legend, the words in its middle",
                "a QR symbol has no legend",
            ])
    }

    @Test func allErrorsOfBothFilesAreReportedInTheirOrder() {
        let findings = Fixture.findings(
            body: "<p c:text=\"nmber\">x</p>\n<artikel/>\n<p color=\"red\">x</p>",
            rules: "p { colour: red; }\n.nowhere { color: #000; }")
        #expect(
            findings.map { "\($0.file):\($0.line):\($0.column) \($0.code)" } == [
                "report.xhtml:3:4 template.field", "report.xhtml:4:1 template.unknown-element",
                "report.xhtml:5:4 template.attribute", "style.css:1:5 template.style-property",
                "style.css:2:1 template.style-unused",
            ])
    }

    @Test func theCaretStandsUnderTheError() {
        let error = TemplateError(findings: Fixture.findings(body: "<p>编号：<span c:text=\"nmber\">x</span></p>"))
        #expect(
            error.description == """
                report.xhtml:3:13: c:text: "nmber": there is no nmber [template.field]
                    <p>编号：<span c:text="nmber">x</span></p>
                       　　　      ^
                    hint: did you mean number?
                """)
    }

    @Test(arguments: [
        ("<html xmlns=\"urn:x\"/>", "template.root", 1), ("<html", "template.markup", 1),
        ("<!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "template.markup", 1),
        ("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh\">\n<body/>\n</html>", "template.frame", 1),
        (
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh\">\n<head/><body/><body/>\n</html>",
            "template.frame", 1
        ),
        ("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh\">\n<head/><body/></html>", "template.frame", 2),
        (
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"\">\n<head><title>x</title></head><body/></html>",
            "template.attribute", 1
        ),
        (
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh\">\n<head><title>x</title>\n<meta http-equiv=\"refresh\" content=\"0\"/></head><body/></html>",
            "template.unknown-element", 3
        ),
        (
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh\">\n<head><title>x</title>\n<script/></head><body/></html>",
            "template.unknown-element", 3
        ),
        (
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh\">\n<head><title>x</title></head>\n<body class=\"x\"/></html>",
            "template.attribute", 3
        ),
    ])
    func theFrameIsClosedToo(markup: String, code: String, line: Int) {
        do throws(TemplateError) {
            _ = try Template(
                name: "t", markup: Array(markup.utf8), styleSheet: Array(Fixture.sheet(rules: "", page: nil).utf8))
            Issue.record("compiles")
        } catch {
            let first = error.findings.first { $0.code == code }
            #expect(first?.line == line, "\(error.findings.map { "\($0.line) \($0.code)" })")
        }
    }
}
