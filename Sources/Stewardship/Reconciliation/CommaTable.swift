// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The rows of a small file of comma-separated values (RFC 4180) in UTF-8, by the headings of its first row.
struct CommaTable {
    let headings: [String]
    /// The rows with the lines on which they begin.
    let rows: [(line: Int, cells: [String])]

    init(_ bytes: [UInt8], called name: String) throws(StewardshipError) {
        func fault(_ line: Int, _ message: String) -> StewardshipError {
            StewardshipError(.file, "\(name), line \(line): \(message)", hint: "save it as CSV in UTF-8")
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            throw fault(1, "it is not UTF-8")
        }
        var rows: [(line: Int, cells: [String])] = []
        var cells: [String] = []
        var cell = ""
        var (line, start) = (1, 1)
        var (isQuoted, wasQuoted) = (false, false)
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        func ends() -> Bool { cells.count > 0 || !cell.isEmpty || wasQuoted }
        while let scalar = next {
            next = scalars.next()
            if isQuoted {
                if scalar == "\n" { line += 1 }
                guard scalar == "\"" else {
                    cell.unicodeScalars.append(scalar)
                    continue
                }
                if next == "\"" {
                    cell.unicodeScalars.append(scalar)
                    next = scalars.next()
                } else {
                    isQuoted = false
                }
                continue
            }
            switch scalar {
            case "\"":
                guard cell.isEmpty, !wasQuoted else { throw fault(line, "a quotation mark stands within a cell") }
                (isQuoted, wasQuoted) = (true, true)
            case ",", "\t":
                cells.append(Self.trimmed(cell))
                (cell, wasQuoted) = ("", false)
            case "\r": break
            case "\n":
                if ends() { rows.append((start, cells + [Self.trimmed(cell)])) }
                (cells, cell, wasQuoted) = ([], "", false)
                line += 1
                start = line
            default: cell.unicodeScalars.append(scalar)
            }
        }
        guard !isQuoted else { throw fault(start, "a quotation mark is not closed") }
        if ends() { rows.append((start, cells + [Self.trimmed(cell)])) }
        guard let first = rows.first else { throw fault(1, "it is empty") }
        for row in rows.dropFirst() where row.cells.count > first.cells.count {
            throw fault(row.line, "it has \(row.cells.count) cells under \(first.cells.count) headings")
        }
        headings = first.cells
        self.rows = Array(rows.dropFirst())
    }

    /// The place of the column with one of some headings; nil if there is none.
    func column(_ names: String...) -> Int? {
        headings.firstIndex { heading in names.contains(heading.lowercased()) }
    }

    private static func trimmed(_ text: String) -> String {
        var scalars = Substring(text).unicodeScalars
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        return String(scalars)
    }
}

extension Array where Element == String {
    /// The cell of a column; empty if the row is shorter.
    subscript(cell column: Int?) -> String {
        guard let column, column < count else { return "" }
        return self[column]
    }
}
