// SPDX-License-Identifier: Apache-2.0

internal import Bytes

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
            if Self.isFormula(text) { buffer.append(UInt8(ascii: "'")) }
            for byte in text.utf8 {
                if byte == UInt8(ascii: "\"") { buffer.append(byte) }
                buffer.append(byte)
            }
            buffer.append(UInt8(ascii: "\""))
        }
        buffer.append("\r\n")
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Whether a spreadsheet may take a text for a formula: some pass over white space, and read full-width signs as others.
    private static func isFormula(_ text: String) -> Bool {
        if let first = text.utf8.first, first == 0x09 || first == 0x0D { return true }
        let first = text.unicodeScalars.first {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .format
        }
        return first.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false
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
