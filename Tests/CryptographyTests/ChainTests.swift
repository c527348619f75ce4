// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

@Suite("Chains")
struct ChainTests {
    let openssl: OpenSSLAuthority
    let root: OpenSSLAuthority.Issued
    let anchors: TrustAnchors

    init() throws {
        openssl = try OpenSSLAuthority()
        root = try openssl.issue("root", by: nil, OpenSSLAuthority.authority)
        anchors = try TrustAnchors([root.certificate])
    }

    @Test(arguments: Cryptography.Suite.allCases)
    func demonstrationIsTrusted(_ suite: Cryptography.Suite) throws {
        let authority = try Fixture.of(suite).authority
        let anchors = try authority.anchors()
        let path = [authority.certificate, authority.rootCertificate]
        let (start, end) = (authority.certificate.notBefore, authority.certificate.notAfter)
        #expect(start == Fixture.instant)
        for instant in [start, end] {
            #expect(anchors.validate(authority.certificate, at: instant) == .trusted(path: path))
        }
        for (instant, code) in [
            (Instant(seconds: start.seconds - 1), ChainFault.Code.notYetValid),
            (Instant(seconds: end.seconds + 1), .expired),
        ] {
            guard case .outsideValidity(let fault, path) = anchors.validate(authority.certificate, at: instant) else {
                Issue.record("not outside its validity at \(instant)")
                continue
            }
            #expect(fault.code == code)
            #expect(fault.certificate == authority.certificate)
        }
    }

    @Test func opensslTrustsTheDemonstration() throws {
        for suite in Cryptography.Suite.allCases {
            let authority = try Fixture.of(suite).authority
            let directory = try TemporaryDirectory()
            let verified = try Tool.run(
                "openssl",
                [
                    "verify", "-x509_strict", "-purpose", "smimesign", "-attime",
                    String(Fixture.instant.seconds + 1), "-CAfile",
                    try directory.write("root.pem", Array(authority.rootCertificate.pem.utf8)),
                ] + (suite == .sm2 ? ["-vfyopt", "distid:1234567812345678"] : ["-check_ss_sig"]) + [
                    try directory.write("leaf.pem", Array(authority.certificate.pem.utf8))
                ])
            #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
        }
    }

