// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

/// Objects that are near to a good one and must not be accepted.
@Suite("CMS attacks")
struct CMSAttackTests {
    @Test(arguments: Cryptography.Suite.allCases)
    func everyTruncationIsRefused(_ suite: Cryptography.Suite) throws {
        let fixture = try Fixture.of(suite)
        for length in 0..<fixture.cms.count {
            expectInvalid(Array(fixture.cms[..<length]), fixture, "cut at \(length)")
        }
    }

    @Test(arguments: Cryptography.Suite.allCases)
    func everyChangedByteIsRefused(_ suite: Cryptography.Suite) throws {
        let fixture = try Fixture.of(suite)
        var generator = SeededGenerator(seed: 0x5EED)
        for index in fixture.cms.indices {
            var cms = fixture.cms
            cms[index] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            expectInvalid(cms, fixture, "bit changed in byte \(index)")
            guard index % 4 == 0 else { continue }
            cms[index] = fixture.cms[index] &+ UInt8.random(in: 1...255, using: &generator)
            expectInvalid(cms, fixture, "byte \(index) replaced by \(cms[index])")
        }
    }

    @Test(arguments: Cryptography.Suite.allCases)
    func insertedAndRemovedBytesAreRefused(_ suite: Cryptography.Suite) throws {
        let fixture = try Fixture.of(suite)
        for index in stride(from: 0, to: fixture.cms.count, by: 3) {
            var cms = fixture.cms
            cms.insert(0, at: index)
            expectInvalid(cms, fixture, "zero inserted at \(index)")
            cms = fixture.cms
            cms.remove(at: index)
            expectInvalid(cms, fixture, "byte \(index) removed")
        }
    }

    /// IETF LAMPS, CMS signed attributes: their DER presented as the content of an object without any.
    @Test(arguments: Cryptography.Suite.allCases)
    func signedAttributesAreNoContent(_ suite: Cryptography.Suite) throws {
        let fixture = try Fixture.of(suite)
        var pieces = try Pieces(fixture.cms)
        var attributes = pieces.signedAttributes
        attributes[0] = 0x31
        pieces.signedAttributes = []
        guard
            case .invalid = CMS.verify(
                pieces.written, suite: suite, contentDigest: Digest.of(attributes, suite.digestAlgorithm))
        else {
            Issue.record("accepted without signed attributes")
            return
        }
    }

