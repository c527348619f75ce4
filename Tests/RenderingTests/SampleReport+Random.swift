// SPDX-License-Identifier: Apache-2.0

import Documents
import TestSupport

extension SampleReport {
    /// A report at random: paragraphs and tables of records, each with a document number that occurs once.
    ///
    /// - Returns: the report, and the document numbers in it.
    static func random(_ random: inout SeededGenerator) -> (document: Document, numbers: [String]) {
        var sample = SampleReport()
        var numbers: [String] = []
        var blocks = [sample.heading(1, "随机报告（测试）")]
        for part in 1...Int.random(in: 1...4, using: &random) {
            blocks.append(sample.heading(2, "第\(part)部分"))
            let words = sample.words(.random(in: 1...200, using: &random), &random)
            blocks.append(
                sample.paragraph(words) { style in
                    style.alignment = .justify
                    style.firstLineIndent = .points(21)
                })
            let rows = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                let number = "测市监罚〔2024〕\(1000 + numbers.count)号"
                numbers.append(number)
                let fact = sample.words(
                    Int.random(in: 0...15, using: &random) == 0 ? 2000 : .random(in: 0...60, using: &random), &random)
                // poppler's reading of a structure ends at an ActualText, which a variation sequence has.
                return ["\(numbers.count)", number, String(fact.unicodeScalars.filter { $0 != "\u{E0100}" })]
            }
            blocks.append(
                sample.table(
                    [.permille(90), .permille(280), .auto], caption: "表\(part)", head: ["序号", "文号", "事实"], rows: rows))
        }
        return (sample.document(blocks), numbers)
    }

    private func words(_ count: Int, _ random: inout SeededGenerator) -> String {
        let pieces = [
            "当事人", "未按规定", "公示", "，", "。", "（示例）", "《条例》", "第18条", "20000.00元", "91150402YY0000052E", "e-mail", "“引号”",
            "——", "……", "罚款", "3.5%", "24℃", "A/B", "𠮷", "葛\u{E0100}",
        ]
        return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "字" }.joined()
    }
}
