// SPDX-License-Identifier: Apache-2.0

/// A part of a document that is no report, such as a circular: elements of the templates' vocabulary with the classes by which a
/// style sheet finds them. `HouseStyle` makes a document of it.
///
/// A report's template is written by hand and repeated over the fields of one report. What a circular shows has as many columns
/// as its figures ask for, so its tree is made by the program; the look is the style sheet's alone, in the same closed CSS.
public indirect enum Composition: Sendable {
    /// A part with parts.
    case section(class: String, [Composition])
    /// A heading of level 1 to 4.
    case heading(level: Int, class: String, String)
    /// A paragraph.
    case paragraph(class: String, String)
    /// A table.
    case table(class: String, CompositionTable)
    /// A chart, with what a reader who cannot see it is told.
    case chart(class: String, Chart, alternative: String)
}

/// A table of a composition.
public struct CompositionTable: Sendable {
    /// A cell.
    public struct Cell: Sendable {
        /// What it holds.
        public enum Content: Sendable {
            /// A text.
            case text(String)
            /// A chart, with what a reader who cannot see it is told.
            case chart(Chart, alternative: String)
        }

        /// Its class; empty for none.
        public var className: String
        /// What it holds.
        public var content: Content
        /// What it is the heading of; nil for a cell of content.
        public var scope: TableCell.Scope?

        /// A cell of that content.
        public init(_ content: Content, class className: String = "", scope: TableCell.Scope? = nil) {
            self.className = className
            self.content = content
            self.scope = scope
        }
    }

    /// The shares of its columns in its width, in thousandths.
    public var columns: [Int]
    /// What it is about; empty for none.
    public var caption: String
    /// The headings of its columns, repeated on every page; empty for none.
    public var head: [Cell]
    /// Its rows, each with the class of the row.
    public var rows: [(class: String, cells: [Cell])]

    /// A table of those columns.
    public init(columns: [Int], caption: String = "", head: [Cell], rows: [(class: String, cells: [Cell])]) {
        self.columns = columns
        self.caption = caption
        self.head = head
        self.rows = rows
    }
}
