// SPDX-License-Identifier: Apache-2.0

/// An object as a value (ISO 32000-1, 7.3); streams are not values, they are a dictionary and bytes of the file.
public enum PDFValue: Equatable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A whole number.
    case integer(Int)
    /// A number in thousandths that is not whole.
    case number(thousandths: Int)
    /// A name.
    case name(PDFName)
    /// A string of bytes; ``PDFText`` reads and writes those that hold text.
    case string([UInt8])
    /// Values in order.
    case array([PDFValue])
    /// Keys and values in order.
    case dictionary(PDFDictionary)
    /// The number of an indirect object.
    case reference(PDFReference)

    /// The whole number, if it is one.
    public var integerValue: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The name, if it is one.
    public var nameValue: PDFName? {
        if case .name(let value) = self { value } else { nil }
    }

    /// The bytes of the string, if it is one.
    public var stringValue: [UInt8]? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The text of the string, if it is one and holds text.
    public var textValue: String? {
        stringValue.flatMap(PDFText.decode)
    }

    /// The elements, if it is an array.
    public var arrayValue: [PDFValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The entries, if it is a dictionary.
    public var dictionaryValue: PDFDictionary? {
        if case .dictionary(let value) = self { value } else { nil }
    }

    /// The reference, if it is one.
    public var referenceValue: PDFReference? {
        if case .reference(let value) = self { value } else { nil }
    }
}

/// A dictionary whose entries keep their order (ISO 32000-1, 7.3.7).
public struct PDFDictionary: Equatable, Sendable {
    /// One key and its value.
    public struct Entry: Equatable, Sendable {
        /// The key.
        public let key: PDFName
        /// What stands behind it.
        public let value: PDFValue

        /// A key with its value.
        public init(_ key: PDFName, _ value: PDFValue) {
            self.key = key
            self.value = value
        }
    }

    /// The entries in the order of the file.
    public private(set) var entries: [Entry]

    /// A dictionary with these entries.
    ///
    /// - Precondition: no key occurs twice.
    public init(_ entries: [Entry] = []) {
        self.entries = []
        for entry in entries { append(entry.key, entry.value) }
    }

    /// The value behind a key; nil if there is none.
    public subscript(key: PDFName) -> PDFValue? {
        for entry in entries where entry.key == key { return entry.value }
        return nil
    }

    /// Adds an entry at the end.
    ///
    /// - Precondition: the key is new.
    public mutating func append(_ key: PDFName, _ value: PDFValue) {
        precondition(self[key] == nil, "\(key) occurs twice in one dictionary")
        entries.append(Entry(key, value))
    }

    /// Adds an entry whose key is known to be new.
    mutating func append(new key: PDFName, _ value: PDFValue) {
        entries.append(Entry(key, value))
    }

    /// The keys in the order of the file.
    public var keys: [PDFName] { entries.map(\.key) }
}
