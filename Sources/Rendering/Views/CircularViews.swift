// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
public import Documents
internal import Typesetting

/// Draws documents that are no reports, such as circulars (通报), as HTML and PDF with one style sheet and some fonts.
public struct CircularViews: Sendable {
    private let style: HouseStyle
    private let fonts: FontSet
    private let source: FallbackSource

    /// Views by a style sheet, with the faces that it names, in its order.
    init(style: HouseStyle, fonts: FontSet, source: FallbackSource) {
        self.style = style
        self.fonts = fonts
        self.source = source
    }

    /// The two views of a document.
    ///
    /// - Parameters:
    ///   - title: its title.
    ///   - author: who answers for it.
    ///   - instant: of what moment it speaks.
    ///   - data: the figures that it shows; a document is told from others by their digest.
    ///   - parts: what it shows.
    /// - Throws: `TemplateError`, `FontError`, `TypesettingError` or `RenderingError`.
    public func draw(
        title: String, author: String, instant: Instant, data: [UInt8], _ parts: [Composition]
    ) throws -> (html: [UInt8], pdf: [UInt8]) {
        let document = try style.document(title: title, language: "zh-CN", parts)
        let html = try HTMLRenderer(letters: fonts.letters).page(document)
        // Every character of the page stands in the HTML, which is UTF-8.
        let missing = fonts.missingCharacters(in: html.span)
        let known = Set(fonts.faces.map { Hex.encode(FontIdentity.digest(of: $0.font)) })
        let fallback = missing.isEmpty ? [] : try source.faces(for: missing, besides: known)
        let pages = try Typesetter(fonts: FontSet(fonts.faces + fallback.map(\.face))).pages(of: document)
        let pdf = try PDFRenderer().render(
            pages,
            metadata: DocumentMetadata(
                author: author, creator: "creditreport", instant: instant,
                identifier: Array(Digest.of(data).prefix(16))))
        return (html, pdf)
    }
}
