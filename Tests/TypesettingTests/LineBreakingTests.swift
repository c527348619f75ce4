// SPDX-License-Identifier: Apache-2.0

import Documents
import TestSupport
import Testing
import Typesetting

/// Where lines end: CLREQ 3.1.3 (避头尾), 3.2 (Chinese with Latin), UAX 14 for words.
@Suite struct LineBreakingTests {
    @Test(arguments: [
        // A point or a closing mark does not begin a line: what precedes it comes with it, or the line is squeezed.
        ("一二三四五六七八九。十", ["一二三四五六七八九。", "十"]),
        ("一二三四五六七八九十。", ["一二三四五六七八九", "十。"]),
        ("一二三四五六七八九十）。", ["一二三四五六七八九", "十）。"]),
        // An opening mark does not end a line.
        ("一二三四五六七八九（十）", ["一二三四五六七八九", "（十）"]),
        ("一二三四五六七八“九十”", ["一二三四五六七八“九", "十”"]),
        // Two dashes and two groups of dots stay together.
        ("一二三四五六七八九——十", ["一二三四五六七八九", "——十"]),
        ("一二三四五六七八九……十", ["一二三四五六七八", "九……十"]),
        // Numbers, codes and words are not torn, and a unit stays with its number.
        ("一二三四五六七20000元罚款", ["一二三四五六七", "20000元罚款"]),
        ("一二三四统一代码91150100MA0", ["一二三四统一代码", "91150100MA0"]),
        ("一二三四五六七八第12号", ["一二三四五六七八", "第12号"]),
        ("一二三四五〔2024〕12号", ["一二三四五", "〔2024〕12号"]),
        ("一二三四五六七八e-mail地址", ["一二三四五六七八", "e-mail地址"]),
        // A line may end between words, and the space hangs beyond its edge.
        ("Objections may be filed", ["Objections may be ", "filed"]),
    ])
    func linesEndWhereTheyMay(text: String, lines: [String]) throws {
        #expect(try Sheet.lines(text, measure: 100).map(\.text) == lines)
    }

    @Test func noCharacterIsLeftAloneOnTheLastLine() throws {
        let words = "没有查见应当列示或者计数的信息不是对主体经营活动的评价"
        let lines = try Sheet.lines(words + "。", measure: 130) { $0.alignment = .justify }
        #expect(lines.map(\.text.count) == [13, 12, 3])
        // A short line keeps its characters: the gaps would show.
        #expect(try Sheet.lines("一二三四五六", measure: 50).map(\.text.count) == [5, 1])
    }

    @Test func whatIsWiderThanALineIsTornWhereTheLineIsFull() throws {
        let hash = "9f2c4e7a1b8d3056c4e19a7f2b6d80e35a1c9f4b7e2d6083a5c8f1e4b7d20963"
        let lines = try Sheet.lines("指纹" + hash, measure: 100)
        #expect(lines.map(\.text).joined() == "指纹" + hash)
        #expect(lines[0].text.count > 10)
        #expect(lines.allSatisfy { $0.right <= 100_000 })
    }

    @Test func aPlaceNarrowerThanACharacterIsAnError() throws {
        let error = #expect(throws: TypesettingError.self) { try Sheet.lines("一", measure: 9) }
        #expect(error?.code == .tooNarrow)
    }

    @Test func neighbouringMarksShareTheirBlank() throws {
        // Two full-width marks take one and a half ems, and the last of a line half of one.
        #expect(try Sheet.lines("一》《二", measure: 100)[0].right == 35_000)
        #expect(try Sheet.lines("一）。", measure: 100)[0].right == 20_000)
        #expect(try Sheet.lines("（一", measure: 100)[0].right == 15_000)
        #expect(try Sheet.lines("一「『二", measure: 100)[0].right == 35_000)
        #expect(try Sheet.lines("一。二", measure: 100)[0].right == 30_000)
    }

    @Test func aGapStandsBetweenChineseAndLatin() throws {
        let with = try Sheet.lines("一A一", measure: 100)[0].right
        let without = try Sheet.lines("A", measure: 100)[0].right
        #expect(with - without - 20_000 == 2 * (10_000 / 6))
    }

