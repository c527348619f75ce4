// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

@Suite("CMS")
struct CMSTests {
    @Test(arguments: Cryptography.Suite.allCases)
    func whatIsSignedVerifies(_ suite: Cryptography.Suite) throws {
        let fixture = try Fixture.of(suite)
        let outcome = CMS.verify(fixture.cms, suite: suite, contentDigest: fixture.digest)
        guard case .valid(let signature) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(signature.signer == fixture.authority.certificate)
        #expect(signature.chain.isEmpty)
        #expect(CMS.suite(of: fixture.cms) == suite)
    }

    @Test func opensslAccepts() throws {
        let fixture = try Fixture.of(.p256)
        let directory = try TemporaryDirectory()
        let paths = (
            cms: try directory.write("cms.der", fixture.cms), content: try directory.write("content", fixture.content),
            root: try directory.write("root.pem", Array(fixture.authority.rootCertificate.pem.utf8)),
            other: try directory.write("other", [0])
        )
        let options = [
            "cms", "-verify", "-binary", "-inform", "DER", "-in", paths.cms, "-CAfile", paths.root, "-cades",
            "-attime", String(Fixture.instant.seconds + 1), "-content",
        ]
        let accepted = try Tool.run("openssl", options + [paths.content])
        #expect(accepted.status == 0, "\(accepted.errorText)")
        #expect(accepted.output == fixture.content)
        #expect(try Tool.run("openssl", options + [paths.other]).status != 0)

        let parsed = try Tool.run("openssl", ["asn1parse", "-inform", "DER", "-in", paths.cms])
        #expect(parsed.status == 0)
        #expect(parsed.text.components(":signingTime").count == 1)
        #expect(parsed.text.components(":id-smime-aa-signingCertificateV2").count == 2)
    }

