// SPDX-License-Identifier: Apache-2.0

/// Rows of comma-separated values (RFC 4180) and of what spreadsheets write: `;` or tab, LF, CR or CRLF, line breaks
/// within quotes, a quote within an unquoted value as itself.
///
/// Works on bytes: a CRLF is one `Character`, so that no split by characters finds it.
final class CSVReader {
    private let stream: TextStream
    private var buffer: [UInt8] = []
    private var position = 0
    private var line = 1
    /// The byte between values; told from the first row.
    let delimiter: UInt8

    /// The longest value and the most values of a row.
    static let longestValue = 1 << 20
    static let mostColumns = 1024

    /// Stands before the first row.
    init(_ stream: TextStream) throws(IntakeError) {
        // Enough to hold any row of headings, whatever the size of a piece.
        while buffer.count < 1 << 16, let more = try stream.next() { buffer += more }
        delimiter = Self.delimiter(of: buffer)
        self.stream = stream
    }

    /// The encoding of the file.
    var encoding: TextEncoding { stream.encoding }

    /// Where the file stops being UTF-8, if it was read as GB 18030 for that.
    var notUTF8At: Int? { stream.notUTF8At }

    /// SHA-256 of the file, after its last row.
    func digest() -> String {
        stream.digest()
    }

    /// The next row with the line in which it begins, rows without any value left out; nil after the last.
    func next() throws(IntakeError) -> (line: Int, values: [String])? {
        while true {
            let start = line
            guard let values = try row() else { return nil }
            if values.contains(where: { !$0.isEmpty }) { return (start, values) }
        }
    }

    private enum State { case start, plain, quoted, closed }

    private func row() throws(IntakeError) -> [String]? {
        var values: [String] = []
        var value: [UInt8] = []
        var state = State.start
        var opened = line
        while true {
            guard let byte = try byte() else {
                if state == .quoted {
                    throw IntakeError(
                        .format, "line \(opened): a quote is opened and never closed",
                        hint: "a quote within a quoted value is written twice")
                }
                if state == .start && values.isEmpty { return nil }
                try close(&value, &values)
                return values
            }
            switch (state, byte) {
            case (.quoted, UInt8(ascii: "\"")): state = .closed
            case (.quoted, _):
                if byte == 0x0A { line += 1 }
                value.append(byte)
            case (.closed, UInt8(ascii: "\"")):
                value.append(byte)
                state = .quoted
            case (.start, UInt8(ascii: "\"")):
                opened = line
                state = .quoted
            case (_, delimiter):
                try close(&value, &values)
                state = .start
            case (_, 0x0A), (_, 0x0D):
                if byte == 0x0D, try peek() == 0x0A { position += 1 }
                line += 1
                try close(&value, &values)
                return values
            case (.closed, _):
                throw IntakeError(.format, "line \(line): text follows a closing quote; a separator was expected")
            default:
                state = .plain
                value.append(byte)
            }
            guard value.count <= Self.longestValue else {
                throw IntakeError(.limit, "line \(opened): a value is longer than \(Self.longestValue) bytes")
            }
        }
    }

    private func close(_ value: inout [UInt8], _ values: inout [String]) throws(IntakeError) {
        guard values.count < Self.mostColumns else {
            throw IntakeError(.limit, "line \(line): more than \(Self.mostColumns) columns")
        }
        values.append(String(decoding: value, as: UTF8.self))
        value.removeAll(keepingCapacity: true)
    }

    private func peek() throws(IntakeError) -> UInt8? {
        if position == buffer.count {
            guard let more = try stream.next() else { return nil }
            buffer = more
            position = 0
        }
        return buffer[position]
    }

    private func byte() throws(IntakeError) -> UInt8? {
        guard let byte = try peek() else { return nil }
        position += 1
        return byte
    }

    /// The separator that the first row has most of outside quotes; the comma if it has none.
    private static func delimiter(of text: [UInt8]) -> UInt8 {
        let candidates = [UInt8(ascii: ","), 0x09, UInt8(ascii: ";")]
        var counts = [0, 0, 0]
        var quoted = false
        for byte in text {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if quoted { continue }
            if byte == 0x0A || byte == 0x0D, counts.contains(where: { $0 > 0 }) { break }
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        let most = counts.max() ?? 0
        return candidates[counts.firstIndex(of: most) ?? 0]
    }
}
