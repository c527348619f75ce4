// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// What is written into a cell. A text is a text whatever it looks like: nothing is ever a formula.
public enum CellContent: Sendable, Hashable {
    /// Nothing.
    case empty
    /// Characters; codes and numbers of documents are texts too, and keep all their digits.
    case text(String)
    /// A number in plain decimals of at most 15 digits, such as "-12.5".
    case number(String)
    /// An integer of at most 15 digits.
    case integer(Int)
    /// A day, shown as 2024-01-31.
    case day(CivilDay)
    /// TRUE or FALSE.
    case boolean(Bool)
}

/// One column of a sheet that is written.
public struct SheetColumn: Sendable, Hashable {
    /// What stands in the first row.
    public var heading: String
    /// How wide it is, in digits of the standard font: 1 to 255. A Chinese character takes two.
    public var width: Int

    /// A column of a heading and a width.
    public init(_ heading: String, width: Int = 16) {
        self.heading = heading
        self.width = width
    }
}
