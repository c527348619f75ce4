// SPDX-License-Identifier: Apache-2.0

/// Where in a delivery a row begins: its line, or its sheet and its row. Places sort in the order of the delivery.
struct DeliveryPlace {
    /// The number of the sheet among those with rows, from 0; 0 for a form without sheets.
    let sheet: Int
    /// The line of the file, or the row of the sheet, from 1.
    let row: Int

    /// A place.
    init(sheet: Int, row: Int) {
        self.sheet = sheet
        self.row = row
    }

    /// The place that a number stands for.
    init(packed: Int) {
        sheet = packed >> Self.rowBits
        row = packed & (1 << Self.rowBits - 1)
    }

    // No file has so many lines, and no workbook so many sheets.
    private static let rowBits = 44

    /// The line, or sheet and row.
    func text(_ sheets: [String]) -> String {
        sheets.indices.contains(sheet) ? "\(sheets[sheet])!\(row)" : String(row)
    }

    /// The place as one number; without a sheet it is the line.
    var packed: Int { sheet << Self.rowBits | row }
}
