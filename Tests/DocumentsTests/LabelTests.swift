// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing

/// Fixed words from a file of labels, and the description of the seal.
@Suite struct LabelTests {
    private func template(
        _ body: String, labels: String?, seal: String? = nil, rules: String = ""
    ) throws(TemplateError) -> Template {
        try Template(
            name: "test", markup: Array(Fixture.markup(body: body + "\n" + Fixture.obligatory).utf8),
            styleSheet: Array(Fixture.sheet(rules: rules, page: nil).utf8),
            labels: labels.map { TemplateFile(name: "labels.zh.json", bytes: Array($0.utf8)) },
            seal: seal.map { TemplateFile(name: "seal.json", bytes: Array($0.utf8)) })
    }

    private func findings(
        _ body: String, labels: String?, seal: String? = nil, rules: String = ""
    ) -> [TemplateError.Finding] {
        do throws(TemplateError) {
            _ = try template(body, labels: labels, seal: seal, rules: rules)
            return []
        } catch {
            return error.findings
        }
    }

    private let labels =
        "{\"language\": \"zh-CN\", \"translation\": \"en\", \"labels\": {\"a\": \"甲\", \"b\": [\"乙\", \"\\nB\", \"。丙\", \" C\"], \"none\": \"\"}}"
    private let body =
        "<p c:label=\"a\">x</p><p class=\"k\">1 <span c:label=\"b\">y</span></p><p c:label=\"none\">z</p>"

    @Test func wordsTakeThePlaceOfTheSample() throws {
        let template = try template(body, labels: labels, rules: ".translation { font-size: 8pt; }")
        let document = template.document(for: try Fixture.report(), view: Fixture.view)
        // What is empty is not there at all.
        #expect(document.lines.prefix(2) == ["甲", "1 乙\nB。丙 C"])
        #expect(!document.lines.contains("z"))
        #expect(document.language == "zh-CN")
        // Only what translates is of the other language.
        guard case .paragraph(let pieces) = document.blocks[1].content else {
            Issue.record("no paragraph")
            return
        }
        let languages = pieces.compactMap { piece in
            if case .text(let words, let style, _, _) = piece {
                "\(words):\(document.styles[style].language ?? "")"
            } else {
                nil
            }
        }
        #expect(languages == ["1 :", "乙:", "B:en", "。丙:", " C:en"])
    }

    /// Whether a language has translations does not decide which rules are for nothing.
    @Test func theRuleOfTheTranslationMayServeNothing() {
        let plain = "{\"language\": \"zh-CN\", \"labels\": {\"a\": \"甲\"}}"
        #expect(findings("<p c:label=\"a\">x</p>", labels: plain, rules: ".translation { font-size: 8pt; }") == [])
    }

    @Test func theFileCountsInTheHash() throws {
        let one = try template(body, labels: labels)
        let other = try template(body, labels: labels.split(separator: "甲").joined(separator: "丙"))
        let seal = try template(body, labels: labels, seal: "{\"centre\": \"star\"}")
        #expect(Set([one.sha256, other.sha256, seal.sha256]).count == 3)
    }

