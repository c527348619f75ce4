// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Issuing
import TestSupport
import Testing
import Verification

/// Reports with timestamps, after their certificates and revocations, and timestamps that are not what they should be.
@Suite struct TimestampAttacks {
    private static let made = Result { () throws(any Error) in try TimestampAuthority() }
    private static let moment = "2026-11-20 02:00:10"
    private static let expired = Instant("2029-11-20T10:00:00+08:00")

    /// A file with a timestamp that an authority gave at a moment.
    private func stamped(
        _ file: [UInt8], by authority: TimestampAuthority, at moment: String = moment
    ) throws -> [UInt8] {
        let artefact = try SignedArtefact(file)
        return try artefact.stamped(with: token(for: artefact, authority, moment))
    }

    private func token(
        for artefact: SignedArtefact, _ authority: TimestampAuthority, _ moment: String
    ) throws -> TimestampToken {
        let request = try TimestampRequest(for: artefact.imprint)
        return try TimestampResponse.token(authority.answer(request.der, at: moment), answering: request)
    }

    /// The verdict of an agency that trusts the office, and the roots of some authorities for timestamps.
    private func verdict(
        on file: [UInt8], now: Instant? = nil, timestamps authorities: [TimestampAuthority],
        lists: [RevocationList] = [], isRequired: Bool = false
    ) throws -> Verdict {
        let office = try Office.shared()
        let roots = try authorities.map { try Certificate.readPEM(TestFile.read($0.rootPath))[0] }
        return try office.verifier { ground in
            ground.trust = try Trust(
                roots: [.init(office.authority.rootCertificate, admission: .all)], revocationLists: lists,
                timestampRoots: roots, requiresTimestamps: isRequired)
            if let now { ground.now = now }
        }.verdict(on: file)
    }

    private func issuer(_ verdict: Verdict) -> Answer? {
        verdict.answers.first { $0.question == .issuer }?.answer
    }

    private func says(_ verdict: Verdict, _ check: String, _ text: String) -> Bool {
        verdict.answers.flatMap(\.evidence).contains { $0.check == check && $0.words.english.contains(text) }
    }

    @Test(arguments: [ArtefactKind.xml, .html]) func aTimestampOutlivesTheCertificate(kind: ArtefactKind) throws {
        let office = try Office.shared()
        let authority = try Self.made.get()
        let plain = office.stained.file(kind)
        let file = try stamped(plain, by: authority)

        let now = try verdict(on: file, timestamps: [authority])
        #expect(now.outcome == .reliable)
        #expect(says(now, "issuer.timestamp", "level B-T"))
        let bare = try verdict(on: plain, timestamps: [authority])
        #expect(bare.outcome == .reliable)
        #expect(says(bare, "issuer.timestamp", "level B-B"))

        // The report itself is long out of its time by then; who issued it can still be said.
        let expired = try #require(Self.expired)
        #expect(issuer(try verdict(on: file, now: expired, timestamps: [authority])) == .valid)
        #expect(issuer(try verdict(on: plain, now: expired, timestamps: [authority])) == .invalid)
        #expect(issuer(try verdict(on: file, now: expired, timestamps: [])) == .invalid)
        let other = try TimestampAuthority()
        #expect(issuer(try verdict(on: file, now: expired, timestamps: [other])) == .invalid)
    }

    @Test func whereTimestampsAreRequiredOneThatIsMissingIsNoticed() throws {
        let authority = try Self.made.get()
        let plain = try Office.shared().stained.xml
        Attack.expect(try verdict(on: plain, timestamps: [authority], isRequired: true), .statusUnknown)
        let file = try stamped(plain, by: authority)
        #expect(try verdict(on: file, timestamps: [authority], isRequired: true).outcome == .reliable)
        Attack.expect(try verdict(on: file, timestamps: [], isRequired: true), .statusUnknown)
    }

    @Test func anAuthorityThatIsNotTrustedProvesNothing() throws {
        let file = try stamped(try Office.shared().stained.xml, by: try TimestampAuthority())
        Attack.expect(try verdict(on: file, timestamps: [try Self.made.get()]), .issuerNotTrusted)
    }

