// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Rows of JSON Lines: one object a line, each with the members that it has.
final class JSONLinesRows: RowSource {
    /// The names seen so far, in the order of their first appearance.
    private(set) var headings: [String] = []
    private let stream: TextStream
    private var buffer: [UInt8] = []
    private var position = 0
    private var line = 0
    private var ended = false
    private var ahead = RowsAhead()

    /// The longest line, in bytes.
    static let longestLine = 1 << 22

    /// Looks at the first objects and stands before them.
    init(_ stream: TextStream) throws(IntakeError) {
        self.stream = stream
        try ahead.look { (row) throws(IntakeError) in try readObject(&row) }
        guard !headings.isEmpty else {
            throw IntakeError(.headings, "the file is empty: a row of headings was expected")
        }
    }

    var encoding: TextEncoding? { stream.encoding }
    var notUTF8At: Int? { stream.notUTF8At }
    var bytesRead: Int { stream.bytesRead }

    func digest() -> String {
        stream.digest()
    }

    func read(_ row: inout DeliveryRow) throws(IntakeError) -> Bool {
        try ahead.read(&row) { (row) throws(IntakeError) in try readObject(&row) }
    }

    /// Reads the next object. Values that are no strings are given as they are spelled.
    private func readObject(_ row: inout DeliveryRow) throws(IntakeError) -> Bool {
        while let text = try nextLine() {
            if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            let value: JSONValue
            do {
                value = try JSONReader.read(text)
            } catch {
                throw IntakeError(.format, "line \(line), column \(error.column): \(error.message)")
            }
            guard let members = value.members else {
                throw IntakeError(.format, "line \(line): no JSON object; one object a line was expected")
            }
            guard members.count <= DeliveryRow.mostColumns else {
                throw IntakeError(.limit, "line \(line): more than \(DeliveryRow.mostColumns) members")
            }
            row.begin(line: line)
            for value in values(of: members) { try row.add(value) }
            return true
        }
        return false
    }

    /// The values of an object in the order of the headings, to which names that are new are added.
    private func values(of members: [JSONMember]) -> [String] {
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
            values[guess] = Self.spelling(of: member.value)
            guess += 1
        }
        return values
    }

    private static func spelling(of value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        default: value.text
        }
    }

    private func nextLine() throws(IntakeError) -> ArraySlice<UInt8>? {
        while true {
            if let end = buffer[position...].firstIndex(of: 0x0A) {
                defer { position = end + 1 }
                line += 1
                return buffer[position..<end]
            }
            guard buffer.count - position <= Self.longestLine else {
                throw IntakeError(.limit, "line \(line + 1): longer than \(Self.longestLine) bytes")
            }
            guard !ended, let more = try stream.next() else {
                ended = true
                guard position < buffer.count else { return nil }
                defer { position = buffer.count }
                line += 1
                return buffer[position...]
            }
            buffer.removeSubrange(..<position)
            buffer += more
            position = 0
        }
    }
}
