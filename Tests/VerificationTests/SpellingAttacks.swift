// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import PDFSyntax
import Reporting
import TestSupport
import Testing
import Verification

/// Other bytes for what some reader takes for the same: what somebody tries who knows the format and its reader well, and
/// has no key.
@Suite struct SpellingAttacks {
    @Test(arguments: unsigned + encodings + values + layouts + otherReports) func isNotReliedOn(attack: Attack) throws {
        try attack.check()
    }

    private static func edit(_ name: String, _ old: String, _ new: String) -> Attack {
        Attack(name) { try $0.edited($0.stained, old, new) }
    }

    /// Places of the XML that no signature covers.
    static let unsigned = [
        edit("a language on the root", "report:1\"><report ", "report:1\" xml:lang=\"zh\"><report "),
        edit("an identifier on the signatures", "<signatures>", "<signatures xml:id=\"report\">"),
        edit("an identifier on the signature", "xmldsig#\"><SignedInfo>", "xmldsig#\" Id=\"report\"><SignedInfo>"),
        edit("a prefix that nothing uses", "<signatures>", "<signatures xmlns:a=\"urn:a\">"),
        edit("a namespace that is declared again", "<signatures>", "<signatures xmlns=\"urn:creditreport:report:1\">"),
        edit("words before the signature", "<signatures>", "<signatures>无违法违规记录"),
        edit("words behind the signature", "</signatures>", "无违法违规记录</signatures>"),
        edit("words between report and signatures", "</report><signatures>", "</report>无违法违规记录<signatures>"),
        edit("an empty place for objects", "</KeyInfo>", "</KeyInfo><Object></Object>"),
        edit("a name for the key", "<X509Data>", "<KeyName>x</KeyName><X509Data>"),
        edit(
            "a subject beside the certificate", "<X509Certificate>",
            "<X509SubjectName>x</X509SubjectName><X509Certificate>"),
        Attack("the Kelvin sign for a K in the name of an element") { office in
            let text = office.stained.text.replacing("<KeyInfo>", with: "<\u{212A}eyInfo>")
            return Array(text.replacing("</KeyInfo>", with: "</\u{212A}eyInfo>").utf8)
        },
    ]

    /// The text of an element of the signature in its place, changed.
    private static func text(_ name: String, of element: String, _ change: @escaping @Sendable (String) -> String)
        -> Attack
    {
        Attack(name) { office in
            let text = office.stained.text
            let start = try #require(text.firstRange(of: "<\(element)>")).upperBound
            let end = try #require(text[start...].firstRange(of: "</\(element)>")).lowerBound
            return Array((text[..<start] + change(String(text[start..<end])) + text[end...]).utf8)
        }
    }

    /// The same with the bytes that it is the base64 of.
    private static func bytes(
        _ name: String, of element: String, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) -> Attack {
        text(name, of: element) { Base64.encode(change(Base64.decode($0) ?? [])) }
    }

    /// The same bytes in base64 whose unused bits are not zero; the text ends with one or two signs of padding.
    private static func loosened(_ text: String) -> String {
        let padding = text.suffix(while: { $0 == "=" })
        guard let last = text.dropLast(padding.count).last, let ascii = last.asciiValue else { return text }
        // All that can stand before padding has a neighbour that differs in the lowest bit alone.
        let next: Character = ascii == UInt8(ascii: "8") ? "9" : Character(Unicode.Scalar(ascii + 1))
        return text.dropLast(padding.count + 1) + String(next) + padding
    }

    static let encodings = [
        text("unused bits in the digest", of: "DigestValue", loosened),
        text("unused bits in the signature value", of: "SignatureValue", loosened),
        text("no padding in the signature value", of: "SignatureValue") { $0.replacing("=", with: "") },
        text("more padding behind the signature value", of: "SignatureValue") { $0 + "====" },
        bytes("a byte behind the certificate", of: "X509Certificate") { $0 + [0] },
        bytes("a longer spelling of the certificate's length", of: "X509Certificate") {
            [0x30, 0x83, 0] + $0.dropFirst(2)
        },
        bytes("the certificate twice in one element", of: "X509Certificate") { $0 + $0 },
    ]

