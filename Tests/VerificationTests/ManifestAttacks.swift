// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Registry
import Testing
import Verification

/// Manifests, each with a good signature, that say of a genuine report what it is not.
@Suite struct ManifestAttacks {
    private static let issuer = "示例自治区公共信用信息中心（测试）"

    private static func entry(_ office: Office, _ bidder: Int, _ subject: String) -> Manifest.Entry {
        let bid = office.bid
        let files = [
            IssueEntry.File(kind: "pdf", hash: Hex.encode(Digest.of(bid.pdf, .sha256)), algorithm: .sha256)
        ]
        return .init(
            bidder: bidder, subject: subject,
            outcome: .issued(.init(number: bid.number, hash: bid.fingerprint, code: "", files: files)))
    }

    private static func manifest(
        _ office: Office, by signer: LocalSigner, round: String = Office.round, subjects: [String]
    ) throws -> [UInt8] {
        let head = Manifest.Head(
            round: round, roundHash: "", snapshot: "", issuedAt: Office.instant, digestAlgorithm: .sha256,
            bidders: subjects.count)
        return try Manifest(head, entries: subjects.enumerated().map { entry(office, $0.offset + 1, $0.element) })
            .file(signedBy: signer)
    }

    @Test("a listed report is on that bidder and for that round")
    func whatIsListed() throws {
        let office = try Office.shared()
        let verifier = try office.verifier()
        for (subject, round, isGood) in [
            (Office.stainedCode, Office.round, true), (Office.cleanCode, Office.round, false),
            (Office.stainedCode + "," + Office.cleanCode, Office.round, false),
            (Office.stainedCode, Office.round + "A", false),
        ] {
            let verdict = verifier.verdict(
                onManifest: try Self.manifest(office, by: office.signer, round: round, subjects: [subject]))
            #expect(verdict.outcome == .reliable)
            let listing = try #require(verdict.listings.first)
            let outcome = verifier.verdict(on: office.bid.pdf, listed: listing).outcome
            #expect(outcome == (isGood ? .reliable : .notAuthentic), "\(subject) \(round)")
            #expect(verifier.verdict(on: office.stained.pdf, listed: listing).outcome == .notAuthentic)
        }
    }

    @Test func oneReportIsNotOfTwoBidders() throws {
        let office = try Office.shared()
        let subjects = [Office.stainedCode, Office.stainedCode]
        let verdict = try office.verifier().verdict(
            onManifest: try Self.manifest(office, by: office.signer, subjects: subjects))
        #expect(verdict.outcome == .notAuthentic)
        #expect(verdict.listings.isEmpty)
    }

    @Test("who may issue in another name only does not list this issuer's reports")
    func otherIssuer() throws {
        let office = try Office.shared()
        let key = KeyHash(of: office.signer.certificate, .sha256)
        let other = KeyHash(of: office.rogueSigner.certificate, .sha256)
        for (names, outcome) in [([Self.issuer], Outcome.reliable), (["另一示例机构"], .issuerNotTrusted)] {
            let trust = try Trust(roots: [
                .init(
                    office.authority.rootCertificate,
                    admission: .signers([.init(.key(key), issuers: [Self.issuer])])),
                .init(office.rogueAuthority.rootCertificate, admission: .signers([.init(.key(other), issuers: names)])),
            ])
            let verifier = try office.verifier { $0.trust = trust }
            let verdict = verifier.verdict(
                onManifest: try Self.manifest(office, by: office.rogueSigner, subjects: [Office.stainedCode]))
            #expect(verdict.outcome == .reliable, "\(verdict.evidence)")
            let listing = try #require(verdict.listings.first)
            let found = verifier.verdict(on: office.bid.pdf, listed: listing)
            #expect(found.outcome == outcome)
            #expect(
                found.answers.flatMap(\.evidence).contains { $0.check == "manifest.entitlement" }
                    == (outcome != .reliable))
        }
    }
}
