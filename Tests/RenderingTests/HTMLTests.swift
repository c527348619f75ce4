// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Documents
import Markup
import OpenType
import Rendering
import Reporting
import TestSupport
import Testing

@Suite struct HTMLTests {
    /// Names that somebody may register to be misread.
    static let hostileNames = [
        "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>", "]]>", "--!>", "<!--", "&lt;", "&amp;lt;",
        "{{7*7}}",
        "</title></style></template><script>alert(1)</script>", "' onmouseover='alert(1)", "javascript:alert(1)",
        "a  b ", "&#x3c;", "\u{A0}x", "龘䶮㛃堃", String(repeating: "长", count: 4000),
    ]

    private func renderer() throws -> HTMLRenderer {
        try HTMLRenderer(letters: Font(path: Repository.path("Fonts/CreditreportHei-Bold.ttf")))
    }

    private func page(_ document: Document, description: String = "test") throws -> [UInt8] {
        try renderer().page(document, signedXML: Array("<report/>".utf8), description: description)
    }

    /// A document with some words in every place where words can stand.
    private func document(_ words: String) -> Document {
        var sample = SampleReport()
        let plain = sample.style { _ in }
        let red = sample.style { $0.color = Color(red: 0xA6, green: 0x1B, blue: 0x1B) }
        let text = sample.text(words, plain)
        let paragraph = Block(style: plain, content: .paragraph(text), isAnonymous: true)
        let row = TableRow(
            style: plain,
            cells: [
                TableCell(style: plain, scope: .row, blocks: [paragraph]), TableCell(style: plain, blocks: [paragraph]),
            ])
        let table = Table(
            columns: [.permille(300), .auto], caption: TableCaption(style: plain, text: text), head: [row], body: [row])
        let mixed: [Inline] = [
            .text(words, style: red, isStrong: false, origin: "x"), .lineBreak,
            .text(words, style: red, isStrong: true, origin: "x"),
            .text(words, style: plain, isStrong: true, origin: "x"),
        ]
        let figure = Figure(subject: .qrCode("https://credit.example/"), alternative: words)
        return Document(
            title: words, language: "zh-CN", page: PageStyle(), styles: sample.styles,
            blocks: [
                Block(style: plain, content: .heading(level: 1, text)), Block(style: red, content: .paragraph(mixed)),
                Block(
                    style: plain,
                    content: .list(isOrdered: true, [ListItem(style: plain, label: "1.", blocks: [paragraph])])),
                Block(style: plain, content: .table(table)),
                Block(
                    style: plain, content: .section([Block(style: plain, content: .figure(figure))]), element: "footer"),
            ])
    }

