// SPDX-License-Identifier: Apache-2.0

/// How large a document may be before the reader gives it up.
public struct XMLLimits: Sendable, Hashable {
    /// Bytes of the whole document.
    public var bytes: Int
    /// Elements in the whole document.
    public var elements: Int
    /// Elements inside one another.
    public var depth: Int
    /// Attributes and namespace declarations of one element.
    public var attributes: Int
    /// Attributes and namespace declarations in the whole document.
    public var attributesInAll: Int
    /// Different names of elements and attributes, prefixes and namespaces: the parser looks for each among all others.
    public var names: Int
    /// UTF-8 bytes of one attribute value.
    public var attributeBytes: Int
    /// UTF-8 bytes of one run of text between two tags.
    public var textBytes: Int

    /// The limits of a report, which leave room for more than 10,000 records; others change what they need.
    public init(
        bytes: Int = 64 << 20, elements: Int = 1_000_000, depth: Int = 64, attributes: Int = 32,
        attributesInAll: Int = 100_000, names: Int = 4_096, attributeBytes: Int = 64 << 10, textBytes: Int = 1 << 20
    ) {
        self.bytes = min(bytes, 1 << 30)
        self.elements = elements
        self.depth = depth
        self.attributes = attributes
        self.attributesInAll = attributesInAll
        self.names = names
        self.attributeBytes = attributeBytes
        self.textBytes = textBytes
    }
}

/// Reads XML 1.0 in UTF-8 that anybody may have written.
///
/// Refused, each with its own code and place: another encoding, a document type declaration (so that there are no
/// entities but the five of XML), processing instructions, whatever exceeds the limits, names without a declared
/// namespace, relative namespace names. Nothing is ever fetched, and nothing is repaired. A reader is a value without
/// state; any number of threads may read at once.
public struct XMLReader: Sendable {
    /// What becomes of comments.
    public enum Comments: Sendable, Hashable {
        /// A comment is an error.
        case refused
        /// Comments are passed over; the texts on both sides become one.
        case skipped
    }

    /// What is done with comments.
    public var comments: Comments
    /// What the document may measure.
    public var limits: XMLLimits

    /// A reader; comments are errors unless told otherwise.
    public init(comments: Comments = .refused, limits: XMLLimits = XMLLimits()) {
        self.comments = comments
        self.limits = limits
    }

    /// The version of libxml2 that is loaded, as it names itself: "20914" for 2.9.14.
    public static var libraryVersion: String {
        Library.version
    }

    /// The root element of a document.
    ///
    /// - Throws: `MarkupError` with line and column.
    public func read(_ bytes: [UInt8]) throws(MarkupError) -> Element {
        try Preflight.check(bytes, limits: limits)
        let reading = TreeReading(bytes: bytes, comments: comments, limits: limits)
        let context = try ParserContext(bytes)
        context.buildElements(reading)
        try context.parse(reading)
        guard let root = reading.root else {
            throw MarkupError(.notWellFormed, "the document has no root element")
        }
        return root
    }
}
