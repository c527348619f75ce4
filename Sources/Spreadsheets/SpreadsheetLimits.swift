// SPDX-License-Identifier: Apache-2.0

public import Compression

/// How large a workbook may be before it is given up. Rows, columns and the length of a cell's text have the limits
/// of the format itself: 1 048 576, 16 384 and 32 767.
public struct SpreadsheetLimits: Sendable, Hashable {
    /// The limits of the container.
    public var archive: ZIPLimits
    /// Sheets of the workbook.
    public var sheets: Int
    /// Bytes of all shared strings together, which are kept in memory.
    public var sharedBytes: Int
    /// Bytes of the texts of one row.
    public var rowBytes: Int
    /// Bytes of the texts of one sheet; a string that many cells share counts for each.
    public var sheetBytes: Int
    /// Merged ranges of one sheet.
    public var merges: Int
    /// Cells of one sheet that get their value from the range that they are merged in.
    public var filledCells: Int

    /// The limits of a delivery.
    public init(
        archive: ZIPLimits = ZIPLimits(), sheets: Int = 256, sharedBytes: Int = 256 << 20, rowBytes: Int = 4 << 20,
        sheetBytes: Int = 16 << 30, merges: Int = 200_000, filledCells: Int = 20_000_000
    ) {
        self.archive = archive
        self.sheets = sheets
        self.sharedBytes = sharedBytes
        self.rowBytes = rowBytes
        self.sheetBytes = sheetBytes
        self.merges = merges
        self.filledCells = filledCells
    }

    /// The most UTF-16 units of a cell's text.
    public static let cellUnits = 32_767
    /// The most rows of a sheet.
    public static let rows = 1_048_576
    /// The most columns of a sheet.
    static let columns = 16_384
    /// The most bytes that a text in XML may take: each unit as an escape of seven characters.
    static let textBytes = 7 * cellUnits
}
