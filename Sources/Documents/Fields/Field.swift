// SPDX-License-Identifier: Apache-2.0

/// A field that a template may show: an element of the report's XML with its Chinese label.
public struct Field: Sendable {
    /// What a field holds.
    public enum Kind: Sendable {
        /// A text of that type.
        case value(ValueType)
        /// Further fields.
        case group([Field])
    }

    /// How a value may be shown.
    public enum ValueType: String, Sendable {
        case text
        /// A civil day, YYYY-MM-DD in the report.
        case day
        /// A moment, RFC 3339 in the report.
        case instant
        /// A whole number.
        case count
        /// true or false: for conditions, not for show.
        case flag
    }

    /// The name of the element.
    public let name: String
    /// What it is called in Chinese.
    public let label: String
    /// What it holds.
    public let kind: Kind
    /// Whether there may be several: a template repeats over it.
    public let isList: Bool
    /// Whether a template must show it, whatever the data.
    public let isObligatory: Bool

    /// The fields in it; none in a value.
    public var children: [Field] {
        if case .group(let fields) = kind { fields } else { [] }
    }

    static func value(_ name: String, _ label: String, _ type: ValueType = .text) -> Field {
        Field(name: name, label: label, kind: .value(type), isList: false, isObligatory: false)
    }

    static func group(_ name: String, _ label: String, _ fields: [Field]) -> Field {
        Field(name: name, label: label, kind: .group(fields), isList: false, isObligatory: false)
    }

    static func list(_ name: String, _ label: String, _ fields: [Field]) -> Field {
        Field(name: name, label: label, kind: .group(fields), isList: true, isObligatory: false)
    }

    static func values(_ name: String, _ label: String) -> Field {
        Field(name: name, label: label, kind: .value(.text), isList: true, isObligatory: false)
    }

    /// The same field, which every template must show.
    var obligatory: Field {
        Field(name: name, label: label, kind: kind, isList: isList, isObligatory: true)
    }
}
