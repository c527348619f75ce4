// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Compression
internal import Cryptography
public import Documents
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
    private let typesetter: Typesetter
    private let fontsSHA256: String
    private let html: HTMLRenderer

    /// Views by a template.
    ///
    /// - Parameters:
    ///   - template: the template.
    ///   - fonts: the faces that it names, in its order.
    ///   - fontsSHA256: the hash that names these fonts, in lower-case hex.
    public init(template: Template, fonts: FontSet, fontsSHA256: String) {
        self.template = template
        self.fontsSHA256 = fontsSHA256
        typesetter = Typesetter(fonts: fonts)
        html = HTMLRenderer(letters: fonts.letters)
    }

    /// How a view says by what it was drawn: a verifier finds template and fonts by it.
    public var description: String {
        "creditreport view; template \(template.name) \(template.sha256); fonts \(fontsSHA256); rendering \(Self.rendering)"
    }

    /// What a PDF says: its compressed streams are also decided by the version of zlib.
    public var pdfDescription: String { description + "; zlib \(Flate.libraryVersion)" }

    /// The report as a tree of blocks.
    public func document(of signed: SignedReport) -> Document {
        let number = signed.text("number") ?? ""
        let code = ReportNumber(typed: number).map { VerificationCode(hash: signed.digest, number: $0).text } ?? ""
        let address = (signed.text("verificationAddress") ?? "") + "?n=\(number)&c=\(code)"
        return template.document(
            for: signed.report,
            view: ViewData(
                fingerprint: signed.fingerprint, verificationCode: code, checkingAddress: address,
                template: template.name, templateSHA256: template.sha256, fontsSHA256: fontsSHA256,
                rendering: Self.rendering))
    }

    /// The HTML page, without its signature.
    public func htmlPage(of signed: SignedReport, document: Document) throws(RenderingError) -> [UInt8] {
        try html.page(document, signedXML: signed.bytes, description: description)
    }

    /// The PDF, with a place for its signature.
    ///
    /// - Parameters:
    ///   - signed: the signed report, which the PDF carries.
    ///   - document: the report as a tree of blocks.
    ///   - signatureCapacity: how many bytes are kept for the CMS.
    ///   - renderer: the worker's own; what it keeps from other reports changes no byte.
    public func preparedPDF(
        of signed: SignedReport, document: Document, signatureCapacity: Int, with renderer: PDFRenderer
    ) throws -> PreparedDocument {
        let pages = try typesetter.pages(of: document)
        let issuer = signed.text("issuer") ?? ""
        guard let instant = signed.text("issuedAt").flatMap({ Instant($0) }) else {
            throw RenderingError(.limit, "issuedAt is no moment")
        }
        return try renderer.prepare(
            pages,
            attachment: Attachment(name: "report.xml", description: pdfDescription, bytes: signed.bytes),
            metadata: DocumentMetadata(
                author: issuer, creator: "creditreport", instant: instant, identifier: Array(signed.digest.prefix(16))),
            signature: SignatureMetadata(name: issuer, capacity: signatureCapacity))
    }
}
