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
        var body = HTMLWriter(letters: letters)
        try body.write(document.blocks)
        let style = Self.foundation + Self.columns(body.widths) + document.styleSheet

        var page = ByteWriter(capacity: body.bytes.count + signedXML.count * 3 / 2 + 8192)
        page.append("<!DOCTYPE html>\n<html lang=\"")
        page.append(HTMLEscaping.attribute(document.language))
        page.append("\"><head><meta charset=\"utf-8\">")
        page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
        page.append(Base64.encodedBytes(Digest.of(Array(style.utf8))))
        page.append("'\">")
        page.append(HTMLEnvelope.viewStart)
        page.append(HTMLEscaping.attribute(description))
        page.append(HTMLEnvelope.viewEnd)
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
        page.append(HTMLEscaping.text(document.title))
        page.append("</title><style>")
        page.append(style)
        page.append("</style></head><body>")
        page.append(body.bytes.bytes)
        page.append(HTMLEnvelope.reportStart)
        page.append(Base64.encodedBytes(signedXML))
        page.append(HTMLEnvelope.reportEnd)
        return page.bytes
    }

    /// What browsers would do by themselves is set to what the pages do, so that a template's rules mean the same in both.
    private static let foundation = """
        *{box-sizing:border-box}
        html{font-size:12pt;line-height:1.5;background:#fff;-webkit-text-size-adjust:100%}
        body,section,header,footer,div,h1,h2,h3,h4,p,ul,ol,li,table,caption,figure{margin:0;padding:0;font-size:inherit;font-weight:inherit}
        ol,ul{padding-left:2em}
        table{width:100%;border-collapse:collapse;table-layout:fixed}
        th,td{padding:0;font-weight:inherit;text-align:inherit;vertical-align:top;overflow-wrap:anywhere}
        p,li,h1,h2,h3,h4{overflow-wrap:anywhere}
        caption{text-align:inherit}
        svg{display:block;width:100%;height:100%}
        strong{font-weight:bold}

        """

    private static func columns(_ widths: [Width]) -> String {
        var rules = ""
        for (index, width) in widths.enumerated() {
            var value = ByteWriter()
            switch width {
            case .auto: continue
            case .length(let length):
                value.append(fixed: length.milliPoints, decimals: 3)
                value.append("pt")
            case .permille(let part):
                value.append(fixed: part, decimals: 1)
                value.append("%")
            }
            rules += "col.w\(index){width:" + String(decoding: value.bytes, as: UTF8.self) + "}\n"
        }
        return rules
    }
}