    private static let vocabulary: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "main", "section", "header", "footer", "div", "h1", "h2",
        "h3", "h4",
        "p",
        "ul", "ol", "li", "table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "figure", "svg",
        "path",
        "span", "strong", "br", "template",
    ]

    @Test func hostileNamesStayText() throws {
        // All of them in one page: what breaks out of its place changes the text of the others.
        let documents = Self.hostileNames.map(document)
        var whole = documents[0]
        whole.title = Self.hostileNames.joined()
        whole.blocks = documents.flatMap(\.blocks)
        let dom = try Browser.dom(page(whole, description: Self.hostileNames.dropLast().joined()))
        #expect(dom.text == whole.blocks.text)
        #expect(dom.elements.subtracting(Self.vocabulary) == [])
        let attributes = dom.tags.filter { $0.contains(" on") || $0.contains("style=") || $0.contains("src=") }
        // Such words stand in quotes, as the name of a figure or in the description of the view.
        #expect(attributes.allSatisfy { $0.hasPrefix("figure ") || $0.hasPrefix("meta ") })
        #expect(dom.tags.count { $0.hasPrefix("figure ") } == Self.hostileNames.count)
        #expect(dom.tags.count { $0 == "template id=\"signed-report\"" } == 1)
    }

    private func standard() throws -> Document {
        let template = try Template(
            name: "standard", markup: TestFile.read(Repository.path("Templates/standard/report.xhtml")),
            styleSheet: TestFile.read(Repository.path("Templates/standard/style.css")))
        let report = try XMLReader().read(TestFile.read(Repository.path("Tests/DocumentsTests/Resources/report.xml")))
        return template.document(
            for: report,
            view: ViewData(
                fingerprint: String(repeating: "0123456789abcdef", count: 4), verificationCode: "7K3M-Q9ZT-4WXYZ",
                checkingAddress: "https://credit.example/verify?n=NM-2026-4QJX-7Z3M-0KVB-92TD-5&c=7K3MQ9ZT4WXYZ",
                template: "standard", templateSHA256: template.sha256,
                fontsSHA256: String(repeating: "b", count: 64), rendering: "1"))
    }

    @Test func theStandardReportKeepsItsText() throws {
        let document = try standard()
        let dom = try Browser.dom(page(document))
        #expect(dom.text == document.blocks.text)
        #expect(dom.text.utf8.count > 5000)
        func rows(_ blocks: [Block]) -> Int {
            blocks.reduce(0) { sum, block in
                switch block.content {
                case .section(let inner): sum + rows(inner)
                case .table(let table): sum + table.head.count + table.body.count
                default: sum
                }
            }
        }
        #expect(dom.tags.count { $0.hasPrefix("tr ") } == rows(document.blocks))
        #expect(dom.elements.subtracting(Self.vocabulary) == [])
        // It tells what to do, and never that somebody has checked it.
        for praise in ["已核验", "核验通过", "验证通过", "✓", "✔", "有效签名"] { #expect(!dom.text.contains(praise)) }
    }

    @Test func nothingIsWiderThanTheScreen() throws {
        var document = try standard()
        // A word without an end, in a heading and in the first cell of a table.
        let word = self.document(String(repeating: "W", count: 4000)).blocks
        document.blocks += [0, 3].map { word[$0] }
        let widths = [320, 390, 1280]
        let extents = try Browser.extents(of: page(document), widths: widths)
        try #require(extents.count == widths.count)
        for (extent, width) in zip(extents, widths) { #expect(extent <= width && extent > width / 2) }
    }

    @Test func aPageIsSelfContainedAndRunsNothing() throws {
        let page = String(decoding: try page(standard()), as: UTF8.self)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"))
        let start = try #require(page.firstRange(of: "<style>")).upperBound
        let end = try #require(page.firstRange(of: "</style>")).lowerBound
        let hash = Base64.encode(Digest.of(Array(page[start..<end].utf8)))
        let policy = "content=\"default-src 'none'; style-src 'sha256-\(hash)'\""
        #expect(page.contains("<meta http-equiv=\"Content-Security-Policy\" \(policy)>"))
        for forbidden in [
            "<script", "<link", "<img", "<iframe", "<a ", "url(", "@import", " style=", " href=", " src=",
        ] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        #expect(page.contains("color-scheme:light"))
        // Nothing may ever be cut off.
        for hiding in ["overflow:", "display:none", "visibility", "max-height", "position:", "opacity", "clip"] {
            #expect(!page[start..<end].contains(hiding), "\(hiding)")
        }
    }

    @Test func looksBecomeRules() throws {
        var sample = SampleReport()
        let block = sample.paragraph("x") { style in
            style.margin.top = .points(3)
            style.borders.left = Border(width: .points(2), color: Color(red: 0xA6, green: 0x1B, blue: 0x1B))
            style.background = Color(red: 0xFF, green: 0xFF, blue: 0xEE)
            style.breakAfter = .avoid
            style.screenFamilies = ["SimSun", "serif"]
        }
        let page = String(
            decoding: try page(
                Document(title: "x", language: "zh-CN", page: PageStyle(), styles: sample.styles, blocks: [block])),
            as: UTF8.self)
        for rule in [
            ".s0{font-family:\"Creditreport Song SC\",\"SimSun\",serif}", ".s0{font-size:10.5pt}",
            ".s0{line-height:17pt}",
            ".s0{margin:3pt 0pt 0pt 0pt}", ".s0{border-left:2pt solid #a61b1b}", ".s0{background:#ffffee}",
            ".s0{break-after:avoid}", "@page{size:595.276pt 841.89pt;",
        ] {
            #expect(page.contains(rule), "\(rule)")
        }
        #expect(page.contains("<body><main><p class=\"s0\">x</p></main><template"))
    }

    /// A setting that nothing has makes no rule.
    @Test func noRuleIsEmpty() throws {
        let page = String(decoding: try page(standard()), as: UTF8.self)
        #expect(!page.contains("{}") && page.contains("{border-top:"))
    }

    /// What stands between the first headers and the last footers is the main part, once.
    @Test(arguments: [
        (["header", "section", "header", "footer"], "H<main>sH</main>F"), (["section"], "<main>s</main>"),
        (["header", "footer"], "H<main></main>F"), (["footer", "section"], "<main>Fs</main>"),
    ])
    func theMainPartIsALandmark(elements: [String], expected: String) throws {
        var sample = SampleReport()
        let style = sample.style { _ in }
        let blocks = elements.map { Block(style: style, content: .section([]), element: $0) }
        let page = String(
            decoding: try page(
                Document(title: "x", language: "zh-CN", page: PageStyle(), styles: sample.styles, blocks: blocks)),
            as: UTF8.self)
        let body = try #require(page.split(separator: "<body>").last?.split(separator: "<template").first)
        let shape = body.replacing("<header class=\"s0\"></header>", with: "H").replacing(
            "<footer class=\"s0\"></footer>", with: "F"
        ).replacing("<section class=\"s0\"></section>", with: "s")
        #expect(shape == expected)
    }

    @Test func wordsOfAnotherLanguageAreMarked() throws {
        var sample = SampleReport()
        let plain = sample.style { _ in }
        let english = sample.style { $0.language = "en" }
        let text: [Inline] = [
            .text("报告期", style: plain, isStrong: false, origin: "x"),
            .text(" Period", style: english, isStrong: false, origin: "x"),
            .text("!", style: english, isStrong: true, origin: "x"),
        ]
        let block = Block(style: plain, content: .paragraph(text))
        let page = String(
            decoding: try page(
                Document(title: "x", language: "zh-CN", page: PageStyle(), styles: sample.styles, blocks: [block])),
            as: UTF8.self)
        #expect(
            page.contains(
                "报告期<span class=\"s1\" lang=\"en\"> Period</span><strong class=\"s1\" lang=\"en\">!</strong>"))
    }

    @Test func theSameDocumentMakesTheSameBytes() throws {
        #expect(try page(standard()) == page(standard()))
    }

    @Test func theFrameIsTakenApartAgain() throws {
        let page = try page(document(Self.hostileNames[4]), description: "creditreport view; \"x\" <y>")
        let file = HTMLEnvelope.file(page: page, cms: [0x30, 0x03, 1, 2, 3])
        let envelope = try #require(HTMLEnvelope(file))
        #expect(Array(envelope.page) == page)
        #expect(envelope.cms == [0x30, 0x03, 1, 2, 3])
        #expect(envelope.signedXML == Array("<report/>".utf8))
        // Whatever stands behind or before is no frame.
        #expect(HTMLEnvelope(file + [10]) == nil)
        #expect(HTMLEnvelope(Array(file.dropLast())) == nil)
        #expect(HTMLEnvelope(page) == nil)
        #expect(HTMLEnvelope([]) == nil)
    }

    @Test func itPrintsToThePaperOfThePages() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("page.html", page(standard()))
        let result = try Tool.run(
            "chromium",
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(directory.path)/profile",
                "--no-pdf-header-footer", "--print-to-pdf=\(directory.path)/page.pdf", "file://\(path)",
            ])
        try #require(result.status == 0, "\(result.errorText)")
        let info = try Tool.run("pdfinfo", ["\(directory.path)/page.pdf"]).text
        #expect(info.contains("(A4)"), "\(info)")
    }
}
