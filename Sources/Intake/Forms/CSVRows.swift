// SPDX-License-Identifier: Apache-2.0

/// Rows of comma-separated values (RFC 4180) and of what spreadsheets write: `;` or tab, LF, CR or CRLF, line breaks
/// within quotes, a quote within an unquoted value as itself.
///
/// Works on bytes: a CRLF is one `Character`, so that no split by characters finds it.
final class CSVRows: RowSource {
    /// The headings: the values of the first row.
    let headings: [String]
    /// How many values the row of headings has, empty ones at its end included.
    private let width: Int
    private let stream: TextStream
    private var scan: CSVScan

    /// Reads the headings and stands before the first row.
    init(_ stream: TextStream) throws(IntakeError) {
        self.stream = stream
        var scan = try CSVScan(stream)
        var row = DeliveryRow()
        while try scan.row(&row), row.isBlank {}
        var headings = row.values
        width = headings.count
        while headings.last == "" { headings.removeLast() }
        guard !headings.isEmpty else {
            throw IntakeError(.headings, "the file is empty: a row of headings was expected")
        }
        self.headings = headings
        self.scan = scan
    }

    var encoding: TextEncoding? { stream.encoding }
    var notUTF8At: Int? { stream.notUTF8At }
    var bytesRead: Int { stream.bytesRead }

    func digest() -> String {
        stream.digest()
    }

    func read(_ row: inout DeliveryRow) throws(IntakeError) -> Bool {
        repeat {
            guard try scan.row(&row) else { return false }
        } while row.isBlank
        if row.isBroken { try scan.checkBreaks(row, columns: headings.count) }
        row.isShort = row.count < headings.count
        row.isLong = row.count > width
        return true
    }
}

/// A place in the text of a CSV file.
struct CSVScan {
    private let stream: TextStream
    private var buffer: [UInt8] = []
    private var position = 0
    private var line = 1
    /// The byte between values; told from the first row.
    private let delimiter: UInt8

    private enum State { case start, plain, quoted, closed }

    /// Stands before the first row.
    init(_ stream: TextStream) throws(IntakeError) {
        self.stream = stream
        // Enough to hold any row of headings, whatever the size of a piece.
        while buffer.count < 1 << 16, let more = try stream.next() { buffer += more }
        delimiter = Self.delimiter(of: buffer)
    }

    /// Reads the row that begins here; gives false at the end.
    mutating func row(_ row: inout DeliveryRow) throws(IntakeError) -> Bool {
        row.begin(line: line)
        var state = State.start
        var opened = line
        while true {
            guard try hasMore() else {
                if state == .quoted {
                    throw IntakeError(
                        .format, "line \(opened): a quote is opened and never closed",
                        hint: "a quote within a quoted value is written twice")
                }
                if state == .start && row.count == 0 { return false }
                try row.close()
                return true
            }
            switch state {
            case .start:
                state = .plain
                if buffer[position] == Self.quote {
                    position += 1
                    opened = line
                    state = .quoted
                }
            case .plain:
                let end = endOfPlain()
                row.append(buffer[position..<end])
                position = end
                guard end < buffer.count else {
                    try checkLength(row, opened: line)
                    continue
                }
                if try ends(&row) { return true }
                state = .start
            case .quoted:
                let (end, lines, isBroken) = endOfQuoted()
                line += lines
                if isBroken { row.isBroken = true }
                row.append(buffer[position..<end])
                position = end
                if end < buffer.count {
                    position += 1
                    state = .closed
                } else {
                    try checkLength(row, opened: opened)
                }
            case .closed:
                switch buffer[position] {
                case Self.quote:
                    row.append(Self.quote)
                    position += 1
                    state = .quoted
                case delimiter, Self.lineFeed, Self.carriageReturn:
                    if try ends(&row) { return true }
                    state = .start
                default:
                    throw IntakeError(
                        .format, "line \(line): text follows a closing quote; a separator was expected")
                }
            }
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    /// Steps over what ends a value, and says whether it ends the row.
    private mutating func ends(_ row: inout DeliveryRow) throws(IntakeError) -> Bool {
        let byte = buffer[position]
        position += 1
        try row.close()
        guard byte != delimiter else { return false }
        if byte == Self.carriageReturn, try hasMore(), buffer[position] == Self.lineFeed {
            position += 1
        }
        line += 1
        return true
    }

    private func endOfPlain() -> Int {
        let bytes = buffer.span
        var end = position
        while end < bytes.count {
            let byte = bytes[end]
            if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            end += 1
        }
        return end
    }

    /// Where the quoted text ends, how many lines it goes over, and whether it has any break of a line.
    private func endOfQuoted() -> (end: Int, lines: Int, isBroken: Bool) {
        let bytes = buffer.span
        var end = position
        var lines = 0
        var isBroken = false
        while end < bytes.count {
            let byte = bytes[end]
            // What can matter is no letter and no digit.
            if byte <= Self.quote {
                if byte == Self.quote { break }
                if byte == Self.lineFeed { lines += 1 }
                if byte == Self.lineFeed || byte == Self.carriageReturn { isBroken = true }
            }
            end += 1
        }
        return (end, lines, isBroken)
    }

    /// Refuses a quote that has swallowed rows: opened in one by mistake, as when its closing one was typed in full
    /// width, and closed in another.
    ///
    /// Whatever stands in quotes, a row has one line with as many separators as there are columns, its first or its
    /// last. If two lines have so many, or one between them, they were rows of their own.
    func checkBreaks(_ row: DeliveryRow, columns: Int) throws(IntakeError) {
        guard columns >= Self.fewestColumns else { return }
        var separators = [0]
        for column in 0..<row.count {
            if column > 0 { separators[separators.count - 1] += 1 }
            for byte in row.text[row.range(column)] {
                if byte == delimiter { separators[separators.count - 1] += 1 }
                if byte == Self.lineFeed || byte == Self.carriageReturn { separators.append(0) }
            }
        }
        let isRow = { (count: Int) in count >= columns - 1 }
        guard separators.count(where: isRow) > 1 || separators.dropFirst().dropLast().contains(where: isRow) else {
            return
        }
        throw IntakeError(
            .format, "line \(row.line): a quote that is opened here runs over what look like rows of their own",
            hint: "close it where the value ends, with the same quote as at its beginning")
    }

    /// With fewer columns than these any text has as many separators as a row.
    private static let fewestColumns = 4

    /// Stops a value without an end before it fills the memory.
    private func checkLength(_ row: DeliveryRow, opened: Int) throws(IntakeError) {
        guard row.openLength <= DeliveryRow.longestValue else {
            throw IntakeError(.limit, "line \(opened): a value is longer than \(DeliveryRow.longestValue) bytes")
        }
    }

    private mutating func hasMore() throws(IntakeError) -> Bool {
        if position < buffer.count { return true }
        guard let more = try stream.next() else { return false }
        buffer = more
        position = 0
        return true
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
