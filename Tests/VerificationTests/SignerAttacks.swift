// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Reporting
import Testing
import Verification

/// The authority certifies others too: enterprises, other agencies, the office's own clerks. Only those whom the trust
/// folder names may issue, each in its name.
@Suite struct SignerAttacks {
    /// The name that the office's reports give as their issuer (出具单位).
    private static let issuer = "示例自治区公共信用信息中心（测试）"
    private static let organization = DemonstrationAuthority.organization

    /// Somebody with a genuine certificate of the authority who may not sign in the office's name.
    struct Outsider: Sendable, CustomTestStringConvertible {
        let name: String
        let subject: String
        var testDescription: String { name }
    }

    static let outsiders = [
        Outsider(name: "the enterprise itself", subject: "/C=CN/O=\(Office.name)/CN=\(Office.name)"),
        Outsider(name: "the office's name as the common name", subject: "/C=CN/O=\(Office.name)/CN=\(organization)"),
        Outsider(name: "the office's name as the unit", subject: "/C=CN/O=\(Office.name)/OU=\(organization)"),
        Outsider(name: "the office's name as a second organization", subject: "/O=\(Office.name)/O=\(organization)"),
        Outsider(name: "the office's name as a first organization", subject: "/O=\(organization)/O=\(Office.name)"),
        Outsider(name: "the office's name and a space", subject: "/O=\(organization) /CN=x"),
        Outsider(name: "the office's name with other brackets", subject: "/O=信用报告示例机构(测试)/CN=x"),
        Outsider(name: "the office's name with a zero-width space", subject: "/O=\(organization)\u{200B}/CN=x"),
        Outsider(name: "the name that reports give, not the one that is named", subject: "/O=\(issuer)/CN=x"),
        Outsider(name: "no organization", subject: "/CN=\(organization)"),
    ]

    /// Trust in the authority for some of its signers.
    private static func trust(_ office: Office, _ signers: [Trust.Signer]) throws -> Trust {
        try Trust(roots: [.init(office.authority.rootCertificate, admission: .signers(signers))])
    }

    private static func isRefused(_ verdict: Verdict) {
        Attack.expect(verdict, .issuerNotTrusted)
        let evidence = verdict.answers.flatMap(\.evidence)
        #expect(evidence.contains { $0.check == "issuer.signer" && $0.answer == .invalid })
    }

    @Test(arguments: outsiders) func anotherCustomerOfTheAuthorityIssuesNothing(outsider: Outsider) throws {
        let office = try Office.shared()
        let signer = try office.certified(outsider.subject)
        let forged = try office.resigned(office.stained, Office.name, "赤峰示例清白有限公司", by: signer).bytes
        let named = [Trust.Signer(.organization(Self.organization), issuers: [Self.issuer], signsStatusLists: true)]
        let pinned = try office.verifier {
            $0.now = signer.certificate.notBefore
            $0.trust = try Self.trust(office, named)
        }
        Self.isRefused(pinned.verdict(on: forged))
        // The same authority taken for a private one would have believed it: naming signers is what refuses it.
        let believing = try office.verifier { $0.now = signer.certificate.notBefore }.verdict(on: forged)
        #expect(!believing.answers.flatMap(\.evidence).contains { $0.check == "issuer.signer" && $0.answer != .valid })
    }

    @Test func anotherKeyOfTheSameOrganizationIsNotTheKeyThatIsNamed() throws {
        let office = try Office.shared()
        let clerk = try office.certified("/C=CN/O=\(Self.organization)/CN=clerk")
        let forged = try office.resigned(office.stained, Office.name, "赤峰示例清白有限公司", by: clerk).bytes
        let identity = Trust.Signer.Identity.key(KeyHash(of: office.signer.certificate, .sha256))
        let verifier = try office.verifier {
            $0.now = clerk.certificate.notBefore
            $0.trust = try Self.trust(office, [.init(identity, issuers: [Self.issuer])])
        }
        Self.isRefused(verifier.verdict(on: forged))
    }

