// SPDX-License-Identifier: Apache-2.0

/// A name object, such as `/Type` (ISO 32000-1, 7.3.5).
public struct PDFName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name without its solidus and with nothing escaped.
    public let text: String

    /// A name of any text; characters that PDF does not allow in a name are escaped when it is written.
    public init(_ text: String) {
        self.text = text
    }

    /// A name from a literal.
    public init(stringLiteral text: String) {
        self.text = text
    }

    /// The name with its solidus.
    public var description: String { "/" + text }
}