    /// Signatures that a careless library takes for anybody's.
    private static func value(_ name: String, _ r: UInt8, _ s: UInt8) -> Attack {
        bytes("the signature value " + name, of: "SignatureValue") { _ in
            [UInt8](repeating: r, count: 32) + [UInt8](repeating: s, count: 32)
        }
    }

    private static let order = Hex.decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551") ?? []

    static let values = [
        value("(0, 0)", 0, 0), value("(1.., 0)", 1, 0), value("(0, 1..)", 0, 1), value("(f.., f..)", 0xFF, 0xFF),
        bytes("the signature value (n, n)", of: "SignatureValue") { _ in order + order },
        bytes("the signature value (r, 0)", of: "SignatureValue") { $0.prefix(32) + [UInt8](repeating: 0, count: 32) },
        bytes("the signature value (s, r)", of: "SignatureValue") { $0.suffix(32) + $0.prefix(32) },
    ]

    /// A change of the CMS of the page, and of that of the PDF.
    private static func cms(_ name: String, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]) -> [Attack] {
        [
            Attack(name + ", of the page") { office in
                let envelope = try #require(HTMLEnvelope(office.stained.html))
                return HTMLEnvelope.file(page: Array(envelope.page), cms: change(envelope.cms))
            },
            Attack(name + ", of the PDF") { office in
                PDFForgery.withContents(office.stained.pdf, change(try office.cms(ofPDF: office.stained.pdf)))
            },
        ]
    }

    static let layouts =
        cms("a CMS of indefinite length") { [0x30, 0x80] + $0.dropFirst(4) + [0, 0] }
        + cms("a longer spelling of the CMS's length") { [0x30, 0x83, 0] + $0.dropFirst(2) }
        + cms("the CMS twice") { $0 + $0 }
        + cms("a zero before the CMS") { [0] + $0 }
        + cms("a sequence around the CMS") { [0x30, 0x82, UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 }
        + [
            Attack("the base64 of the page's CMS without padding, or with more") { office in
                let file = office.stained.html
                let text = String(decoding: file, as: UTF8.self)
                let end = try #require(text.ranges(of: "-->").last).lowerBound
                let padded = text[..<end].hasSuffix("=")
                return Array(
                    (padded ? text[..<end].dropLast() + text[end...] : text[..<end] + "====" + text[end...]).utf8)
            },
            Attack("the marks of a PDF at the beginning of the page") {
                try $0.html($0.stained, "<head>", "<head><!--%PDF-1.7-->")
            },
            Attack("a page that begins as XML") { Array("<creditReport>".utf8) + $0.stained.html },
            Attack("a PDF that begins as XML") { Array("<creditReport>".utf8) + $0.stained.pdf },
        ]

    /// Two honest reports on one firm, of one day and one issuer: only what they are for differs.
    static let otherReports = [
        Attack("the signature of the firm's other report") { office in
            let (text, other) = (office.stained.text, office.bid.text)
            let start = try #require(text.firstRange(of: "<signatures>")).lowerBound
            return Array(
                (text[..<start] + other[try #require(other.firstRange(of: "<signatures>")).lowerBound...]).utf8)
        },
        Attack("the firm's other report in the page") { office in
            let envelope = try #require(HTMLEnvelope(office.stained.html))
            let page = Array(envelope.page).replacing(
                Base64.encode(office.stained.xml), with: Base64.encode(office.bid.xml))
            return HTMLEnvelope.file(page: page, cms: envelope.cms)
        },
        Attack("the page with the signature of the page of the firm's other report") { office in
            HTMLEnvelope.file(
                page: Array(try #require(HTMLEnvelope(office.stained.html)).page),
                cms: try #require(HTMLEnvelope(office.bid.html)).cms)
        },
        Attack("the PDF with the signature of that of the firm's other report") { office in
            PDFForgery.withContents(office.stained.pdf, try office.cms(ofPDF: office.bid.pdf))
        },
    ]

    /// A name in which a character stands in another of its spellings reads the same, and Swift holds it for equal.
    @Test func aNameOfOtherBytesIsNotTheOneThatWasJudgedBefore() throws {
        let office = try Office.shared()
        let issuer = try #require(office.stained.signed.text("issuer"))
        // A compatibility ideograph, which is canonically equivalent to the usual one.
        let other = issuer.replacing("例", with: "\u{F9B5}")
        try #require(other == issuer && !other.utf8.elementsEqual(issuer.utf8))
        let forged = try office.resigned(
            office.stained, "<issuer>\(issuer)", "<issuer>\(other)", by: office.signer
        ).bytes
        let verifier = try office.verifier {
            $0.trust = try Trust(roots: [
                .init(
                    office.authority.rootCertificate,
                    admission: .signers([
                        .init(.key(KeyHash(of: office.signer.certificate, .sha256)), issuers: [issuer])
                    ]))
            ])
        }
        #expect(verifier.verdict(on: office.stained.xml).outcome == .reliable)
        Attack.expect(verifier.verdict(on: forged), .issuerNotTrusted)
    }

    /// What stays open, and changes nothing: the authority's own signature of the signer's certificate has a twin, and in
    /// an XML that stands alone nothing covers the certificate. In the views everything is covered.
    @Test func theTwinOfACertificateSaysTheSame() throws {
        let office = try Office.shared()
        let certificate = office.signer.certificate.der
        let twin = try Self.twin(ofCertificate: certificate)
        try #require(twin != certificate)
        let (old, new) = (Base64.encode(certificate), Base64.encode(twin))
        let verifier = try office.verifier()
        let verdict = verifier.verdict(on: try office.edited(office.stained, old, new))
        #expect(verdict.outcome == .reliable)
        #expect(verdict.facts?.fingerprint == office.stained.fingerprint)
        let envelope = try #require(HTMLEnvelope(office.stained.html))
        let page = Array(envelope.page).replacing(
            Base64.encode(office.stained.xml), with: Base64.encode(try office.edited(office.stained, old, new)))
        Attack.expect(
            verifier.verdict(on: HTMLEnvelope.file(page: page, cms: envelope.cms)), .notAuthentic)
    }

    /// A certificate with (r, n - s) in the place of (r, s).
    private static func twin(ofCertificate der: [UInt8]) throws -> [UInt8] {
        func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
            let count = contents.count
            let length: [UInt8] =
                count < 0x80
                ? [UInt8(count)]
                : count < 0x100 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
            return [tag] + length + contents
        }
        func integer(_ bytes: [UInt8]) -> [UInt8] {
            let short = Array(bytes.drop { $0 == 0 })
            return element(2, short.first.map { $0 < 0x80 } ?? false ? short : [0] + short)
        }
        // SEQUENCE { tbsCertificate, signatureAlgorithm, BIT STRING { SEQUENCE { r, s } } }: the last of at most 75 bytes.
        let start = try #require(
            der.indices.suffix(76).first { index in
                der[index] == 3 && index + 2 + Int(der[index + 1]) == der.count && der[index + 2] == 0
                    && der[index + 3] == 0x30
            })
        let r = Array(der[(start + 7)..<(start + 7 + Int(der[start + 6]))])
        let s = Array(der[(start + 9 + r.count)...])
        func wide(_ bytes: [UInt8]) -> [UInt8] {
            let short = bytes.drop { $0 == 0 }
            return [UInt8](repeating: 0, count: 32 - short.count) + short
        }
        let other = SignatureTwin.of(wide(r) + wide(s))
        let signature = element(0x30, integer(wide(r)) + integer(Array(other[32...])))
        return element(0x30, Array(der[4..<start]) + element(3, [0] + signature))
    }
}

extension String {
    /// The longest ending whose characters all satisfy a condition.
    fileprivate func suffix(while holds: (Character) -> Bool) -> Substring {
        let count = reversed().prefix(while: holds).count
        return suffix(count)
    }
}
