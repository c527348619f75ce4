// SPDX-License-Identifier: Apache-2.0

import Documents
import TestSupport
import Testing
import Typesetting

/// Trees of any shape: every text stands on exactly one page, in the place for content, or the typesetter says why not.
@Suite struct RandomTreeTests {
    @Test func everyTextOfARandomTreeIsSetOnce() throws {
        var random = SeededGenerator.fresh(for: "everyTextOfARandomTreeIsSetOnce")
        var set = 0
        for _ in 0..<150 {
            var tree = RandomTree(random: random)
            let blocks = tree.blocks(depth: 0)
            random = tree.random
            let pages: PageSet
            do {
                pages = try tree.sheet.pages(blocks)
            } catch let error as TypesettingError {
                #expect([.tooHigh, .tooNarrow, .columns].contains(error.code), "\(error)")
                continue
            }
            set += 1
            let said = (0..<pages.pages.count).flatMap { pages.texts(of: $0) }.joined()
            for word in tree.words {
                #expect(said.split(separator: word, omittingEmptySubsequences: false).count == 2, "\(word)")
            }
            let (top, bottom) = (tree.sheet.page.margin.top.milliPoints, pages.height)
            for page in pages.pages {
                #expect(!page.marks.isEmpty)
                // Margins may be negative, so a line may stand a little above its page's first.
                let outside = page.marks.filter { $0.y < top - 20_000 || $0.y > bottom + 20_000 }.map(\.y)
                #expect(outside.isEmpty, "page of \(bottom)")
            }
            for (index, element) in pages.elements.enumerated() { #expect(element.parent < index) }
        }
        #expect(set > 50)
    }
}

/// Makes blocks at random, with words that occur once each.
private struct RandomTree {
    var random: SeededGenerator
    var sheet: Sheet
    var words: [String] = []

    init(random: SeededGenerator) {
        self.random = random
        sheet = Sheet(
            width: .random(in: 150...400, using: &self.random), height: .random(in: 80...300, using: &self.random))
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }

    private mutating func style() -> StyleIndex {
        let color = Color(red: 200, green: 220, blue: 240)
        let line = Border(width: .points(1), color: .black)
        let (a, b, c, d) = (number(-4...10), number(0...8), number(0...9), number(0...5))
        return sheet.style { style in
            style.margin.top = .points(a)
            style.margin.bottom = .points(b)
            style.padding = Edges(all: .points(d))
            if c == 0 { style.background = color }
            if c == 1 { style.borders.bottom = line }
            if c == 2 { style.breakBefore = .page }
            if c == 3 { style.breakAfter = .avoid }
            if c == 4 { style.breakInside = .avoid }
            if c == 5 { style.breakAfter = .page }
            if c == 6 { style.breakBefore = .avoid }
            style.widows = d % 4
            style.orphans = b % 4
        }
    }

    private mutating func text() -> [Inline] {
        let word = "〈\(words.count)〉"
        words.append(word)
        let filler = String(repeating: "字词，", count: number(0...25))
        return [.text(filler + word, style: sheet.style(), isStrong: false, origin: "template")]
    }

    mutating func blocks(depth: Int) -> [Block] {
        (0..<number(1...4)).map { _ in block(depth: depth) }
    }

    private mutating func block(depth: Int) -> Block {
        let style = style()
        switch number(0...(depth < 3 ? 7 : 3)) {
        case 0: return Block(style: style, content: .heading(level: number(1...4), text()))
        case 1:
            let size = Width.length(.points(number(5...60)))
            return Block(
                style: sheet.style { $0.height = size },
                content: .figure(Figure(subject: .qrCode("x"), alternative: "测试")))
        case 2, 3: return Block(style: style, content: .paragraph(text()))
        case 4:
            let items = (0..<number(1...3)).map { number in
                ListItem(style: sheet.style(), label: "\(number).", blocks: blocks(depth: depth + 1))
            }
            return Block(style: style, content: .list(isOrdered: true, items))
        case 5, 6: return Block(style: style, content: .table(table(depth: depth)))
        default: return Block(style: style, content: .section(blocks(depth: depth + 1)))
        }
    }

    private mutating func table(depth: Int) -> Table {
        let columns = number(1...3)
        let head = number(0...1) == 0 ? [] : [row(columns, depth: 3)]
        let body = (0..<number(1...6)).map { _ in row(columns, depth: depth + 1) }
        return Table(columns: Array(repeating: .auto, count: columns), caption: nil, head: head, body: body)
    }

    private mutating func row(_ columns: Int, depth: Int) -> TableRow {
        let cells = (0..<columns).map { _ in
            TableCell(
                style: sheet.style { $0.padding = Edges(all: .points(2)) },
                blocks: number(0...3) == 0
                    ? blocks(depth: depth) : [Block(style: sheet.style(), content: .paragraph(text()))])
        }
        return TableRow(style: sheet.style(), cells: cells)
    }
}
