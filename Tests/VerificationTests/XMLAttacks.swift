// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Markup
import Reporting
import TestSupport
import Testing
import Verification

/// Forged XML: wrapping, other spellings, other algorithms, other keys, other data.
@Suite struct XMLAttacks {
    @Test(arguments: wrappings + spellings + keys + signedInfos + contents)
    func isNotReliedOn(attack: Attack) throws { try attack.check() }

    private static let open = "<creditReport xmlns=\"\(SignedReport.namespace)\">"
    private static let close = "</creditReport>"

    /// The forger's own report, the genuine one, and the genuine signature.
    private struct Pieces {
        let evil: String
        let good: String
        let signature: String

        init(_ office: Office) throws {
            let text = office.stained.text
            good = try Self.report(in: text)
            evil = try Self.report(in: office.clean.text)
            let from = try #require(text.firstRange(of: "<Signature "))
            let to = try #require(text.firstRange(of: "</Signature>"))
            signature = String(text[from.lowerBound..<to.upperBound])
        }

        private static func report(in text: String) throws -> String {
            let start = try #require(text.firstRange(of: "<report "))
            let end = try #require(text.firstRange(of: "</report>"))
            return String(text[start.lowerBound..<end.upperBound])
        }

        func inSignature(_ more: String) -> String {
            signature.replacing("</Signature>", with: more + "</Signature>")
        }
    }

    private static func wrap(_ name: String, _ arrange: @escaping @Sendable (Pieces) -> String) -> Attack {
        Attack("XSW: " + name) { office in Array((open + arrange(try Pieces(office)) + close).utf8) }
    }

    static let wrappings = [
        wrap("1, the original inside the signature of the evil root") {
            $0.evil + "<signatures>" + $0.inSignature($0.good) + "</signatures>"
        },
        wrap("2, the original before the signature") { "\($0.evil)<signatures>\($0.good)\($0.signature)</signatures>" },
        wrap("3, the evil before the original") { "\($0.evil)\($0.good)<signatures>\($0.signature)</signatures>" },
        wrap("4, the evil around the original") {
            $0.evil.replacing("</report>", with: $0.good + "</report>") + "<signatures>\($0.signature)</signatures>"
        },
        wrap("5, the original at the end") { "\($0.evil)<signatures>\($0.signature)</signatures>\($0.good)" },
        wrap("6, the original at the end of the signature") {
            $0.evil + "<signatures>\($0.signature)" + $0.good + "</signatures>"
        },
        wrap("7, the original in an extension") {
            "\($0.evil)<Extensions>\($0.good)</Extensions><signatures>\($0.signature)</signatures>"
        },
        wrap("8, the original in an Object of the signature") {
            $0.evil + "<signatures>" + $0.inSignature("<Object>\($0.good)</Object>") + "</signatures>"
        },
        wrap("two reports with one identifier, the original first") {
            "\($0.good)\($0.evil)<signatures>\($0.signature)</signatures>"
        },
        wrap("the signature twice") { "\($0.good)<signatures>\($0.signature)\($0.signature)</signatures>" },
        wrap("no signature") { "\($0.good)<signatures></signatures>" },
        wrap("no place for signatures") { $0.good },
        wrap("the signature of another report") { "\($0.evil)<signatures>\($0.signature)</signatures>" },
    ]

    private static func edit(_ name: String, _ old: String, _ new: String) -> Attack {
        Attack(name) { try $0.edited($0.stained, old, new) }
    }

