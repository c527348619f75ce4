// SPDX-License-Identifier: Apache-2.0

import Documents
import OpenType
import Typesetting

/// A sheet of paper to set test texts on: ten points of type, no margins.
struct Sheet {
    static let fonts: FontSet? = {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        guard let text = try? Font(path: "\(root)/Fonts/CreditreportSong-Regular.ttf"),
            let bold = try? Font(path: "\(root)/Fonts/CreditreportHei-Bold.ttf")
        else { return nil }
        return FontSet([.init(text), .init(bold)])
    }()

    var styles: [Style] = []
    var page = PageStyle()

    /// A sheet of a width and height in points.
    init(width: Int, height: Int) {
        page.width = .points(width)
        page.height = .points(height)
        page.margin = Edges(all: .zero)
    }

    mutating func style(_ change: (inout Style) -> Void = { _ in }) -> StyleIndex {
        var style = Style()
        style.families = ["Creditreport Song SC"]
        style.fontSize = .points(10)
        style.lineHeight = .points(10)
        style.orphans = 1
        style.widows = 1
        change(&style)
        styles.append(style)
        return styles.count - 1
    }

    mutating func text(_ words: String, origin: String = "template") -> Inline {
        .text(words, style: style(), isStrong: false, origin: origin)
    }

    mutating func paragraph(_ words: String, _ change: (inout Style) -> Void = { _ in }) -> Block {
        let index = style(change)
        let piece = Inline.text(words, style: index, isStrong: false, origin: "template")
        return Block(style: index, content: .paragraph([piece]))
    }

    mutating func heading(_ words: String, _ change: (inout Style) -> Void = { _ in }) -> Block {
        let index = style(change)
        let piece = Inline.text(words, style: index, isStrong: false, origin: "template")
        return Block(style: index, content: .heading(level: 1, [piece]))
    }

    mutating func row(_ cells: [String], scope: TableCell.Scope? = nil) -> TableRow {
        let index = style()
        return TableRow(
            style: index,
            cells: cells.map { words in TableCell(style: index, scope: scope, blocks: [paragraph(words)]) })
    }

    func document(_ blocks: [Block]) -> Document {
        Document(title: "测试", language: "zh-CN", page: page, styles: styles, blocks: blocks)
    }

    func pages(_ blocks: [Block]) throws -> PageSet {
        guard let fonts = Self.fonts else { throw Missing() }
        return try Typesetter(fonts: fonts).pages(of: document(blocks))
    }

    struct Missing: Error {}

    /// The lines of one text in a measure of so many points.
    static func lines(
        _ words: String, measure: Int, _ change: (inout Style) -> Void = { _ in }
    ) throws -> [SetLine] {
        var sheet = Sheet(width: measure, height: 5000)
        let block = sheet.paragraph(words, change)
        return try sheet.pages([block]).lines(of: 0)
    }
}

/// A line where it stands on a page.
struct SetLine {
    let text: String
    let left: Int
    let right: Int
    let baseline: Int
    let element: Int?
}

extension PageSet {
    /// The lines of a page in reading order.
    func lines(of page: Int) -> [SetLine] {
        pages[page].marks.compactMap { mark in
            guard case .line(let index) = mark.kind else { return nil }
            let line = galley.lines[index]
            return SetLine(
                text: galley.text(of: line), left: mark.x, right: mark.x + line.width, baseline: mark.y,
                element: mark.element)
        }
    }

    /// The texts of all lines of a page that are read out.
    func texts(of page: Int) -> [String] {
        lines(of: page).filter { $0.element != nil }.map(\.text)
    }
}
