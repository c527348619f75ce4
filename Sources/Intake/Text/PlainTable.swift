// SPDX-License-Identifier: Apache-2.0

internal import Compression
internal import Spreadsheets

/// A table that is no delivery: CSV in UTF-8 or GB 18030, or the sheets of a workbook (XLSX), row by row as it stands.
package enum PlainTable {
    /// A row with a value.
    package struct Row: Sendable {
        /// Where it stands, in words.
        package let place: String
        /// Its values from the first column on, without white space around them.
        package let values: [String]
    }

    /// The rows of a table that hold anything, whether CSV or a workbook, which its first bytes tell.
    ///
    /// - Throws: `format`, `limit` or `encoding` if it cannot be read.
    package static func rows(_ bytes: [UInt8]) throws(IntakeError) -> [Row] {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try sheets(bytes) }
        return try DeliveryText.rows(bytes, piece: 1 << 16).map { row in
            Row(place: "line \(row.line)", values: row.values.map(trimmed))
        }
    }

    private static func sheets(_ bytes: [UInt8]) throws(IntakeError) -> [Row] {
        do throws(SpreadsheetError) {
            let workbook = try Workbook(.memory(bytes))
            var rows: [Row] = []
            for sheet in workbook.sheets where sheet.visibility == .visible {
                let source = try workbook.rows(of: sheet, try workbook.survey(sheet))
                while let row = try source.next() {
                    var values = [String](repeating: "", count: min((row.cells.last?.column ?? -1) + 1, 256))
                    for cell in row.cells where cell.column < values.count { values[cell.column] = trimmed(cell.text) }
                    guard values.contains(where: { !$0.isEmpty }) else { continue }
                    rows.append(Row(place: "\(sheet.name), row \(row.number)", values: values))
                }
            }
            return rows
        } catch {
            throw IntakeError(
                error.code == .limit ? .limit : .format, "the workbook can't be read: \(error.message)",
                hint: error.hint)
        }
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