    static let spellings = [
        edit("a comment in a name", "金石矿业", "金石<!-- -->矿业"),
        edit("a comment behind the root", "</creditReport>", "</creditReport><!-- -->"),
        edit("a processing instruction", "金石矿业", "金石<?x?>矿业"),
        edit("a CDATA section", Office.name, "<![CDATA[\(Office.name)]]>"),
        edit("a character reference", "金石", "&#x91D1;石"),
        edit(
            "an entity of a document type", "<creditReport ", "<!DOCTYPE creditReport [<!ENTITY e 'x'>]><creditReport "),
        edit(
            "a default attribute", "<creditReport ",
            "<!DOCTYPE creditReport [<!ATTLIST report x CDATA 'y'>]><creditReport "),
        edit("an XML declaration", "<creditReport ", "<?xml version=\"1.0\" encoding=\"GBK\"?><creditReport "),
        edit("a byte order mark", "<creditReport ", "\u{FEFF}<creditReport "),
        edit("white space in a tag", "<subjects>", "<subjects >"),
        edit("a line end behind the root", "</creditReport>", "</creditReport>\n"),
        edit("a relative namespace, which canonicalisation fails on", "<subjects>", "<subjects xmlns:r=\"1\">"),
        edit("a second identifier", "<subjects>", "<subjects xml:id=\"report\">"),
        edit("a decomposed letter", "<title>", "<title>e\u{301}"),
        edit("an unknown element in the signature", "</Signature>", "<Object><total>0</total></Object></Signature>"),
        edit("a fixed-width space in base64", "<SignatureValue>", "<SignatureValue> "),
        Attack("UTF-16", .notAReport) { office in
            [0xFF, 0xFE] + office.stained.text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        },
        Attack("a NUL behind the end") { $0.stained.xml + [0] },
        Attack("the file twice") { $0.stained.xml + $0.clean.xml },
        Attack("a deep nest in front", .notAuthentic) { office in
            try office.edited(office.stained, "<subjects>", String(repeating: "<a>", count: 100_000) + "<subjects>")
        },
        Attack("a billion laughs", .notAuthentic) { office in
            let entities = (1..<10).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">" }
            return try office.edited(
                office.stained, "<creditReport ",
                "<!DOCTYPE creditReport [<!ENTITY a0 \"x\">\(entities.joined())]><creditReport ")
        },
    ]

    static let keys = [
        Attack("the forger's key and certificate, of an authority of the same names", .issuerNotTrusted) { office in
            try office.resigned(office.stained, Office.name, "赤峰示例清白有限公司", by: office.rogueSigner).bytes
        },
        Attack("the genuine report signed by the forger", .issuerNotTrusted) { office in
            try office.resigned(office.stained, "<title>", "<title>", by: office.rogueSigner).bytes
        },
        Attack("the forger's signature beside the genuine one") { office in
            let evil = try office.resigned(office.stained, "<title>", "<title>", by: office.rogueSigner)
            let signature = try #require(String(decoding: evil.bytes, as: UTF8.self).firstRange(of: "<Signature "))
            let text = String(decoding: evil.bytes, as: UTF8.self)
            let end = try #require(text.firstRange(of: "</Signature>"))
            return try office.edited(
                office.stained, "</signatures>", text[signature.lowerBound..<end.upperBound] + "</signatures>")
        },
        Attack("the genuine certificate beside the forger's value") { office in
            let evil = try office.resigned(office.stained, Office.name, "赤峰示例清白有限公司", by: office.rogueSigner)
            let text = String(decoding: evil.bytes, as: UTF8.self)
            return Array(
                text.replacing(
                    Base64.encode(office.rogueSigner.certificate.der),
                    with: Base64.encode(office.signer.certificate.der)
                ).utf8)
        },
        Attack("a key by value") { office in
            try office.edited(
                office.stained, "<X509Data>",
                "<KeyValue><ECKeyValue xmlns=\"http://www.w3.org/2009/xmldsig11#\"></ECKeyValue></KeyValue><X509Data>")
        },
        Attack("a certificate that nothing needs") { office in
            let certificate = "<X509Certificate>\(Base64.encode(office.signer.certificate.der))</X509Certificate>"
            let other = "<X509Certificate>\(Base64.encode(office.rogueSigner.certificate.der))</X509Certificate>"
            return try office.edited(office.stained, certificate, certificate + other)
        },
        Attack("the root beside the signer, which the issuer did not put there") { office in
            let certificate = "<X509Certificate>\(Base64.encode(office.signer.certificate.der))</X509Certificate>"
            let root = "<X509Certificate>\(Base64.encode(office.authority.rootCertificate.der))</X509Certificate>"
            return try office.edited(office.stained, certificate, certificate + root)
        },
        Attack("the twin (r, n - s) of the signature value") { office in
            guard
                case .verified(let signature) = XMLSignature.read(
                    office.stained.signed.signatures[0], digest: office.stained.signed.digest)
            else { throw Office.Failure(description: "no signature") }
            return try office.edited(
                office.stained, Base64.encode(signature.value), Base64.encode(SignatureTwin.of(signature.value)))
        },
    ]

    private static let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"

    static let signedInfos = [
        edit("HMAC with the certificate as its key", "xmldsig-more#ecdsa-sha256", "xmldsig-more#hmac-sha256"),
        edit("an HMAC of eight bits", "</SignatureMethod>", "<HMACOutputLength>8</HMACOutputLength></SignatureMethod>"),
        edit("SHA-1", "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"),
        edit("inclusive canonicalisation", exclusive, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"),
        edit("canonicalisation with comments", exclusive, exclusive + "WithComments"),
        edit(
            "an XSLT transform", "<Transforms>",
            "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"></Transform>"),
        edit(
            "an XPath transform that selects nothing", "<Transforms>",
            "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><XPath>false()</XPath></Transform>"
        ),
        edit("a reference to a file", "URI=\"#report\"", "URI=\"file:///etc/hostname\""),
        edit("a reference to the network", "URI=\"#report\"", "URI=\"http://example.test/\""),
        edit("a reference without an address", " URI=\"#report\"", ""),
        edit("two references", "</SignedInfo>", "<Reference URI=\"\"></Reference></SignedInfo>"),
        edit("a manifest", "<Reference ", "<Reference Type=\"http://www.w3.org/2000/09/xmldsig#Manifest\" "),
    ]

    static let contents = [
        edit("another name", Office.name, "赤峰示例清白有限公司"),
        edit("another code", Office.stainedCode, Office.cleanCode),
        edit("a longer validity", "<validUntil>2026", "<validUntil>2036"),
        edit("another algorithm asked for", "<suite>p256</suite>", "<suite>sm2</suite>"),
        Attack("no algorithm that this version checks, and no signature at all") { office in
            let text = office.clean.text
            let start = try #require(text.firstRange(of: "<signatures>"))
            let unsigned = text[..<start.lowerBound].replacing("<suite>p256</suite>", with: "<suite>sm2</suite>")
            return Array((unsigned + "<signatures></signatures></creditReport>").utf8)
        },
        Attack("the forger's own words and one algorithm that this version does not check") { office in
            let evil = try office.resigned(
                office.stained, "<suite>p256</suite>", "<suite>sm2</suite>", by: office.rogueSigner)
            return evil.bytes
        },
        Attack("both algorithms asked for, one signature there") { office in
            try office.resigned(
                office.stained, "<suite>p256</suite>", "<suite>p256</suite><suite>sm2</suite>", by: office.rogueSigner
            ).bytes
        },
        Attack("off the books: signed with the genuine key, never registered", .notInForce) { office in
            try office.resigned(office.stained, Office.name, "赤峰示例清白有限公司", by: office.signer).bytes
        },
        Attack("off the books, under the number of a registered report", .notInForce) { office in
            try office.resigned(office.stained, Office.stainedCode, Office.cleanCode, by: office.signer).bytes
        },
        Attack("outside the schema, signed with the genuine key") { office in
            try office.resigned(office.stained, "<title>", "<remark></remark><title>", by: office.signer).bytes
        },
    ]
}
