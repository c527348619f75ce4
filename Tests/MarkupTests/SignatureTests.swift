// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Markup
import TestSupport
import Testing

@Suite("XML Signature")
struct SignatureTests {
    private let made: SignedReport

    init() throws {
        made = try SignedReport.made()
    }

    @Test("verifies what it signs, and the signed file is canonical")
    func roundTrip() throws {
        #expect(SignedReport.accepts(made.file, pinned: made.signer.certificate))
        #expect(try CanonicalXML.exclusive(made.file) == made.file)
        guard case .verified(let signature)? = SignedReport.outcome(made.file) else {
            Issue.record("not verified")
            return
        }
        #expect(signature.signer == made.signer.certificate)
        #expect(signature.chain.isEmpty)
        #expect(signature.value.count == 64)
        #expect(signature.bytes == made.signature)
    }

    @Test("hashes the canonical form that libxml2 gives the report inside the file")
    func reportForm() throws {
        let canonical = try #require(CanonicalXML.standalone(made.report[...], in: SignedReport.namespace))
        #expect(try CanonicalXML.exclusive(made.file, element: "report") == canonical)
        guard case .verified(let signature)? = SignedReport.outcome(made.file) else {
            Issue.record("not verified")
            return
        }
        #expect(signature.digest == Digest.of(canonical))
    }

    @Test("signs the canonical form that libxml2 gives SignedInfo inside the file")
    func signedInfoForm() throws {
        guard case .verified(let signature)? = SignedReport.outcome(made.file) else {
            Issue.record("not verified")
            return
        }
        let signedInfo = try CanonicalXML.exclusive(made.file, element: "SignedInfo")
        #expect(signature.signer.verifies(signature: signature.value, of: signedInfo))
    }

    @Test("xmlsec1 accepts it, and nothing changed")
    func xmlsec() throws {
        let directory = try TemporaryDirectory()
        let root = try directory.write("root.pem", made.rootPEM)
        func status(_ file: [UInt8]) throws -> Int32 {
            let path = try directory.write("report.xml", file)
            return try Tool.run(
                "xmlsec1", ["--verify", "--enabled-key-data", "x509", "--trusted-pem", root, path]
            ).status
        }
        #expect(try status(made.file) == 0)
        #expect(try status(made.file.replacing(Array("100000".utf8), with: Array("100001".utf8))) != 0)
    }

    @Test("signxml accepts it and sees the report, and nothing changed")
    func signxml() throws {
        let directory = try TemporaryDirectory()
        let certificate = try directory.write("signer.pem", Array(made.signer.certificate.pem.utf8))
        let script = """
            import sys
            from signxml import XMLVerifier
            data = open(sys.argv[1], "rb").read()
            result = XMLVerifier().verify(data, x509_cert=open(sys.argv[2]).read())
            sys.stdout.buffer.write(result.signed_data)
            """
        func run(_ file: [UInt8]) throws -> Tool.Result {
            let path = try directory.write("report.xml", file)
            return try Tool.run(Tool.python, ["-c", script, path, certificate])
        }
        let result = try run(made.file)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.output == CanonicalXML.standalone(made.report[...], in: SignedReport.namespace))
        let changed = try run(made.file.replacing(Array("100000".utf8), with: Array("100001".utf8)))
        #expect(changed.status != 0 && changed.errorText.contains("InvalidDigest"))
    }

    @Test("carries a chain, signer first, and xmlsec1 follows it")
    func chain() throws {
        let directory = try TemporaryDirectory()
        try SignedReport.makeAuthority(directory, "root", "signer")
        try SignedReport.certify(directory, "root", by: "upper")
        let root = try Certificate.readPEM(TestFile.read(directory.path("root.pem")))[0]
        let intermediate = try Certificate.readPEM(TestFile.read(directory.path("intermediate.pem")))[0]
        let own = try LocalSigner(
            keyPEM: TestFile.read(directory.path("signer.key")),
            certificatesPEM: TestFile.read(directory.path("signer.pem")))
        let digest = Digest.of(try #require(CanonicalXML.standalone(made.report[...], in: SignedReport.namespace)))
        let signer = ChainedSigner(signer: own, chain: [intermediate])
        let file = SignedReport.file(
            report: made.report, signatures: try XMLSignature.sign(digest: digest, with: signer))
        guard case .verified(let signature)? = SignedReport.outcome(file) else {
            Issue.record("not verified")
            return
        }
        #expect(signature.chain == [intermediate])
        let rootPath = directory.path("upper.pem")
        let path = try directory.write("report.xml", file)
        let result = try Tool.run(
            "xmlsec1", ["--verify", "--enabled-key-data", "x509", "--trusted-pem", rootPath, path])
        #expect(result.status == 0, "\(result.errorText)")

        // Not the signer again, not one twice, and no root, which is the verifier's to hold.
        for chain in [[own.certificate], [intermediate, intermediate], [intermediate, own.certificate], [root]] {
            let error = #expect(throws: MarkupError.self) {
                try XMLSignature.sign(digest: digest, with: ChainedSigner(signer: own, chain: chain))
            }
            #expect(error?.code == .signature)
        }
    }

    @Test("always writes the smaller s")
    func lowS() throws {
        let half = try #require(Hex.decode("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8"))
        let digest = [UInt8](repeating: 7, count: 32)
        for _ in 0..<40 {
            let element = try XMLReader().read(try XMLSignature.sign(digest: digest, with: made.signer))
            guard case .verified(let signature) = XMLSignature.read(element, digest: digest) else {
                Issue.record("not verified")
                return
            }
            #expect(!half.lexicographicallyPrecedes(signature.value[32...]))
        }
    }

    @Test("does not sign with another suite, a wrong digest length or a signer that fails")
    func refusals() throws {
        let digest = [UInt8](repeating: 7, count: 32)
        let wrong: [([UInt8], any MessageSigner)] = [
            (Array(digest.dropLast()), made.signer),
            (digest, FixedSigner(certificate: made.signer.certificate, suite: .sm2, value: [])),
        ]
        for (digest, signer) in wrong {
            let error = #expect(throws: MarkupError.self) { try XMLSignature.sign(digest: digest, with: signer) }
            #expect(error?.code == .signature)
        }
        // What a signer gives is tried with its certificate, and its own reason is told.
        for value in [[1, 2, 3], [UInt8](repeating: 1, count: 64), nil] {
            let signer = FixedSigner(certificate: made.signer.certificate, suite: .p256, value: value)
            let error = #expect(throws: CryptographyError.self) { try XMLSignature.sign(digest: digest, with: signer) }
            #expect(error?.code == .keyMismatch)
        }
    }
}

/// A signer with another chain.
struct ChainedSigner: MessageSigner {
    let signer: LocalSigner
    let chain: [Certificate]
    var suite: Suite { signer.suite }
    var certificate: Certificate { signer.certificate }

    func signature(over message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try signer.signature(over: message)
    }
}

/// A signer that always answers the same, or fails.
struct FixedSigner: MessageSigner {
    let certificate: Certificate
    let suite: Suite
    let value: [UInt8]?
    var chain: [Certificate] { [] }

    func signature(over message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard let value else { throw CryptographyError(.keyMismatch, "the device does not answer") }
        return value
    }
}
