// SPDX-License-Identifier: Apache-2.0

/// Why XML could not be read, written, checked or signed.
public struct MarkupError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of failure, with a stable spelling.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes are not XML 1.0 with namespaces.
        case notWellFormed = "xml.not-well-formed"
        /// The bytes are not UTF-8, or the XML declaration says that they are something else.
        case encoding = "xml.encoding"
        /// A document type declaration, and with it entities, is refused wherever it stands.
        case documentType = "xml.doctype"
        /// A processing instruction is refused wherever it stands.
        case processingInstruction = "xml.processing-instruction"
        /// A comment stands where none may be.
        case comment = "xml.comment"
        /// The document is larger or deeper than the reader was told to accept.
        case limit = "xml.limit"
        /// The document is well formed, but it is not the one spelling that the canonical writer gives it.
        case notCanonical = "xml.not-canonical"
        /// A text holds a character that no XML document may hold.
        case character = "xml.character"
        /// An element to be written contradicts itself: a prefix with two meanings, an attribute given twice.
        case structure = "xml.structure"
        /// A schema does not compile, or it refers to another file.
        case schema = "xml.schema"
        /// A signature cannot be made with what was given.
        case signature = "xml.signature"
        /// libxml2 gave up without a reason that concerns the document, for want of memory as a rule.
        case library = "xml.library"
    }

    /// The kind of failure.
    public let code: Code
    /// What was found and what was expected, in one line.
    public let message: String
    /// Where it was found; nil if it is not about a place in a file.
    public let position: Position?
    /// What to do about it, where that is not plain from the message.
    public let hint: String?

    /// An error as given.
    public init(_ code: Code, _ message: String, at position: Position? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.position = position
        self.hint = hint
    }

    /// "line:column: message", or the message alone.
    public var description: String {
        guard let position else { return message }
        return "\(position): \(message)"
    }
}
