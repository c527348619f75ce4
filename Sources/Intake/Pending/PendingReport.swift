// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Spreadsheets

/// The rows of a delivery that wait, as a file for the department: its own columns, and what is wrong with each row.
///
/// UTF-8 with a byte order mark and CRLF, so that a spreadsheet opens it as it is. A value that a spreadsheet would
/// compute or round has an apostrophe before it, which importing the corrected file takes away again.
enum PendingReport {
    /// Writes the file of sorted rows, each the values of the columns and what `PendingRow.ours` adds.
    ///
    /// - Returns: the finished file, which still has no name. It holds the rows as they were delivered, personal data
    ///   included: only its owner may read it.
    static func write(
        _ rows: consuming SortedRecords, headings: [String], in directory: String
    ) throws(FileError) -> PendingFile {
        let file = try PendingFile(in: directory, mode: 0o600)
        var writer = ByteWriter(capacity: 1 << 17)
        writer.append([0xEF, 0xBB, 0xBF])
        append(headings + HeadingMap.ours, to: &writer)
        while try rows.next() {
            append(SortedLine.parts(rows.payload), to: &writer)
            guard writer.count >= 1 << 16 else { continue }
            try file.write(writer.bytes)
            writer.reset()
        }
        try file.write(writer.bytes)
        try file.seal()
        return file
    }

    private static func append(_ values: [String], to writer: inout ByteWriter) {
        for (index, value) in values.enumerated() {
            if index > 0 { writer.append(UInt8(ascii: ",")) }
            let text = guarded(value)
            let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D || $0 == 0x3B }
            guard needsQuotes else {
                writer.append(text)
                continue
            }
            writer.append(UInt8(ascii: "\""))
            for byte in text.utf8 {
                if byte == UInt8(ascii: "\"") { writer.append(byte) }
                writer.append(byte)
            }
            writer.append(UInt8(ascii: "\""))
        }
        writer.append("\r\n")
    }

    /// Whether a spreadsheet would change a value: a formula it computes, a long number it rounds.
    private static func isChangeable(_ value: some Collection<Unicode.Scalar>) -> Bool {
        // What the guard itself begins with is guarded once more, so that it can be told from it.
        if value.first == "'" || FormulaText.isFormula(value) { return true }
        return value.count >= 12 && value.allSatisfy { $0 >= "0" && $0 <= "9" }
    }

    /// A value that a spreadsheet leaves as it is.
    private static func guarded(_ value: String) -> String {
        isChangeable(value.unicodeScalars) ? "'" + value : value
    }

    /// The value that was guarded.
    static func unguarded(_ value: String) -> String {
        let rest = value.unicodeScalars.dropFirst()
        guard value.unicodeScalars.first == "'", isChangeable(rest) else { return value }
        return String(rest)
    }
}
