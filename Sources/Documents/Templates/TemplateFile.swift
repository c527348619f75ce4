// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// A file of a template beside its markup and its style sheet.
public struct TemplateFile: Sendable {
    /// Its name, such as "labels.zh.json".
    public var name: String
    /// What it holds.
    public var bytes: [UInt8]

    /// A file of that name.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The members of the one object that the file holds; what is wrong is reported, and so are unknown members.
    func members(known: [String], _ diagnostics: inout Diagnostics) -> JSONValue? {
        let value: JSONValue
        do {
            value = try JSONReader.read(bytes)
        } catch {
            let position = SourcePosition(line: error.line, column: error.column)
            diagnostics.report("json", error.message, at: position)
            return nil
        }
        guard let members = value.members else {
            diagnostics.report("json", "\(name) holds one object", at: SourcePosition(line: 1, column: 1))
            return nil
        }
        for member in members where !known.contains(member.name) {
            diagnostics.report(
                "json", "unknown member \(member.name)", at: position(of: member.name),
                hint: Suggestion.hint(for: member.name, among: known) ?? "known are " + known.joined(separator: ", "))
        }
        return value
    }

    /// Where a member of that name first stands.
    func position(of member: String) -> SourcePosition? {
        var name = ByteWriter()
        name.append(jsonString: member)
        let wanted = name.bytes
        var position = SourcePosition(line: 1, column: 1)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\""), bytes[index...].starts(with: wanted) {
                let rest = bytes[(index + wanted.count)...].drop { $0 == UInt8(ascii: " ") }
                if rest.first == UInt8(ascii: ":") { return position }
            }
            if byte == UInt8(ascii: "\n") {
                position = SourcePosition(line: position.line + 1, column: 1)
            } else if byte & 0xC0 != 0x80 {
                position.column += 1
            }
        }
        return nil
    }
}
