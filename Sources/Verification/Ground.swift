// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
public import PDFSyntax
public import Reporting

/// Knows what was issued and what became of it.
public protocol StatusSource: Sendable {
    /// Which source it is, for the evidence of `status.register`.
    var name: Words { get }

    /// What is known of a report.
    ///
    /// - Parameters:
    ///   - number: its 报告编号.
    ///   - fingerprint: its 报告指纹, lower-case hex.
    ///   - issuedAt: when it says that it was issued.
    func status(number: String, fingerprint: String, issuedAt: Instant) -> ReportStatus
}

extension StatusSource {
    /// The register, of which there is only one.
    public var name: Words { Words("出具登记", "the issue log") }
}

/// What is known of a report.
public enum ReportStatus: Sendable, Equatable {
    /// It was issued and stands.
    case issued
    /// It was withdrawn (撤回).
    case withdrawn(reason: String)
    /// Another took its place (替代).
    case superseded(by: String)
    /// Nothing of that number and fingerprint was issued.
    case unknown
    /// The source is too old to know.
    case stale(String)
    /// The source could not be read.
    case unreadable(String)
}

/// What a verifier wants to be drawn again.
public struct RedrawRequest: Sendable {
    /// The signed report.
    public var report: SignedReport
    /// As what.
    public var kind: ArtefactKind
    /// How the view says that it was drawn; empty if it does not say.
    public var description: String
    /// The suite of its signature, which the view has to say.
    public var suite: Suite
    /// For a PDF, how many bytes are kept for the signature.
    public var signatureCapacity: Int
    /// The PDF that is verified: streams that hold what is drawn may be spelled as in it. Nil for another kind of file.
    public var shown: PDFFile?

    /// A request for a view of a report.
    public init(
        report: SignedReport, kind: ArtefactKind, description: String, suite: Suite, signatureCapacity: Int,
        shown: PDFFile? = nil
    ) {
        self.report = report
        self.kind = kind
        self.description = description
        self.suite = suite
        self.signatureCapacity = signatureCapacity
        self.shown = shown
    }
}

/// What came of drawing a view again.
public enum Redrawn: Sendable {
    /// The bytes: an HTML page without its signature, a PDF with zeros in its signature's place.
    case bytes([UInt8])
    /// It cannot be drawn here, for want of a template, a font or a version of the rendering.
    case unavailable(String)
    /// The data cannot be drawn at all.
    case impossible(String)
}

/// What a report must be about to be the right one.
public struct Expectations: Sendable {
    /// The code of a subject; nil if any will do.
    public var subject: String?
    /// The bidding round; nil if any will do.
    public var round: String?
    /// The purpose; nil if any will do.
    public var purpose: String?
    /// How many days may lie between issue and verification; nil if any number will do.
    public var maximumAge: Int?

    /// Expectations; none by default.
    public init(subject: String? = nil, round: String? = nil, purpose: String? = nil, maximumAge: Int? = nil) {
        self.subject = subject
        self.round = round
        self.purpose = purpose
        self.maximumAge = maximumAge
    }
}
