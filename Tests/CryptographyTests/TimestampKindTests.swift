// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

/// Timestamps of authorities with keys of each kind, by openssl and by Bouncy Castle, and what is wrong with some.
@Suite struct TimestampKindTests {
    private static let moment = "2026-11-20 02:00:00"
    private static let instant = Instant("2026-11-20T10:00:00+08:00") ?? Instant(seconds: 0)
    private static let message = Array("签名值".utf8)
    private static let p256 = Result { () throws(any Error) in try TimestampAuthority() }
    private static let sm2 = Result { () throws(any Error) in try TimestampAuthority(key: TimestampAuthority.sm2) }
    private static let rsa = Result { () throws(any Error) in
        try TimestampAuthority(key: TimestampAuthority.rsa(2048))
    }

    private static func authority(_ kind: String) throws -> TimestampAuthority {
        switch kind {
        case "sm2": try sm2.get()
        case "rsa": try rsa.get()
        default: try p256.get()
        }
    }

    /// What becomes of an answer: "trusted", or the code of the error.
    private func outcome(
        _ answer: [UInt8], _ request: TimestampRequest, trusting root: TimestampAuthority
    ) throws -> String {
        do {
            let token = try TimestampResponse.token(answer, answering: request)
            let anchors = try TrustAnchors(pem: TestFile.read(root.rootPath), for: .timestamps)
            try token.check(trusting: anchors)
            #expect(token.imprint == request.imprint)
            #expect(token.time == Self.instant)
            return "trusted"
        } catch let error as CryptographyError {
            return error.code.rawValue
        }
    }

    private func answers(
        _ kind: String, _ modes: [String], _ algorithm: DigestAlgorithm = .sha256
    ) throws -> (TimestampRequest, [String: [UInt8]]) {
        let request = try TimestampRequest(for: TimestampImprint(of: Self.message, algorithm), policy: "1.2.156.9999.1")
        let place = try TemporaryDirectory()
        try Self.authority(kind).answers(request.der, at: Self.instant.seconds, modes, in: place)
        let files = try modes.map { ($0, try TestFile.read(place.path($0))) }
        return (request, Dictionary(files) { first, _ in first })
    }

    @Test(arguments: ["p256", "sm2", "rsa"], DigestAlgorithm.allCases)
    func bouncyCastleGivesTimestampsOfEachKind(kind: String, algorithm: DigestAlgorithm) throws {
        let (request, answers) = try answers(kind, ["honest", "plain"], algorithm)
        for (mode, answer) in answers {
            let authority = try Self.authority(kind)
            #expect(try outcome(answer, request, trusting: authority) == "trusted", "\(mode)")
            for other in ["p256", "sm2", "rsa"] where other != kind {
                let found = try outcome(answer, request, trusting: Self.authority(other))
                #expect(found == "timestamp.untrusted", "\(mode) \(other)")
            }
            let token = try TimestampResponse.token(answer, answering: request)
            #expect(token.signer.isRSA == (kind == "rsa"))
            #expect(token.signer.suite?.rawValue == (kind == "rsa" ? nil : kind))
            var accepted = 0
            for index in stride(from: token.der.startIndex, to: token.der.endIndex, by: 7) {
                var changed = token.der
                changed[index] ^= 0x01
                if let other = try? TimestampToken(changed), other.chain.isEmpty { accepted += 1 }
            }
            #expect(accepted == 0)
        }
    }

