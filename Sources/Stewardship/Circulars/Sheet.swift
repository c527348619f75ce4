// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A table of a circular: a sheet of its workbook, an array of objects in its JSON.
public struct Sheet: Sendable {
    /// A column.
    public struct Column: Sendable {
        /// Its name in JSON.
        public var id: String
        /// Its heading.
        public var heading: String
        /// Its share in the width of a page, compared with the other columns'; 0 for one that the document leaves out.
        public var weight: Int
        /// For ratios: whether a bar is drawn beside the number.
        public var hasBar: Bool
        /// For ratios with a bar: above how many per cent a bar is marked; nil for no limit.
        public var limit: Int?

        /// A column of that heading.
        public init(_ id: String, _ heading: String, weight: Int = 10, bar: Bool = false, limit: Int? = nil) {
            self.id = id
            self.heading = heading
            self.weight = weight
            hasBar = bar
            self.limit = limit
        }
    }

    /// A value.
    public enum Value: Hashable, Sendable {
        /// Nothing that could be said.
        case none
        /// Words.
        case text(String)
        /// A number of things.
        case count(Int)
        /// A ratio, shown in per cent.
        case ratio(Ratio)
        /// A change of a ratio, in hundredths of a per cent.
        case change(Int?)
        /// A day.
        case day(CivilDay?)
    }

    /// A row.
    public struct Row: Sendable {
        /// What a row is for a reader.
        public enum Standing: Sendable {
            /// One among others.
            case usual
            /// The sum of the others.
            case total
            /// One that must be looked at.
            case marked
        }

        /// What it is for a reader.
        public var standing: Standing
        /// One value for each column.
        public var values: [Value]

        /// A row of values.
        public init(_ values: [Value], _ standing: Standing = .usual) {
            self.values = values
            self.standing = standing
        }
    }

    /// Its name in JSON.
    public var id: String
    /// What it is about: the caption in the document, and the sheet's name, of 31 characters at most.
    public var title: String
    /// Its columns.
    public var columns: [Column]
    /// Its rows.
    public var rows: [Row]
    /// How many rows a document shows at most, the rest being in XLSX and JSON; nil for all.
    public var shown: Int?
    /// In which forms it is.
    public var place = Place.everywhere

    /// The forms of a circular that a table is in.
    public enum Place: Sendable {
        /// In all four.
        case everywhere
        /// In XLSX and JSON alone, for its many columns: tables of `document` show the same in HTML and PDF.
        case data
        /// In HTML and PDF alone.
        case document
    }

    /// A table of those rows.
    ///
    /// - Precondition: each row has one value for each column.
    public init(_ id: String, _ title: String, columns: [Column], rows: [Row], shown: Int? = nil) {
        precondition(rows.allSatisfy { $0.values.count == columns.count }, "a row has a value for each column")
        self.id = id
        self.title = title
        self.columns = columns
        self.rows = rows
        self.shown = shown
    }
}

extension Sheet.Value {
    /// How a document shows it.
    var text: String {
        switch self {
        case .none: "—"
        case .text(let text): text
        case .count(let count): String(count)
        case .ratio(let ratio): ratio.percent.map { $0 + "%" } ?? "—"
        case .change(let change):
            change.map { ($0 > 0 ? "+" : "") + Ratio.text($0) } ?? "—"
        case .day(let day): day?.description ?? "—"
        }
    }

    /// Whether its column is set from the right.
    var isNumber: Bool {
        switch self {
        case .count, .ratio, .change: true
        case .none, .text, .day: false
        }
    }
}
