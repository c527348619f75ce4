// SPDX-License-Identifier: Apache-2.0

/// Why a PDF file could not be written, completed or read.
///
/// For a reader each of these is a finding about the file: none means that the reader itself failed.
public struct PDFSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure; the raw value is the stable code.
    public enum Code: String, Sendable, CaseIterable {
        /// The file does not begin with the header that this module writes.
        case header = "pdf.header"
        /// The file does not end with the one `startxref` and `%%EOF`, or ends early, or has bytes after its end.
        case ending = "pdf.ending"
        /// An indirect object, or the frame around it, is not what this module writes.
        case object = "pdf.object"
        /// A value is legal or illegal PDF, but not the one spelling that this module writes.
        case spelling = "pdf.spelling"
        /// The cross-reference stream does not agree with the objects in the file.
        case crossReference = "pdf.cross-reference"
        /// An object stream is damaged or does not agree with the cross-reference stream.
        case objectStream = "pdf.object-stream"
        /// A stream cannot be decoded.
        case stream = "pdf.stream"
        /// A reference leads nowhere, or to something of another kind than expected.
        case reference = "pdf.reference"
        /// The file is encrypted.
        case encrypted = "pdf.encrypted"
        /// There is no signature of the expected form, or more than one, or it is not the document's certification.
        case signature = "pdf.signature"
        /// The byte range is misspelled, or does not cover everything but the signature's contents.
        case byteRange = "pdf.byte-range"
        /// The signature's contents are misspelled, or are not one DER value with zeros behind it.
        case contents = "pdf.contents"
        /// The embedded file is missing, not alone, or not stored as it is.
        case attachment = "pdf.attachment"
        /// The file is larger or deeper than the caller, or PDF/A, allows.
        case limit = "pdf.limit"
    }

    /// What kind of failure it is.
    public let code: Code
    /// What was found and what was expected, with the offset in the file where there is one.
    public let message: String
    /// What to do about it, where something can be done.
    public let hint: String?

    /// A failure of a kind, told in a sentence without a capital and a full stop.
    public init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// The message and the code.
    public var description: String { "\(message) [\(code.rawValue)]" }
}
