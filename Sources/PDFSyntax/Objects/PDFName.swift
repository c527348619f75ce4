// SPDX-License-Identifier: Apache-2.0

/// A name object, such as `/Type` (ISO 32000-1, 7.3.5), of printable ASCII characters.
public struct PDFName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name without its solidus and with nothing escaped.
    public let text: String

    /// A name of printable ASCII; characters that PDF does not allow as they are, are escaped when it is written.
    ///
    /// - Precondition: `text` has 1 to 127 characters, all from U+0021 to U+007E.
    public init(_ text: String) {
        precondition(Self.isValid(text.utf8), "not a name of 1 to 127 printable ASCII characters: \(text)")
        self.text = text
    }

    /// A name from a literal; that it is a name is checked in debug builds only.
    public init(stringLiteral text: String) {
        assert(Self.isValid(text.utf8), "not a name of 1 to 127 printable ASCII characters: \(text)")
        self.text = text
    }

    /// A name of characters that have been checked.
    init(checked characters: ArraySlice<UInt8>) {
        text = String(decoding: characters, as: UTF8.self)
    }

    /// The name with its solidus.
    public var description: String { "/" + text }

    // Only ASCII, because Swift takes two strings as equal that a reader of PDF tells apart: "K" and the sign for kelvin.
    static func isValid(_ characters: some Collection<UInt8>) -> Bool {
        (1...PDFSyntaxLimits.name).contains(characters.count) && characters.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
