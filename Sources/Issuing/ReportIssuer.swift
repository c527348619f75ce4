// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
internal import Documents
internal import Markup
public import PDFSyntax
public import RecordStore
public import Records
public import Rendering
public import Reporting

/// Answers requests with signed reports, all from one snapshot of a store.
///
/// Everything that requests share is read once when it is made: configuration, coverage, template, fonts, key. Any
/// number of threads may issue at once.
public struct ReportIssuer: Sendable {
    private let inquiry: Inquiry
    private let views: ReportViews
    private let signers: SignerSet
    /// Who gives every signature its timestamp; nil for signatures without. Where SM2 and SM3 alone decide, those of
    /// authorities with other keys are refused.
    public let timestamps: (any TimestampSource)?
    /// How many bytes a PDF keeps for a signature without timestamp, for each suite.
    private let capacities: [Suite: Int]
    private let schema: XMLSchema

    /// An issuer of what an inquiry finds.
    ///
    /// - Parameters:
    ///   - inquiry: the snapshot and the policy to follow.
    ///   - views: the template and the fonts of the views.
    ///   - signers: who signs, one for each suite.
    ///   - timestamps: who gives every signature its timestamp; nil for signatures without.
    ///   - timestampReserve: for how many bytes of a timestamp a PDF keeps room that gets none yet; 0 for no room.
    public init(
        _ inquiry: Inquiry, views: ReportViews, signers: SignerSet,
        timestamps: (any TimestampSource)? = nil, timestampReserve: Int = 0
    ) throws {
        self.inquiry = inquiry
        self.views = views
        self.signers = signers
        self.timestamps = inquiry.digestAlgorithm == .sm3 ? timestamps?.restricted(to: .sm2) : timestamps
        capacities = Dictionary(
            uniqueKeysWithValues: signers.all.map {
                ($0.suite, CMS.maximumLength(for: $0, timestamp: timestampReserve))
            })
        schema = try XMLSchema(ReportSchema.bytes)
    }

    /// An issuer on the newest snapshot of a store.
    ///
    /// - Parameters:
    ///   - store: the store.
    ///   - policy: the policy to follow; nil for the store's first.
    ///   - views: the template and the fonts of the views.
    ///   - signers: who signs, one for each suite.
    ///   - timestamps: who gives every signature its timestamp; nil for signatures without.
    ///   - timestampReserve: for how many bytes of a timestamp a PDF keeps room that gets none yet; 0 for no room.
    public init(
        store: RecordStore, policy: String?, views: ReportViews, signers: SignerSet,
        timestamps: (any TimestampSource)? = nil, timestampReserve: Int = 0
    ) throws {
        try self.init(
            try Inquiry(store: store, policy: policy), views: views, signers: signers, timestamps: timestamps,
            timestampReserve: timestampReserve)
    }

    /// The snapshot's hash, in lower-case hex.
    public var snapshotID: String { inquiry.snapshotID }

    /// The policy that reports follow.
    public var policy: Policy { inquiry.policy }

    /// The template that views are drawn with: its name and its hash.
    public var template: String { "\(views.template.name) \(views.template.sha256)" }

    /// The report that answers a request, in all the forms asked for.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - issuedAt: the moment at which the report speaks (出具时间).
    ///   - forms: which files are made.
    ///   - renderer: the worker's own.
    /// - Throws: `ReportingError` with all reasons for which it is refused (rules, 5); what keeps a view from being drawn.
    public func issue(
        _ request: ReportRequest, at issuedAt: Instant, forms: [IssuedReport.Form] = IssuedReport.Form.allCases,
        with renderer: PDFRenderer
    ) throws -> IssuedReport {
        try issue(try report(for: request, at: issuedAt), forms: forms, with: renderer)
    }

    /// A report that was made by `report`, in all the forms asked for.
    public func issue(
        _ report: Report, forms: [IssuedReport.Form] = IssuedReport.Form.allCases, with renderer: PDFRenderer
    ) throws -> IssuedReport {
        let signed = try sign(try checkedXML(of: report), of: report)
        let views = try views(for: signed)
        // Only the views are drawn.
        let document = forms == [.xml] ? nil : views.document(of: signed, with: renderer)
        let artefacts = try forms.map { form in
            switch (form, document) {
            case (.html, let document?):
                try signHTML(try views.htmlPage(of: signed, document: document, with: renderer), of: signed)
            case (.pdf, let document?):
                try signPDF(
                    try views.preparedPDF(
                        of: signed, document: document, signatureCapacity: try signatureCapacity(of: signed),
                        with: renderer), of: signed)
            default: xml(signed)
            }
        }
        return IssuedReport(
            report: report, fingerprint: signed.fingerprint, digestAlgorithm: inquiry.digestAlgorithm,
            code: VerificationCode(hash: signed.digest, number: report.number, algorithm: signed.digestAlgorithm),
            artefacts: artefacts)
    }

