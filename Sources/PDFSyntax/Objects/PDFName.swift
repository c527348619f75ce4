// SPDX-License-Identifier: Apache-2.0

/// A name object, such as `/Type` (ISO 32000-1, 7.3.5), of printable ASCII characters.
public struct PDFName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    private enum Spelling {
        /// Words of the program, which are written as they are.
        case literal(StaticString)
        case text(String)
    }

    private let spelling: Spelling

    /// The name without its solidus and with nothing escaped.
    public var text: String {
        switch spelling {
        case .literal(let words): words.description
        case .text(let text): text
        }
    }

    /// A name of printable ASCII; characters that PDF does not allow as they are, are escaped when it is written.
    ///
    /// - Precondition: `text` has 1 to 127 characters, all from U+0021 to U+007E.
    public init(_ text: String) {
        precondition(Self.isValid(text.utf8), "not a name of 1 to 127 printable ASCII characters: \(text)")
        spelling = .text(text)
    }

    /// A name from a literal; one in which nothing needs to be escaped is written as it stands.
    ///
    /// - Precondition: as for ``init(_:)``.
    public init(stringLiteral words: StaticString) {
        let isPlain = words.withUTF8Buffer { bytes in
            unsafe (1...127).contains(bytes.count) && bytes.allSatisfy(\.isPlainInName)
        }
        precondition(
            isPlain || Self.isValid(words.description.utf8), "not a name of 1 to 127 printable ASCII characters")
        spelling = isPlain ? .literal(words) : .text(words.description)
    }

    /// A name of characters that have been checked.
    init(checked characters: ArraySlice<UInt8>) {
        spelling = .text(String(decoding: characters, as: UTF8.self))
    }

    /// The words of a name that is one of the program's; nil for any other.
    @inline(__always)
    var literal: StaticString? {
        if case .literal(let words) = spelling { words } else { nil }
    }

    /// The name with its solidus.
    public var description: String { "/" + text }

    /// Whether two names are the same, however they came about.
    public static func == (one: PDFName, other: PDFName) -> Bool { one.text == other.text }

    /// Hashes what two equal names have in common.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    // Only ASCII, because Swift takes two strings as equal that a reader of PDF tells apart: "K" and the sign for kelvin.
    static func isValid(_ characters: some Collection<UInt8>) -> Bool {
        (1...PDFSyntaxLimits.name).contains(characters.count) && characters.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
