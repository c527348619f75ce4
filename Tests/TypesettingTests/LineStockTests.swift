// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing
import Typesetting

/// What is kept from one document to the next changes no page.
@Suite struct LineStockTests {
    /// The same words in several looks and measures, beside words of this document alone.
    private func sheet(_ number: Int) -> (sheet: Sheet, blocks: [Block]) {
        var sheet = Sheet(width: number.isMultiple(of: 3) ? 200 : 310, height: 400)
        var blocks = [sheet.heading("专项信用报告（测试）")]
        for part in 0..<6 {
            blocks.append(
                sheet.paragraph("处罚决定书文号：内市监罚〔2024〕12号，罚款3.5万元。", { $0.firstLineIndent = .points(part % 2 * 24) }))
            blocks.append(sheet.paragraph("未查见", { $0.fontSize = .points(9 + part % 3) }))
            blocks.append(sheet.paragraph("本报告第\(number)份第\(part)段，只此一处。", { $0.alignment = .justify }))
        }
        let rows = (0..<8).map { sheet.row(["决定日期", "2024-01-\(10 + $0)", "未查见"]) }
        blocks.append(
            Block(
                style: 0,
                content: .table(Table(columns: [.auto, .auto, .auto], caption: nil, head: [rows[0]], body: rows))))
        return (sheet, blocks)
    }

    @Test func keptLinesChangeNoPage() throws {
        let fonts = try #require(Sheet.fonts)
        let stock = LineStock()
        let typesetter = Typesetter(fonts: fonts)
        for number in [0, 1, 1, 2, 3, 0, 3, 3, 4, 1, 0] {
            let (sheet, blocks) = sheet(number)
            let document = sheet.document(blocks)
            let warm = try typesetter.pages(of: document, stock: stock)
            let cold = try typesetter.pages(of: document)
            #expect(warm.galley.glyphs == cold.galley.glyphs)
            #expect(String(reflecting: warm.galley.runs) == String(reflecting: cold.galley.runs))
            #expect(String(reflecting: warm.galley.lines) == String(reflecting: cold.galley.lines))
            #expect(String(reflecting: warm.pages) == String(reflecting: cold.pages))
        }
    }
}
