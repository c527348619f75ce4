// SPDX-License-Identifier: Apache-2.0

/// A cell that has a value.
public struct Cell: Sendable, Hashable {
    /// What a cell holds.
    public enum Value: Sendable, Hashable {
        /// Characters, of whatever fonts.
        case text(String)
        /// A number that is no date by its format.
        case number(CellNumber)
        /// A number that is a date or a time of day by its format.
        case moment(CellMoment)
        /// TRUE or FALSE.
        case boolean(Bool)
        /// An error such as "#N/A", as it is shown.
        case error(String)
        /// A formula whose value was never computed: the program that wrote it left that to the one that opens it.
        case uncomputed
    }

    /// The column, from 0.
    public var column: Int
    /// What it holds; of a formula the value computed last.
    public var value: Value

    /// A cell of those parts.
    public init(column: Int, value: Value) {
        self.column = column
        self.value = value
    }

    /// The value as a text: days as 2024-01-31, times as 09:30:00, numbers in plain decimals, TRUE and FALSE.
    public var text: String {
        switch value {
        case .text(let text), .error(let text): text
        case .number(let number): number.text
        case .moment(let moment): moment.text
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .uncomputed: ""
        }
    }

    /// Whether it shows nothing.
    var isEmpty: Bool {
        if case .text(let text) = value { text.isEmpty } else { false }
    }
}

/// A row of a sheet, with the cells that have a value.
public struct SheetRow: Sendable, Hashable {
    /// The number of the row, from 1.
    public var number: Int
    /// Whether it is hidden, by hand or by a filter.
    public var isHidden: Bool
    /// The cells in the order of their columns.
    public var cells: [Cell]
}
