// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The metadata of a document as XMP (ISO 16684-1), with what PDF/A-3 and PDF/UA-1 ask for.
enum XMPPacket {
    static func bytes(title: String, language: String, _ metadata: DocumentMetadata) -> [UInt8] {
        let date = metadata.instant.description
        var out = ByteWriter(capacity: 4096)
        out.append("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
        out.append("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">")
        out.append("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">")
        out.append("<rdf:Description rdf:about=\"\"")
        for (prefix, name) in [
            ("dc", "http://purl.org/dc/elements/1.1/"), ("xmp", "http://ns.adobe.com/xap/1.0/"),
            ("pdf", "http://ns.adobe.com/pdf/1.3/"), ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
            ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
            ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
            ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
            ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
        ] {
            out.append(" xmlns:\(prefix)=\"\(name)\"")
        }
        out.append(">")
        element("pdfaid:part", "3", &out)
        element("pdfaid:conformance", "A", &out)
        element("pdfuaid:part", "1", &out)
        alternative("dc:title", title, &out)
        if let subject = metadata.subject { alternative("dc:description", subject, &out) }
        out.append("<dc:creator><rdf:Seq>")
        element("rdf:li", metadata.author, &out)
        out.append("</rdf:Seq></dc:creator><dc:language><rdf:Bag>")
        element("rdf:li", language, &out)
        out.append("</rdf:Bag></dc:language>")
        element("xmp:CreatorTool", metadata.creator, &out)
        element("pdf:Producer", metadata.creator, &out)
        element("xmp:CreateDate", date, &out)
        element("xmp:ModifyDate", date, &out)
        element("xmp:MetadataDate", date, &out)
        out.append(universalAccessSchema)
        out.append("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
        return out.bytes
    }

    /// PDF/A-3 knows nothing of PDF/UA, so its property is described (ISO 19005-3, 6.6.2.3.3).
    private static let universalAccessSchema =
        "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
        + "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
        + "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
        + "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
        + "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
        + "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
        + "<pdfaProperty:category>internal</pdfaProperty:category>"
        + "<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>"
        + "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"

    private static func alternative(_ name: String, _ text: String, _ out: inout ByteWriter) {
        out.append("<\(name)><rdf:Alt><rdf:li xml:lang=\"x-default\">")
        escape(text, &out)
        out.append("</rdf:li></rdf:Alt></\(name)>")
    }

    private static func element(_ name: String, _ text: String, _ out: inout ByteWriter) {
        out.append("<\(name)>")
        escape(text, &out)
        out.append("</\(name)>")
    }

    private static func escape(_ text: String, _ out: inout ByteWriter) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): out.append("&lt;")
            case UInt8(ascii: ">"): out.append("&gt;")
            case UInt8(ascii: "&"): out.append("&amp;")
            // Controls are no characters of XML.
            case 0..<0x20: out.append(UInt8(ascii: " "))
            default: out.append(byte)
            }
        }
    }
}
