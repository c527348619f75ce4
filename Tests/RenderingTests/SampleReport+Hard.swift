// SPDX-License-Identifier: Apache-2.0

import Documents

extension SampleReport {
    /// What is hard to set: rare characters, variation selectors, characters that share a glyph, long strings in narrow columns, boxes
    /// and a row over several pages, lists in cells, spans.
    static func hard() -> Document {
        var sample = SampleReport()
        var blocks = [sample.heading(1, "难排内容（测试）")]
        blocks.append(sample.paragraph("生僻字：䶮㛃堃𠮷𡋾；异体选择：葛\u{E0100}城；同形字：⼀一⽇日；零宽：甲\u{200B}乙；破折号——省略号……"))
        let code = "9f2c4e7a1b8d3056c4e19a7f2b6d80e35a1c9f4b7e2d6083a5c8f1e4b7d20963"
        let address = "https://example.invalid/verify/very/long/path?number=NM-2026-7Q4K-M2XR-T9VB-3"
        blocks.append(
            sample.table(
                [.length(.points(52)), .length(.points(90)), .auto], head: ["窄列", "编码", "说明"],
                rows: [
                    ["呼市监罚〔2024〕12345678号", code, "（“引号”《书名》、「引用」）；" + address],
                    ["91150100MA0EXAMPLE", "示例", "1,234,567.89元；50％；3.5%；24℃；№7；A/B；e-mail"],
                ]))
        blocks.append(sample.boxed())
        blocks.append(sample.tall())
        blocks.append(sample.spanned())
        return sample.document(footer: code, blocks)
    }

    /// A box with a background that goes on over pages.
    private mutating func boxed() -> Block {
        let frame = style { style in
            style.background = Color(red: 0xFB, green: 0xF6, blue: 0xE9)
            style.borders.top = Self.hairline
            style.borders.bottom = Self.hairline
            style.borders.left = Border(width: .points(3), color: Color(red: 0xB0, green: 0x1C, blue: 0x1C))
            style.padding = Edges(all: .points(8))
            style.margin.top = .points(10)
        }
        let words = "本框跨页时，背景与左侧粗线应在两页上都画出，文字一行不少（测试）。"
        let inner = (1...24).map { number in
            paragraph("\(number)．" + String(repeating: words, count: 3)) { style in
                style.alignment = .justify
                style.firstLineIndent = .points(21)
            }
        }
        return Block(style: frame, content: .section(inner))
    }

    /// A table with a row that is higher than a page, and a list in its cell.
    private mutating func tall() -> Block {
        var table = Table(columns: [.length(.points(60)), .auto], caption: nil, head: [], body: [])
        let plain = style { _ in }
        let padded = style { style in style.padding.left = .points(14) }
        table.head = [TableRow(style: plain, cells: [cell("序号", scope: .column), cell("事实", scope: .column)])]
        var tall = cell("")
        tall.blocks = (1...70).map { number in paragraph("第\(number)段：当事人的行为违反了有关规定，应予处罚（测试）。") }
        tall.blocks.append(
            Block(
                style: padded,
                content: .list(
                    isOrdered: false,
                    ["证据一（测试）", "证据二（测试）"].map { words in
                        ListItem(style: plain, label: "•", blocks: [paragraph(words)])
                    })))
        table.body = [
            TableRow(style: plain, cells: [cell("一"), cell("短行（测试）")]),
            TableRow(style: plain, cells: [cell("二"), tall]),
            TableRow(style: plain, cells: [cell("三"), cell("末行（测试）")]),
        ]
        return Block(style: style { $0.margin.top = .points(12) }, content: .table(table))
    }

    private mutating func spanned() -> Block {
        let plain = style { _ in }
        let table = Table(
            columns: [.auto, .auto, .auto], caption: nil,
            head: [TableRow(style: plain, cells: [cell("合并两列", scope: .column, span: 2), cell("单列", scope: .column)])],
            body: [
                TableRow(style: plain, cells: [cell("甲"), cell("乙"), cell("丙")]),
                TableRow(style: plain, cells: [cell("丁"), cell("戊己", span: 2)]),
                TableRow(style: plain, cells: [cell(""), cell("空格左侧"), cell("")]),
            ])
        return Block(style: style { $0.margin.top = .points(12) }, content: .table(table))
    }
}