    @Test func theTimestampOfAnotherSignatureIsNotAccepted() throws {
        let office = try Office.shared()
        let authority = try Self.made.get()
        let own = try stamped(office.stained.xml, by: authority)
        let other = try stamped(office.clean.xml, by: authority)
        func token(_ file: [UInt8]) throws -> Range<Int> {
            let start = try #require(file.firstRange(of: Array("<EncapsulatedTimeStamp>".utf8))).upperBound
            let end = try #require(file.firstRange(of: Array("</EncapsulatedTimeStamp>".utf8))).lowerBound
            return start..<end
        }
        var forged = own
        forged.replaceSubrange(try token(own), with: other[try token(other)])
        Attack.expect(try verdict(on: forged, timestamps: [authority]), .notAuthentic)

        // Two timestamps, and something else beside the one.
        let text = String(decoding: own, as: UTF8.self)
        for (old, new) in [
            ("</SignatureTimeStamp>", "</SignatureTimeStamp><SignatureTimeStamp></SignatureTimeStamp>"),
            ("</Object>", "</Object><Object></Object>"),
            ("Id=\"signature-p256\"", "Id=\"signature\""),
            ("Target=\"#signature-p256\"", "Target=\"#report\""),
        ] {
            let changed = text.replacing(old, with: new, maxReplacements: 1)
            try #require(changed != text)
            Attack.expect(try verdict(on: Array(changed.utf8), timestamps: [authority]), .notAuthentic)
        }
    }

    @Test(arguments: [
        // Before the report says that it was issued; after the end of the certificate; after now.
        ("2026-11-19 02:00:00", "2026-11-21T10:00:00+08:00", Outcome.outsideValidity),
        ("2029-06-01 02:00:00", "2029-11-20T10:00:00+08:00", .outsideValidity),
        ("2026-11-25 02:00:00", "2026-11-21T10:00:00+08:00", .issuerNotTrusted),
    ])
    func aTimestampOfAnotherTimeDoesNotHelp(moment: String, now: String, expected: Outcome) throws {
        let now = try #require(Instant(now))
        let authority = try Self.made.get()
        let file = try stamped(try Office.shared().stained.xml, by: authority, at: moment)
        let found = try verdict(on: file, now: now, timestamps: [authority])
        Attack.expect(found, expected)
        #expect(issuer(found) == .invalid)
    }

    /// A certificate that was revoked; the timestamp is of 2026-11-20.
    @Test(arguments: [
        ("261205000000Z,keyCompromise", true), ("261119000000Z,keyCompromise", false),
        // Revoked later, for a key that was lost before.
        ("261205000000Z,keyTime,20261101000000Z", false), ("261205000000Z,keyTime,20261203000000Z", true),
    ])
    func aRevocationFromBeforeTheTimestampCounts(revoked: String, isGood: Bool) throws {
        let office = try Office.shared()
        let authority = try Self.made.get()
        let list = try revocationList(revoked, at: "2026-12-10 00:00:00")
        let now = try #require(Instant("2026-12-11T00:00:00+08:00"))
        let file = try stamped(office.stained.xml, by: authority)
        let found = try verdict(on: file, now: now, timestamps: [authority], lists: [list])
        #expect(found.outcome == (isGood ? .reliable : .issuerNotTrusted))
        // Without the timestamp the revocation decides in any case.
        Attack.expect(
            try verdict(on: office.stained.xml, now: now, timestamps: [authority], lists: [list]), .issuerNotTrusted)
    }