    @Test func otherFormsAreRefused() throws {
        let fixture = try Fixture.of(.p256)
        let pieces = try Pieces(fixture.cms)
        #expect(pieces.written == fixture.cms)
        let null: [UInt8] = [5, 0]
        let sha256 = DER.objectIdentifier(ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 1))
        let forms: [(String, (inout Pieces) -> Void)] = [
            ("version 3", { $0.version = [2, 1, 3] }),
            ("digest parameters", { $0.digestAlgorithm = DER.sequence(sha256, null) }),
            ("a certificate twice", { $0.certificates += $0.certificates }),
            ("no certificate", { $0.certificates = [] }),
            ("two signers", { $0.signers = 2 }),
            ("no signer", { $0.signers = 0 }),
            ("content inside", { $0.content = DER.element(DERTag(octet: 0xA0), [4, 0]) }),
            ("revocation lists", { $0.revocations = [0xA1, 0] }),
            ("unsigned attributes", { $0.unsigned = DER.element(DERTag(octet: 0xA1), DER.sequence(sha256)) }),
            ("more in SignerInfo", { $0.unsigned = null }),
            ("other order of attributes", { $0.swapAttributes() }),
            ("no attribute of the certificate", { $0.dropLastButOneAttribute() }),
        ]
        for (name, change) in forms {
            var changed = pieces
            change(&changed)
            #expect(changed.written != fixture.cms)
            expectInvalid(changed.written, fixture, name)
        }
    }

    /// Anybody can make the second of the two values that ECDSA allows out of the first, and another file with it.
    @Test func theLargerTwinIsRefused() throws {
        let fixture = try Fixture.of(.p256)
        for _ in 0..<20 {
            let cms = try CMS.sign(digest: fixture.digest, with: fixture.authority.signer())
            guard case .valid(let signature) = CMS.verify(cms, contentDigest: fixture.digest) else {
                Issue.record("what is written is not accepted")
                return
            }
            var pieces = try Pieces(cms)
            pieces.signature = signature.value
            #expect(pieces.written == cms)
            pieces.signature = SignatureTwin.of(signature.value)
            expectInvalid(pieces.written, fixture, "the larger twin")
        }
    }

    /// The attribute names another certificate than the one whose key signed all of it, attribute included.
    @Test(arguments: Cryptography.Suite.allCases)
    func signingCertificateOfAnotherIsRefused(_ suite: Cryptography.Suite) throws {
        let fixture = try Fixture.of(suite)
        let own = Digest.of(fixture.authority.certificate.der, suite.digestAlgorithm)
        let other = Digest.of(fixture.authority.rootCertificate.der, suite.digestAlgorithm)
        let pieces = try Pieces(fixture.cms)
        for (hash, isGood) in [(own, true), (other, false)] {
            var changed = pieces
            changed.signedAttributes = pieces.signedAttributes.replacing(own, with: hash)
            var attributes = changed.signedAttributes
            attributes[0] = 0x31
            changed.signature = LowS.normalized(try fixture.authority.key.sign(attributes), suite)
            guard case .valid = CMS.verify(changed.written, suite: suite, contentDigest: fixture.digest) else {
                #expect(!isGood)
                continue
            }
            #expect(isGood)
        }
    }

    /// What is of one suite is never held by the rules of the other, whatever it says.
    @Test(arguments: Cryptography.Suite.allCases)
    func otherSuiteIsRefused(_ suite: Cryptography.Suite) throws {
        let fixture = try Fixture.of(suite)
        let other: Cryptography.Suite = suite == .p256 ? .sm2 : .p256
        for digest in [fixture.digest, Digest.of(fixture.content, other.digestAlgorithm)] {
            guard case .invalid(let fault) = CMS.verify(fixture.cms, suite: other, contentDigest: digest) else {
                Issue.record("accepted")
                return
            }
            #expect(fault.code == .suite)
        }
        let signer = Disguised(suite: other, certificate: fixture.authority.certificate, key: fixture.authority.key)
        #expect(throws: CryptographyError.self) { try CMS.sign(digest: fixture.digest, with: signer) }
    }

    /// A further certificate is within the form; the chain is what refuses it.
    @Test func furtherCertificatesAreNotTrusted() throws {
        let fixture = try Fixture.of(.p256)
        var pieces = try Pieces(fixture.cms)
        let other = try DemonstrationAuthority(from: Fixture.instant).rootCertificate.der
        pieces.certificates =
            pieces.certificates.lexicographicallyPrecedes(other)
            ? pieces.certificates + other : other + pieces.certificates
        let outcome = CMS.verify(pieces.written, contentDigest: fixture.digest)
        guard case .valid(let signature) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        let chain = try fixture.authority.anchors().validate(
            signature.signer, intermediates: signature.chain, at: Fixture.instant)
        guard case .untrusted(let fault) = chain else {
            Issue.record("\(chain)")
            return
        }
        #expect(fault.code == .unusedCertificate)
    }

    @Test func oneCertificateTwiceIsRefused() throws {
        let fixture = try Fixture.of(.p256)
        let root = fixture.authority.rootCertificate
        let signer = try LocalSigner(
            key: fixture.authority.key, certificate: fixture.authority.certificate, chain: [root])
        let good = try CMS.sign(digest: fixture.digest, with: signer)
        var pieces = try Pieces(good)
        guard case .valid = CMS.verify(good, contentDigest: fixture.digest) else {
            Issue.record("the object that is to be changed does not verify")
            return
        }
        // Equal elements stand side by side, so the order of the set holds.
        let first = pieces.certificates.starts(with: root.der)
        pieces.certificates = first ? root.der + pieces.certificates : pieces.certificates + root.der
        expectInvalid(pieces.written, fixture, "a certificate of the chain twice")
    }

    private func expectInvalid(_ cms: [UInt8], _ fixture: Fixture, _ change: String) {
        if case .valid = CMS.verify(cms, suite: fixture.suite, contentDigest: fixture.digest) {
            Issue.record("accepted although changed: \(change)")
        }
    }
}

