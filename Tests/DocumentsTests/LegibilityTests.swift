// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing

/// No look hides what is placed.
@Suite struct LegibilityTests {
    private static let table = """
        <table class="t"><colgroup><col class="c"/><col/></colgroup><tbody class="b"><tr class="r"><td class="d">x</td><td>x</td></tr></tbody></table>
        """

    @Test(arguments: [
        (".a { color: #fff; }", "contrast"), (".a { color: #949494; }", "contrast"),
        (".a { background-color: #000; }", "contrast"), (".o { background-color: #1f1f1f; }", "contrast"),
        (".o { background-color: #000; color: #fff; } .a { background-color: #fff; }", "contrast"),
        (".a { font-size: 1pt; }", "size"), (".a { font-size: 0.4em; }", "size"), (".a { font-size: 100pt; }", "size"),
        (".a { line-height: 0.5; }", "size"), (".a { line-height: 2pt; }", "size"), (".o { line-height: 9; }", "size"),
        (".a { letter-spacing: -2pt; }", "size"), (".a { letter-spacing: 100pt; }", "size"),
        (".a { margin-top: -5mm; }", "margin"), (".a { margin-left: -300mm; }", "margin"),
        (".a { margin-bottom: 900mm; }", "room"), (".a { padding-top: 200mm; }", "room"),
        (".a { text-indent: 300mm; }", "room"), (".a { margin-left: 155mm; }", "room"),
        (".o { padding-left: 80mm; } .a { padding-right: 78mm; }", "room"),
        (".a { border-left: 158mm solid #fff; }", "room"),
        (".a { font-family: \"Wingdings\", Song; }", "family"), (".a { font-family: serif; }", "family"),
    ])
    func aTextIsNotHidden(rules: String, code: String) {
        let findings = Fixture.findings(body: "<div class=\"o\"><p class=\"a\">x</p></div>", rules: rules)
            .filter { $0.code != "template.style-unused" }
        #expect(findings.map(\.code) == ["template." + code], "\(findings.map(\.message))")
    }

    @Test(arguments: [
        (".c { width: 1pt; }", "room"), (".c { width: 3%; }", "room"), (".c { width: 99%; }", "room"),
        (".c { width: 159mm; }", "room"), (".d { padding-left: 78mm; }", "room"),
        (".t { margin-left: 154mm; }", "room"),
        (".d { text-indent: 79mm; }", "room"), (".d { height: 1pt; }", "style-misapplied"),
        (".r { height: 1pt; }", "style-misapplied"), (".d { margin-left: -100mm; }", "style-misapplied"),
        (".b { background-color: #000; }", "style-misapplied"), (".c { color: #fff; }", "style-misapplied"),
        (".d { width: 1pt; }", "style-misapplied"), (".r { background-color: #000; }", "contrast"),
        (".b { color: #fff; }", "contrast"),
    ])
    func aCellIsNotHidden(rules: String, code: String) {
        let findings = Fixture.findings(body: Self.table, rules: rules)
            .filter { $0.code != "template.style-unused" }
        #expect(Set(findings.map(\.code)).contains("template." + code), "\(findings.map(\.message))")
    }

    @Test(arguments: [
        ("seal", ".f { width: 5mm; }"), ("seal", ".f { width: 200mm; }"), ("seal", ""), ("seal", ".f { width: 100%; }"),
        ("seal", ".f { width: 40mm; height: 50mm; }"), ("seal", ".f { width: 40mm; margin-top: -41mm; }"),
        ("seal", ".f { width: 40mm; margin-left: -1mm; }"), ("seal", ".f { width: 40mm; margin-left: 130mm; }"),
        ("qr", ".f { width: 10mm; }"), ("qr", ".f { width: 30mm; margin-top: -10mm; }"),
    ])
    func aFigureCoversNothing(kind: String, rules: String) {
        let legend = kind == "seal" ? "c:legend=\"测试\"" : ""
        let body = "<figure class=\"f\" c:figure=\"\(kind)\" \(legend) aria-label=\"x\"/>"
        #expect(Fixture.findings(body: body, rules: rules).count == 1)
        #expect(Fixture.findings(body: body, rules: ".f { width: 40mm; }") == [])
        if kind == "seal" {
            #expect(Fixture.findings(body: body, rules: ".f { width: 40mm; margin-top: -40mm; }") == [])
        }
    }

    @Test func anInheritedFaultIsReportedOnce() {
        let findings = Fixture.findings(
            body: "<div class=\"o\"><p>x</p><p>y <span>z</span></p></div><div class=\"o\"><p>x</p></div>",
            rules: ".o { color: #fff; }")
        #expect(findings.map(\.code) == ["template.contrast", "template.contrast"])
    }
}
