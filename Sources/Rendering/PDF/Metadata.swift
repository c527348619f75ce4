// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// What a PDF file says about itself.
public struct DocumentMetadata: Sendable {
    /// Who answers for the document.
    public var author: String
    /// What the document is about; nil if its title says all.
    public var subject: String?
    /// The program that made the document, with its version.
    public var creator: String
    /// When the document was made: the instant of the report.
    public var instant: Instant
    /// 16 bytes that tell this document from all others, such as the beginning of the report's hash.
    public var identifier: [UInt8]

    /// What a file says about itself; its title and language are the document's.
    ///
    /// - Precondition: the identifier has 16 bytes.
    public init(author: String, subject: String? = nil, creator: String, instant: Instant, identifier: [UInt8]) {
        precondition(identifier.count == 16, "the identifier of a file has 16 bytes")
        self.author = author
        self.subject = subject
        self.creator = creator
        self.instant = instant
        self.identifier = identifier
    }
}

/// The file that a PDF carries: the signed XML that its pages show.
public struct Attachment: Sendable {
    /// Its name, such as "report.xml".
    public var name: String
    /// Its media type.
    public var mediaType: String
    /// What it is, for readers that list attachments.
    public var description: String
    /// Its bytes; they stand in the PDF as they are.
    public var bytes: [UInt8]

    /// An XML file.
    public init(name: String, mediaType: String = "text/xml", description: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.description = description
        self.bytes = bytes
    }
}

/// What the signature of a PDF says beside its value, and how much room it needs.
public struct SignatureMetadata: Sendable {
    /// Who signs.
    public var name: String
    /// Why; nil for no statement.
    public var reason: String?
    /// Where; nil for no statement.
    public var location: String?
    /// The greatest length of the CMS, in bytes; the file has twice as many for it.
    public var capacity: Int

    /// A statement of a signature.
    public init(name: String, reason: String? = nil, location: String? = nil, capacity: Int) {
        self.name = name
        self.reason = reason
        self.location = location
        self.capacity = capacity
    }
}