    /// The certificate of the authority itself was revoked; the timestamp is of 2026-11-20.
    @Test(arguments: [
        ("261119000000Z,superseded", Answer.invalid), ("261119000000Z,keyCompromise", .invalid),
        ("261205000000Z,superseded", .valid), ("261205000000Z,cessationOfOperation", .valid),
        // Whoever had the key could give timestamps of any day.
        ("261205000000Z,keyCompromise", .invalid), ("261205000000Z", .invalid),
        ("261205000000Z,keyTime,20261101000000Z", .invalid),
    ])
    func anAuthorityThatWasRevokedProvesNothingUnlessItsKeyWasSafe(revoked: String, expected: Answer) throws {
        let authority = try Self.made.get()
        let file = try stamped(try Office.shared().stained.xml, by: authority)
        let list = try RevocationList(authority.revocationList(revoked, at: "2026-12-10 00:00:00"))
        let now = try #require(Instant("2026-12-11T00:00:00+08:00"))
        let found = try verdict(on: file, now: now, timestamps: [authority], lists: [list])
        #expect(issuer(found) == expected)
        if expected == .invalid { #expect(says(found, "issuer.timestamp", "was revoked at")) }
    }

    /// The timestamp is older than the certificate of the one who signed, or than its authority's own.
    @Test func aTimestampFromBeforeACertificateProvesNothing() throws {
        let plain = try Office.shared().stained.xml
        let old = try TimestampAuthority(from: "2025-01-01 00:00:00")
        let early = try stamped(plain, by: old, at: "2025-06-01 02:00:00")
        Attack.expect(try verdict(on: early, timestamps: [old]), .outsideValidity)
        let earlier = try stamped(plain, by: old, at: "2024-06-01 02:00:00")
        Attack.expect(try verdict(on: earlier, timestamps: [old]), .issuerNotTrusted)
    }

    /// An authority with an RSA key is one for timestamps, where its root is named and P-256 decides.
    @Test func anAuthorityWithAnRSAKeyIsTrustedForTimestamps() throws {
        let office = try Office.shared()
        let rsa = try TimestampAuthority(key: TimestampAuthority.rsa(2048))
        let file = try stamped(office.stained.xml, by: rsa)
        #expect(try verdict(on: file, timestamps: [rsa]).outcome == .reliable)
        Attack.expect(try verdict(on: file, timestamps: [try Self.made.get()]), .issuerNotTrusted)
        let root = try Certificate.readPEM(TestFile.read(rsa.rootPath))[0]
        #expect(throws: CryptographyError.self) { try Trust(roots: [.init(root, admission: .all)]) }
        let national = try office.verifier { ground in
            ground.trust = try Trust(
                roots: [.init(office.national.rootCertificate, admission: .all)], suites: [.sm2], timestampRoots: [root]
            )
        }
        let stampedSM2 = try stamped(office.sm2.xml, by: rsa)
        #expect(national.verdict(on: office.sm2.xml).outcome == .reliable)
        let found = national.verdict(on: stampedSM2)
        #expect(found.outcome == .issuerNotTrusted)
        #expect(says(found, "issuer.timestamp", "RSA, which decides nothing here"))
    }

    /// A list that was made after the certificate had expired may have dropped it.
    @Test func theSilenceOfALaterListProvesNothing() throws {
        let authority = try Self.made.get()
        let file = try stamped(try Office.shared().stained.xml, by: authority)
        let now = try #require(Self.expired)
        let late = try revocationList(nil, at: "2029-11-01 00:00:00")
        #expect(issuer(try verdict(on: file, now: now, timestamps: [authority], lists: [late])) == .unknown)
        let last = try revocationList(nil, at: "2028-12-20 00:00:00")
        #expect(issuer(try verdict(on: file, now: now, timestamps: [authority], lists: [late, last])) == .valid)
    }

    /// A revocation list of the office's authority, with or without the office's signer.
    private func revocationList(_ revoked: String?, at moment: String) throws -> RevocationList {
        let office = try Office.shared()
        let place = try TemporaryDirectory()
        let serial = office.signer.certificate.serialHex.uppercased()
        let root = try place.write("root.pem", Array(office.authority.rootCertificate.pem.utf8))
        let key = try place.write("root.key", Array(try office.authority.rootKey.pem().utf8))
        let list = place.path("list.pem")
        let request = try RevocationListRequest(
            to: list, in: place, certificate: root, key: key,
            revoked: revoked.map { [.init(serial, at: $0, reason: nil)] } ?? [])
        try Self.made.get().openssl(request.arguments + ["-crldays", "3650"], at: moment)
        return try RevocationList(TestFile.read(list))
    }
}
