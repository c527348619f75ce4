// SPDX-License-Identifier: Apache-2.0

import Documents
import OpenType
import Typesetting

/// Documents built by hand, in the manner of a report; every subject in them is fictitious.
struct SampleReport {
    static let song = "Creditreport Song SC"
    static let hei = "Creditreport Hei SC"

    /// The repository's own two faces, opened once.
    static let fonts: FontSet? = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        guard let text = try? Font(path: "/\(root)/Fonts/CreditreportSong-Regular.ttf"),
            let bold = try? Font(path: "/\(root)/Fonts/CreditreportHei-Bold.ttf")
        else { return nil }
        return FontSet([.init(text), .init(bold)])
    }()

    private(set) var styles: [Style] = []

    /// The index of a look, made from the text's by a few changes.
    mutating func style(_ change: (inout Style) -> Void) -> StyleIndex {
        var style = Style()
        style.families = [Self.song]
        style.fontSize = Length(milliPoints: 10_500)
        style.lineHeight = .points(17)
        change(&style)
        if let known = styles.firstIndex(of: style) { return known }
        styles.append(style)
        return styles.count - 1
    }

    func text(_ words: String, _ style: StyleIndex, origin: String = "template") -> [Inline] {
        [.text(words, style: style, isStrong: false, origin: origin)]
    }

    mutating func paragraph(_ words: String, _ change: (inout Style) -> Void = { _ in }) -> Block {
        let style = self.style(change)
        return Block(style: style, content: .paragraph(text(words, style)))
    }

    mutating func heading(_ level: Int, _ words: String) -> Block {
        let style = self.style { style in
            style.families = [Self.hei]
            style.isBold = true
            style.fontSize = level == 1 ? .points(15) : .points(12)
            style.lineHeight = level == 1 ? .points(24) : .points(20)
            style.margin.top = level == 1 ? .points(20) : .points(12)
            style.margin.bottom = .points(8)
            style.breakAfter = .avoid
        }
        return Block(style: style, content: .heading(level: level, text(words, style)))
    }

    static let hairline = Border(width: Length(milliPoints: 500), color: Color(red: 0x80, green: 0x80, blue: 0x80))

    mutating func cell(
        _ words: String, scope: TableCell.Scope? = nil, span: Int = 1, _ change: (inout Style) -> Void = { _ in }
    ) -> TableCell {
        let box = style { style in
            style.padding = Edges(
                top: Length(milliPoints: 3500), right: .points(5), bottom: Length(milliPoints: 3500), left: .points(5))
            style.borders.top = Self.hairline
            style.borders.bottom = Self.hairline
            style.borders.left = Self.hairline
            style.borders.right = Self.hairline
            style.verticalAlignment = .middle
            if scope != nil { style.background = Color(red: 0xF2, green: 0xF2, blue: 0xF0) }
        }
        let inner = style { style in
            style.fontSize = Length(milliPoints: 9500)
            style.lineHeight = Length(milliPoints: 14_500)
            if scope != nil {
                style.families = [Self.hei]
                style.isBold = true
                style.alignment = scope == .column ? .center : .start
            }
            change(&style)
        }
        return TableCell(
            style: box, scope: scope, columnSpan: span,
            blocks: [Block(style: inner, content: .paragraph(text(words, inner)))])
    }

    mutating func table(_ columns: [Width], caption: String? = nil, head: [String], rows: [[String]]) -> Block {
        let plain = style { _ in }
        let captionStyle = style { style in
            style.families = [Self.hei]
            style.isBold = true
            style.alignment = .center
            style.margin.bottom = .points(4)
        }
        let frame = style { style in
            style.margin.top = .points(6)
            style.margin.bottom = .points(10)
            let strong = Border(width: .points(1), color: .black)
            style.borders.top = strong
            style.borders.bottom = strong
        }
        let headRows =
            head.isEmpty ? [] : [TableRow(style: plain, cells: head.map { cell($0, scope: .column) })]
        let body = rows.map { row in
            TableRow(
                style: plain,
                cells: row.enumerated().map { number, words in
                    cell(words, scope: head.isEmpty && number.isMultiple(of: 2) ? .row : nil)
                })
        }
        let table = Table(
            columns: columns, caption: caption.map { TableCaption(style: captionStyle, text: text($0, captionStyle)) },
            head: headRows, body: body)
        return Block(style: frame, content: .table(table))
    }

    mutating func document(title: String = "专项信用报告（测试）", footer: String = "", _ blocks: [Block]) -> Document {
        var page = PageStyle()
        page.margin = Edges(
            top: .micrometres(28_000), right: .micrometres(24_000), bottom: .micrometres(26_000),
            left: .micrometres(26_000))
        var small = Style()
        small.families = [Self.song]
        small.fontSize = .points(8)
        small.lineHeight = .points(11)
        small.color = Color(red: 0x55, green: 0x55, blue: 0x55)
        var left = small
        left.width = .permille(820)
        var right = small
        right.alignment = .end
        right.width = .permille(180)
        page.boxes = [
            MarginBox(position: .topLeft, pieces: [.text(title)], style: left),
            MarginBox(position: .bottomLeft, pieces: [.text(footer)], style: left),
            MarginBox(
                position: .bottomRight,
                pieces: [.text("第 "), .pageNumber, .text(" 页 / 共 "), .pageCount, .text(" 页")], style: right),
        ]
        return Document(
            title: title, language: "zh-CN", page: page, styles: styles, blocks: blocks)
    }
}
