// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Cryptography
public import Documents
internal import Markup
public import PDFSyntax
public import Reporting
public import Typesetting

/// Draws the two views of a signed report, HTML and PDF, from one template with some fonts.
///
/// A view is decided by the signed report, the template and the fonts alone: whoever has the three draws the same bytes.
public struct ReportViews: Sendable {
    /// The version of the rendering; it changes when the same input would give other bytes.
    public static let rendering = "1"

    /// The template.
    public let template: Template
    private let fonts: FontSet
    let fontsSHA256: String
    private let source: FallbackSource
    /// The fonts that the template does not name, but this report needs.
    private let fallback: [FallbackFace]
    private let typesetter: Typesetter
    private let html: HTMLRenderer
    /// The suite under which the views are to be signed; they say so.
    public private(set) var suite = Suite.p256
    /// The version of zlib that a PDF names; nil for those that are written now.
    private var zlib: String?

    /// Views by a template.
    ///
    /// - Parameters:
    ///   - template: the template.
    ///   - fonts: the faces that it names, in its order.
    ///   - fontsSHA256: the hash that names these fonts, in lower-case hex.
    ///   - source: where further fonts come from.
    ///   - fallback: those of them that are needed.
    init(
        template: Template, fonts: FontSet, fontsSHA256: String, source: FallbackSource, fallback: [FallbackFace] = []
    ) {
        self.template = template
        self.fonts = fonts
        self.fontsSHA256 = fontsSHA256
        self.source = source
        self.fallback = fallback
        typesetter = Typesetter(fonts: FontSet(fonts.faces + fallback.map(\.face)))
        html = HTMLRenderer(letters: fonts.letters)
    }

    /// These views with the further fonts that a report needs for characters which those of the template lack.
    ///
    /// - Throws: `FontError` if a font that had to be looked into cannot be read.
    public func fitted(to signed: SignedReport) throws -> ReportViews {
        let missing = fonts.missingCharacters(in: signed.bytes.span)
        guard !missing.isEmpty || !fallback.isEmpty else { return self }
        let known = Set(fonts.faces.map { Hex.encode(FontIdentity.digest(of: $0.font)) })
        let chosen = try source.faces(for: missing, besides: known)
        var views = ReportViews(
            template: template, fonts: fonts, fontsSHA256: fontsSHA256, source: source, fallback: chosen)
        views.zlib = zlib
        views.suite = suite
        return views
    }

    /// The same views, to be signed under a suite.
    public func signed(under suite: Suite) -> ReportViews {
        var views = self
        views.suite = suite
        return views
    }

    /// The same views with the fonts and the version of zlib that a description names, and no other.
    func naming(_ fallback: [FallbackFace], zlib: String?) -> ReportViews {
        var views = self
        if !fallback.isEmpty {
            views = ReportViews(
                template: template, fonts: fonts, fontsSHA256: fontsSHA256, source: .named(fallback),
                fallback: fallback)
            views.suite = suite
        }
        views.zlib = zlib
        return views
    }

    /// The hashes of all fonts, those of the template as one.
    private var fontHashes: String { ([fontsSHA256] + fallback.map(\.sha256)).joined(separator: " ") }

    /// How a view says by what it was drawn: a verifier finds template and fonts by it.
    public var description: String {
        "creditreport view; template \(template.name) \(template.sha256); fonts \(fontHashes); "
            + "rendering \(Self.rendering)" + (suite == .p256 ? "" : "; suite \(suite.rawValue)")
    }

    /// What a PDF says: the same, and the version of zlib if it was drawn when that decided the compressed streams.
    public var pdfDescription: String { description + (zlib.map { "; zlib \($0)" } ?? "") }

    /// The report as a tree of blocks.
    ///
    /// - Parameters:
    ///   - signed: the signed report.
    ///   - renderer: the worker's own; what it keeps from other reports changes no block.
    public func document(of signed: SignedReport, with renderer: PDFRenderer = PDFRenderer()) -> Document {
        document(of: signed, isDemonstration: Self.isDemonstration(signed, renderer.views))
    }

    private func document(of signed: SignedReport, isDemonstration: Bool) -> Document {
        let number = signed.text("number") ?? ""
        let code = ReportNumber(typed: number).map {
            VerificationCode(hash: signed.digest, number: $0, algorithm: signed.digestAlgorithm).text
        }
        let address = (signed.text("verificationAddress") ?? "") + "?n=\(number)&c=\(code ?? "")"
        return template.document(
            for: signed.report,
            view: ViewData(
                fingerprint: signed.fingerprint, fingerprintAlgorithm: signed.digestAlgorithm.rawValue,
                verificationCode: code ?? "", checkingAddress: address, template: template.name,
                templateSHA256: template.sha256, fontsSHA256: fontHashes, rendering: Self.rendering,
                suite: suite.rawValue, isDemonstration: isDemonstration))
    }

