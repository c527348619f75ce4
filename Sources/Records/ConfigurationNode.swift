// SPDX-License-Identifier: Apache-2.0

package import Bytes

/// A value of a configuration file with its path; reading it notes every fault and goes on, so that all are listed.
package struct ConfigurationNode {
    /// The faults of one file.
    package final class Faults {
        package let area: String
        package private(set) var list: [RecordsError.Fault] = []

        /// An empty list whose codes begin with `area`.
        package init(area: String) {
            self.area = area
        }

        /// Adds a fault with the code "area.kind".
        package func note(_ kind: String, at path: String, _ message: String, hint: String? = nil) {
            list.append(RecordsError.Fault(code: area + "." + kind, path: path, message: message, hint: hint))
        }

        /// Throws what has been noted, if anything was.
        package func check() throws(RecordsError) {
            if !list.isEmpty { throw RecordsError(faults: list) }
        }
    }

    package let value: JSONValue
    package let path: String
    package let faults: Faults

    /// The root of a file of the given format, or nil with the fault noted.
    package static func root(of bytes: [UInt8], format: String, faults: Faults) -> ConfigurationNode? {
        let value: JSONValue
        do {
            value = try JSONReader.read(bytes)
        } catch {
            faults.note("not-json", at: "", "the file is no JSON: \(error)")
            return nil
        }
        let root = ConfigurationNode(value: value, path: "", faults: faults)
        guard value.members != nil else {
            faults.note("wrong-type", at: "", "an object was expected, this is \(root.kind)")
            return nil
        }
        guard let found = value["format"]?.string, found == format else {
            let found = value["format"].map { $0.text } ?? "nothing"
            faults.note("format", at: "format", "\"\(format)\" was expected, this is \(found)")
            return nil
        }
        return root
    }

    /// Notes each member that is none of `keys`, which are all that the format knows.
    package func expect(keys: [String]) {
        guard let members = value.members else {
            faults.note("wrong-type", at: path, "an object was expected, this is \(kind)")
            return
        }
        for member in members where !keys.contains(member.name) {
            faults.note(
                "unknown-key", at: path(of: member.name), "the format has no key of this name",
                hint: "the keys are \(keys.joined(separator: ", "))")
        }
    }

    /// The member of that name; nil if there is none, or it is null.
    package func optional(_ name: String) -> ConfigurationNode? {
        guard let member = value[name], member != .null else { return nil }
        return ConfigurationNode(value: member, path: path(of: name), faults: faults)
    }

    /// The member of that name; its absence is a fault.
    package func required(_ name: String) -> ConfigurationNode? {
        if let node = optional(name) { return node }
        if value.members != nil { faults.note("missing-key", at: path(of: name), "the key is missing") }
        return nil
    }

    /// The non-empty string that this is, of at most 300 characters.
    package var text: String? { text(upTo: 300) }

    /// The non-empty string of at most `limit` characters that this is: reports have no room for more.
    package func text(upTo limit: Int) -> String? {
        guard let text = value.string else {
            faults.note("wrong-type", at: path, "a string was expected, this is \(kind)")
            return nil
        }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            faults.note("empty", at: path, "the text is empty")
            return nil
        }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            faults.note("control-character", at: path, "the text holds a control character")
            return nil
        }
        guard text.unicodeScalars.count <= limit else {
            faults.note("too-long", at: path, "the text has more than \(limit) characters")
            return nil
        }
        return text
    }

    /// The integer in a range that this is.
    package func integer(in range: ClosedRange<Int>) -> Int? {
        guard let number = value.integer, range.contains(number) else {
            let found = value.integer.map(String.init) ?? kind
            faults.note(
                "out-of-range", at: path,
                "an integer from \(range.lowerBound) to \(range.upperBound) was expected, this is \(found)")
            return nil
        }
        return number
    }

    /// The day that this is.
    var day: CivilDay? {
        guard let text else { return nil }
        if let day = CivilDay(text) { return day }
        faults.note("wrong-type", at: path, "a day as YYYY-MM-DD was expected, this is \"\(text)\"")
        return nil
    }

    /// The truth value that this is.
    package var bool: Bool? {
        guard let truth = value.bool else {
            faults.note("wrong-type", at: path, "true or false was expected, this is \(kind)")
            return nil
        }
        return truth
    }

    /// The elements of the array that this is, each with its place in the path.
    package var elements: [ConfigurationNode] {
        guard let elements = value.array else {
            faults.note("wrong-type", at: path, "an array was expected, this is \(kind)")
            return []
        }
        return elements.enumerated().map { index, element in
            ConfigurationNode(value: element, path: "\(path)[\(index)]", faults: faults)
        }
    }

    private func path(of name: String) -> String {
        path.isEmpty ? name : path + "." + name
    }

    private var kind: String {
        switch value {
        case .null: "null"
        case .bool: "a truth value"
        case .number(let spelling): "the number \(spelling)"
        case .string(let text): "the string \"\(text)\""
        case .array: "an array"
        case .object: "an object"
        }
    }
}
