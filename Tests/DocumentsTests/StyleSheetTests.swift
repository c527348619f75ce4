// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing

@Suite struct StyleSheetTests {
    /// The looks of the first paragraph of a body, by the rules.
    private func style(_ rules: String, body: String = "<p class=\"a\">x</p>") throws -> Style {
        let document = try Fixture.template(body: body, rules: rules).document(
            for: Fixture.report(), view: Fixture.view)
        var blocks = document.blocks
        while case .section(let inner)? = blocks.first?.content { blocks = inner }
        return document.styles[try #require(blocks.first).style]
    }

    @Test func valuesInAllUnits() throws {
        let style = try style(
            """
            .a { font-size: 10.5pt; line-height: 2; margin: 1mm 2pt 0.5cm 1em; padding: 3pt 4pt; text-indent: 2em;
              letter-spacing: 0.5pt; color: #A61; background-color: #ffffee; text-align: justify; font-weight: 700;
              border-bottom: 0.75pt solid #123456; break-before: page; break-after: avoid; orphans: 3; widows: 4; }
            """)
        #expect(style.fontSize.milliPoints == 10_500)
        #expect(style.lineHeight.milliPoints == 21_000)
        #expect(
            style.margin
                == Edges(
                    top: .micrometres(1000), right: .points(2), bottom: .micrometres(5000),
                    left: Length(milliPoints: 10_500)))
        #expect(style.padding == Edges(top: .points(3), right: .points(4), bottom: .points(3), left: .points(4)))
        #expect(style.firstLineIndent.milliPoints == 21_000)
        #expect(style.color == Color(red: 0xAA, green: 0x66, blue: 0x11))
        #expect(style.background == Color(red: 0xFF, green: 0xFF, blue: 0xEE))
        #expect(style.alignment == .justify && style.isBold)
        #expect(style.borders.bottom?.width.milliPoints == 750 && style.borders.top == nil)
        #expect(style.breakBefore == .page && style.breakAfter == .avoid && style.breakInside == .auto)
        #expect(style.orphans == 3 && style.widows == 4)
        #expect(style.families == ["Song"] && style.screenFamilies == ["serif"])
    }

