// SPDX-License-Identifier: Apache-2.0

import Bytes
import Compression
import Cryptography
import PDFSyntax
import Reporting
import TestSupport
import Testing
import Verification

/// Forged PDF files: the classes of the literature (USF, ISA, SWA, shadow attacks, EAA, SSA, PDFex), and what this
/// format adds to them.
@Suite struct PDFAttacks {
    @Test(arguments: signatures + revisions + wrappings) func isNotReliedOn(attack: Attack) throws {
        try attack.check()
    }
    @Test(arguments: contents + carried + signers) func isNotReliedOnEither(attack: Attack) throws {
        try attack.check()
    }

    /// A change of text, after which all offsets are made right; the old signature stays.
    private static func edit(_ name: String, _ old: String, _ new: String) -> Attack {
        Attack(name) { try $0.pdf($0.stained, old, new) }
    }

    /// Another text in the field of the byte range, which keeps its width.
    private static func range(_ name: String, _ text: String) -> Attack {
        Attack("USF: " + name) { PDFForgery.withByteRange($0.stained.pdf, text) }
    }

    /// Another text in the place of the contents with their key; everything else is made to fit.
    private static func value(_ name: String, _ change: @escaping @Sendable (String) -> String) -> Attack {
        Attack(name) { office in
            let bytes = office.stained.pdf
            let start = PDFForgery.contents(in: bytes)
            let end = try #require(bytes[start...].firstIndex(of: UInt8(ascii: ">")))
            let new = change(String(decoding: bytes[(start + 1)..<end], as: UTF8.self))
            return try PDFForgery.reassembled(
                Array(bytes[..<(start - 10)]) + Array(new.utf8) + Array(bytes[(end + 1)...]))
        }
    }

    static let signatures = [
        edit("USF: no byte range", "/ByteRange [", "/Byterange ["),
        range("byte range of zeros", "[0 0 0 0]"),
        range("byte range with two numbers", "[0 100]"),
        range("byte range negative", "[0 -1 100 -5]"),
        range("byte range too large", "[0 9999999999 9999999999 9999999999]"),
        range("byte range beyond 64 bits", "[0 18446744073709551617 1 1]"),
        range("byte range of the beginning alone", "[0 100 100 0]"),
        range("byte range null", "null"), range("byte range empty", "[]"),
        value("USF: no contents") { _ in "" },
        value("USF: contents null") { _ in "/Contents null" },
        value("USF: contents empty") { _ in "/Contents <>" },
        value("USF: contents of zeros") { "/Contents <\(String(repeating: "0", count: $0.utf8.count))>" },
        value("a byte behind the signature in its contents") {
            "/Contents <\($0.dropLast())\($0.hasSuffix("1") ? 2 : 1)>"
        },
        value("upper-case digits") { "/Contents <\($0.uppercased())>" },
        value("white space between the digits") { "/Contents <\($0.prefix(8)) \($0.dropFirst(8))>" },
        value("contents in fewer bytes") { "/Contents <\($0.dropLast(64))>" },
        edit("PAdES made PKCS #7", "/ETSI.CAdES.detached", "/adbe.pkcs7.detached"),
        edit("filling in of forms allowed", "/P 1/V/1.2", "/P 2/V/1.2"),
        edit("annotations allowed", "/P 1/V/1.2", "/P 3/V/1.2"),
        edit("no certification", "/Perms<</DocMDP ", "/Parms<</DocMDP "),
        edit("usage rights beside the certification", "/Perms<<", "/Perms<</UR3 1 0 R"),
    ]

