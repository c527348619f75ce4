// SPDX-License-Identifier: Apache-2.0

/// The one form of SignedData (RFC 5652, 5) that this project writes and accepts: detached, one signer, one digest
/// algorithm, exactly the signed attributes of a PAdES baseline signature (ETSI EN 319 142-1, 6.3).
struct CMSLayout: Sendable, Equatable {
    let signer: Certificate
    let chain: [Certificate]
    let suite: Suite
    /// The digest of the detached content.
    let digest: [UInt8]

    /// What the signer signs: the signed attributes with the tag of a SET (RFC 5652, 5.4).
    var signedAttributes: [UInt8] { DER.set(attributes) }

    /// The whole object around a signature value in DER, and the token of its timestamp if it has one.
    func contentInfo(signature: [UInt8], timestamp: [UInt8]?) -> [UInt8] {
        let algorithm = DER.algorithm(suite.digestAlgorithm.identifier)
        let signerInfo = DER.sequence(
            DER.integer(1), Self.issuerAndSerialNumber(of: signer), algorithm,
            DER.element(.context(0), DER.sorted(attributes)), DER.algorithm(suite.signatureAlgorithm),
            DER.octetString(signature),
            timestamp.map { DER.element(.context(1), Self.attribute(.timestampToken, $0)) } ?? [])
        let signedData = DER.sequence(
            DER.integer(1), DER.set([algorithm]), DER.sequence(DER.objectIdentifier(.data)),
            DER.element(.context(0), DER.sorted(([signer] + chain).map(\.der))), DER.set([signerInfo]))
        return DER.sequence(DER.objectIdentifier(.signedData), DER.element(.context(0), signedData))
    }

    /// IssuerAndSerialNumber (RFC 5652, 10.2.4).
    static func issuerAndSerialNumber(of certificate: Certificate) -> [UInt8] {
        DER.sequence(certificate.issuer.der, DER.integer(magnitude: certificate.serial[...]))
    }

    private var attributes: [[UInt8]] {
        [
            Self.attribute(.contentType, DER.objectIdentifier(.data)),
            Self.attribute(.messageDigest, DER.octetString(digest)),
            Self.attribute(.signingCertificateV2, signingCertificate),
        ]
    }

    /// SigningCertificateV2 with the signer's certificate only (RFC 5035, 3); SHA-256 is its default algorithm, which
    /// DER leaves out.
    private var signingCertificate: [UInt8] {
        let algorithm = suite.digestAlgorithm
        let hash = DER.octetString(Digest.of(signer.der, algorithm))
        let identifier =
            algorithm == .sha256 ? DER.sequence(hash) : DER.sequence(DER.algorithm(algorithm.identifier), hash)
        return DER.sequence(DER.sequence(identifier))
    }

    private static func attribute(_ type: ObjectIdentifier, _ value: [UInt8]) -> [UInt8] {
        DER.sequence(DER.objectIdentifier(type), DER.set([value]))
    }
}

extension DigestAlgorithm {
    var identifier: ObjectIdentifier {
        switch self {
        case .sha256: .sha256
        case .sm3: .sm3
        }
    }
}
