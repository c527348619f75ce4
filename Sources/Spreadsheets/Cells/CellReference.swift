// SPDX-License-Identifier: Apache-2.0

/// The place of a cell: "B7" is column 1 and row 7 (ISO/IEC 29500-1, 18.18.7).
public struct CellReference: Sendable, Hashable, CustomStringConvertible {
    /// The column, from 0.
    public let column: Int
    /// The row, from 1 as it is written.
    public let row: Int

    /// A place.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }

    /// The place that a text names, within the bounds of a sheet; nil if it names none. `$` marks are passed over.
    public init?(_ text: some StringProtocol) {
        var column = 0
        var row = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "$"): continue
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                guard row == 0, column <= SpreadsheetLimits.columns else { return nil }
                column = column * 26 + Int(byte - 64)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard column > 0, row <= SpreadsheetLimits.rows else { return nil }
                row = row * 10 + Int(byte - 48)
            default: return nil
            }
        }
        guard (1...SpreadsheetLimits.columns).contains(column), (1...SpreadsheetLimits.rows).contains(row) else {
            return nil
        }
        self.init(column: column - 1, row: row)
    }

    /// The letters of a column, from 0: A, B, … Z, AA.
    public static func letters(_ column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column + 1
        while rest > 0 {
            letters.append(UInt8(65 + (rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// As it is written: "B7".
    public var description: String { Self.letters(column) + String(row) }
}

/// A rectangle of cells, such as "A1:C2".
public struct CellRange: Sendable, Hashable {
    /// Its columns, from 0.
    public let columns: ClosedRange<Int>
    /// Its rows, from 1.
    public let rows: ClosedRange<Int>

    /// The rectangle that a text names; nil if it names none.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first.flatMap({ CellReference($0) }),
            let last = parts.last.flatMap({ CellReference($0) }), first.column <= last.column, first.row <= last.row
        else { return nil }
        columns = first.column...last.column
        rows = first.row...last.row
    }
}
