// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Markup

/// The frame of an HTML view: the page with the signed XML at its end, and behind the page one comment with a detached CMS.
public struct HTMLEnvelope: Sendable {
    /// What stands before the base64 of the signed XML, at the end of the page.
    public static let reportStart = "<template id=\"signed-report\">"
    /// What stands behind it and ends the page.
    public static let reportEnd = "</template></body></html>\n"
    /// What stands before the words that say by what the page was drawn.
    public static let viewStart = "<meta name=\"creditreport-view\" content=\""
    /// What stands behind them.
    public static let viewEnd = "\">"
    /// What stands before the base64 of the CMS, behind the page.
    public static let signatureStart = "<!--creditreport-signature "
    /// What stands behind it and ends the file.
    public static let signatureEnd = "-->\n"

    /// The bytes that the CMS signs.
    public let page: ArraySlice<UInt8>
    /// The CMS in DER.
    public let cms: [UInt8]
    /// The signed XML that the page carries.
    public let signedXML: [UInt8]
    /// By what the page says that it was drawn; empty if it does not say.
    public let description: String

    /// The file of a page and its CMS.
    public static func file(page: [UInt8], cms: [UInt8]) -> [UInt8] {
        var file = ByteWriter(capacity: page.count + cms.count * 3 / 2 + 64)
        file.append(page)
        file.append(signatureStart)
        file.append(Base64.encodedBytes(cms))
        file.append(signatureEnd)
        return file.bytes
    }

    /// The longest base64 of a CMS and of a signed XML that are decoded; none that is written here comes near.
    private static let longest = (cms: 1 << 18, xml: XMLLimits().bytes / 3 * 4 + 4)

    /// Takes a file apart; nil if it is not exactly framed so, or a part is longer than any that is written here.
    public init?(_ file: [UInt8]) {
        guard let signature = Self.last(Self.signatureStart, in: file[...]), file.ends(with: Self.signatureEnd),
            signature.upperBound <= file.count - Self.signatureEnd.utf8.count
        else { return nil }
        let page = file[..<signature.lowerBound]
        guard page.ends(with: Self.reportEnd), let report = Self.last(Self.reportStart, in: page),
            report.upperBound <= page.endIndex - Self.reportEnd.utf8.count
        else { return nil }
        let texts = (
            cms: file[signature.upperBound..<(file.count - Self.signatureEnd.utf8.count)],
            xml: page[report.upperBound..<(page.endIndex - Self.reportEnd.utf8.count)]
        )
        guard texts.cms.count <= Self.longest.cms, texts.xml.count <= Self.longest.xml,
            let cms = Base64.decode(texts.cms), let xml = Base64.decode(texts.xml)
        else { return nil }
        self.page = page
        self.cms = cms
        signedXML = xml
        description = Self.description(in: page)
    }

    private static func description(in page: ArraySlice<UInt8>) -> String {
        let head = String(decoding: page.prefix(4096), as: UTF8.self)
        guard let start = head.firstRange(of: viewStart), let end = head[start.upperBound...].firstRange(of: viewEnd)
        else { return "" }
        return String(head[start.upperBound..<end.lowerBound])
    }

    /// Where a marker stands for the last time.
    private static func last(_ marker: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        let wanted = Array(marker.utf8)
        return ByteOrder.lastIndex(of: wanted.span, in: bytes.span).map { place in
            bytes.startIndex + place..<bytes.startIndex + place + wanted.count
        }
    }
}

extension RandomAccessCollection<UInt8> {
    fileprivate func ends(with text: String) -> Bool {
        suffix(text.utf8.count).elementsEqual(text.utf8)
    }
}