    /// What a genuine signer is named for, when it is not for this.
    @Test(arguments: [
        [], ["另一示例信用中心（测试）"], [issuer + " "], ["示例自治区公共信用信息中心(测试)"], [organization],
    ])
    func aNamedSignerIssuesInNoOtherName(names: [String]) throws {
        let office = try Office.shared()
        let identities: [Trust.Signer.Identity] = [
            .organization(Self.organization), .key(KeyHash(of: office.signer.certificate, .sha256)),
        ]
        for identity in identities {
            let verifier = try office.verifier {
                $0.trust = try Self.trust(office, [.init(identity, issuers: names, signsStatusLists: true)])
            }
            for kind in ArtefactKind.allCases { Self.isRefused(verifier.verdict(on: office.stained.file(kind))) }
        }
    }

    /// Two agencies under one authority: neither may issue in the other's name.
    @Test func anAgencyDoesNotIssueInTheNameOfAnother() throws {
        let office = try Office.shared()
        let other = try office.certified("/C=CN/O=另一示例信用中心（测试）/CN=x")
        let forged = try office.resigned(office.stained, Office.name, "赤峰示例清白有限公司", by: other).bytes
        let verifier = try office.verifier {
            $0.now = other.certificate.notBefore
            $0.trust = try Self.trust(
                office,
                [
                    .init(.organization(Self.organization), issuers: [Self.issuer]),
                    .init(.organization("另一示例信用中心（测试）"), issuers: ["另一示例信用中心（测试）"]),
                ])
        }
        Self.isRefused(verifier.verdict(on: forged))
    }

    @Test func whoIsNotNamedForStatusListsSignsNone() throws {
        let office = try Office.shared()
        let certificate = office.signer.certificate
        func judgement(_ signers: [Trust.Signer]) throws -> Trust.Judgement {
            try Self.trust(office, signers).judge(
                certificate, chain: [], of: .statusList, issuedOn: Office.instant.day, at: Office.instant)
        }
        let refused = [
            try judgement([.init(.organization(Self.organization), issuers: [Self.issuer])]),
            try judgement([.init(.organization("另一示例信用中心（测试）"), signsStatusLists: true)]),
        ]
        for judgement in refused {
            guard case .notEntitled = judgement else {
                Issue.record("\(judgement)")
                continue
            }
        }
        guard case .trusted = try judgement([.init(.organization(Self.organization), signsStatusLists: true)]) else {
            Issue.record("who is named is not trusted")
            return
        }
    }

    /// What was named for earlier days counts for those days alone.
    @Test func signersOfAnotherPeriodDoNotCount() throws {
        let office = try Office.shared()
        let root = office.authority.rootCertificate
        let (before, after) = (Office.instant.adding(days: -1).day, Office.instant.day)
        let signers = [Trust.Signer(.organization(Self.organization), issuers: [Self.issuer])]
        let others = [Trust.Signer(.organization("另一示例信用中心（测试）"), issuers: [Self.issuer])]
        let verifier = try office.verifier {
            $0.trust = try Trust(roots: [
                .init(root, until: before, admission: .signers(signers)),
                .init(root, from: after, admission: .signers(others)),
            ])
        }
        Self.isRefused(verifier.verdict(on: office.stained.xml))
    }

    @Test func whoIsNamedIssuesInItsName() throws {
        let office = try Office.shared()
        let identities: [Trust.Signer.Identity] = [
            .organization(Self.organization), .key(KeyHash(of: office.signer.certificate, .sha256)),
        ]
        for identity in identities {
            let verifier = try office.verifier {
                $0.trust = try Self.trust(office, [.init(identity, issuers: ["别的名称", Self.issuer])])
            }
            for kind in ArtefactKind.allCases {
                #expect(verifier.verdict(on: office.stained.file(kind)).outcome == .reliable)
            }
        }
    }
}