    @Test func headingsSetTextsForTheMargins() throws {
        let body = "<h1 class=\"a\">x</h1>"
        let set = try style(".a { string-set: subject-name content(text); }", body: body).runningString
        #expect(set == RunningString(name: "subject-name", isText: true))
        #expect(
            try style(".a { string-set: x \"\"; }", body: body).runningString == RunningString(name: "x", isText: false)
        )
        #expect(try style(".a { string-set: none; }", body: body).runningString == nil)
        for value in ["subject", "Subject content(text)", "x content(before)", "x content(text) y", "-x content(text)"]
        {
            let findings = Fixture.findings(body: body, rules: ".a { string-set: \(value); }")
            #expect(findings.map(\.code) == ["template.style-value"], "\(value)")
        }
        let misplaced = Fixture.findings(body: "<p class=\"a\">x</p>", rules: ".a { string-set: x content(text); }")
        #expect(misplaced.map(\.code) == ["template.style-misapplied"])
    }

    @Test func millimetresAreRoundedToThousandthsOfAPoint() {
        // 25.4 mm are 72 pt.
        #expect(Length.micrometres(25_400).milliPoints == 72_000)
        #expect(Length.micrometres(1000).milliPoints == 2835)
        #expect(Length.micrometres(-1000).milliPoints == -2835)
        #expect(Length.micrometres(210_000).milliPoints == 595_276)
    }

    /// Which of two rules wins.
    @Test(arguments: [
        ("p { color: #111; } .a { color: #222; }", 0x22), (".a { color: #222; } p { color: #111; }", 0x22),
        (".a { color: #111; } .a { color: #222; }", 0x22), ("p.a { color: #222; } .a { color: #111; }", 0x22),
        (".b .a { color: #222; } p.a { color: #111; }", 0x22), ("div .a { color: #222; } .a { color: #111; }", 0x22),
        ("div { color: #222; } body { color: #111; }", 0x22),
        ("div, .a { color: #222; } p.a { font-size: 9pt; }", 0x22),
        ("html p { color: #222; } p { color: #111; }", 0x22),
    ])
    func specificity(rules: String, part: UInt8) throws {
        #expect(try style(rules, body: "<div class=\"b c\"><p class=\"a d\">x</p></div>").color.red == part)
    }

    @Test func onlyTextIsInherited() throws {
        let style = try style(
            "div { font-size: 20pt; line-height: 1.5; color: #333; margin: 5pt; background-color: #eee; } p { font-size: 0.5em; }",
            body: "<div><p>x</p></div>")
        #expect(style.fontSize == .points(10) && style.color.red == 0x33)
        // A line height given as a factor is inherited as the factor.
        #expect(style.lineHeight == .points(15))
        #expect(style.margin == Edges(all: .zero) && style.background == nil)
    }

    /// Errors in a sheet, whose rules begin in its first line.
    @Test(arguments: [
        ("p { colour: #000; }", "style-property", 1, 5, "unknown property colour"),
        ("p {\n  display: none; }", "style-property", 2, 3, "unknown property display"),
        ("p { visibility: hidden; }", "style-property", 1, 5, "unknown property visibility"),
        ("p { position: absolute; }", "style-property", 1, 5, "unknown property position"),
        ("p { color: red; }", "style-value", 1, 12, "color cannot be \"red\", expected #rrggbb or #rgb"),
        (
            "p { color:#000 !important; }", "style-value", 1, 11,
            "color cannot be \"#000 !important\", expected #rrggbb or #rgb"
        ),
        ("p { color: #000; color: #111; }", "style-property", 1, 18, "color is set twice in one block"),
        (
            "p { padding: -1pt; }", "style-value", 1, 14,
            "padding cannot be \"-1pt\", expected one to four lengths in pt, mm, cm or em that are not negative"
        ),
        (
            "p { margin: 1px; }", "style-value", 1, 13,
            "margin cannot be \"1px\", expected one to four lengths in pt, mm, cm or em"
        ),
        (
            "p { margin: calc(1pt); }", "style-value", 1, 13,
            "margin cannot be \"calc(1pt)\", expected one to four lengths in pt, mm, cm or em"
        ),
        (
            "p { font-size: 0pt; }", "style-value", 1, 16,
            "font-size cannot be \"0pt\", expected a length in pt, mm, cm or em above zero"
        ),
        (
            "p { margin: 0/**/2pt 1234567pt; }", "style-value", 1, 13,
            "margin cannot be \"0 2pt 1234567pt\", expected one to four lengths in pt, mm, cm or em"
        ),
        ("p { color }", "style-syntax", 1, 5, "a property, a colon and a value were expected"),
        ("p > span { color: #000; }", "style-selector", 1, 1, "the selector \"p > span\" is of no known form"),
        ("p, a:hover { color: #000; }", "style-selector", 1, 4, "the selector \"a:hover\" is of no known form"),
        ("* { color: #000; }", "style-selector", 1, 1, "the selector \"*\" is of no known form"),
        ("p span .a { color: #000; }", "style-selector", 1, 1, "the selector \"p span .a\" is of no known form"),
        (
            "p, .nowhere { color: #000; }", "style-unused", 1, 4,
            "no element of the template is selected by \".nowhere\""
        ),
        ("tabel { color: #000; }", "style-unused", 1, 1, "no element of the template is selected by \"tabel\""),
        ("p { height: 1pt; }", "style-misapplied", 1, 5, "height does nothing on p"),
        ("body { margin: 100mm; }", "style-misapplied", 1, 8, "margin does nothing on body"),
        ("body { background-color: #000; }", "style-misapplied", 1, 8, "background-color does nothing on body"),
        (
            "@media screen { p { color: #fff; } }", "style-at-rule", 1, 1,
            "unknown @media screen, expected @page, @font-face"
        ),
        (
            "@import url(\"x.css\") { }", "style-at-rule", 1, 1,
            "unknown @import url(\"x.css\"), expected @page, @font-face"
        ),
        ("@page { }", "style-at-rule", 4, 1, "a second @page"),
        (
            "@font-face { font-family: \"X\"; font-weight: light; src: url(\"x.ttf\"); }", "style-value", 1, 45,
            "font-weight cannot be \"light\", expected normal or bold"
        ),
        ("@font-face { font-family: \"X\"; }", "style-font-face", 1, 1, "a face needs font-family and src"),
        (
            "@font-face { font-family: \"X\"; src: url(\"..\"); }", "style-value", 1, 37,
            "src cannot be \"url(\"..\")\", expected url(\"…\") with the path of a file in Fonts"
        ),
        ("/* never", "style-syntax", 1, 1, "a comment or a text in quotes is not closed"),
        ("p { font-family: \"Song; }", "style-syntax", 1, 18, "a comment or a text in quotes is not closed"),
    ])
    func errors(rules: String, code: String, line: Int, column: Int, message: String) throws {
        let all = Fixture.findings(body: "<p>x</p>", rules: rules)
        let finding = try #require(all.first { $0.code == "template." + code }, "\(all.map(\.message))")
        #expect(finding.file == "style.css" && finding.message == message)
        #expect(finding.line == line && finding.column == column, "\(finding.line):\(finding.column)")
    }

    @Test(arguments: [
        ("size: Letter;", "style-value", "size cannot be \"Letter\", expected A3 or A4"),
        ("margin: 1em;", "style-value", "margin cannot be \"1em\", expected one to four lengths in pt, mm or cm"),
        ("color: #000;", "style-property", "unknown property color"),
        ("margin: 25mm 60mm;", "room", "the margins of the page leave less than 100 mm by 150 mm for the content"),
        ("margin: 25mm 5mm;", "room", "printers need margins of 10 mm at least"),
        (
            "margin: 25mm; @left-middle { content: \"x\"; }", "style-at-rule",
            "unknown @left-middle, expected @top-left, @top-center, @top-right, @bottom-left, @bottom-center, @bottom-right"
        ),
        ("margin: 25mm; @top-left { content: \"x\"; }", "style-at-rule", "a second @top-left"),
        ("margin: 25mm; @top-center { color: #000; }", "style-at-rule", "@top-center has no content"),
        (
            "margin: 25mm; @top-center { content: attr(x); }", "style-value",
            "content cannot be \"attr(x)\", expected texts in double quotes, counter(page), counter(pages), field(path) and string(name)"
        ),
        ("margin: 25mm; @top-center { content: field(nmber); }", "field", "field(nmber): \"nmber\": there is no nmber"),
        (
            "margin: 25mm; @top-center { content: field(policy/basis); }", "field",
            "field(policy/basis): /policy/basis is a list"
        ),
        (
            "margin: 25mm; @top-center { content: \"x\"; color: #eee; }", "contrast",
            "@top-center: the text can hardly be told from what is behind it"
        ),
        (
            "margin: 25mm; @top-center { content: \"x\"; font-size: 5pt; }", "size",
            "@top-center: type has from 6 pt to 72 pt"
        ),
        (
            "margin: 25mm; @top-center { content: \"x\"; padding-top: 24mm; }", "room",
            "@top-center: a line of the box is higher than the margin that it stands in"
        ),
        (
            "margin: 25mm; @top-center { content: \"x\"; margin-top: 24mm; }", "style-misapplied",
            "margin-top does nothing on @page"
        ),
    ])
    func pageErrors(page: String, code: String, message: String) {
        let needed = "@top-left { content: field(number) field(view/fingerprint) counter(page) counter(pages); }"
        let findings = Fixture.findings(page: "@page { \(needed) \(page) }")
        #expect(findings.map(\.message) == [message])
        #expect(findings.map(\.code) == ["template." + code])
    }
}
