// SPDX-License-Identifier: Apache-2.0

import Documents
import TestSupport
import Testing
import Typesetting

/// What holds for the lines of any text, however strange.
@Suite struct LinePropertyTests {
    /// What is not torn where a line holds it.
    private static let whole = [
        "内市监罚〔2024〕12号", "呼环罚字〔2023〕第7号", "京海市监处罚（2025）1024号", "91150100MA0EXAMPL3", "150102199001011234", "20000.50元",
        "50万元", "第12条", "12.5%", "NM-2026-9PQ9-537R-6SYH", "e-mail", "￥1,234,567",
    ]
    private static let long = [
        String(repeating: "x", count: 300), String(repeating: "9f2c4e7a", count: 8),
        "https://credit.example/verify?number=NM-2026-7Q4K-M2XR-T9VB-3&code=B68T-CPB1-5J4P0",
        String(repeating: "９", count: 60),
    ]
    private static let plain = "中国信用报告出具单位核验结果"
    private static let marks = [
        "，", "。", "、", "；", "：", "）", "》", "”", "——", "……", "·", "／", "-", "/", " ", "（", "《", "“",
    ]
    private static let notFirst = Set("，。、；：）》”·／-/")
    private static let notLast = Set("（《“")

    @Test func linesKeepWithinTheirMeasureAndLoseNothing() throws {
        var random = SeededGenerator.fresh(for: "linesKeepWithinTheirMeasureAndLoseNothing")
        for _ in 0..<400 {
            let text = Self.text(.random(in: 1...40, using: &random), Self.whole + Self.long + Self.marks, &random)
            let measure = Int.random(in: 30...400, using: &random)
            let indent = Bool.random(using: &random) ? 20 : 0
            let alignment = [Style.Alignment.start, .justify, .center, .end].randomElement(using: &random) ?? .start
            let spacing = Int.random(in: 0...3, using: &random) == 0 ? 2 : 0
            let lines = try Sheet.lines(text, measure: measure) { style in
                style.alignment = alignment
                style.firstLineIndent = .points(indent)
                style.letterSpacing = .points(spacing)
            }
            #expect(lines.map(\.text).joined() == text)
            for line in lines {
                #expect(line.left >= 0 && line.right <= 1000 * measure, "\(measure) pt: \(line.text)")
                #expect(!line.text.isEmpty)
            }
        }
    }

    @Test func noLineBeginsOrEndsWithAMarkThatMustNot() throws {
        var random = SeededGenerator.fresh(for: "noLineBeginsOrEndsWithAMarkThatMustNot")
        for _ in 0..<400 {
            // Between two marks stands enough to end a line at.
            var text = ""
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                text += Self.text(.random(in: 3...6, using: &random), [], &random)
                text += (Self.whole + Self.marks).randomElement(using: &random) ?? ""
            }
            let measure = Int.random(in: 170...400, using: &random)
            let lines = try Sheet.lines(text + "完", measure: measure) { $0.alignment = .justify }
            for (number, line) in lines.enumerated() {
                let solid = line.text.filter { $0 != " " }
                guard let first = solid.first, let last = solid.last else { continue }
                #expect(number == 0 || !Self.notFirst.contains(first), "\(measure) pt: \(line.text)")
                #expect(number == lines.count - 1 || !Self.notLast.contains(last), "\(measure) pt: \(line.text)")
            }
        }
    }

    @Test func numbersAndCodesAreWholeWhereTheyFit() throws {
        var random = SeededGenerator.fresh(for: "numbersAndCodesAreWholeWhereTheyFit")
        let widths = try Self.whole.map { ($0, try Sheet.lines($0, measure: 5000)[0].right) }
        for _ in 0..<400 {
            var text = "见"
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                // 据 ends a word: what follows is a name of its own.
                text += Self.text(.random(in: 1...9, using: &random), [], &random) + "据"
                text += Self.whole.randomElement(using: &random) ?? ""
            }
            let measure = Int.random(in: 40...400, using: &random)
            let lines = try Sheet.lines(text, measure: measure) { $0.alignment = .justify }
            for (word, width) in widths where width <= 1000 * measure {
                let wanted = text.split(separator: word, omittingEmptySubsequences: false).count
                let found = lines.reduce(1) { count, line in
                    count + line.text.split(separator: word, omittingEmptySubsequences: false).count - 1
                }
                #expect(found == wanted, "\(word) in \(measure) pt: \(lines.map(\.text).joined(separator: "|"))")
            }
        }
    }

    @Test func justifiedLinesAreEven() throws {
        var random = SeededGenerator.fresh(for: "justifiedLinesAreEven")
        for _ in 0..<200 {
            let text = Self.text(.random(in: 60...120, using: &random), Self.whole + ["，", "。", "、"], &random)
            let measure = Int.random(in: 200...450, using: &random)
            let lines = try Sheet.lines(text, measure: measure) { $0.alignment = .justify }
            for line in lines.dropLast() where line.right != 1000 * measure {
                // A line stays ragged only if filling it would tear it apart by half an em and more.
                let gaps = line.text.filter { Self.plain.contains($0) }.count
                #expect(2 * (1000 * measure - line.right) > gaps * 5000, "\(measure) pt: \(line.text)")
            }
        }
    }

    @Test func anAddressIsTornAtItsParts() throws {
        let lines = try Sheet.lines(
            "https://credit.example/verify?n=NM-2026-9PQ9-537R-6SYH-J0ZY-3&c=B68T-CPB1-5J4P0", measure: 200)
        for line in lines.dropLast() { #expect("-/?&=".contains(line.text.last ?? " "), "\(line.text)") }
    }

    @Test func aNumberOfADocumentIsHeldByItsOffice() throws {
        #expect(
            try Sheet.lines("不服内市监罚〔2024〕12号", measure: 120).map(\.text) == ["不服", "内市监罚〔2024〕12号"])
        #expect(
            try Sheet.lines("处罚决定书呼环罚〔2024〕7号的", measure: 130).map(\.text) == ["处罚决定书", "呼环罚〔2024〕7号的"])
        // In a place that is too narrow for all of it, it is torn at its parts.
        #expect(
            try Sheet.lines("内市监罚〔2024〕12号", measure: 70).map(\.text) == ["内市监罚", "〔2024〕12号"])
        #expect(try Sheet.lines("１２３４５６７８９０一", measure: 100).map(\.text) == ["１２３４５６７８９０", "一"])
        #expect(try Sheet.lines("一二三四五六七八O’Brien", measure: 100).map(\.text) == ["一二三四五六七八", "O’Brien"])
    }

    /// So many pieces of text: ideographs, and once in a while another piece.
    private static func text(_ count: Int, _ others: [String], _ random: inout SeededGenerator) -> String {
        (0..<count).reduce(into: "") { text, _ in
            if let other = others.randomElement(using: &random), Int.random(in: 0...2, using: &random) == 0 {
                text += other
            } else {
                text.append(plain.randomElement(using: &random) ?? "中")
            }
        }
    }
}
