// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

@Suite("Certificates")
struct CertificateTests {
    @Test func namesOfTheDemonstration() throws {
        let authority = try Fixture.of(.p256).authority
        let certificate = authority.certificate
        #expect(certificate.subject.text == "CN=信用报告示例签发（测试）,O=信用报告示例机构（测试）,C=CN")
        #expect(certificate.subject.commonName == "信用报告示例签发（测试）")
        #expect(certificate.subject.organization == DemonstrationAuthority.organization)
        #expect(certificate.issuer == authority.rootCertificate.subject)
        #expect(certificate.isDemonstration && authority.rootCertificate.isDemonstration)
        #expect(!certificate.isCA && authority.rootCertificate.isCA)
        #expect(authority.rootCertificate.isSelfIssued && !certificate.isSelfIssued)
        #expect(certificate.notAfter.description == "2028-12-31T23:59:59+08:00")
        #expect(authority.rootCertificate.notAfter.description == "2035-12-31T23:59:59+08:00")
        #expect(certificate.serialHex.utf8.count == 32)
        #expect(try Certificate.readPEM(Array(certificate.pem.utf8)) == [certificate])
        #expect(authority.key.matches(certificate) && !authority.rootKey.matches(certificate))
    }

    @Test func aStockGivesWhatReadingGives() throws {
        let authority = try Fixture.of(.p256).authority
        let stock = CertificateStock()
        for certificate in [authority.certificate, authority.rootCertificate, authority.certificate] {
            let read = try stock.certificate(der: certificate.der)
            #expect(read == certificate)
            #expect(try stock.certificate(der: certificate.der) === read)
        }
        for broken in [[], authority.certificate.der + [0], Array(authority.certificate.der.dropLast())] {
            for _ in 0..<2 { #expect(throws: CryptographyError.self) { try stock.certificate(der: broken) } }
        }
    }

    @Test func aValidityThatEndsBeforeItBeginsIsNone() throws {
        let certificate = try Fixture.of(.p256).authority.certificate
        var der = certificate.der
        // Two UTCTimes of 13 bytes in a sequence: exchanged.
        let start = try #require(der.indices.first { der[$0...].starts(with: [0x30, 0x1E, 0x17, 0x0D]) }) + 4
        let (first, second) = (Array(der[start..<start + 13]), Array(der[start + 15..<start + 28]))
        der.replaceSubrange(start..<start + 13, with: second)
        der.replaceSubrange(start + 15..<start + 28, with: second)
        #expect(try Certificate(der: der).notBefore == certificate.notAfter)
        der.replaceSubrange(start + 15..<start + 28, with: first)
        #expect(throws: CryptographyError.self) { try Certificate(der: der) }
    }

    @Test func opensslReadsTheSame() throws {
        for suite in Cryptography.Suite.allCases {
            let certificate = try Fixture.of(suite).authority.certificate
            let directory = try TemporaryDirectory()
            let path = try directory.write("leaf.pem", Array(certificate.pem.utf8))
            let read = try Tool.run(
                "openssl",
                [
                    "x509", "-in", path, "-noout", "-fingerprint", "-sha256", "-serial", "-subject", "-nameopt",
                    "RFC2253,utf8,-esc_msb",
                ])
            let lines = read.text.split(separator: "\n")
            try #require(lines.count == 3, "\(read.errorText)")
            let fingerprint = lines[0].drop { $0 != "=" }.filter { $0 != ":" && $0 != "=" }.lowercased()
            #expect(fingerprint == Hex.encode(certificate.fingerprint))
            #expect(lines[1].lowercased() == "serial=\(certificate.serialHex)")
            #expect(lines[2] == "subject=\(certificate.subject)")
            let key = try Tool.run("openssl", ["x509", "-in", path, "-noout", "-pubkey"])
            let der = try Tool.run(
                "openssl",
                ["pkey", "-pubin", "-in", try directory.write("key.pem", key.output), "-outform", "DER"])
            #expect(Digest.of(der.output) == certificate.spkiSHA256)
        }
    }

    /// RFC 4514, 2.4: what is escaped; controls and bidirectional marks must not reach a terminal.
    @Test(arguments: [
        ("/CN=a, b\\+c\\\\d", "CN=a\\, b\\+c\\\\d"), ("/CN=#x ", "CN=\\#x\\ "), ("/CN= ", "CN=\\ "),
        ("/CN=a\u{1B}[31mb", "CN=a\\1b[31mb"), ("/CN=a\u{202E}b", "CN=a\\e2\\80\\aeb"),
        ("/C=CN/O=甲<乙>/CN=\"丙\";", "CN=\\\"丙\\\"\\;,O=甲\\<乙\\>,C=CN"), ("/DC=org+UID=7/CN=x", "CN=x,UID=7+DC=org"),
        ("/CN=x/title=z", "2.5.4.12=#0c017a,CN=x"),
    ])
    func namesAreEscaped(_ subject: String, _ expected: String) throws {
        let openssl = try OpenSSLAuthority()
        let issued = try openssl.issue("name", by: nil, OpenSSLAuthority.signer, subject: subject)
        #expect(issued.certificate.subject.text == expected)
    }

    @Test(arguments: Cryptography.Suite.allCases)
    func everyTruncationIsRefused(_ suite: Cryptography.Suite) throws {
        let der = try Fixture.of(suite).authority.certificate.der
        for length in 0..<der.count {
            #expect(throws: CryptographyError.self) { try Certificate(der: Array(der[..<length])) }
        }
        #expect(throws: CryptographyError.self) { try Certificate(der: der + [0]) }
    }

    @Test(arguments: Cryptography.Suite.allCases)
    func noChangedBitIsTrusted(_ suite: Cryptography.Suite) throws {
        let authority = try Fixture.of(suite).authority
        let anchors = try authority.anchors()
        for index in authority.certificate.der.indices {
            var der = authority.certificate.der
            der[index] ^= 1 << UInt8((index * 5) % 8)
            guard let certificate = try? Certificate(der: der) else { continue }
            if case .trusted = anchors.validate(certificate, at: Fixture.instant) {
                Issue.record("byte \(index) changed, and still trusted")
            }
        }
    }

    @Test func otherSpellingsAreRefused() throws {
        let der = try Fixture.of(.p256).authority.certificate.der
        // The outer length with one octet more than needed, and in the indefinite form.
        let body = Array(der[4...])
        let long = [0x30, 0x83, 0, der[2], der[3]] + body
        let indefinite = [0x30, 0x80] + body + [0, 0]
        for other in [long, indefinite] {
            let error = #expect(throws: CryptographyError.self) { try Certificate(der: other) }
            #expect(error?.code == .malformedCertificate)
        }
        let large = #expect(throws: CryptographyError.self) {
            try Certificate(der: [UInt8](repeating: 0x30, count: Certificate.limit + 1))
        }
        #expect(large?.code == .overLimit)
    }