    /// Whether a certificate in the signatures is one for demonstrations: the seal then says so.
    private static func isDemonstration(_ signed: SignedReport, _ stock: ViewStock) -> Bool {
        let texts = signed.signatures.flatMap { signature in
            (signature.child("KeyInfo")?.child("X509Data")?.children("X509Certificate") ?? []).map(\.text)
        }
        return texts.contains(where: stock.isOfDemonstration)
    }

    /// The HTML page, without its signature.
    ///
    /// - Parameters:
    ///   - signed: the signed report, which the page carries.
    ///   - document: the report as a tree of blocks.
    ///   - renderer: the worker's own; what it keeps from other reports changes no byte.
    public func htmlPage(
        of signed: SignedReport, document: Document, with renderer: PDFRenderer = PDFRenderer()
    ) throws(RenderingError) -> [UInt8] {
        try html.page(document, signedXML: signed.bytes, description: description, stock: renderer.views)
    }

    /// The PDF, with a place for its signature.
    ///
    /// - Parameters:
    ///   - signed: the signed report, which the PDF carries.
    ///   - document: the report as a tree of blocks.
    ///   - signatureCapacity: how many bytes are kept for the CMS.
    ///   - renderer: the worker's own; what it keeps from other reports changes no byte.
    ///   - model: a file whose compressed streams are taken over where they hold the bytes that are drawn.
    public func preparedPDF(
        of signed: SignedReport, document: Document, signatureCapacity: Int, with renderer: PDFRenderer,
        spelledAs model: PDFFile? = nil
    ) throws -> PreparedDocument {
        try preparedPDF(
            of: signed, pages: try pages(of: document, showing: signed, with: renderer),
            signatureCapacity: signatureCapacity, with: renderer, spelledAs: model)
    }

    /// The PDF of pages, with a place for its signature.
    public func preparedPDF(
        of signed: SignedReport, pages: PageSet, signatureCapacity: Int, with renderer: PDFRenderer,
        spelledAs model: PDFFile? = nil
    ) throws -> PreparedDocument {
        let issuer = signed.text("issuer") ?? ""
        guard let instant = signed.text("issuedAt").flatMap({ Instant($0) }) else {
            throw RenderingError(.limit, "issuedAt is no moment")
        }
        return try renderer.prepare(
            pages,
            attachment: Attachment(name: "report.xml", description: pdfDescription, bytes: signed.bytes),
            metadata: DocumentMetadata(
                author: issuer, creator: "creditreport", instant: instant, identifier: Array(signed.digest.prefix(16))),
            signature: SignatureMetadata(name: issuer, capacity: signatureCapacity), spelledAs: model)
    }

    /// How the template would show a report: the same two views, marked on every page as previews, without signature and without the
    /// signed data.
    public func preview(of signed: SignedReport) throws -> (html: [UInt8], pdf: [UInt8]) {
        let document = document(of: signed, isDemonstration: true).markedAsPreview()
        guard let instant = signed.text("issuedAt").flatMap({ Instant($0) }) else {
            throw RenderingError(.limit, "issuedAt is no moment")
        }
        let metadata = DocumentMetadata(
            author: "creditreport", creator: "creditreport", instant: instant,
            identifier: Array(Digest.of(Array(template.sha256.utf8) + signed.digest).prefix(16)))
        return (
            try html.page(document, signedXML: [], description: "preview; " + description, stock: ViewStock()),
            try PDFRenderer().render(try pages(of: document, showing: signed), metadata: metadata)
        )
    }

    /// The report set in pages.
    ///
    /// - Parameter renderer: the worker's own; what it keeps from other reports changes no page.
    /// - Throws: `TypesettingError` with the place in the report if a character has no glyph.
    public func pages(
        of document: Document, showing signed: SignedReport, with renderer: PDFRenderer = PDFRenderer()
    ) throws -> PageSet {
        do {
            return try typesetter.pages(of: document, stock: renderer.lines)
        } catch {
            guard let character = error.character, error.message.hasPrefix("/"),
                let place = signed.report.element.place(of: character)
            else { throw error }
            throw error.located(place)
        }
    }
}
