// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Markup
import Reporting
import TestSupport
import Testing
import Verification

/// Reports under SM2, and under both suites: whom they convince, and what cannot be made of them.
@Suite struct SuiteAttacks {
    /// Whom somebody who verifies trusts.
    enum Reader: CaseIterable, Sendable {
        case international, national, both, requiringBoth

        func trust(_ office: Office) throws -> Trust {
            let (root, other) = (office.authority.rootCertificate, office.national.rootCertificate)
            return switch self {
            case .international: Trust(privateAuthorities: try TrustAnchors([root]))
            case .national: try Trust(roots: [.init(other, admission: .all)], suites: [.sm2], requiredSuites: [.sm2])
            case .both: Trust(privateAuthorities: try TrustAnchors([root, other]))
            case .requiringBoth:
                try Trust(
                    roots: [.init(root, admission: .all), .init(other, admission: .all)], requiredSuites: [.p256, .sm2])
            }
        }
    }

    private static func outcome(_ file: [UInt8], for reader: Reader) throws -> Outcome {
        let office = try Office.shared()
        return try office.verifier { $0.trust = try reader.trust(office) }.verdict(on: file).outcome
    }

    @Test func whoIsConvincedByWhat() throws {
        let office = try Office.shared()
        let (relied, refused) = (Outcome.reliable, Outcome.issuerNotTrusted)
        // In the order of the readers: those of P-256, of SM2, of either, of both at once.
        let table: [(papers: Papers, data: [Outcome], views: [Outcome])] = [
            (office.stained, [relied, refused, relied, refused], [relied, refused, relied, refused]),
            (office.sm2, [refused, relied, relied, refused], [refused, relied, relied, refused]),
            // The views of this one are signed under SM2, which decides nothing for the first.
            (office.both, [relied, relied, relied, relied], [refused, relied, relied, relied]),
        ]
        for (papers, data, views) in table {
            for (reader, expected) in zip(Reader.allCases, zip(data, views)) {
                #expect(try Self.outcome(papers.xml, for: reader) == expected.0, "\(papers.number) \(reader)")
                #expect(try Self.outcome(papers.html, for: reader) == expected.1, "\(papers.number) \(reader)")
                #expect(try Self.outcome(papers.pdf, for: reader) == expected.1, "\(papers.number) \(reader)")
            }
        }
        #expect(office.sm2.signed.digestAlgorithm == .sm3 && office.both.signed.digestAlgorithm == .sm3)
        #expect(office.sm2.fingerprint == Hex.encode(Digest.of(office.sm2.signed.canonicalReport, .sm3)))
        #expect(String(decoding: office.sm2.html, as: UTF8.self).contains("; suite sm2\">"))
    }

    /// The elements `Signature` of a file, as text.
    private static func signatures(_ papers: Papers) throws -> [String] {
        var rest = papers.text[...]
        var found: [String] = []
        while let start = rest.firstRange(of: "<Signature ") {
            let end = try #require(rest[start.lowerBound...].firstRange(of: "</Signature>"))
            found.append(String(rest[start.lowerBound..<end.upperBound]))
            rest = rest[end.upperBound...]
        }
        return found
    }

    /// The XML of some papers with other signatures.
    private static func file(_ papers: Papers, _ signatures: String...) throws -> [UInt8] {
        let start = try #require(papers.text.firstRange(of: "<signatures>"))
        return Array(
            (papers.text[..<start.upperBound] + signatures.joined() + "</signatures></creditReport>").utf8)
    }

    private static let methods = (
        p256: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        sm2: "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3",
        sha256: "http://www.w3.org/2001/04/xmlenc#sha256", sm3: "http://www.chinaport.gov.cn/2022/04/xmldsig#sm3"
    )

