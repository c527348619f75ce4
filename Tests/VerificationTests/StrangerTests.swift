// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing
import Verification

/// Reports whose signer nobody trusts: what they may cost is bounded.
@Suite struct StrangerTests {
    @Test(arguments: [ArtefactKind.html, .pdf]) func aStrangersReportIsNotDrawn(_ kind: ArtefactKind) throws {
        let office = try Office.shared()
        let stranger = try DemonstrationAuthority(from: Office.instant)
        let verifier = try office.verifier {
            $0.trust = Trust(privateAuthorities: try TrustAnchors([stranger.rootCertificate]))
            $0.redraw = { _ in
                Issue.record("it was drawn")
                return .unavailable("")
            }
        }
        let verdict = verifier.verdict(on: office.clean.file(kind))
        #expect(verdict.outcome == .issuerNotTrusted)
        let content = try #require(verdict.answers.first { $0.question == .content })
        #expect(content.answer == .unknown)
        #expect(content.evidence.map(\.check) == ["content.redraw"])
    }
}
