// SPDX-License-Identifier: Apache-2.0

internal import Spreadsheets

/// The summary as a workbook: headings that stay in view and have filters, codes kept as texts.
struct SummaryWorkbook: ~Copyable {
    private var writer = WorkbookWriter()
    private let columns: [SheetColumn]
    private var rows = 0
    private var sheets = 0

    /// A workbook with headings.
    init(headings: [String]) throws {
        columns = headings.map { SheetColumn($0, width: Self.widths[$0] ?? 18) }
        try addSheet()
    }

    private static let widths = [
        "序号": 7, "统一社会信用代码": 22, "名称": 40, "联合体": 9, "结果": 9, "关注": 24, "查见条数": 10, "提示": 40, "名单与惩戒措施": 50,
        "报告编号": 34, "核验码": 17, "报告指纹": 68, "原因": 50,
    ]

    /// Adds a row; a text that no cell takes whole is cut and says so.
    mutating func append(_ cells: [SummaryCell]) throws {
        if rows == Self.rowsOfSheet { try addSheet() }
        rows += 1
        try writer.append(
            cells.map { cell in
                switch cell {
                case .integer(let number): .integer(number)
                case .text(let text): text.isEmpty ? .empty : .text(Self.fitted(text))
                }
            })
    }

    /// The whole workbook.
    consuming func finish() throws -> [UInt8] {
        try writer.finish()
    }

    /// How many rows a sheet takes below its headings.
    private static let rowsOfSheet = SpreadsheetLimits.rows - 1

    private mutating func addSheet() throws {
        sheets += 1
        rows = 0
        try writer.addSheet(sheets == 1 ? "汇总" : "汇总\(sheets)", columns: columns)
    }

    private static func fitted(_ text: String) -> String {
        guard text.utf16.count > SpreadsheetLimits.cellUnits else { return text }
        let mark = "……（详见报告）"
        var units = mark.utf16.count
        let cut = text.prefix { character in
            units += character.utf16.count
            return units <= SpreadsheetLimits.cellUnits
        }
        return cut + mark
    }
}
