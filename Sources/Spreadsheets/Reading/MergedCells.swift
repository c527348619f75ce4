// SPDX-License-Identifier: Apache-2.0

/// Gives the cells of merged ranges the value that is shown in their place, row by row.
struct MergedCells {
    /// A range that reaches into the row at hand, with its value.
    private struct Open {
        let range: CellRange
        let value: Cell.Value?
    }

    private let merges: [CellRange]
    private var next = 0
    /// Ranges of the row at hand by their columns; none lies over another.
    private var open: [Open] = []
    private var filled = 0
    private let limit: Int

    /// - Parameters:
    ///   - merges: the ranges, by their first rows.
    ///   - limit: how many cells may be filled.
    init(_ merges: [CellRange], limit: Int) {
        self.merges = merges
        self.limit = limit
    }

    /// Fills the merged cells of a row. Rows come in their order; one that is left out has no value to fill with.
    mutating func fill(_ row: inout SheetRow, of sheet: String) throws(SpreadsheetError) {
        guard next < merges.count || !open.isEmpty else { return }
        open.removeAll { $0.range.rows.upperBound < row.number }
        while next < merges.count, merges[next].rows.lowerBound <= row.number {
            let range = merges[next]
            next += 1
            guard range.rows.upperBound >= row.number else { continue }
            let value = range.rows.lowerBound == row.number ? row.value(in: range.columns.lowerBound) : nil
            try add(Open(range: range, value: value), of: sheet)
        }
        guard !open.isEmpty else { return }
        try lay(over: &row, of: sheet)
    }

    private mutating func add(_ new: Open, of sheet: String) throws(SpreadsheetError) {
        var low = 0
        var high = open.count
        while low < high {
            let middle = (low + high) / 2
            if open[middle].range.columns.lowerBound < new.range.columns.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        let columns = new.range.columns
        guard low == 0 || open[low - 1].range.columns.upperBound < columns.lowerBound,
            low == open.count || open[low].range.columns.lowerBound > columns.upperBound
        else {
            throw SpreadsheetError(
                .structure,
                "the sheet \"\(sheet)\" has merged ranges that lie over each other in row "
                    + "\(new.range.rows.lowerBound)")
        }
        open.insert(new, at: low)
    }

    private mutating func lay(over row: inout SheetRow, of sheet: String) throws(SpreadsheetError) {
        var cells: [Cell] = []
        cells.reserveCapacity(row.cells.count)
        var place = 0
        for merged in open {
            let columns = merged.range.columns
            while place < row.cells.count, row.cells[place].column < columns.lowerBound {
                cells.append(row.cells[place])
                place += 1
            }
            // What stands under a merged range is not shown.
            while place < row.cells.count, row.cells[place].column <= columns.upperBound { place += 1 }
            guard let value = merged.value else { continue }
            filled += columns.count
            guard filled <= limit else {
                throw SpreadsheetError(
                    .limit, "merged ranges of the sheet \"\(sheet)\" give a value to more than \(limit) cells",
                    hint: "take the merging of cells back")
            }
            for column in columns { cells.append(Cell(column: column, value: value)) }
        }
        cells += row.cells[place...]
        row.cells = cells
    }
}

extension SheetRow {
    /// The value in a column; nil if there is none.
    fileprivate func value(in column: Int) -> Cell.Value? {
        cells.first { $0.column == column }?.value
    }
}
