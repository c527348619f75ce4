// SPDX-License-Identifier: Apache-2.0

import Documents
import TestSupport
import Testing
import Typesetting

@Suite struct TableTests {
    private func table(_ sheet: inout Sheet, columns: [Width], head: [TableRow] = [], body: [TableRow]) -> Block {
        Block(
            style: sheet.style(),
            content: .table(Table(columns: columns, caption: nil, head: head, body: body)))
    }

    @Test func noRowIsLostOrSaidTwice() throws {
        var random = SeededGenerator.fresh(for: "noRowIsLostOrSaidTwice")
        for _ in 0..<20 {
            var sheet = Sheet(width: 200, height: .random(in: 60...200, using: &random))
            let count = Int.random(in: 1...60, using: &random)
            let rows = (1...count).map { number in
                sheet.row([
                    "甲\(number)", String(repeating: "字", count: .random(in: 1...40, using: &random)) + "终\(number)",
                ])
            }
            let head = sheet.row(["序号", "内容"], scope: .column)
            let block = table(&sheet, columns: [.length(.points(60)), .auto], head: [head], body: rows)
            let pages = try sheet.pages([block])
            let said = (0..<pages.pages.count).flatMap { pages.texts(of: $0) }
            let words = said.joined()
            for number in 1...count {
                #expect(said.filter { $0 == "甲\(number)" }.count == 1)
                #expect(words.contains("终\(number)"))
            }
            // The headings are read out once and repeated on each page.
            #expect(said.filter { $0 == "序号" }.count == 1)
            for page in 0..<pages.pages.count {
                #expect(pages.lines(of: page).filter { $0.text == "序号" }.count == 1)
            }
            #expect(pages.elements.filter { $0.role == .table }.count == 1)
            #expect(pages.elements.filter { $0.role == .row }.count == count + 1)
            // Nothing stands below the edge of the paper.
            #expect(pages.pages.allSatisfy { $0.marks.allSatisfy { $0.y <= pages.height } })
        }
    }

    @Test func aRowIsSplitOnlyIfItIsHigherThanAPage() throws {
        var sheet = Sheet(width: 30, height: 50)
        let fits = sheet.row([String(repeating: "一", count: 9)])
        let block = table(&sheet, columns: [.auto], body: [sheet.row(["甲"]), sheet.row(["乙"]), sheet.row(["丙"]), fits])
        // The row before the last stays with it.
        #expect(try sheet.pages([block]).texts(of: 1) == ["丙", "一一一", "一一一", "一一一"])

        let high = sheet.row([(0..<10).map { "一二\($0)" }.joined()])
        let tall = table(&sheet, columns: [.auto], body: [sheet.row(["甲"]), high])
        let pages = try sheet.pages([tall])
        #expect(pages.texts(of: 0) == ["甲", "一二0", "一二1", "一二2", "一二3"])
        #expect((0..<pages.pages.count).flatMap { pages.texts(of: $0) }.count == 11)
    }

    @Test func noShortRowStandsAlone() throws {
        var sheet = Sheet(width: 50, height: 50)
        let rows = (1...6).map { sheet.row(["\($0)"]) }
        let four = (1...4).map { sheet.paragraph("甲\($0)") }
        let block = table(&sheet, columns: [.auto], body: rows)
        let pages = try sheet.pages(four + [block])
        #expect((0..<pages.pages.count).map { pages.texts(of: $0).count } == [4, 4, 2])
    }

    @Test func columnsShareWhatIsLeft() throws {
        var sheet = Sheet(width: 100, height: 100)
        let block = table(
            &sheet, columns: [.length(.points(20)), .auto, .permille(300), .auto],
            body: [sheet.row(["一", "二", "三", "四"])])
        #expect(try sheet.pages([block]).lines(of: 0).map(\.left) == [0, 20_000, 45_000, 75_000])
    }

    @Test func columnsAndCellsThatDoNotFitAreErrors() throws {
        var sheet = Sheet(width: 100, height: 100)
        let wide = table(&sheet, columns: [.length(.points(80)), .permille(300)], body: [sheet.row(["一", "二"])])
        let few = table(&sheet, columns: [.auto, .auto], body: [sheet.row(["一"])])
        #expect(#expect(throws: TypesettingError.self) { try sheet.pages([wide]) }?.code == .columns)
        #expect(#expect(throws: TypesettingError.self) { try sheet.pages([few]) }?.code == .cells)
    }

    @Test func oneRuleStandsBetweenTwoCells() throws {
        var sheet = Sheet(width: 100, height: 100)
        let thin = Border(width: Length(milliPoints: 500), color: .black)
        let thick = Border(width: .points(1), color: .black)
        func cell(_ words: String, _ right: Border?) -> TableCell {
            TableCell(
                style: sheet.style { style in
                    style.borders.left = thin
                    style.borders.right = right
                    style.borders.top = thin
                    style.borders.bottom = thin
                }, blocks: [sheet.paragraph(words)])
        }
        let rows = (1...3).map { _ in
            TableRow(style: sheet.style(), cells: [cell("一", thick), cell("二", nil)])
        }
        let block = table(&sheet, columns: [.auto, .auto], body: rows)
        let rules = try sheet.pages([block]).pages[0].rules
        // Two upright rules, each in one piece (none asks for one on the right), and four level ones.
        let upright = rules.filter { $0.height > $0.width }
        #expect(upright.map(\.x) == [-250, 49_500])
        #expect(upright.map(\.width) == [500, 1000])
        #expect(upright.allSatisfy { $0.y == 0 && $0.height == 30_000 })
        let level = rules.filter { $0.height < $0.width }
        #expect(level.map(\.y) == [-250, 9_750, 19_750, 29_750])
        #expect(level.allSatisfy { $0.height == 500 && $0.width == 100_500 })
    }

    @Test func contentStandsWhereTheCellSays() throws {
        var sheet = Sheet(width: 100, height: 100)
        func cell(_ words: String, _ place: Style.VerticalAlignment) -> TableCell {
            TableCell(style: sheet.style { $0.verticalAlignment = place }, blocks: [sheet.paragraph(words)])
        }
        let row = TableRow(
            style: sheet.style(),
            cells: [cell("一二三四五六", .top), cell("七", .top), cell("八", .middle), cell("九", .bottom)])
        let block = table(
            &sheet, columns: [.length(.points(20)), .auto, .auto, .auto], body: [row])
        let lines = try sheet.pages([block]).lines(of: 0)
        #expect(lines.suffix(3).map(\.baseline) == [8_800, 18_800, 28_800])
    }
}