    static let faults: [(body: String, labels: String?, message: String)] = [
        ("<p c:label=\"a\">x</p>", nil, "the template has no file of labels"),
        ("<p c:label=\"aa\">x</p>", "{\"language\":\"zh\",\"labels\":{\"ab\":\"x\"}}", "there is no label aa"),
        ("<p>x</p>", "{\"language\":\"zh\",\"labels\":{\"ab\":\"x\"}}", "no place of the template shows the label ab"),
        ("<p>x</p>", "{\"language\":\"zh\",\"labels\":{\"ab\":1}}", "ab is no label"),
        ("<p>x</p>", "{\"language\":\"zh\",\"labels\":{\"ab\":[\"x\"]}}", "ab is no label"),
        ("<p>x</p>", "{\"language\":\"z h\",\"labels\":{}}", "language is not the name of a language, such as zh-CN"),
        ("<p>x</p>", "{\"language\":\"zh\",\"labels\":{},\"label\":1}", "unknown member label"),
        ("<p>x</p>", "{\"language\":\"zh\"}", "there is no object labels"),
        ("<p>x</p>", "[]", "labels.zh.json holds one object"),
        (
            "<p c:label=\"ab\">x</p>", "{\"language\":\"zh\",\"labels\":{\"ab\":[\"x\",\"y\"]}}",
            "there is no translation, the language of the translations"
        ),
        (
            "<p c:label=\"ab\">x</p>", "{\"language\":\"zh\",\"translation\":\"en\",\"labels\":{\"ab\":[\"x\",\"\"]}}",
            "translation names a language, but no label has a translation"
        ),
        (
            "<p c:label=\"ab\">x</p>",
            "{\"language\":\"zh\",\"translation\":\"e n\",\"labels\":{\"ab\":[\"x\",\"y\"]}}",
            "translation is not the name of a language, such as en"
        ),
        ("<p>x</p>", "{\"language\":\"zh\",\"labels\":{\"ab\":[\"x\",\"y\",\"z\"]}}", "ab is no label"),
        ("<p>x</p>", "{\"language\":\"zh\",\"labels\":{\"ab\":[]}}", "ab is no label"),
        (
            "<p c:text=\"number\" c:label=\"ab\">x</p>", "{\"language\":\"zh\",\"labels\":{\"ab\":\"x\"}}",
            "c:label does nothing beside c:text"
        ),
        (
            "<p c:label=\"ab\"><span>x</span></p>", "{\"language\":\"zh\",\"labels\":{\"ab\":\"x\"}}",
            "span stands in the sample text that c:label replaces"
        ),
    ]

    @Test(arguments: faults) func whatIsWrongIsSaid(fault: (body: String, labels: String?, message: String)) {
        let found = findings(fault.body, labels: fault.labels)
        #expect(found.contains { $0.message == fault.message }, "\(found)")
        #expect(found.allSatisfy { $0.line > 0 || $0.code == "template.json" }, "\(found)")
    }

    // MARK: Seals

    private let figure = "<figure class=\"f\" c:figure=\"seal\" aria-label=\"x\">x</figure>"
    private let size = ".f { width: 40mm; }"

    @Test(arguments: [
        ("{\"outline\": \"triple\", \"legend\": \"章\"}", "outline is not double or single"),
        ("{\"centre\": \"eagle\", \"legend\": \"章\"}", "centre is not none or star"),
        ("{\"serial\": \"12a\", \"legend\": \"章\"}", "serial is not 1 to 18 digits"),
        ("{\"legend\": \"\"}", "legend is not a text of 1 to 12 characters"),
        ("{\"centre\": \"star\"}", "a seal needs c:legend, the words in its middle"),
        ("{\"center\": \"star\", \"legend\": \"章\"}", "unknown member center"),
        ("{\"legend\": ", "expected a value"),
    ]) func aBadSealIsSaid(seal: String, message: String) {
        let found = findings(figure, labels: nil, seal: seal, rules: size)
        #expect(found.contains { $0.message == message || $0.code == "template.json" }, "\(found)")
    }

    @Test func theLegendStandsInOnePlace() {
        let twice = figure.split(separator: " aria").joined(separator: " c:legend=\"章\" aria")
        let found = findings(twice, labels: nil, seal: "{\"legend\": \"章\"}", rules: size)
        #expect(found.map(\.message) == ["seal.json gives the words in the middle of seals"])
    }

    /// A key for demonstrations makes a seal that says so, whatever the template says.
    @Test(arguments: [("专用章", "测试　专用章"), ("测试章", "测试章")]) func demonstrationsAreMarked(legend: String, shown: String)
        throws
    {
        let template = try template(
            figure, labels: nil, seal: "{\"legend\": \"\(legend)\", \"centre\": \"star\", \"serial\": \"123\"}",
            rules: size)
        var view = Fixture.view
        for (isDemonstration, expected) in [(true, shown), (false, legend)] {
            view.isDemonstration = isDemonstration
            let document = template.document(for: try Fixture.report(), view: view)
            guard case .figure(let drawn) = document.blocks[0].content else {
                Issue.record("no figure")
                continue
            }
            #expect(
                drawn.subject
                    == .seal(
                        issuer: "示例自治区公共信用信息中心（测试）", legend: expected,
                        design: SealDesign(centre: .star, serial: "123")))
        }
    }
}
