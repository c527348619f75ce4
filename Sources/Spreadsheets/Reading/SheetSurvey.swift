// SPDX-License-Identifier: Apache-2.0

/// What a sheet holds as a whole.
public struct SheetSurvey: Sendable {
    /// The last row with a value; 0 if there is none.
    public private(set) var lastRow = 0
    /// How many rows with values are hidden.
    public private(set) var hiddenRows = 0
    /// The ranges that are merged to one cell, by their first rows.
    public private(set) var merges: [CellRange] = []

    /// Whether no cell has a value.
    public var isEmpty: Bool { lastRow == 0 }

    init(_ sheet: Workbook.Sheet, of workbook: Workbook) throws(SpreadsheetError) {
        // Merged ranges are named behind the cells that they are about, so a sheet is read twice.
        let rows = try SheetRows(sheet, of: workbook, merged: MergedCells([], limit: 0))
        while let row = try rows.next() {
            lastRow = row.number
            if row.isHidden { hiddenRows += 1 }
        }
        merges = rows.merges.sorted {
            ($0.rows.lowerBound, $0.columns.lowerBound) < ($1.rows.lowerBound, $1.columns.lowerBound)
        }
    }
}