    /// The request with the branches and subsidiaries that the register has, if it wants them; else as it is.
    public func withBranches(_ request: ReportRequest) throws -> ReportRequest {
        try inquiry.withBranches(request)
    }

    // MARK: Stages

    /// What the report says that answers a request: the first stage of `issue`.
    ///
    /// Where neither request nor policy says which signatures it must bear, it requires those of all signers.
    public func report(for request: ReportRequest, at issuedAt: Instant) throws -> Report {
        var request = request
        if request.suites == nil, policy.suites == nil { request.suites = signers.all.map(\.suite.rawValue) }
        return try inquiry.report(for: request, at: issuedAt)
    }

    /// The canonical XML of a report, which is of the schema: the second stage.
    public func checkedXML(of report: Report) throws -> CheckedXML {
        let canonical = try report.canonicalXML()
        // A report that a verifier would refuse must never be signed, whatever the data and the catalogue hold: it is
        // read as a verifier reads it.
        let element = try CanonicalXML.tree(canonical).root
        if let finding = try schema.findings(of: element, in: canonical).first {
            throw IssuingError(.invalidReport, "the report would not be of its own schema: \(finding)")
        }
        return CheckedXML(bytes: canonical, element: element)
    }

    /// The canonical XML of a report, which is of the schema, and what is read from it.
    public struct CheckedXML: Sendable {
        /// The exclusive canonical form of the report.
        public let bytes: [UInt8]
        let element: TreeElement
    }

    /// The signed XML: the third stage.
    public func sign(_ xml: CheckedXML, of report: Report) throws -> SignedReport {
        var digests: [DigestAlgorithm: [UInt8]] = [:]
        let signatures = try signers.signers(for: report.suites).map { signer in
            let algorithm = signer.suite.digestAlgorithm
            let digest = digests[algorithm] ?? Digest.of(xml.bytes, algorithm)
            digests[algorithm] = digest
            return try XMLSignature.sign(digest: digest, with: signer, timestamps: timestamps)
        }
        return try SignedReport(
            report: xml.element, canonicalReport: xml.bytes, digests: digests, signatures: signatures)
    }

    /// The file of a signed report.
    public func xml(_ signed: SignedReport) -> IssuedReport.Artefact {
        IssuedReport.Artefact(.xml, signed.bytes, inquiry.digestAlgorithm)
    }

    /// The views with all fonts that a report needs, to be signed under the suite that it is given out in.
    public func views(for signed: SignedReport) throws -> ReportViews {
        try views.signed(under: try signers.viewSigner(for: signed.suites).suite).fitted(to: signed)
    }

    /// The signed HTML file of a page.
    public func signHTML(_ page: [UInt8], of signed: SignedReport) throws -> IssuedReport.Artefact {
        let signer = try signers.viewSigner(for: signed.suites)
        var digester = Digester(signer.suite.digestAlgorithm)
        digester.update(page)
        let cms = try CMS.sign(digest: Digester(copying: digester).finish(), with: signer, timestamps: timestamps)
        return artefact(.html, HTMLEnvelope.file(page: page, cms: cms), signer.suite, digester, after: page.count)
    }

    /// The signed PDF file of a prepared one.
    public func signPDF(
        _ prepared: consuming PreparedDocument, of signed: SignedReport
    ) throws -> IssuedReport.Artefact {
        let signer = try signers.viewSigner(for: signed.suites)
        let first = prepared.byteRange.first
        var digester = Digester(signer.suite.digestAlgorithm)
        digester.update(prepared.bytes[first])
        var covered = Digester(copying: digester)
        covered.update(prepared.bytes[prepared.byteRange.second])
        let cms = try CMS.sign(digest: covered.finish(), with: signer, timestamps: timestamps)
        return artefact(.pdf, try prepared.completed(with: cms), signer.suite, digester, after: first.count)
    }

    /// A file of whose first bytes the digest was taken under the suite of its signature.
    private func artefact(
        _ form: IssuedReport.Form, _ file: [UInt8], _ suite: Suite, _ digester: consuming Digester, after count: Int
    ) -> IssuedReport.Artefact {
        guard suite.digestAlgorithm == inquiry.digestAlgorithm else {
            return IssuedReport.Artefact(form, file, inquiry.digestAlgorithm)
        }
        return IssuedReport.Artefact(form, file, digester, after: count)
    }

    /// How many bytes the PDF of a signed report keeps for its signature.
    ///
    /// Tokens of an authority differ by a few bytes; that of the XML, which is there already, tells how long the next
    /// one will be.
    public func signatureCapacity(of signed: SignedReport) throws -> Int {
        let signer = try signers.viewSigner(for: signed.suites)
        if timestamps == nil, let capacity = capacities[signer.suite] { return capacity }
        let token = signed.signatures.compactMap(XMLSignature.timestampToken).map(\.count).max() ?? 0
        return CMS.maximumLength(for: signer, timestamp: token + Self.timestampSlack)
    }

    /// By how many bytes two tokens of an authority may differ in length.
    private static let timestampSlack = 512
}
