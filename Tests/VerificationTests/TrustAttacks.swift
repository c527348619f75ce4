// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Reporting
import TestSupport
import Testing
import Verification

/// Genuine files at the wrong time, of the wrong state, about the wrong firm, or under the wrong authority.
@Suite struct TrustAttacks {
    /// A change of the ground on which an honest file is verified.
    struct Circumstance: Sendable, CustomTestStringConvertible {
        let name: String
        let expected: Outcome
        let change: @Sendable (Office, inout Verifier.Ground) throws -> Void
        var testDescription: String { name }

        init(
            _ name: String, _ expected: Outcome,
            _ change: @escaping @Sendable (Office, inout Verifier.Ground) throws -> Void
        ) {
            self.name = name
            self.expected = expected
            self.change = change
        }

        static func status(_ name: String, _ expected: Outcome, _ status: ReportStatus) -> Circumstance {
            Circumstance(name, expected) { office, ground in
                ground.status = office.register([office.stained.number: status])
            }
        }

        static func now(_ name: String, _ text: String) -> Circumstance {
            Circumstance(name, .outsideValidity) { _, ground in ground.now = try #require(Instant(text)) }
        }
    }

    static let circumstances: [Circumstance] = [
        .status("withdrawn", .notInForce, .withdrawn(reason: "更正")),
        .status("superseded", .notInForce, .superseded(by: "NM-2026")),
        .status("never registered", .notInForce, .unknown),
        .status("the list is too old", .statusUnknown, .stale("2026-11-01")),
        .status("the list cannot be read", .statusUnknown, .unreadable("damaged")),
        Circumstance("no list", .statusUnknown) { _, ground in ground.status = nil },
        Circumstance("the number belongs to a report with another hash", .notInForce) { office, ground in
            ground.status = Office.Register(issued: [office.stained.number: office.clean.fingerprint])
        },
        .now("the day after the last", "2026-12-20T00:00:00+08:00"),
        .now("the next year", "2027-11-20T10:00:00+08:00"),
        .now("a second before it was issued", "2026-11-20T09:59:59+08:00"),
        .now("before its certificate", "2025-11-20T10:00:00+08:00"),
        .now("after its certificate", "2029-11-20T10:00:00+08:00"),
        Circumstance("withdrawn and out of its time", .notInForce) { office, ground in
            ground.now = ground.now.adding(days: 400)
            ground.status = office.register([office.stained.number: .withdrawn(reason: "")])
        },
        Circumstance("no authority is trusted", .issuerNotTrusted) { _, ground in
            ground.trust = Trust(privateAuthorities: try TrustAnchors([]))
        },
        Circumstance("another authority of the same names is trusted", .issuerNotTrusted) { _, ground in
            ground.trust = Trust(
                privateAuthorities: try DemonstrationAuthority(from: Office.instant.adding(days: -100)).anchors())
        },
        Circumstance("the authority is trusted for reports of an earlier time", .issuerNotTrusted) { office, ground in
            let root = office.authority.rootCertificate
            ground.trust = try Trust(roots: [.init(root, until: Office.instant.adding(days: -1).day, admission: .all)])
        },
        Circumstance("the authority is trusted for reports of a later time", .issuerNotTrusted) { office, ground in
            let root = office.authority.rootCertificate
            ground.trust = try Trust(roots: [.init(root, from: Office.instant.adding(days: 1).day, admission: .all)])
        },
        Circumstance("the authority's suite decides nothing", .issuerNotTrusted) { office, ground in
            ground.trust = try Trust(roots: [.init(office.authority.rootCertificate, admission: .all)], suites: [.sm2])
        },
        Circumstance("no revocation list where one is required", .statusUnknown) { office, ground in
            ground.trust = try Trust(
                roots: [.init(office.authority.rootCertificate, admission: .all)], requiresRevocationLists: true)
        },
        Circumstance("another firm is expected", .unexpected) { _, ground in
            ground.expectations.subject = Office.cleanCode
        },
        Circumstance("the namesake is expected", .unexpected) { _, ground in
            ground.expectations.subject = Office.namesakeCode
        },
        Circumstance("a bidding round is expected", .unexpected) { _, ground in ground.expectations.round = Office.round
        },
        Circumstance("another purpose is expected", .unexpected) { _, ground in ground.expectations.purpose = "招标投标" },
        Circumstance("a newer report is expected", .unexpected) { _, ground in ground.expectations.maximumAge = 0 },
        Circumstance("another firm is expected and the list is too old", .unexpected) { office, ground in
            ground.expectations.subject = Office.cleanCode
            ground.status = office.register([office.stained.number: .stale("")])
        },
    ]

