// SPDX-License-Identifier: Apache-2.0

public import Spreadsheets

extension Circular {
    /// The document as XLSX: a sheet of what it states, one for each table, and one of the formulas.
    ///
    /// A ratio takes three columns: its per cent as a number, and the two counts that it comes from.
    public func workbook() throws(SpreadsheetError) -> [UInt8] {
        var book = WorkbookWriter()
        try book.addSheet("说明", columns: [SheetColumn("项目", width: 24), SheetColumn("内容", width: 90)])
        try book.append([.text("标题"), .text(title)])
        try book.append([.text("发布单位"), .text(issuer)])
        for fact in facts { try book.append([.text(fact.label), .text(fact.value)]) }
        for section in sections {
            if !section.article.isEmpty { try book.append([.text(section.heading), .text(section.article)]) }
            for note in section.notes { try book.append([.text(section.heading), .text(note.text)]) }
            for formula in section.formulas { try book.append([.text(formula.name), .text(formula.text)]) }
        }
        for sheet in sections.flatMap(\.tables) where sheet.place != .document { try sheet.write(to: &book) }
        return try book.finish()
    }
}

extension Sheet {
    fileprivate func write(to book: inout WorkbookWriter) throws(SpreadsheetError) {
        // What a column holds is what its first value is that says something.
        let isRatio = columns.indices.map { index in
            rows.contains { if case .ratio = $0.values[index] { true } else { false } }
        }
        var headings: [SheetColumn] = []
        for (column, isRatio) in zip(columns, isRatio) {
            let width = min(60, max(10, 2 * column.heading.count + 2, 2 * column.weight))
            guard isRatio else {
                headings.append(SheetColumn(column.heading, width: width))
                continue
            }
            headings.append(SheetColumn(column.heading + "（%）", width: width))
            headings.append(SheetColumn(column.heading + "：分子", width: 12))
            headings.append(SheetColumn(column.heading + "：分母", width: 12))
        }
        try book.addSheet(String(title.prefix(31)), columns: headings)
        for row in rows {
            var cells: [CellContent] = []
            for (value, isRatio) in zip(row.values, isRatio) {
                if case .ratio(let ratio) = value {
                    cells += [
                        ratio.percent.map { .number($0) } ?? .empty, .integer(ratio.part), .integer(ratio.whole),
                    ]
                } else {
                    cells.append(value.cell)
                    if isRatio { cells += [.empty, .empty] }
                }
            }
            try book.append(cells)
        }
    }
}

extension Sheet.Value {
    fileprivate var cell: CellContent {
        switch self {
        case .none: .empty
        case .text(let text): text.isEmpty ? .empty : .text(text)
        case .count(let count): .integer(count)
        case .ratio(let ratio): ratio.percent.map { .number($0) } ?? .empty
        case .change(let change): change.map { .number(Ratio.text($0)) } ?? .empty
        case .day(let day): day.map { .day($0) } ?? .empty
        }
    }
}
