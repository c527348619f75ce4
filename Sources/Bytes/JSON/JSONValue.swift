// SPDX-License-Identifier: Apache-2.0

/// A value of JSON (RFC 8259): objects keep the order of their members, numbers keep their spelling.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number as it is spelled in the text; binary floating point never touches it.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// A number that is an integer.
    public static func integer(_ value: Int) -> JSONValue {
        .number(String(value))
    }

    /// The value of the member of that name; nil if there is none or this is no object.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The string, if this is one.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The integer, if this is a number without fraction or exponent that fits.
    public var integer: Int? {
        if case .number(let text) = self { Int(text) } else { nil }
    }

    /// The truth value, if this is one.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements, if this is an array.
    public var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members in their order, if this is an object.
    public var members: [JSONMember]? {
        if case .object(let members) = self { members } else { nil }
    }
}

/// A member of a JSON object.
public struct JSONMember: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: JSONValue

    /// A member of that name and value.
    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}

/// Why a text is not the JSON that was expected.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// The line in which it is wrong, from 1 on.
    public let line: Int
    /// The column (in bytes) in which it is wrong, from 1 on.
    public let column: Int

    /// "line L, column C: what is wrong".
    public var description: String { "line \(line), column \(column): \(message)" }
}