    @Test func intermediatesMayComeInAnyOrder() throws {
        let middle = try openssl.issue("middle", by: root, OpenSSLAuthority.authority)
        let leaf = try openssl.issue(
            "leaf", by: middle, OpenSSLAuthority.signer + "\nextendedKeyUsage=emailProtection")
        let path = [leaf.certificate, middle.certificate, root.certificate]
        for given in [[middle], [middle, root], [root, middle]] {
            #expect(outcome(leaf, given) == .trusted(path: path))
        }
        #expect(code(outcome(leaf)) == .noAnchor)
        let pinned = try TrustAnchors([middle.certificate])
        #expect(
            pinned.validate(leaf.certificate, at: instant(leaf)) == .trusted(path: Array(path.prefix(2))))
    }

    @Test func longPathsAreRefused() throws {
        let upper = try openssl.issue("upper", by: root, OpenSSLAuthority.authority)
        let lower = try openssl.issue("lower", by: upper, OpenSSLAuthority.authority)
        let leaf = try openssl.issue("leaf", by: lower, OpenSSLAuthority.signer)
        #expect(code(outcome(leaf, [lower, upper])) == .tooLong)
        #expect(code(outcome(leaf, [lower, upper, root])) == .tooLong)

        let bounded = try openssl.issue(
            "bounded", by: nil, "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign")
        let middle = try openssl.issue("middle", by: bounded, OpenSSLAuthority.authority)
        let below = try openssl.issue("below", by: middle, OpenSSLAuthority.signer)
        let anchors = try TrustAnchors([bounded.certificate])
        let instant = instant(below)
        #expect(code(anchors.validate(below.certificate, intermediates: [middle.certificate], at: instant)) == .tooLong)
        let direct = try openssl.issue("direct", by: bounded, OpenSSLAuthority.signer)
        #expect(code(anchors.validate(direct.certificate, at: self.instant(direct))) == nil)
    }

    /// What a signer's certificate says, and the reason why it is refused, if it is.
    static let signers: [(String, ChainFault.Code?)] = [
        ("keyUsage=critical,digitalSignature", .keyUsage),
        ("keyUsage=critical,nonRepudiation", .keyUsage),
        ("subjectKeyIdentifier=hash", .keyUsage),
        ("basicConstraints=critical,CA:TRUE\nkeyUsage=digitalSignature,nonRepudiation,keyCertSign", .notEndEntity),
        (with("extendedKeyUsage=critical,timeStamping"), .keyUsage),
        (with("extendedKeyUsage=serverAuth,codeSigning"), .keyUsage),
        (with("1.2.3.4=critical,ASN1:NULL"), .unknownExtension),
        (with("1.2.3.4=ASN1:NULL"), nil),
        (with("extendedKeyUsage=1.3.6.1.5.5.7.3.36"), nil),
        (with("certificatePolicies=1.2.3.4\nsubjectAltName=email:a@example.com"), nil),
        (with("basicConstraints=CA:FALSE"), nil),
    ]

    private static func with(_ more: String) -> String { OpenSSLAuthority.signer + "\n" + more }

    @Test(arguments: signers)
    func signersRole(_ extensions: String, _ expected: ChainFault.Code?) throws {
        let leaf = try openssl.issue("leaf", by: root, extensions)
        #expect(code(outcome(leaf)) == expected)
    }

    /// What an authority's certificate says, and the reason why it is refused.
    static let authorities: [(String, ChainFault.Code)] = [
        ("keyUsage=critical,keyCertSign", .notAuthority),
        ("basicConstraints=critical,CA:TRUE", .keyUsage),
        ("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,cRLSign", .keyUsage),
        (authority("nameConstraints=critical,permitted;DNS:example.com"), .nameConstraints),
        (authority("nameConstraints=permitted;DNS:example.com"), .nameConstraints),
        (authority("policyConstraints=critical,requireExplicitPolicy:0"), .unknownExtension),
        (authority("extendedKeyUsage=timeStamping"), .keyUsage),
    ]

    private static func authority(_ more: String) -> String { OpenSSLAuthority.authority + "\n" + more }

    @Test(arguments: authorities)
    func authoritysRole(_ extensions: String, _ expected: ChainFault.Code) throws {
        let middle = try openssl.issue("middle", by: root, extensions)
        let leaf = try openssl.issue("leaf", by: middle, OpenSSLAuthority.signer)
        #expect(code(outcome(leaf, [middle])) == expected)
        if !extensions.contains("extendedKeyUsage") {
            let error = #expect(throws: CryptographyError.self) { try TrustAnchors([middle.certificate]) }
            #expect(error?.code == .unsuitableAnchor)
        }
    }

    @Test func otherKeysAreRefused() throws {
        let explicit = OpenSSLAuthority.p256 + ["-pkeyopt", "ec_param_enc:explicit"]
        for key in [["RSA"], ["EC", "-pkeyopt", "ec_paramgen_curve:P-384"], explicit] {
            let leaf = try openssl.issue("leaf", by: root, OpenSSLAuthority.signer, key: key)
            #expect(leaf.certificate.suite == nil)
            #expect(code(outcome(leaf)) == .unsupportedKey)
            let middle = try openssl.issue("middle", by: root, OpenSSLAuthority.authority, key: key)
            let below = try openssl.issue("below", by: middle, OpenSSLAuthority.signer)
            #expect(code(outcome(below, [middle])) == .unsupportedKey)
        }
    }

    @Test func suitesDoNotMix() throws {
        let sm2 = try openssl.issue("sm2", by: root, OpenSSLAuthority.signer, key: ["SM2"])
        #expect(sm2.certificate.suite == .sm2)
        #expect(code(outcome(sm2)) == .mixedSuites)
        let sha384 = try openssl.issue("sha384", by: root, OpenSSLAuthority.signer, digest: "-sha384")
        #expect(code(outcome(sha384)) == .mixedSuites)
    }

    /// Issue 24167 of OpenSSL: its own command cannot check such a chain of three.
    @Test func threeSM2CertificatesAreTrusted() throws {
        let root = try openssl.issue("sm2root", by: nil, OpenSSLAuthority.authority, key: ["SM2"], digest: "-sm3")
        let middle = try openssl.issue("sm2middle", by: root, OpenSSLAuthority.authority, key: ["SM2"], digest: "-sm3")
        let leaf = try openssl.issue("sm2leaf", by: middle, OpenSSLAuthority.signer, key: ["SM2"], digest: "-sm3")
        let outcome = try TrustAnchors([root.certificate]).validate(
            leaf.certificate, intermediates: [middle.certificate], at: instant(leaf))
        #expect(outcome == .trusted(path: [leaf.certificate, middle.certificate, root.certificate]))
    }

    @Test func strangersAreNamed() throws {
        let stranger = try openssl.issue("stranger", by: nil, OpenSSLAuthority.authority)
        let leaf = try openssl.issue("leaf", by: stranger, OpenSSLAuthority.signer)
        #expect(code(outcome(leaf)) == .noAnchor)
        let own = try openssl.issue("own", by: nil, OpenSSLAuthority.signer)
        #expect(code(outcome(own)) == .noAnchor)
        let double = try OpenSSLAuthority()
        let other = try double.issue("root", by: nil, OpenSSLAuthority.authority)
        #expect(other.certificate.subject == root.certificate.subject)
        let forged = try double.issue("leaf", by: other, OpenSSLAuthority.signer)
        #expect(code(outcome(forged)) == .badSignature)
        #expect(code(outcome(forged, [other])) != nil)
        let good = try openssl.issue("good", by: root, OpenSSLAuthority.signer)
        #expect(code(outcome(good, [stranger])) == .unusedCertificate)
        #expect(code(outcome(good, [stranger, other, root])) == .tooLong)
        #expect(code(outcome(good)) == nil)
    }

    @Test func keyIdentifiersHaveToAgree() throws {
        let named = try openssl.issue("named", by: nil, OpenSSLAuthority.authority + "\nsubjectKeyIdentifier=hash")
        let anchors = try TrustAnchors([named.certificate])
        for (extensions, expected) in [
            (Self.with("authorityKeyIdentifier=keyid:always"), nil),
            (Self.with("2.5.29.35=DER:30:06:80:04:01:02:03:04"), ChainFault.Code.badSignature),
        ] {
            let leaf = try openssl.issue("leaf", by: named, extensions)
            #expect(code(anchors.validate(leaf.certificate, at: instant(leaf))) == expected)
        }
    }

    @Test func anchorsWithADamagedSignatureAreRefused() throws {
        var der = root.certificate.der
        der[der.count - 1] ^= 1
        let damaged = try Certificate(der: der)
        let error = #expect(throws: CryptographyError.self) { try TrustAnchors([damaged]) }
        #expect(error?.code == .unsuitableAnchor)
    }

    @Test func noAnchorsTrustNobody() throws {
        let leaf = try openssl.issue("leaf", by: root, OpenSSLAuthority.signer)
        #expect(code(try TrustAnchors([]).validate(leaf.certificate, at: instant(leaf))) == .noAnchor)
        #expect(throws: CryptographyError.self) { try TrustAnchors(pem: []) }
    }

    private func instant(_ issued: OpenSSLAuthority.Issued) -> Instant {
        issued.certificate.notBefore.adding(days: 1)
    }

    private func outcome(_ leaf: OpenSSLAuthority.Issued, _ given: [OpenSSLAuthority.Issued] = []) -> ChainOutcome {
        anchors.validate(leaf.certificate, intermediates: given.map(\.certificate), at: instant(leaf))
    }

    private func code(_ outcome: ChainOutcome) -> ChainFault.Code? {
        switch outcome {
        case .trusted: nil
        case .untrusted(let fault), .outsideValidity(let fault, _): fault.code
        }
    }
}