    @Test func justifiedLinesEndAtTheEdgeAndTheLastDoesNot() throws {
        let words = "本报告依据有关规定出具，汇集42个部门归集至公共信用信息平台的信息（测试）；有异议的，可以自收到之日起向出具机构提出。"
        for measure in [93, 107, 131, 158] {
            let lines = try Sheet.lines(words, measure: measure) { $0.alignment = .justify }
            for line in lines.dropLast() { #expect(line.right == 1000 * measure, "\(line.text)") }
            #expect(lines[lines.count - 1].right < 1000 * measure)
        }
    }

    @Test(arguments: [Style.Alignment.center, .end])
    func linesStandWhereTheStyleSays(alignment: Style.Alignment) throws {
        let line = try Sheet.lines("一二三", measure: 100) { $0.alignment = alignment }[0]
        #expect(line.left == (alignment == .center ? 35_000 : 70_000))
        #expect(line.right == (alignment == .center ? 65_000 : 100_000))
    }

    @Test func letterSpacingDoesNotMoveTheLastLetter() throws {
        let line = try Sheet.lines("一二三", measure: 100) { style in
            style.letterSpacing = .points(5)
            style.alignment = .center
        }[0]
        #expect(line.left == 30_000 && line.right == 70_000)
    }

    @Test func theFirstLineIsIndented() throws {
        let lines = try Sheet.lines("一二三四五六七八九十", measure: 50) { $0.firstLineIndent = .points(20) }
        #expect(lines.map(\.text) == ["一二三", "四五六七八", "九十"])
        #expect(lines.map(\.left) == [20_000, 0, 0])
    }

    @Test func randomTextsKeepTheirCharactersAndTheRules() throws {
        var random = SeededGenerator.fresh(for: "randomTextsKeepTheirCharactersAndTheRules")
        let pieces = [
            "中", "国", "信", "用", "，", "。", "、", "；", "：", "（", "）", "《", "》", "“", "”", "〔", "〕", "12", "2024",
            "abc", "x", " ", "-", "/", "%", "％", "·", "——", "……", "!", "(", ")", ",", "号", "年", "第",
        ]
        let notFirst = Set("，。、；：）》”〕·％")
        let notLast = Set("（《“〔")
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            let measure = Int.random(in: 60...200, using: &random)
            let lines = try Sheet.lines(text, measure: measure) { $0.alignment = .justify }
            #expect(lines.map(\.text).joined() == text)
            for (number, line) in lines.enumerated() {
                #expect(line.right <= 1000 * measure, "\(line.text)")
                // Marks that fill a whole line by themselves must end up somewhere.
                let solid = line.text.filter { $0 != " " }
                guard number > 0, let first = solid.first, solid.contains(where: { !notFirst.contains($0) }),
                    !text.contains(String(solid.prefix(1)) + String(solid.prefix(1)))
                else { continue }
                if notFirst.contains(first) {
                    let before = lines[number - 1].text
                    #expect(isForced(before, line.text, notFirst, notLast, measure), "\(before)|\(line.text)")
                }
                if number < lines.count - 1, let last = solid.last, notLast.contains(last) {
                    let after = lines[number + 1].text
                    #expect(isForced(line.text, after, notFirst, notLast, measure), "\(line.text)|\(after)")
                }
            }
        }
    }

    /// Whether two lines part amid characters that cling to each other and are too many to go to the next line together:
    /// more than fill half a line, of letters that are 10 points wide.
    private func isForced(
        _ before: String, _ after: String, _ notFirst: Set<Character>, _ notLast: Set<Character>, _ measure: Int
    ) -> Bool {
        func isFree(_ left: Character, _ right: Character) -> Bool {
            "中国信用".contains(left) && "中国信用".contains(right) && !notFirst.contains(right) && !notLast.contains(left)
        }
        let head = before.filter { $0 != " " }
        let solid = Array(head + after.filter { $0 != " " })
        var (start, end) = (head.count, head.count)
        while start > 0, start == head.count || !isFree(solid[start - 1], solid[start]) { start -= 1 }
        while end < solid.count, end == head.count || !isFree(solid[end - 1], solid[end]) { end += 1 }
        return (end - start) * 20 >= measure
    }
}
