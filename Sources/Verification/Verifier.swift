// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
public import Markup
internal import PDFSyntax
internal import Reporting

/// Says of a file whether it is a report that one may rely on.
///
/// It accepts only what this project's own writer can have made: shape first, then digests and signatures, then the
/// issuer, then the status; at last what is shown is drawn again from the signed data and compared byte by byte.
/// It imports nothing that draws; whoever puts a verifier together hands it a function that does.
public struct Verifier: Sendable {
    /// What verification rests on, all of it from outside the file.
    public struct Ground: Sendable {
        /// Whom to trust.
        public var trust: Trust
        /// Where it is known what was issued and withdrawn; nil if there is no such source.
        public var status: (any StatusSource)?
        /// Draws a view again from the signed report; nil if it cannot be done here.
        public var redraw: (@Sendable (RedrawRequest) -> Redrawn)?
        /// The moment of verification.
        public var now: Instant
        /// What the report must be about; nothing if it is empty.
        public var expectations: Expectations

        /// The ground for verification at a moment.
        public init(
            trust: Trust, status: (any StatusSource)? = nil,
            redraw: (@Sendable (RedrawRequest) -> Redrawn)? = nil, now: Instant, expectations: Expectations = .init()
        ) {
            self.trust = trust
            self.status = status
            self.redraw = redraw
            self.now = now
            self.expectations = expectations
        }
    }

    /// The largest file that is looked at, in bytes.
    public static let fileLimit = 256 << 20

    let ground: Ground
    let schema: XMLSchema
    let judgements = JudgementMemory()
    let certificates = CertificateStock()

    /// A verifier on that ground.
    public init(_ ground: Ground) throws(MarkupError) {
        self.ground = ground
        schema = try XMLSchema(ReportSchema.bytes)
    }

    /// The verdict on a file.
    public func verdict(on file: [UInt8]) -> Verdict {
        var builder = VerdictBuilder()
        guard file.count <= Self.fileLimit else {
            builder.add(
                .integrity, "file.size", .error, "文件大小 \(file.count) 字节，超过 \(Self.fileLimit) 字节",
                "the file has \(file.count) bytes, more than \(Self.fileLimit)", forces: .overLimit)
            return builder.verdict()
        }
        let kind = Self.kind(of: file)
        builder.kind = kind
        switch kind {
        case .xml: checkXML(file, &builder)
        case .html: checkHTML(file, &builder)
        case .pdf: checkPDF(file, &builder)
        }
        // A report could only be taken out of a file that bears a mark, so that only the others are searched for one.
        guard builder.facts == nil, !Self.isMarked(file) else { return builder.verdict() }
        var other = VerdictBuilder()
        other.add(
            .integrity, "file.kind", .invalid, "既不是本系统的 XML、HTML 报告，也不是 PDF 报告",
            "it is none of the three forms of a report", forces: .notAReport)
        return other.verdict()
    }

    /// Whether something in a file marks it as a report, broken or not.
    private static func isMarked(_ file: [UInt8]) -> Bool {
        [SignedReport.namespace, HTMLEnvelope.reportStart, HTMLEnvelope.signatureStart]
            .contains { file.contains(text: $0) }
    }

    /// The kind of a file by its beginning, as which it is looked at.
    private static func kind(of file: [UInt8]) -> ArtefactKind {
        // What a report says may hold the marks of the other kinds.
        if file.starts(with: "<creditReport".utf8) { return .xml }
        if file.starts(with: "%PDF".utf8) || file.prefix(1024).contains(text: "%PDF-") { return .pdf }
        let head = file.prefix(256).map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
        return head.contains(text: "<!doctype html") || head.contains(text: "<html") ? .html : .xml
    }

    /// Refuses a file that bears the marks of a report but is not one.
    func refuse(_ check: String, _ reason: String, _ builder: inout VerdictBuilder) {
        builder.add(
            .integrity, check, .invalid, "文件不是本系统写出的形式：\(reason)",
            "the file is not of the form that is written here: \(reason)", forces: .notAuthentic)
    }
}

extension Collection<UInt8> {
    /// Whether a text stands somewhere in the bytes.
    ///
    /// The first byte of none of the texts that are looked for occurs in it again, so this takes time in proportion to
    /// the bytes, whatever they are.
    fileprivate func contains(text: String) -> Bool {
        let bytes = Array(self)
        let pattern = Array(text.utf8)
        let (span, sought) = (bytes.span, pattern.span)
        let first = sought[0]
        guard span.count >= sought.count else { return false }
        for start in 0...(span.count - sought.count) where span[start] == first {
            var length = 1
            while length < sought.count && span[start + length] == sought[length] { length += 1 }
            if length == sought.count { return true }
        }
        return false
    }
}