/// A signer that says another suite than its key is of.
private struct Disguised: MessageSigner {
    let suite: Cryptography.Suite
    let certificate: Certificate
    let chain: [Certificate] = []
    let key: SigningKey

    func signature(over message: [UInt8]) throws(CryptographyError) -> [UInt8] { try key.sign(message) }
}

/// The parts of an object that is taken to pieces and put together again with one of them changed.
private struct Pieces {
    var version: [UInt8]
    var digestAlgorithm: [UInt8]
    var content: [UInt8] = []
    var certificates: [UInt8]
    var revocations: [UInt8] = []
    var signers = 1
    var signedAttributes: [UInt8]
    var unsigned: [UInt8] = []
    /// A signature r‖s to stand in place of the one that was there.
    var signature: [UInt8]?
    private let signerBeforeAttributes: [UInt8]
    private let signatureAlgorithm: [UInt8]
    private let signatureValue: [UInt8]

    init(_ der: [UInt8]) throws {
        var outer = DERReader(der)
        var contentInfo = try outer.enter(.sequence)
        _ = try contentInfo.readElement()
        var wrapper = DERReader(try contentInfo.readElement().contents)
        var signedData = try wrapper.enter(.sequence)
        version = Array(try signedData.readElement().encoded)
        digestAlgorithm = Array(try signedData.readElement().contents)
        _ = try signedData.readElement()
        certificates = Array(try signedData.readElement().contents)
        var signerInfos = DERReader(try signedData.readElement().contents)
        var signerInfo = try signerInfos.enter(.sequence)
        signerBeforeAttributes =
            try Array(signerInfo.readElement().encoded) + signerInfo.readElement().encoded
            + signerInfo.readElement().encoded
        signedAttributes = Array(try signerInfo.readElement().encoded)
        signatureAlgorithm = Array(try signerInfo.readElement().encoded)
        signatureValue = Array(try signerInfo.readElement().encoded)
    }

    var written: [UInt8] {
        let data = DER.objectIdentifier(ObjectIdentifier(1, 2, 840, 113549, 1, 7, 1))
        let value = signature.map { raw in
            DER.element(
                DERTag(octet: 0x04),
                DER.sequence(DER.integer(magnitude: raw.prefix(32)), DER.integer(magnitude: raw.suffix(32))))
        }
        let signer = DER.sequence(
            signerBeforeAttributes, signedAttributes, signatureAlgorithm, value ?? signatureValue, unsigned)
        let signedData = DER.sequence(
            version, DER.set([digestAlgorithm]), DER.sequence(data, content),
            DER.element(DERTag(octet: 0xA0), certificates), revocations,
            DER.set([[UInt8]](repeating: signer, count: signers)))
        return DER.sequence(
            DER.objectIdentifier(ObjectIdentifier(1, 2, 840, 113549, 1, 7, 2)),
            DER.element(DERTag(octet: 0xA0), signedData))
    }

    mutating func swapAttributes() {
        setAttributes { $0.reversed() }
    }

    mutating func dropLastButOneAttribute() {
        setAttributes { [$0[0], $0[2]] }
    }

    private mutating func setAttributes(_ change: ([[UInt8]]) -> [[UInt8]]) {
        var outer = DERReader(signedAttributes)
        guard let contents = try? outer.readElement().contents else { return }
        var reader = DERReader(contents)
        var list: [[UInt8]] = []
        while let element = try? reader.readElement() { list.append(Array(element.encoded)) }
        signedAttributes = DER.element(DERTag(octet: 0xA0), Array(change(list).joined()))
    }
}
