// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport

/// Keys and content that several tests share; made once, since a key costs more than a test.
struct Fixture {
    static let instant = Instant(seconds: 1_767_196_800)
    static let p256 = Result { try Fixture(.p256) }
    static let sm2 = Result { try Fixture(.sm2) }

    let authority: DemonstrationAuthority
    let content = Array("信用报告的内容\n".utf8)
    let cms: [UInt8]

    static func of(_ suite: Cryptography.Suite) throws -> Fixture {
        try (suite == .p256 ? p256 : sm2).get()
    }

    var suite: Cryptography.Suite { authority.key.suite }
    var digest: [UInt8] { Digest.of(content, suite.digestAlgorithm) }

    private init(_ suite: Cryptography.Suite) throws {
        authority = try DemonstrationAuthority(suite: suite, from: Self.instant)
        cms = try CMS.sign(digest: Digest.of(content, suite.digestAlgorithm), with: authority.signer())
    }
}
