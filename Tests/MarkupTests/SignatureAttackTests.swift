// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Markup
import TestSupport
import Testing

/// A change to the text of a signed file: what is replaced, and by what.
struct Attack: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String

    init(_ name: String, _ old: String, _ new: String) {
        self.name = name
        self.old = old
        self.new = new
    }

    var testDescription: String { name }
}

@Suite("Attacks on XML Signature")
struct SignatureAttackTests {
    private let made: SignedReport
    private let file: String
    private let report: String
    private let signature: String

    init() throws {
        made = try SignedReport.made()
        file = String(decoding: made.file, as: UTF8.self)
        report = String(decoding: made.report, as: UTF8.self)
        signature = String(decoding: made.signature, as: UTF8.self)
    }

    private func accepted(_ text: String) -> Bool {
        SignedReport.accepts(Array(text.utf8), pinned: made.signer.certificate)
    }

    @Test("wrapping: no arrangement of a forged and the genuine report is accepted")
    func wrapping() {
        let evil = report.replacing("100000", with: "999999")
        let other = evil.replacing("xml:id=\"report\"", with: "xml:id=\"evil\"")
        let open = "<creditReport xmlns=\"\(SignedReport.namespace)\">"
        let close = "</creditReport>"
        let signatures = "<signatures>\(signature)</signatures>"
        func inSignature(_ more: String) -> String {
            "<signatures>" + signature.replacing("</Signature>", with: more + "</Signature>") + "</signatures>"
        }
        #expect(accepted(open + report + signatures + close))
        let arrangements = [
            open + evil + inSignature(report) + close,
            open + evil + inSignature("<Object>\(report)</Object>") + close,
            open + evil + inSignature("<Object xmlns=\"\(SignedReport.namespace)\">\(report)</Object>") + close,
            open + evil + report + signatures + close,
            open + other + report + signatures + close,
            open + report + evil + signatures + close,
            open + report + other + signatures + close,
            open + report + signatures + evil + close,
            open + evil + signatures + report + close,
            open + evil + "<signatures>\(report)\(signature)</signatures>" + close,
            open + evil + "<signatures>\(signature)\(report)</signatures>" + close,
            open + other.replacing("</report>", with: report + "</report>") + signatures + close,
            open + evil.replacing("</report>", with: report + "</report>") + signatures + close,
            open + "<extensions>\(report)</extensions>" + evil + signatures + close,
            open + evil + "<extensions>\(report)</extensions>" + signatures + close,
            open + open + report + signatures + close + close,
            open + evil + "<signatures>" + open + report + signatures + close + "</signatures>" + close,
            open + report + signatures + signatures + close,
            open + report + "<signatures>\(signature)\(signature)</signatures>" + close,
            open + report + "<signatures></signatures>" + close,
            open + report + close,
            report + signatures,
            report,
        ]
        for arrangement in arrangements { #expect(!accepted(arrangement), "\(arrangement.prefix(400))") }
    }

    @Test(
        "no change to the file is accepted",
        arguments: [
            Attack("value", "100000", "999999"),
            Attack("comment", "100000", "100<!-- -->000"),
            Attack("comment outside", "</creditReport>", "</creditReport><!-- -->"),
            Attack("instruction", "100000", "100<?x?>000"),
            Attack("CDATA", "100000", "<![CDATA[100000]]>"),
            Attack("reference", "100000", "&#49;00000"),
            Attack("white space", "</report><signatures>", "</report>\n<signatures>"),
            Attack("line at the end", "</creditReport>", "</creditReport>\n"),
            Attack("white space in a tag", "<finding>", "<finding >"),
            Attack("empty-element tag", "<remark></remark>", "<remark/>"),
            Attack("quotes", "xml:id=\"report\"", "xml:id='report'"),
            Attack("unused declaration", "<creditReport ", "<creditReport xmlns:x=\"urn:x\" "),
            Attack("relative namespace", "<finding>", "<finding xmlns:r=\"1\">"),
            Attack("document type", "<creditReport", "<!DOCTYPE creditReport><creditReport"),
            Attack(
                "default attribute", "<creditReport",
                "<!DOCTYPE creditReport [<!ATTLIST finding clean CDATA \"yes\">]><creditReport"),
            Attack("declaration", "<creditReport", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><creditReport"),
            Attack("byte order mark", "<creditReport", "\u{FEFF}<creditReport"),
            Attack("identifier gone", " xml:id=\"report\"", ""),
            Attack("identifier of another kind", "xml:id=\"report\"", "id=\"report\""),
            Attack("identifier twice", "<finding>", "<finding xml:id=\"report\">"),
            Attack("namespace of the root", "urn:creditreport:report:1", "urn:creditreport:report:2"),
            Attack("object", "</Signature>", "<Object><score>100</score></Object></Signature>"),
            Attack("attribute of Signature", "<Signature ", "<Signature Id=\"s\" "),
            Attack("attribute of KeyInfo", "<KeyInfo>", "<KeyInfo Id=\"k\">"),
            Attack("key by name", "<KeyInfo>", "<KeyInfo><KeyName>root</KeyName>"),
            Attack(
                "key by value", "<X509Data>",
                "<KeyValue><ECKeyValue xmlns=\"http://www.w3.org/2009/xmldsig11#\"></ECKeyValue></KeyValue><X509Data>"),
            Attack("no key", "<X509Data>", "<X509Data></X509Data><X509Data>"),
            Attack("text in KeyInfo", "<X509Data>", "x<X509Data>"),
            Attack("line in base64", "<SignatureValue>", "<SignatureValue>\n"),
            Attack("padding", "==</SignatureValue>", "</SignatureValue>"),
            Attack("white space in SignedInfo", "<SignedInfo>", "<SignedInfo> "),
            Attack("second value", "<SignatureValue>", "<SignatureValue></SignatureValue><SignatureValue>"),
        ])
    func changed(_ attack: Attack) {
        #expect(accepted(file))
        #expect(file.contains(attack.old))
        #expect(!accepted(file.replacing(attack.old, with: attack.new, maxReplacements: 1)))
    }

    @Test(
        "another choice in SignedInfo is refused even when the genuine key has signed it",
        arguments: [
            Attack(
                "inclusive", "CanonicalizationMethod Algorithm=\"\(exclusive)\"",
                "CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\""),
            Attack(
                "canonicalisation 1.1", "Transform Algorithm=\"\(exclusive)\"",
                "Transform Algorithm=\"http://www.w3.org/2006/12/xml-c14n11\""),
            Attack(
                "with comments", "Transform Algorithm=\"\(exclusive)\"",
                "Transform Algorithm=\"\(exclusive)WithComments\""),
            Attack(
                "prefix list", "</Transform>",
                "<InclusiveNamespaces xmlns=\"\(exclusive)\" PrefixList=\"x\"></InclusiveNamespaces></Transform>"),
            Attack("HMAC", "2001/04/xmldsig-more#ecdsa-sha256", "2001/04/xmldsig-more#hmac-sha256"),
            Attack("short HMAC", "</SignatureMethod>", "<HMACOutputLength>8</HMACOutputLength></SignatureMethod>"),
            Attack("RSA", "xmldsig-more#ecdsa-sha256", "xmldsig-more#rsa-sha256"),
            Attack("SHA-1", "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"),
            Attack("SHA-512", "xmlenc#sha256", "xmlenc#sha512"),
            Attack("whole document", "URI=\"#report\"", "URI=\"\""),
            Attack("no URI", " URI=\"#report\"", ""),
            Attack("pointer", "URI=\"#report\"", "URI=\"#xpointer(id('report'))\""),
            Attack("file", "URI=\"#report\"", "URI=\"file:///etc/hostname\""),
            Attack("network", "URI=\"#report\"", "URI=\"http://example.test/\""),
            Attack(
                "typed reference", "URI=\"#report\"",
                "Type=\"http://www.w3.org/2000/09/xmldsig#Manifest\" URI=\"#report\""),
            Attack("reference with identifier", "<Reference ", "<Reference Id=\"r\" "),
            Attack(
                "enveloped", "<Transforms>",
                "<Transforms><Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></Transform>"
            ),
            Attack(
                "XSLT", "<Transforms>",
                "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"></Transform>"),
            Attack(
                "XPath", "<Transforms>",
                "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><XPath>false()</XPath></Transform>"
            ),
            Attack("no transform", "<Transform Algorithm=\"\(exclusive)\"></Transform>", ""),
            Attack("second reference", "</SignedInfo>", "<Reference URI=\"\"></Reference></SignedInfo>"),
            Attack("SignedInfo with identifier", "<SignedInfo ", "<SignedInfo Id=\"i\" "),
        ])
    func otherChoice(_ attack: Attack) throws {
        let genuine = String(decoding: try CanonicalXML.exclusive(made.file, element: "SignedInfo"), as: UTF8.self)
        #expect(try accepted(signed(genuine)))
        #expect(genuine.contains(attack.old))
        let forged = try signed(genuine.replacing(attack.old, with: attack.new, maxReplacements: 1))
        guard case .malformed? = SignedReport.outcome(Array(forged.utf8)) else {
            Issue.record("\(String(describing: SignedReport.outcome(Array(forged.utf8))))")
            return
        }
    }

    private static let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"

    /// The file with another SignedInfo, freshly signed by the genuine key in the way that is accepted.
    private func signed(_ signedInfo: String) throws -> String {
        let canonical = try CanonicalXML.exclusive(Array(signedInfo.utf8))
        var value: [UInt8]
        repeat { value = try made.signer.signature(over: canonical) } while value[32] >= 0x7F
        let declaration = " xmlns=\"\(XMLSignature.namespace)\""
        let inner = String(decoding: canonical, as: UTF8.self).replacing(declaration, with: "", maxReplacements: 1)
        return between(
            between(file, "<SignedInfo", "</SignedInfo>", inner), "<SignatureValue>", "</SignatureValue>",
            "<SignatureValue>\(Base64.encode(value))</SignatureValue>")
    }

    private func between(_ text: String, _ start: String, _ end: String, _ new: String) -> String {
        guard let from = text.firstRange(of: start)?.lowerBound, let to = text.firstRange(of: end)?.upperBound else {
            return text
        }
        return text[..<from] + new + text[to...]
    }

    @Test("a signature by another key under the same names is another signer's")
    func otherKey() throws {
        let directory = try TemporaryDirectory()
        try SignedReport.makeAuthority(directory, "root", "signer")
        let thief = try LocalSigner(
            keyPEM: TestFile.read(directory.path("signer.key")),
            certificatesPEM: TestFile.read(directory.path("signer.pem")))
        #expect(thief.certificate.subject == made.signer.certificate.subject)
        let digest = Digest.of(try #require(CanonicalXML.standalone(made.report[...], in: SignedReport.namespace)))
        let stolen = try XMLSignature.sign(digest: digest, with: thief)
        let forged = SignedReport.file(report: made.report, signatures: stolen)
        guard case .verified(let signature)? = SignedReport.outcome(forged) else {
            Issue.record("a well made signature does not verify")
            return
        }
        #expect(signature.signer != made.signer.certificate)

        // The genuine certificate beside the thief's value, and the other way round.
        let genuine = Base64.encode(made.signer.certificate.der)
        let other = Base64.encode(thief.certificate.der)
        for mixed in [
            String(decoding: forged, as: UTF8.self).replacing(other, with: genuine),
            file.replacing(genuine, with: other),
        ] {
            guard case .wrongValue? = SignedReport.outcome(Array(mixed.utf8)) else {
                Issue.record("\(String(describing: SignedReport.outcome(Array(mixed.utf8))))")
                return
            }
        }
        // A certificate more than the signer's chain.
        let holder = "<X509Certificate>\(genuine)</X509Certificate>"
        #expect(!accepted(file.replacing(holder, with: holder + holder)))
        #expect(!accepted(file.replacing(holder, with: holder + holder.replacing(genuine, with: other))))
    }

    @Test("a genuine signature does not fit another report")
    func transplanted() throws {
        let other = report.replacing("0001", with: "0002")
        guard
            case .otherReport? = SignedReport.outcome(
                SignedReport.file(report: Array(other.utf8), signatures: made.signature))
        else {
            Issue.record("a signature of another report is not told from it")
            return
        }
        // An empty digest must not stand for a canonicalisation that failed.
        let empty = Digest.of([UInt8]())
        guard case .otherReport = XMLSignature.read(try XMLReader().read(made.signature), digest: empty) else {
            Issue.record("the digest of nothing is accepted")
            return
        }
    }

    @Test("the twin (r, n - s) verifies as ECDSA and is refused")
    func twin() throws {
        guard case .verified(let signature)? = SignedReport.outcome(made.file) else {
            Issue.record("not verified")
            return
        }
        let order = try #require(Hex.decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"))
        var twin = signature.value
        var borrow = 0
        for index in (0..<32).reversed() {
            let difference = Int(order[index]) - Int(twin[32 + index]) - borrow
            twin[32 + index] = UInt8(truncatingIfNeeded: difference)
            borrow = difference < 0 ? 1 : 0
        }
        let signedInfo = try CanonicalXML.exclusive(made.file, element: "SignedInfo")
        #expect(signature.signer.verifies(signature: twin, of: signedInfo))
        let text = file.replacing(Base64.encode(signature.value), with: Base64.encode(twin))
        guard case .malformed? = SignedReport.outcome(Array(text.utf8)) else {
            Issue.record("the twin is accepted")
            return
        }
    }

    @Test("no file with one byte changed, taken out or put in is accepted")
    func everyByte() throws {
        var random = SeededGenerator.fresh(for: "everyByte")
        let genuine = made.file
        let clock = ContinuousClock()
        let start = clock.now
        for index in genuine.indices {
            var changed = genuine
            changed[index] ^= 1 << UInt8(random.next() % 8)
            #expect(!SignedReport.accepts(changed, pinned: made.signer.certificate), "byte \(index)")
            if index % 4 == 0 {
                changed = genuine
                changed.remove(at: index)
                // Of two equal neighbours either may go; the file is changed all the same.
                #expect(!SignedReport.accepts(changed, pinned: made.signer.certificate), "without byte \(index)")
                changed = genuine
                changed.insert(UInt8(random.next() % 128), at: index)
                #expect(!SignedReport.accepts(changed, pinned: made.signer.certificate), "more at \(index)")
            }
        }
        print("\(genuine.count) bytes changed one at a time in \(clock.now - start)")
    }
}