    @Test(arguments: ["-sha256", "-sha384", "-sha512"]) func opensslGivesTimestampsWithRSA(digest: String) throws {
        let authority = try TimestampAuthority(key: TimestampAuthority.rsa(3072), digest: digest)
        let request = try TimestampRequest(for: TimestampImprint(of: Self.message, .sha256))
        #expect(
            try outcome(authority.answer(request.der, at: Self.moment), request, trusting: authority) == "trusted")
    }

    @Test func rsaWithOtherHashFunctionsAndPaddings() throws {
        let expected = [
            "rsa-sha384": "trusted", "rsa-sha512": "trusted", "rsa-pss": "trusted", "rsa-sha1": "timestamp.malformed",
            "rsa-md5": "timestamp.malformed",
        ]
        let (request, answers) = try answers("rsa", Array(expected.keys))
        for (mode, answer) in answers {
            #expect(try outcome(answer, request, trusting: Self.rsa.get()) == expected[mode], "\(mode)")
        }
    }

    @Test(arguments: [
        (TimestampAuthority.rsa(1024), "has 1024 bits"), (TimestampAuthority.rsa(2040), "has 2040 bits"),
        (TimestampAuthority.rsa(2048, exponent: 3), "exponent than 65537"),
        (TimestampAuthority.rsa(2048, exponent: 65539), "exponent than 65537"),
    ])
    func weakRSAKeysAreRefused(key: [String], words: String) throws {
        let weak = try TimestampAuthority(key: key)
        let error = #expect(throws: CryptographyError.self) {
            try TrustAnchors(pem: TestFile.read(weak.rootPath), for: .timestamps)
        }
        #expect(error?.code == .unsuitableAnchor)
        #expect(error?.message.contains(words) == true, "\(String(describing: error))")
        let request = try TimestampRequest(for: TimestampImprint(of: Self.message, .sha256))
        let answer = try weak.answer(request.der, at: Self.moment)
        #expect(try outcome(answer, request, trusting: Self.rsa.get()) == "timestamp.invalid")
    }

    @Test func sha1UnderTheCertificateOfAnRSAAuthorityIsRefused() throws {
        let old = try TimestampAuthority(key: TimestampAuthority.rsa(2048), digest: "-sha1")
        #expect(throws: CryptographyError.self) {
            try TrustAnchors(pem: TestFile.read(old.rootPath), for: .timestamps)
        }
    }

    @Test func anRSAKeySignsNoDocuments() throws {
        let root = try Certificate.readPEM(TestFile.read(Self.rsa.get().rootPath))[0]
        #expect(throws: CryptographyError.self) { try TrustAnchors([root]) }
        let leaf = try Certificate.readPEM(TestFile.read(Self.rsa.get().certificatePath))[0]
        let anchors = try TrustAnchors([root], for: .timestamps)
        guard case .untrusted(let fault) = anchors.validate(leaf, for: .documents, at: Self.instant) else {
            Issue.record("an RSA key may sign documents")
            return
        }
        #expect([.unsupportedKey, .keyUsage].contains(fault.code), "\(fault)")
        #expect(leaf.suite == nil)
    }

    /// Answers that are signed in order and have one thing wrong each; the ones that are only odd pass.
    @Test(arguments: ["p256", "sm2", "rsa"]) func answersWithOneThingWrong(kind: String) throws {
        let malformed = [
            "two-signers", "no-signed-attributes", "unsigned-attribute", "certificate-unnamed", "certificate-sha1",
            "content-data", "detached", "version-2", "imprint-short", "imprint-long", "imprint-md5", "imprint-sha1",
            "imprint-sha512", "accuracy-negative", "accuracy-year", "accuracy-tail", "ordering-false",
            "extension-critical", "information-tail", "trailing", "no-certificate",
        ]
        let invalid = [
            "certificate-other", "imprint-other", "imprint-renamed", "policy-other", "mods-other-policy",
            "nonce-missing", "nonce-other",
        ]
        let refused = [
            "status-rejection", "status-waiting", "status-unknown", "status-granted-without-token",
            "rejection-with-token",
        ]
        let odd = ["ordering-true", "accuracy-empty", "status-mods"]
        let (request, answers) = try answers(kind, malformed + invalid + refused + odd)
        func expect(_ modes: [String], _ expected: String) throws {
            for mode in modes {
                let found = try outcome(try #require(answers[mode]), request, trusting: Self.authority(kind))
                #expect(found == expected, "\(kind) \(mode)")
            }
        }
        try expect(malformed, "timestamp.malformed")
        try expect(invalid, "timestamp.invalid")
        try expect(refused, "timestamp.refused")
        try expect(odd, "trusted")
        let reason = #expect(throws: CryptographyError.self) {
            try TimestampResponse.token(try #require(answers["status-rejection"]), answering: request)
        }
        #expect(
            reason?.message.contains("no such service, failure timeNotAvailable") == true,
            "\(String(describing: reason))")
    }
}
