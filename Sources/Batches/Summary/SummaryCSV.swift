// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Spreadsheets

/// The summary as a spreadsheet opens it: UTF-8 with its mark, CRLF, every value in quotes.
struct SummaryCSV {
    private let file: PendingFile
    private var buffer = ByteWriter(capacity: 1 << 16)

    /// A table with headings, not yet visible.
    init(in directory: String, headings: [String]) throws {
        file = try PendingFile(in: directory)
        buffer.append([0xEF, 0xBB, 0xBF])
        try append(headings.map(SummaryCell.text))
    }

    /// Adds a row.
    mutating func append(_ cells: [SummaryCell]) throws {
        for (index, cell) in cells.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            let text = cell.text
            buffer.append(UInt8(ascii: "\""))
            if FormulaText.isFormula(text.unicodeScalars) { buffer.append(UInt8(ascii: "'")) }
            for byte in text.utf8 {
                if byte == UInt8(ascii: "\"") { buffer.append(byte) }
                buffer.append(byte)
            }
            buffer.append(UInt8(ascii: "\""))
        }
        buffer.append("\r\n")
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Gives the table its name.
    mutating func finish(as name: String) throws {
        try flush()
        try file.seal()
        try file.place(as: name, replacing: true)
        try Directory.sync(file.directory)
    }

    private mutating func flush() throws {
        try file.write(buffer.bytes)
        buffer.reset()
    }
}