    @Test func repeatedExtensionsAreRefused() throws {
        let openssl = try OpenSSLAuthority()
        let issued = try openssl.issue("twice", by: nil, "1.2.3.4=ASN1:NULL\n1.2.3.5=ASN1:NULL")
        let der = issued.certificate.der.replacing(
            [0x06, 0x03, 0x2A, 0x03, 0x05], with: [0x06, 0x03, 0x2A, 0x03, 0x04])
        let error = #expect(throws: CryptographyError.self) { try Certificate(der: der) }
        #expect(error?.message.contains("1.2.3.4 twice") == true)
    }

    @Test func versionOneIsRefused() throws {
        let directory = try TemporaryDirectory()
        let key = directory.path("key.pem")
        _ = try Tool.run("openssl", ["genpkey", "-algorithm"] + OpenSSLAuthority.p256 + ["-out", key])
        let request = directory.path("request.pem")
        _ = try Tool.run("openssl", ["req", "-new", "-key", key, "-subj", "/CN=x", "-out", request])
        let made = try Tool.run("openssl", ["x509", "-req", "-in", request, "-signkey", key])
        #expect(made.status == 0)
        let error = #expect(throws: CryptographyError.self) { try Certificate.readPEM(made.output) }
        #expect(error?.code == .malformedCertificate)
    }
}
