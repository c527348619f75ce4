// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The rows of a delivery, whichever of its forms it has: CSV with a row of headings, or JSON Lines with names.
final class DeliveryRows {
    /// A row as it stands in the file.
    struct Row {
        /// The line in which it begins, from 1 on.
        var line: Int
        /// A value for each heading; more values than headings if the row is longer.
        var values: [String]
        /// Whether a row of CSV has fewer values than there are headings.
        var isShort = false
    }

    /// The headings seen so far; JSON Lines may add to them.
    private(set) var headings: [String] = []
    private let form: Form
    private var waiting: [Row] = []
    private var next = 0

    private enum Form {
        case csv(CSVReader)
        case jsonLines(JSONLinesReader)
    }

    /// How many objects of JSON Lines are looked at to know the columns.
    private static let lookAhead = 1000

    /// Reads the headings and stands before the first row.
    init(_ origin: TextStream.Origin) throws(IntakeError) {
        let first = try Self.firstByte(origin)
        let stream = try TextStream(origin)
        if first == UInt8(ascii: "{") {
            form = .jsonLines(JSONLinesReader(stream))
            while waiting.count < Self.lookAhead, let row = try read() { waiting.append(row) }
        } else {
            let reader = try CSVReader(stream)
            headings = try reader.next()?.values ?? []
            form = .csv(reader)
            while headings.last == "" { headings.removeLast() }
        }
        guard !headings.isEmpty else {
            throw IntakeError(.headings, "the file is empty: a row of headings was expected")
        }
    }

    /// The encoding of the file.
    var encoding: TextEncoding {
        switch form {
        case .csv(let reader): reader.encoding
        case .jsonLines(let reader): reader.encoding
        }
    }

    /// Where the file stops being UTF-8, if it was read as GB 18030 for that.
    var notUTF8At: Int? {
        switch form {
        case .csv(let reader): reader.notUTF8At
        case .jsonLines(let reader): reader.notUTF8At
        }
    }

    /// The next row; nil after the last.
    func nextRow() throws(IntakeError) -> Row? {
        if next < waiting.count {
            next += 1
            return waiting[next - 1]
        }
        return try read()
    }

    /// SHA-256 of the file, after its last row.
    func digest() -> String {
        switch form {
        case .csv(let reader): reader.digest()
        case .jsonLines(let reader): reader.digest()
        }
    }

    private func read() throws(IntakeError) -> Row? {
        switch form {
        case .csv(let reader):
            return try reader.next().map {
                Row(line: $0.line, values: $0.values, isShort: $0.values.count < headings.count)
            }
        case .jsonLines(let reader): return try reader.next().map { row($0.line, $0.members) }
        }
    }

    private func row(_ line: Int, _ members: [(name: String, value: String)]) -> Row {
        var values = [String](repeating: "", count: headings.count)
        // Most objects have the members of the one before in the same order.
        var guess = 0
        for member in members {
            if guess >= headings.count || headings[guess] != member.name {
                guess = headings.firstIndex(of: member.name) ?? headings.count
            }
            if guess == headings.count {
                headings.append(member.name)
                values.append("")
            }
            values[guess] = member.value
            guess += 1
        }
        return Row(line: line, values: values)
    }

    private static func firstByte(_ origin: TextStream.Origin) throws(IntakeError) -> UInt8? {
        var head = try origin.read(at: 0, count: min(64, origin.count))
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
        return head.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    }
}
