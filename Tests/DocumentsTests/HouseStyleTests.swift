// SPDX-License-Identifier: Apache-2.0

import Documents
import TestSupport
import Testing

@Suite struct HouseStyleTests {
    private static func shipped() throws -> HouseStyle {
        try HouseStyle(styleSheet: try TestFile.read(Repository.path("Templates/circular/style.css")))
    }

    private static let chart = Chart(.across, bars: [Chart.Bar(20)], full: 100)

    @Test func aCompositionBecomesATree() throws {
        let cells: [CompositionTable.Cell] = [
            .init(.text("甲\n乙"), scope: .row), .init(.chart(Self.chart, alternative: "20%"), class: "number"),
        ]
        let document = try Self.shipped().document(
            title: "示例", language: "zh-CN",
            [
                .heading(level: 1, class: "", "标题"),
                .section(
                    class: "",
                    [
                        .paragraph(class: "named", "点名"),
                        .table(
                            class: "",
                            CompositionTable(columns: [300, 700], caption: "表", head: [], rows: [("total", cells)])),
                    ]),
            ])
        #expect(document.blocks.count == 2)
        guard case .section(let parts) = document.blocks[1].content, case .table(let table) = parts[1].content else {
            Issue.record("a section with a table was expected")
            return
        }
        #expect(table.columns == [.permille(300), .permille(700)])
        guard case .paragraph(let line) = table.body[0].cells[0].blocks[0].content,
            case .figure(let figure) = table.body[0].cells[1].blocks[0].content
        else {
            Issue.record("a text and a chart were expected")
            return
        }
        #expect(line.count == 3)
        #expect(figure.alternative == "20%")
        // The rules of the style sheet apply: what is named is in the colour of warning.
        #expect(document.styles[parts[0].style].color == Color(red: 0xA6, green: 0x1B, blue: 0x1B))
        #expect(document.page.boxes.count == 2)
    }

    @Test(arguments: [
        ("@page { @top-left { content: field(number); } }", "field"), ("p { colour: red; }", "style-property"),
    ])
    func whatADocumentWithoutAReportCannotHaveIsNamed(_ sheet: String, _ code: String) throws {
        let error = #expect(throws: TemplateError.self) { try HouseStyle(styleSheet: Array(sheet.utf8)) }
        #expect(error?.findings.contains { $0.code.hasSuffix(code) } == true, "\(error?.description ?? "")")
    }

    @Test func whatWouldBeIllegibleIsRefused() throws {
        let sheet = """
            @font-face { font-family: "A"; src: url("A.ttf"); }
            body { font-family: "A"; } p { color: #fefefe; }
            """
        let style = try HouseStyle(styleSheet: Array(sheet.utf8))
        let error = #expect(throws: TemplateError.self) {
            try style.document(title: "示例", language: "zh-CN", [.paragraph(class: "", "看不见")])
        }
        #expect(error?.findings.first?.code == "template.contrast")
    }
}
