// SPDX-License-Identifier: Apache-2.0

extension ByteWriter {
    /// Appends a value as JSON in one line: members in their order, no white space, only what must be escaped is.
    public mutating func append(json value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let truth): append(truth ? "true" : "false")
        case .number(let spelling): append(spelling)
        case .string(let text): append(jsonString: text)
        case .array(let elements):
            append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { append(UInt8(ascii: ",")) }
                append(json: element)
            }
            append(UInt8(ascii: "]"))
        case .object(let members):
            append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { append(UInt8(ascii: ",")) }
                append(jsonString: member.name)
                append(UInt8(ascii: ":"))
                append(json: member.value)
            }
            append(UInt8(ascii: "}"))
        }
    }

    /// Appends a string in quotes, with quotes, backslashes and control characters escaped.
    public mutating func append(jsonString text: String) {
        append(jsonString: text.utf8.span)
    }

    /// Appends a string that is given as UTF-8, in quotes, with quotes, backslashes and control characters escaped.
    public mutating func append(jsonString text: Span<UInt8>) {
        append(UInt8(ascii: "\""))
        // Most strings need no escape: they are taken over in one piece.
        if Self.isPlain(text) {
            append(text)
            append(UInt8(ascii: "\""))
            return
        }
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case let byte where byte < 0x20 || byte == 0x7F:
                append("\\u00")
                append(hex: [byte])
            case let byte: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }

    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        // Without a branch in the loop many bytes are looked at with one instruction.
        var special: UInt8 = 0
        for index in text.indices {
            let byte = text[index]
            special |= (byte < 0x20 ? 1 : 0) | (byte == 0x7F ? 1 : 0)
            special |= (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
        }
        return special == 0
    }
}

extension JSONValue {
    /// The value as one line of JSON, without a line break at its end.
    public var text: String {
        var writer = ByteWriter()
        writer.append(json: self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
