// SPDX-License-Identifier: Apache-2.0

internal import Intake

/// A small list that departments send, by the headings of its first row: CSV in UTF-8 or GB 18030, or XLSX.
struct HeadedTable {
    /// What the list is, for messages.
    let name: String
    /// The headings as they stand.
    let headings: [String]
    /// The rows below, each with its place in words.
    let rows: [(place: String, cells: [String])]
    private let first: String

    /// Reads a list.
    ///
    /// - Throws: `file` if it is none, or a row has more cells than there are headings.
    init(_ bytes: [UInt8], called name: String) throws(StewardshipError) {
        self.name = name
        let all: [PlainTable.Row]
        do throws(IntakeError) {
            all = try PlainTable.rows(bytes)
        } catch {
            throw StewardshipError(
                .file, "\(name): \(error.message)", hint: error.hint ?? "save it as CSV (UTF-8 or GB 18030) or XLSX")
        }
        guard let top = all.first else {
            throw StewardshipError(.file, "\(name) is empty", hint: "its first row must hold the headings")
        }
        headings = top.values
        first = top.place
        rows = all.dropFirst().map { ($0.place, $0.values) }
        for (place, cells) in rows where (cells.lastIndex { !$0.isEmpty } ?? -1) >= headings.count {
            throw fault("there are \(cells.count) cells under \(headings.count) headings", at: place)
        }
    }

    /// The headings in words, for messages.
    var found: String { headings.joined(separator: ", ") }

    /// The place of the column with one of some headings; nil if there is none.
    func column(_ names: String...) -> Int? {
        headings.firstIndex { heading in names.contains(heading.lowercased()) }
    }

    /// Something wrong with a row; with that of the headings if none is named.
    func fault(_ message: String, at place: String? = nil) -> StewardshipError {
        StewardshipError(
            .file, "\(name), \(place ?? first): \(message)",
            hint: "correct it and give the whole list again: nothing of it was taken in")
    }
}

extension Array where Element == String {
    /// The cell of a column; empty if the row is shorter.
    subscript(cell column: Int?) -> String {
        guard let column, column < count else { return "" }
        return self[column]
    }
}
