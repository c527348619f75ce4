// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

/// Timestamps that the openssl program gives.
@Suite struct TimestampTests {
    private static let made = Result { () throws(any Error) in try TimestampAuthority() }
    private static let moment = "2026-11-20 02:00:00"
    private static let time = Instant("2026-11-20T10:00:00+08:00")
    private let message = Array("签名值".utf8)

    private func anchors(_ authority: TimestampAuthority) throws -> TrustAnchors {
        try TrustAnchors(pem: TestFile.read(authority.rootPath))
    }

    @Test(arguments: DigestAlgorithm.allCases) func aTokenSaysWhatWasAsked(algorithm: DigestAlgorithm) throws {
        let authority = try Self.made.get()
        let imprint = TimestampImprint(of: message, algorithm)
        let request = try TimestampRequest(for: imprint)
        let token = try TimestampResponse.token(
            authority.answer(request.der, at: Self.moment), answering: request)
        #expect(token.imprint == imprint)
        #expect(token.time == Self.time)
        // The configuration states an accuracy of one second.
        #expect(token.latest.seconds == token.time.seconds + 1)
        #expect(token.policy == TimestampAuthority.policy)
        #expect(token.signer.subject.commonName == "示例时间戳机构")
        try token.check(trusting: anchors(authority))
        #expect(try TimestampToken(token.der) == token)
    }

    @Test func opensslReadsTheRequest() throws {
        let directory = try TemporaryDirectory()
        let request = try TimestampRequest(
            for: TimestampImprint(of: message, .sha256), policy: "1.2.156.9999.2")
        let path = try directory.write("request", request.der)
        let text = try Tool.run("openssl", ["ts", "-query", "-in", path, "-text"]).text
        #expect(text.contains("Policy OID: 1.2.156.9999.2"))
        #expect(text.contains("Certificate required: yes"))
        #expect(text.contains("Hash Algorithm: sha256"))
        #expect(try TimestampRequest(der: request.der) == request)
    }
}
