// SPDX-License-Identifier: Apache-2.0

import Documents
import TestSupport
import Testing
import Typesetting

/// What holds for any table: every cell is set once and whole, in its column, on the paper, under its headings.
@Suite struct TablePropertyTests {
    private static let padding = 3

    /// A table at random, with what each of its cells says.
    private struct Sample {
        var sheet: Sheet
        var block: Block
        var cells: [[String]]
        var edges: [Int]
        var head: [String]
    }

    private static func sample(_ random: inout SeededGenerator) -> Sample {
        var sheet = Sheet(width: .random(in: 120...300, using: &random), height: .random(in: 90...260, using: &random))
        let columns = Int.random(in: 1...4, using: &random)
        let padded = sheet.style { $0.padding = Edges(all: .points(Self.padding)) }
        func row(_ words: [String], scope: TableCell.Scope? = nil) -> TableRow {
            TableRow(
                style: sheet.style(),
                cells: words.map { TableCell(style: padded, scope: scope, blocks: [sheet.paragraph($0)]) })
        }
        let head = (0..<columns).map { "题\($0)" }
        let cells = (0..<Int.random(in: 1...25, using: &random)).map { number in
            (0..<columns).map { column in
                let name = "甲\(number)乙\(column)"
                switch Int.random(in: 0...40, using: &random) {
                case 0: return ""
                case 1: return name + String(repeating: "x", count: 300)
                // Longer than three pages.
                case 2: return name + String(repeating: "字词，", count: 700)
                case 3: return name + String(repeating: "（《", count: 30)
                default: return name + String(repeating: "字", count: .random(in: 0...30, using: &random))
                }
            }
        }
        let table = Table(
            columns: Array(repeating: .auto, count: columns), caption: nil, head: [row(head, scope: .column)],
            body: cells.map { row($0) })
        let width = sheet.page.width.milliPoints
        var edges = [0]
        for column in 0..<columns { edges.append(edges[column] + (width - edges[column]) / (columns - column)) }
        let block = Block(style: sheet.style(), content: .table(table))
        return Sample(
            sheet: sheet, block: block, cells: cells, edges: edges,
            head: head)
    }

    @Test func everyCellIsSetOnceWholeAndInItsPlace() throws {
        var random = SeededGenerator.fresh(for: "everyCellIsSetOnceWholeAndInItsPlace")
        for _ in 0..<60 {
            let sample = Self.sample(&random)
            let pages = try sample.sheet.pages([sample.block])
            var said: [Int: String] = [:]
            for page in pages.pages.indices {
                for line in pages.lines(of: page) {
                    guard let element = line.element else { continue }
                    said[element, default: ""] += line.text
                }
            }
            let cells = pages.elements.indices.filter { pages.elements[$0].role == .cell }
            #expect(cells.map { said[$0] ?? "" } == sample.cells.flatMap(\.self))
            let rows = pages.elements.indices.filter { pages.elements[$0].role == .row }
            #expect(rows.count == sample.cells.count + 1)
            try place(sample, pages, firstCell: cells.first ?? 0)
        }
    }

    /// Every line stands in its column and on the paper, below the one before it in its cell; headings stand above all on every page.
    private func place(_ sample: Sample, _ pages: PageSet, firstCell: Int) throws {
        let columns = sample.head.count
        let cells = pages.elements.indices.filter { pages.elements[$0].role == .cell }
        for page in pages.pages.indices {
            let lines = pages.lines(of: page)
            #expect(lines.prefix(columns).map(\.text) == sample.head, "page \(page)")
            var last: [Int: Int] = [:]
            for line in lines {
                #expect(line.baseline >= 0 && line.baseline <= pages.height)
                guard let element = line.element, let index = cells.firstIndex(of: element) else { continue }
                let column = index % columns
                let padding = 1000 * Self.padding
                #expect(line.left >= sample.edges[column] + padding, "\(line.text)")
                #expect(line.right <= sample.edges[column + 1] - padding, "\(line.text)")
                #expect(line.baseline >= (last[element] ?? 0) + 10_000 || last[element] == nil, "\(line.text)")
                last[element] = line.baseline
            }
            // A page without content would be a sheet for nothing.
            #expect(lines.contains { $0.element != nil })
        }
    }

    @Test func rulesAreOfOneWeightAndCloseEveryPage() throws {
        var random = SeededGenerator.fresh(for: "rulesAreOfOneWeightAndCloseEveryPage")
        for _ in 0..<30 {
            var sample = Self.sample(&random)
            guard case .table(let table) = sample.block.content else { continue }
            let thin = Border(width: Length(milliPoints: 500), color: .black)
            let ruled = sample.sheet.style { style in
                style.padding = Edges(all: .points(Self.padding))
                (style.borders.top, style.borders.bottom) = (thin, thin)
                (style.borders.left, style.borders.right) = (thin, thin)
            }
            func row(_ row: TableRow) -> TableRow {
                TableRow(
                    style: row.style,
                    cells: row.cells.map { TableCell(style: ruled, scope: $0.scope, blocks: $0.blocks) })
            }
            let block = Block(
                style: sample.block.style,
                content: .table(
                    Table(columns: table.columns, caption: nil, head: table.head.map(row), body: table.body.map(row))))
            let pages = try sample.sheet.pages([block])
            for page in pages.pages {
                let across = page.rules.filter { $0.height == 500 }.sorted { $0.y < $1.y }
                let down = page.rules.filter { $0.width == 500 }
                #expect(across.count + down.count == page.rules.count)
                // One at the top, one below each row: none twice, the last below everything.
                #expect(zip(across, across.dropFirst()).allSatisfy { $0.y < $1.y })
                let lowest = page.marks.map(\.y).max() ?? 0
                #expect((across.last?.y ?? 0) >= lowest && (across.first?.y ?? 0) <= 0)
                #expect(down.count == sample.edges.count)
                for rule in down {
                    #expect(rule.y + rule.height <= (across.last?.y ?? 0) + 500)
                    #expect(rule.height == (across.last?.y ?? 0) - (across.first?.y ?? 0))
                }
            }
        }
    }
}
