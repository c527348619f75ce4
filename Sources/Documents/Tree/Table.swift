// SPDX-License-Identifier: Apache-2.0

/// A table: columns, rows of headings that are repeated on every page, and rows of content.
public struct Table: Sendable {
    /// The widths of the columns.
    public var columns: [Width]
    /// What the table is about; nil for none.
    public var caption: TableCaption?
    /// The rows of headings.
    public var head: [TableRow]
    /// The rows of content.
    public var body: [TableRow]

    /// A table of that content.
    public init(columns: [Width], caption: TableCaption?, head: [TableRow], body: [TableRow]) {
        self.columns = columns
        self.caption = caption
        self.head = head
        self.body = body
    }
}

/// The caption of a table, set above it.
public struct TableCaption: Sendable {
    /// Its look.
    public var style: StyleIndex
    /// Its text.
    public var text: [Inline]

    /// A caption of that text.
    public init(style: StyleIndex, text: [Inline]) {
        self.style = style
        self.text = text
    }
}

/// A row of a table.
public struct TableRow: Sendable {
    /// Its look.
    public var style: StyleIndex
    /// Its cells; with their spans they fill the columns.
    public var cells: [TableCell]

    /// A row of those cells.
    public init(style: StyleIndex, cells: [TableCell]) {
        self.style = style
        self.cells = cells
    }
}

/// A cell of a table.
public struct TableCell: Sendable {
    /// What a heading cell is the heading of.
    public enum Scope: String, Sendable { case column = "col", row }

    /// Its look.
    public var style: StyleIndex
    /// What it is the heading of; nil for a cell of content.
    public var scope: Scope?
    /// How many columns it fills.
    public var columnSpan: Int
    /// What it holds.
    public var blocks: [Block]

    /// A cell of that content.
    public init(style: StyleIndex, scope: Scope? = nil, columnSpan: Int = 1, blocks: [Block]) {
        self.style = style
        self.scope = scope
        self.columnSpan = columnSpan
        self.blocks = blocks
    }
}
