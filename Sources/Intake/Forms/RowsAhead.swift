// SPDX-License-Identifier: Apache-2.0

/// The first rows of a form whose columns are known from its rows alone: looked at in advance, and handed out before the others.
struct RowsAhead {
    private var rows: [DeliveryRow] = []
    private var next = 0

    /// How many rows are looked at to know the columns.
    private static let count = 1000

    /// Reads the first rows.
    mutating func look(_ readNext: (inout DeliveryRow) throws(IntakeError) -> Bool) throws(IntakeError) {
        var row = DeliveryRow()
        while rows.count < Self.count, try readNext(&row) { rows.append(row) }
    }

    /// Gives the next row that is not blank, of those looked at as long as there are any; false after the last.
    mutating func read(
        _ row: inout DeliveryRow, _ readNext: (inout DeliveryRow) throws(IntakeError) -> Bool
    ) throws(IntakeError) -> Bool {
        while next < rows.count {
            next += 1
            row = rows[next - 1]
            if !row.isBlank { return true }
        }
        rows = []
        next = 0
        repeat {
            guard try readNext(&row) else { return false }
        } while row.isBlank
        return true
    }
}