    @Test(arguments: circumstances) func aGenuineFileIsNotReliedOn(circumstance: Circumstance) throws {
        let office = try Office.shared()
        let verifier = try office.verifier { try circumstance.change(office, &$0) }
        for kind in [ArtefactKind.xml, .html] {
            Attack.expect(verifier.verdict(on: office.stained.file(kind)), circumstance.expected)
        }
    }

    /// A view whose pages cannot be drawn here, or not at all.
    @Test func withoutDrawingAgainNoViewIsReliedOn() throws {
        let office = try Office.shared()
        let verifier = try office.verifier { $0.redraw = nil }
        for kind in [ArtefactKind.html, .pdf] {
            Attack.expect(verifier.verdict(on: office.stained.file(kind)), .statusUnknown)
        }
        #expect(verifier.verdict(on: office.stained.xml).outcome == .reliable)
    }

    /// Certificates that the trusted authority signed, but not for signing reports; made with the openssl program.
    @Test(arguments: [
        ("an authority's certificate", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign"),
        ("a certificate for servers", "keyUsage=critical,keyEncipherment"),
        ("a certificate without a use", "basicConstraints=CA:FALSE"),
        (
            "an unknown critical extension",
            "keyUsage=critical,digitalSignature,nonRepudiation\n1.2.3.4=critical,ASN1:NULL"
        ),
    ])
    func aCertificateForSomethingElseSignsNoReport(name: String, extensions: String) throws {
        let office = try Office.shared()
        let signer = try office.certified("/O=测试/CN=\(name)", extensions: extensions)
        let forged = try office.resigned(office.stained, Office.name, "赤峰示例清白有限公司", by: signer)
        let verdict = try office.verifier { $0.now = signer.certificate.notBefore }.verdict(on: forged.bytes)
        Attack.expect(verdict, .issuerNotTrusted)
    }

    /// The signer's own key makes no authority: a certificate that it signed leads nowhere.
    @Test func theSignerIsNoAuthority() throws {
        let office = try Office.shared()
        let directory = try TemporaryDirectory()
        let (key, request, certificate) = (directory.path("k.pem"), directory.path("r.pem"), directory.path("c.pem"))
        let signerKey = try directory.write("s.pem", Array(try office.authority.key.pem().utf8))
        let signerCertificate = directory.path("s.der")
        try TestFile.write(office.signer.certificate.der, to: signerCertificate)
        let configuration = try directory.write(
            "x.cnf", Array("keyUsage=critical,digitalSignature,nonRepudiation\n".utf8))
        for words in [
            ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key],
            ["req", "-new", "-utf8", "-key", key, "-out", request, "-subj", "/O=测试/CN=下级", "-sha256"],
            [
                "x509", "-req", "-in", request, "-out", certificate, "-days", "30", "-sha256", "-extfile",
                configuration,
                "-CA", signerCertificate, "-CAform", "DER", "-CAkey", signerKey, "-set_serial", "0x52",
            ],
        ] {
            let result = try Tool.run("openssl", words)
            try #require(result.status == 0, "\(result.errorText)")
        }
        let leaf = try Certificate.readPEM(TestFile.read(certificate))[0]
        let signer = try LocalSigner(
            key: try SigningKey(pem: TestFile.read(key)), certificate: leaf, chain: [office.signer.certificate])
        let forged = try office.resigned(office.stained, Office.name, "赤峰示例清白有限公司", by: signer)
        let verdict = try office.verifier { $0.now = leaf.notBefore }.verdict(on: forged.bytes)
        Attack.expect(verdict, .issuerNotTrusted)
    }
}