    static let revisions = [
        Attack("ISA: objects, cross-reference table and trailer") { office in
            let bytes = office.stained.pdf
            let object = "9999 0 obj\n<</Type/Page>>\nendobj\n"
            let start = bytes.count + object.utf8.count
            let trailer = "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 5/Prev 10>>\nstartxref\n\(start)\n%%EOF\n"
            return bytes + Array((object + trailer).utf8)
        },
        Attack("ISA: objects alone") { $0.stained.pdf + Array("5 0 obj\n<</Type/Metadata>>\nendobj\n".utf8) },
        Attack("ISA: objects and a trailer") {
            $0.stained.pdf + Array("5 0 obj\n1\nendobj\ntrailer\n<</Size 9>>\n%%EOF\n".utf8)
        },
        Attack("ISA: objects and a copy of the signature") { office in
            let bytes = office.stained.pdf
            let start = try #require(bytes.offset(of: "<</Type/Sig/"))
            let end = try #require(bytes.offset(of: "endobj\n", from: start))
            return bytes + Array("5 0 obj\n1\nendobj\n9 0 obj\n".utf8) + Array(bytes[start..<(end + 7)])
        },
        Attack("a line end behind the end") { $0.stained.pdf + [0x0A] },
        Attack("a comment behind the end") { $0.stained.pdf + Array("%x\n".utf8) },
        Attack("zeros behind the end") { $0.stained.pdf + [UInt8](repeating: 0, count: 512) },
        Attack("the end record of a ZIP file behind the end") {
            $0.stained.pdf + [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
        },
        Attack("a page of HTML behind the end") { $0.stained.pdf + $0.stained.html },
        Attack("the clean file behind the other") { $0.stained.pdf + $0.clean.pdf },
        Attack("the clean file before the other") { $0.clean.pdf + $0.stained.pdf },
        Attack("bytes in front of the header") { Array("x\n".utf8) + $0.stained.pdf },
        edit("another version of PDF", "%PDF-1.7", "%PDF-2.0"),
        Attack("a previous revision named in the trailer") { office in
            try PDFForgery.reassembled(office.stained.pdf) { $0.replacing("/W[", with: "/Prev 15/W[") }
        },
        Attack("PDFex: encryption named in the trailer") { office in
            try PDFForgery.reassembled(office.stained.pdf) { $0.replacing("/W[", with: "/Encrypt 4 0 R/W[") }
        },
        edit("PDFex: encryption named in the catalog", "/MarkInfo", "/Encrypt<</V 4>>/MarkInfo"),
    ]

    static let wrappings = [
        Attack("SWA: the tail moved behind what is put in") { office in
            let bytes = office.stained.pdf
            let end = try #require(bytes.offset(of: ">/Filter/Adobe"))
            return Array(bytes[...end]) + Array("/Pages 5 0 R>>\nendobj\n5 0 obj\n".utf8) + Array(bytes[(end + 1)...])
        },
        Attack("SWA: a key between contents and tail, covered by nothing") { office in
            var bytes = office.stained.pdf
            let start = PDFForgery.contents(in: bytes)
            let end = try #require(bytes[start...].firstIndex(of: UInt8(ascii: ">"))) + 1
            bytes.insert(contentsOf: Array("/Location(x)".utf8), at: end)
            bytes = try PDFForgery.reassembled(bytes, keepsByteRange: true)
            return PDFForgery.withByteRange(bytes, "[0 \(start) \(end + 12) \(bytes.count - end - 12)]")
        },
        edit("SWA: a second byte range behind the contents", ">/Filter/Adobe", ">/ByteRange[0 1 2 3]/Filter/Adobe"),
        edit("SWA: second contents", "/Reference[<<", "/Contents<3000>/Reference[<<"),
        edit("SSA: a second field of a signature", "/Fields[", "/Fields[1 0 R "),
        Attack("SSA: a second signature") { office in
            try office.pdf(office.stained, "\n1 0 obj\n", "\n9998 0 obj\n<</Type/Sig/Filter/X>>\nendobj\n1 0 obj\n")
        },
    ]

    /// The first content stream with other content.
    private static func redrawn(_ office: Office, by signer: LocalSigner?) throws -> [UInt8] {
        let bytes = office.stained.pdf
        let head = "<</Filter/FlateDecode/Length "
        let start = try #require(bytes.offset(of: head))
        let data = try #require(bytes.offset(of: "\nstream\n", from: start)) + 8
        let end = try #require(bytes.offset(of: "\nendstream\n", from: data))
        let drawing = Flate.compress(Array("1 g 0 0 595 842 re f".utf8), level: 6)
        return try office.pdf(
            Array(bytes[..<start]) + Array("\(head)\(drawing.count)>>\nstream\n".utf8) + drawing + Array(bytes[end...]),
            by: signer)
    }

    static let contents = [
        Attack("other content on the first page") { try redrawn($0, by: nil) },
        Attack("other content on the first page, signed by the forger") { try redrawn($0, by: $0.rogueSigner) },
        Attack("other content on the first page, signed by the genuine key") { try redrawn($0, by: $0.signer) },
        Attack("a script that runs on opening, signed by the genuine key") {
            try $0.pdf($0.stained, "/MarkInfo", "/OpenAction<</S/JavaScript/JS(x)>>/MarkInfo", by: $0.signer)
        },
        Attack("a launch action, signed by the genuine key") {
            try $0.pdf($0.stained, "/MarkInfo", "/AA<</WC<</S/Launch/F(x)>>>>/MarkInfo", by: $0.signer)
        },
        Attack("shadow: a layer that can be switched, signed by the genuine key") {
            try $0.pdf($0.stained, "/MarkInfo", "/OCProperties<</OCGs[]/D<<>>>>/MarkInfo", by: $0.signer)
        },
        Attack("shadow: an object that nothing uses, signed by the genuine key") {
            try $0.pdf($0.stained, "\n1 0 obj\n", "\n9998 0 obj\n<</Type/Page>>\nendobj\n1 0 obj\n", by: $0.signer)
        },
        Attack("EAA: an annotation over the page, signed by the genuine key") {
            try $0.pdf($0.stained, "/Rect[0 0 0 0]", "/Rect[0 0 600 800]", by: $0.signer)
        },
        Attack("a form with a further field, signed by the genuine key") {
            try $0.pdf($0.stained, "/SigFlags 3", "/SigFlags 3/NeedAppearances true", by: $0.signer)
        },
        Attack("another title of the window, signed by the genuine key") {
            try $0.pdf($0.stained, "/DisplayDocTitle true", "/DisplayDocTitle false", by: $0.signer)
        },
    ]

    /// The PDF of one report with the XML of another in its attachment.
    private static func carrying(_ office: Office, _ pdf: [UInt8], _ xml: [UInt8], by signer: LocalSigner?) throws
        -> [UInt8]
    {
        let attached = try PDFFile.read(pdf).embeddedFile()
        var file = Array(pdf[..<attached.range.lowerBound]) + xml + Array(pdf[attached.range.upperBound...])
        for key in ["/Params<</Size ", "/Length "] {
            let start = try #require(file.offset(of: "<</Type/EmbeddedFile"))
            let place = try #require(file.offset(of: "\(key)\(attached.range.count)", from: start))
            file =
                Array(file[..<place])
                + Array(file[place...]).replacing(
                    "\(key)\(attached.range.count)", with: "\(key)\(xml.count)")
        }
        return try office.pdf(file, by: signer)
    }

    static let carried = [
        Attack("the clean report attached to the other PDF") {
            try carrying($0, $0.stained.pdf, $0.clean.xml, by: nil)
        },
        Attack("the clean report attached to the other PDF, signed by the forger") {
            try carrying($0, $0.stained.pdf, $0.clean.xml, by: $0.rogueSigner)
        },
        Attack("the clean report attached to the other PDF, signed by the genuine key") {
            try carrying($0, $0.stained.pdf, $0.clean.xml, by: $0.signer)
        },
        Attack("the genuine report in a PDF of the forger's") {
            let signed = try $0.resigned($0.stained, Office.name, "赤峰示例清白有限公司", by: $0.rogueSigner)
            return try carrying($0, Office.papers($0.rogue, signed).pdf, $0.stained.xml, by: $0.rogueSigner)
        },
        Attack("the report of the namesake, byte by byte, in the other's PDF") {
            try carrying($0, $0.stained.pdf, $0.namesake.xml, by: nil)
        },
        edit("the attachment under another name", "(report.xml)", "(Report.xml)"),
        edit("a second attachment", "/AF[", "/AF[1 0 R "),
        edit("no attachment in the catalog", "/AF[", "/aF["),
        edit("an attachment of another relationship", "/AFRelationship/Source", "/AFRelationship/Data"),
        Attack("a template of another name than the one that drew it, signed by the genuine key") {
            try $0.pdf($0.stained, "template standard ", "template unknown ", by: $0.signer)
        },
        Attack("drawn by nothing that is known, signed by the genuine key", .statusUnknown) {
            try $0.pdf($0.stained, "; rendering ", "; Rendering ", by: $0.signer)
        },
        Attack("fonts that nobody has, signed by the genuine key", .statusUnknown) {
            try $0.pdf($0.stained, "; fonts ", "; fonts \(String(repeating: "0", count: 64)) ", by: $0.signer)
        },
        Attack("the attachment flipped in one bit") { office in
            var file = office.stained.pdf
            file[try #require(file.offset(of: "<total>")) + 7] ^= 1
            return file
        },
    ]

    static let signers = [
        Attack("the signature of another report") {
            PDFForgery.withContents($0.stained.pdf, try $0.cms(ofPDF: $0.clean.pdf))
        },
        Attack("the signature of the page in HTML") {
            PDFForgery.withContents($0.stained.pdf, try #require(HTMLEnvelope($0.stained.html)).cms)
        },
        Attack("the forger's signature over the genuine file") { try $0.pdf($0.stained.pdf, by: $0.rogueSigner) },
        Attack("everything by the forger, under the same names", .issuerNotTrusted) {
            let signed = try $0.resigned($0.stained, Office.name, "赤峰示例清白有限公司", by: $0.rogueSigner)
            return try Office.papers($0.rogue, signed).pdf
        },
        Attack("the forger's report, the genuine key over the PDF") {
            let signed = try $0.resigned($0.stained, Office.name, "赤峰示例清白有限公司", by: $0.rogueSigner)
            return try Office.papers($0.genuine, signed).pdf
        },
        Attack("a further certificate in the signature") { office in
            let signer = try office.authority.signer(with: [office.authority.rootCertificate])
            return try office.pdf(office.stained.pdf, by: signer)
        },
        Attack("off the books, with the genuine key", .notInForce) {
            let signed = try $0.resigned($0.stained, Office.name, "赤峰示例清白有限公司", by: $0.signer)
            return try Office.papers($0.genuine, signed).pdf
        },
    ]
}

extension DemonstrationAuthority {
    /// A signer who puts further certificates beside his own.
    func signer(with chain: [Certificate]) throws -> LocalSigner {
        try LocalSigner(key: key, certificate: certificate, chain: chain)
    }
}
