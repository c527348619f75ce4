// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Rows of JSON Lines: one object a line, each with the members that it has.
final class JSONLinesReader {
    private let stream: TextStream
    private var buffer: [UInt8] = []
    private var position = 0
    private var line = 0
    private var ended = false

    /// The longest line, in bytes.
    static let longestLine = 1 << 22

    /// Stands before the first line.
    init(_ stream: TextStream) {
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

    /// The next object with its line; nil after the last. Values that are no strings are given as they are spelled.
    func next() throws(IntakeError) -> (line: Int, members: [(name: String, value: String)])? {
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
            guard members.count <= CSVReader.mostColumns else {
                throw IntakeError(.limit, "line \(line): more than \(CSVReader.mostColumns) members")
            }
            return (line, members.map { ($0.name, Self.spelling(of: $0.value)) })
        }
        return nil
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