    /// OpenSSL's CMS cannot be told the SM2 identity, so its plain signature command judges the signed attributes.
    @Test func opensslAcceptsTheSignedAttributesOfSM2() throws {
        let fixture = try Fixture.of(.sm2)
        let directory = try TemporaryDirectory()
        let file = try directory.write("cms.der", fixture.cms)
        let lines = try Tool.run("openssl", ["asn1parse", "-inform", "DER", "-in", file]).text.split(separator: "\n")
        func offset(_ line: Substring) -> Int { Int(line.prefix { $0 != ":" }.drop { $0 == " " }) ?? -1 }
        let attributes = try #require(lines.last { $0.contains("d=5") && $0.contains("cont [ 0 ]") })
        let value = try #require(lines.last { $0.contains("OCTET STRING") })
        var signed = Array(
            fixture.cms[
                offset(attributes)..<offset(try #require(lines.last { $0.contains("d=5") && $0.contains("SEQUENCE") }))]
        )
        signed[0] = 0x31
        let signature = Array(fixture.cms[(offset(value) + 2)...])
        let key = try Tool.run(
            "openssl",
            [
                "x509", "-noout", "-pubkey", "-in",
                try directory.write("leaf.pem", Array(fixture.authority.certificate.pem.utf8)),
            ])
        let verified = try Tool.run(
            "openssl",
            [
                "dgst", "-sm3", "-sigopt", "distid:1234567812345678", "-verify",
                try directory.write("key.pem", key.output), "-signature", try directory.write("value", signature),
                try directory.write("signed", signed),
            ])
        #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
    }

    @Test(arguments: Cryptography.Suite.allCases)
    func maximumLengthIsReachedAndNeverExceeded(_ suite: Cryptography.Suite) throws {
        let fixture = try Fixture.of(suite)
        let signer = try fixture.authority.signer()
        let limit = CMS.maximumLength(for: signer)
        var lengths: Set<Int> = []
        for number in 0..<60 {
            let digest = Digest.of([UInt8(number)], suite.digestAlgorithm)
            lengths.insert(try CMS.sign(digest: digest, with: signer).count)
        }
        #expect(lengths.max() == limit)
        #expect(lengths.allSatisfy { $0 > limit - 8 })
    }

    @Test func paddingIsFoundAndNotAccepted() throws {
        let fixture = try Fixture.of(.p256)
        let padded = fixture.cms + [0, 0, 0]
        #expect(CMS.length(ofPadded: padded) == fixture.cms.count)
        #expect(CMS.length(ofPadded: [0x30, 0x80, 0, 0]) == nil)
        #expect(CMS.length(ofPadded: [0x04, 0]) == nil)
        #expect(CMS.length(ofPadded: []) == nil)
        #expect(code(CMS.verify(padded, contentDigest: fixture.digest)) == .malformed)
    }

    @Test func otherContentAndOtherSuiteAreNamed() throws {
        let fixture = try Fixture.of(.p256)
        #expect(code(CMS.verify(fixture.cms, contentDigest: Digest.of([1]))) == .digest)
        #expect(code(CMS.verify(fixture.cms, contentDigest: [])) == .digest)
        #expect(code(CMS.verify(fixture.cms, suite: .sm2, contentDigest: fixture.digest)) == .suite)
    }

    /// A general tool writes a signing time and its own attributes; that is another form.
    @Test func opensslObjectsAreOfAnotherForm() throws {
        let fixture = try Fixture.of(.p256)
        let directory = try TemporaryDirectory()
        let made = try Tool.run(
            "openssl",
            [
                "cms", "-sign", "-binary", "-outform", "DER", "-cades", "-md", "sha256", "-nosmimecap", "-in",
                try directory.write("content", fixture.content), "-signer",
                try directory.write("leaf.pem", Array(fixture.authority.certificate.pem.utf8)), "-inkey",
                try directory.write("key.pem", Array(try fixture.authority.key.pem().utf8)),
            ])
        #expect(made.status == 0, "\(made.errorText)")
        #expect(code(CMS.verify(made.output, contentDigest: fixture.digest)) == .layout)
    }

    @Test func chainIsCarriedInTheOrderOfItsBytes() throws {
        let fixture = try Fixture.of(.p256)
        let other = try DemonstrationAuthority(from: Fixture.instant)
        let chain = [fixture.authority.rootCertificate, other.rootCertificate]
        for order in [chain, chain.reversed()] {
            let signer = try LocalSigner(
                key: fixture.authority.key, certificate: fixture.authority.certificate, chain: order)
            let outcome = CMS.verify(try CMS.sign(digest: fixture.digest, with: signer), contentDigest: fixture.digest)
            guard case .valid(let signature) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(Set(signature.chain) == Set(chain))
        }
    }

    @Test func badRequestsAreRefused() throws {
        let fixture = try Fixture.of(.p256)
        let root = fixture.authority.rootCertificate
        let twice = try LocalSigner(
            key: fixture.authority.key, certificate: fixture.authority.certificate, chain: [root, root])
        for (digest, signer) in [(fixture.digest, twice), ([1, 2], try fixture.authority.signer())] {
            let error = #expect(throws: CryptographyError.self) { try CMS.sign(digest: digest, with: signer) }
            #expect(error?.code == .invalidRequest)
        }
        let mismatch = #expect(throws: CryptographyError.self) {
            try LocalSigner(key: fixture.authority.rootKey, certificate: fixture.authority.certificate)
        }
        #expect(mismatch?.code == .keyMismatch)
    }

    @Test func brokenSignersAreCaught() throws {
        let fixture = try Fixture.of(.p256)
        let signer = Impostor(certificate: fixture.authority.certificate, key: fixture.authority.rootKey)
        let error = #expect(throws: CryptographyError.self) { try CMS.sign(digest: fixture.digest, with: signer) }
        #expect(error?.code == .keyMismatch)
    }

    private func code(_ outcome: CMSOutcome) -> CMSFault.Code? {
        if case .invalid(let fault) = outcome { fault.code } else { nil }
    }
}

/// A signer that holds another key than its certificate says.
private struct Impostor: MessageSigner {
    let suite = Cryptography.Suite.p256
    let certificate: Certificate
    let chain: [Certificate] = []
    let key: SigningKey

    func signature(over message: [UInt8]) throws(CryptographyError) -> [UInt8] { try key.sign(message) }
}

extension String {
    /// The parts between the occurrences of a word.
    fileprivate func components(_ word: String) -> [Substring] {
        split(separator: word, omittingEmptySubsequences: false)
    }
}
