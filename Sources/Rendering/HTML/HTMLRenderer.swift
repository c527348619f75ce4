// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
public import Documents
public import OpenType
internal import Reporting

/// Writes a document as one HTML file without script or outside reference, with the signed XML in it.
///
/// `HTMLEnvelope` says how the page is framed by the XML and the signature.
public struct HTMLRenderer: Sendable {
    private let letters: Font

    /// A renderer that writes the words on seals with the letters of a font.
    public init(letters: Font) {
        self.letters = letters
    }

    /// The page without its signature.
    ///
    /// - Parameters:
    ///   - document: what is shown.
    ///   - signedXML: the signed report that the page carries.
    ///   - description: by what it is drawn, for whoever draws it again.
    public func page(
        _ document: Document, signedXML: [UInt8], description: String
    ) throws(RenderingError) -> [UInt8] {
        try page(document, signedXML: signedXML, description: description, stock: ViewStock())
    }

    /// The same page, with what a worker keeps.
    func page(
        _ document: Document, signedXML: [UInt8], description: String, stock: ViewStock
    ) throws(RenderingError) -> [UInt8] {
        var page = try head(of: document, capacity: signedXML.count * 3 / 2, stock) { page in
            page.append(text: HTMLEnvelope.viewStart)
            page.append(escapedAttribute: description)
            page.append(text: HTMLEnvelope.viewEnd)
        }
        page.append(text: HTMLEnvelope.reportStart)
        page.append(base64: signedXML)
        page.append(text: HTMLEnvelope.reportEnd)
        return page.bytes
    }

    /// The page of a document that is no report: it carries nothing, and nobody can take it for one.
    public func page(_ document: Document) throws(RenderingError) -> [UInt8] {
        var page = try head(of: document, capacity: 0, ViewStock()) { _ in }
        page.append("</body></html>\n")
        return page.bytes
    }

    /// The page up to the end of what it shows.
    private func head(
        of document: Document, capacity: Int, _ stock: ViewStock, view: (inout ByteTape) -> Void
    ) throws(RenderingError) -> ByteTape {
        let looks = stock.looks(of: document.styles, on: document.page)
        var body = HTMLWriter(looks: looks, letters: letters, stock: stock)
        try body.write(document: document.blocks)
        let rules = looks.rules + body.columnRules

        var page = ByteTape(capacity: body.bytes.count + rules.count + capacity + 2048)
        page.append("<!DOCTYPE html>\n<html lang=\"")
        page.append(escapedAttribute: document.language)
        page.append("\"><head><meta charset=\"utf-8\">")
        page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
        page.append(base64: Digest.of(rules))
        page.append("'\">")
        view(&page)
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
        page.append(escapedText: document.title)
        page.append("</title><style>")
        page.append(rules)
        page.append("</style></head><body>")
        body.bytes.withSpan { page.append($0) }
        return page
    }
}