    static let forgeries: [Attack] = [
        Attack("the SM2 signature stripped") { try file($0.both, try signatures($0.both)[0]) },
        Attack("the P-256 signature stripped") { try file($0.both, try signatures($0.both)[1]) },
        Attack("both signatures stripped") { try file($0.both) },
        Attack("the SM2 signature stripped, and no longer required") { office in
            let text = String(decoding: try file(office.both, try signatures(office.both)[0]), as: UTF8.self)
            return Array(text.replacing("<suite>sm2</suite>", with: "").utf8)
        },
        Attack("the signatures in the other order") { office in
            let both = try signatures(office.both)
            return try file(office.both, both[1], both[0])
        },
        Attack("one of the signatures twice") { office in
            let both = try signatures(office.both)
            return try file(office.both, both[1], both[1])
        },
        Attack("the forger's SM2 signature in place of the genuine one") { office in
            let rogue = try DemonstrationAuthority(suite: .sm2, from: Office.instant.adding(days: -1)).signer()
            let forged = try XMLSignature.sign(digest: office.both.signed.digest(for: .sm2), with: rogue)
            return try file(
                office.both, try signatures(office.both)[0],
                String(decoding: forged, as: UTF8.self).replacing(
                    Base64.encode(rogue.certificate.der), with: Base64.encode(office.nationalSigner.certificate.der)))
        },
        Attack("an SM2 signature that names the methods of P-256") {
            try $0.edited($0.sm2, methods.sm2, methods.p256)
        },
        Attack("a P-256 signature that names the methods of SM2") {
            try $0.edited($0.stained, methods.p256, methods.sm2)
        },
        Attack("an SM2 signature over a SHA-256 digest") { try $0.edited($0.sm2, methods.sm3, methods.sha256) },
        Attack("a P-256 signature over an SM3 digest") { try $0.edited($0.stained, methods.sha256, methods.sm3) },
        Attack("a report of P-256 that asks for SM2") {
            try $0.edited($0.stained, "<suite>p256</suite>", "<suite>sm2</suite>")
        },
        Attack("the suites in another order") {
            try $0.edited($0.both, "<suite>p256</suite><suite>sm2</suite>", "<suite>sm2</suite><suite>p256</suite>")
        },
        Attack("an SM2 key presented as one of P-256") { office in
            try certificate(in: office.sm2, of: office.nationalSigner, from: "2a811ccf5501822d", to: "2a8648ce3d030107")
        },
        Attack("a P-256 key presented as one of SM2") { office in
            try certificate(in: office.stained, of: office.signer, from: "2a8648ce3d030107", to: "2a811ccf5501822d")
        },
        Attack("an SM2 signature with the empty identity") { try withEmptyIdentity($0) },
        Attack("the page of an SM2 report signed under P-256") { office in
            try office.html(Array(#require(HTMLEnvelope(office.sm2.html)).page), by: office.signer)
        },
        Attack("the page of one that bears both, signed under the other than it says") { office in
            try office.html(Array(#require(HTMLEnvelope(office.both.html)).page), by: office.signer)
        },
        Attack("the CMS of the PDF behind the page") { office in
            HTMLEnvelope.file(
                page: Array(try #require(HTMLEnvelope(office.sm2.html)).page),
                cms: try office.cms(ofPDF: office.sm2.pdf))
        },
    ]

    @Test(arguments: forgeries) func convincesNobody(attack: Attack) throws {
        let file = try attack.forge(try Office.shared())
        for reader in Reader.allCases {
            #expect(try Self.outcome(file, for: reader) == .notAuthentic, "\(attack.name), \(reader)")
        }
    }

    /// The XML of some papers with another curve in the signer's certificate.
    private static func certificate(
        in papers: Papers, of signer: LocalSigner, from old: String, to new: String
    ) throws -> [UInt8] {
        let (old, new) = (try #require(Hex.decode(old)), try #require(Hex.decode(new)))
        let changed = signer.certificate.der.replacing(old, with: new)
        try #require(changed != signer.certificate.der)
        return Array(
            papers.text.replacing(Base64.encode(signer.certificate.der), with: Base64.encode(changed)).utf8)
    }

    /// The SM2 report, signed anew by its own key with an identity of no characters, as OpenSSL does if it is told none.
    private static func withEmptyIdentity(_ office: Office) throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        let information = try CanonicalXML.exclusive(office.sm2.xml, element: "SignedInfo")
        let (data, key) = (
            try directory.write("data", information),
            try directory.write("key", Array(try office.national.key.pem().utf8))
        )
        func value(_ more: [String]) throws -> [UInt8] {
            let made = try Tool.run("openssl", ["dgst", "-sm3", "-sign", key] + more + [data])
            try #require(made.status == 0, "\(made.errorText)")
            var reader = DERReader(made.output)
            var pair = try reader.enter(.sequence)
            return try (0..<2).reduce(into: []) { raw, _ in
                let number = Array(try pair.readElement().contents.drop { $0 == 0 })
                raw += [UInt8](repeating: 0, count: 32 - number.count) + number
            }
        }
        let certificate = office.nationalSigner.certificate
        #expect(
            certificate.verifies(
                signature: try value(["-sigopt", "distid:1234567812345678"]), of: information))
        let old = try #require(office.sm2.signed.signatures[0].child("SignatureValue")?.text)
        return try office.edited(office.sm2, old, Base64.encode(try value([])))
    }
}
