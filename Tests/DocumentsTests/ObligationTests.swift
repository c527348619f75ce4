// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing

@Suite struct ObligationTests {
    private static let obligatory = FieldCatalog.entries.filter(\.isObligatory).map(\.path)

    private func missing(_ body: String) -> [String] {
        Fixture.findings(wholeBody: body).filter { $0.code == "template.obligatory" }.map {
            String($0.message.prefix { $0 != " " })
        }
    }

    private func codes(_ body: String) -> Set<String> {
        Set(Fixture.findings(wholeBody: body).map(\.code))
    }

    @Test func aTemplateThatPlacesEverythingCompiles() {
        #expect(Fixture.findings() == [])
    }

    @Test(arguments: obligatory) func eachObligatoryFieldIsMissed(path: String) {
        #expect(missing(Fixture.place(Self.obligatory, leavingOut: path)) == [path])
    }

    @Test func nothingIsShownByAnEmptyTemplate() {
        #expect(missing("<p>x</p>") == Self.obligatory)
    }

    /// One of the two places is always shown.
    @Test(arguments: ["request/matter", "request/subjects", "policy/uncountedItem"]) func halvesMakeAWhole(
        other: String
    ) {
        let rest = Fixture.place(Self.obligatory, leavingOut: "/number")
        let there = "<p c:if=\"\(other)\" c:text=\"number\">x</p>"
        let gone = "<div c:if=\"not \(other)\"><p c:text=\"number\">x</p></div>"
        #expect(missing(there + gone + rest) == [])
        #expect(missing(there + rest) == ["/number"] && missing(gone + gone + rest) == ["/number"])
        let third = "<p c:if=\"not request/round\" c:text=\"number\">x</p>"
        #expect(missing(there + third + rest) == ["/number"])
    }

    /// What a list holds may be there in one element and not in the next, and two conditions may both fail.
    @Test(arguments: [
        "<section c:each=\"subjects/subject\"><p c:if=\"formerName\" c:text=\"/number\">x</p>"
            + "<p c:if=\"not formerName\" c:text=\"/number\">x</p></section>",
        "<div c:if=\"request/basis\"><p c:if=\"request/matter\" c:text=\"number\">x</p></div>"
            + "<div c:if=\"not request/basis\"><p c:if=\"not request/matter\" c:text=\"number\">x</p></div>",
    ])
    func otherHalvesDoNot(body: String) {
        #expect(missing(body + Fixture.place(Self.obligatory, leavingOut: "/number")) == ["/number"])
    }

    /// Ways to seem to show the number of the report.
    @Test(arguments: [
        // Under a condition that is not its own absence.
        "<p c:if=\"request/matter\" c:text=\"number\">x</p>",
        "<div c:if=\"request/round\"><p c:text=\"number\">x</p></div>",
        "<p c:if=\"not number\" c:text=\"number\">x</p>",
        "<div c:if=\"not request/domains/all\"><p c:text=\"number\">x</p></div>",
        "<p c:if=\"request/domains/all and issuer\" c:text=\"number\">x</p><p c:if=\"not request/domains/all\" c:text=\"number\">x</p>",
        // In a list that may be empty.
        "<div c:each=\"policy/countedItem\"><p c:text=\"/number\">x</p></div>",
        "<p><span c:each=\"policy/basis\"><span c:text=\"/number\">x</span></span></p>",
        // On an element whose text is never shown, or not as text.
        "<table c:text=\"number\"><colgroup><col/></colgroup><tbody><tr><td>x</td></tr></tbody></table>",
        "<table><colgroup><col c:text=\"number\"/></colgroup><tbody><tr><td>x</td></tr></tbody></table>",
        "<table><colgroup><col><span c:text=\"number\">x</span></col></colgroup><tbody><tr><td>x</td></tr></tbody></table>",
        "<table><colgroup><col/></colgroup><tbody><tr c:text=\"number\"><td>x</td></tr></tbody></table>",
        "<ul c:text=\"number\"><li>x</li></ul>",
        "<section c:text=\"number\"><p>x</p></section>",
        "<p>x<br c:text=\"number\"/></p>",
        "<figure c:figure=\"seal\" c:legend=\"测试\" aria-label=\"x\" c:text=\"number\">x</figure>",
        "<figure c:figure=\"qr\" aria-label=\"x\"><span c:text=\"number\">x</span></figure>",
        "<p c:text=\"title\"><span c:text=\"number\">x</span></p>",
    ])
    func tricksDoNotCount(body: String) {
        let rest = Fixture.place(Self.obligatory, leavingOut: "/number")
        let findings = Fixture.findings(wholeBody: body + rest)
        #expect(findings.contains { $0.message.hasPrefix("/number ") }, "\(findings.map(\.message))")
    }

    @Test func theTitleAndTheMarginsDoNotCount() throws {
        // Every template of these tests has the number and the fingerprint in its margins.
        #expect(missing(Fixture.place(Self.obligatory, leavingOut: "/number")) == ["/number"])
        let markup = Fixture.markup(body: Fixture.place(Self.obligatory, leavingOut: "/number")).split(
            separator: "<title>", omittingEmptySubsequences: false
        ).joined(separator: "<title><span c:text=\"number\">x</span>")
        do throws(TemplateError) {
            _ = try Template(
                name: "t", markup: Array(markup.utf8),
                styleSheet: Array(Fixture.sheet(rules: "", page: nil).utf8))
            Issue.record("compiles")
        } catch {
            #expect(error.findings.map(\.code) == ["template.obligatory"])
        }
    }

    @Test func aPartOfAValueDoesNotCount() {
        let rest = Fixture.place(Self.obligatory, leavingOut: "/issuedAt")
        #expect(missing("<p c:text=\"issuedAt\" c:as=\"day\">x</p>" + rest) == ["/issuedAt"])
        #expect(missing("<p c:text=\"issuedAt\" c:as=\"chinese-day\">x</p>" + rest) == ["/issuedAt"])
        #expect(missing("<p c:text=\"issuedAt\" c:as=\"chinese\">x</p>" + rest) == [])
    }

    @Test func itsOwnConditionIsAllowed() {
        let rest = Fixture.place(Self.obligatory, leavingOut: "/request/basis")
        #expect(
            missing("<div c:if=\"request\"><p c:if=\"request/basis\" c:text=\"request/basis\">x</p></div>" + rest) == []
        )
    }

    @Test func aValueThatReadsFalseIsShown() throws {
        // The words of a text never decide whether it is shown; only flags do.
        let body = """
            <div c:each="subjects/subject"><div c:each="registration/field"><p c:if="value" c:text="value">x</p></div></div>
            """
        let report = try Fixture.report(("<value>存续</value>", "<value>false</value>"))
        #expect(try Fixture.template(body: body).document(for: report, view: Fixture.view).lines.contains("false"))
    }

    @Test func everyPageSaysToWhichReportItBelongs() {
        let findings = Fixture.findings(
            page: "@page { margin: 25mm; @top-left { content: field(title) counter(page); } }")
        #expect(findings.map(\.code) == Array(repeating: "template.obligatory", count: 3))
        #expect(
            findings.map { $0.message.prefix { $0 != " " } } == [
                "field(number)", "field(view/fingerprint)", "counter(pages)",
            ])
        #expect(findings.allSatisfy { $0.file == "style.css" && $0.line == 4 && $0.column == 1 })
        #expect(Fixture.findings(page: "").count == 4)
    }
}
