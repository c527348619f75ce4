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
        builder.kind = Self.kind(of: file)
        switch builder.kind {
        case .xml: checkXML(file, &builder)
        case .html: checkHTML(file, &builder)
        case .pdf: checkPDF(file, &builder)
        case nil:
            builder.add(
                .integrity, "file.kind", .invalid, "既不是本系统的 XML、HTML 报告，也不是 PDF 报告",
                "it is none of the three forms of a report", forces: .notAReport)
        }
        return builder.verdict()
    }

    /// The kind of a file by its beginning; nil if nothing in it marks it as a report.
    private static func kind(of file: [UInt8]) -> ArtefactKind? {
        let markers = [SignedReport.namespace, HTMLEnvelope.reportStart, HTMLEnvelope.signatureStart]
        guard markers.contains(where: { file.contains(text: $0) }) else { return nil }
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
    fileprivate func contains(text: String) -> Bool {
        let pattern = Array(text.utf8)
        var rest = self[...]
        while let found = rest.firstIndex(of: pattern[0]) {
            rest = rest[found...]
            if rest.starts(with: pattern) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
