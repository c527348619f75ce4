// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// What a certificate will say, before its issuer signs it.
struct CertificateDraft {
    let subject: DistinguishedName
    let issuer: DistinguishedName
    let notBefore: Instant
    let notAfter: Instant
    let subjectKey: SigningKey
    let issuerKey: SigningKey
    let isAuthority: Bool

    /// The certificate with a random serial number.
    func signed() throws(CryptographyError) -> Certificate {
        // A first octet between 40 and 7F keeps the number positive and its length fixed.
        var serial = try SecureRandom.bytes(16)
        serial[0] = serial[0] & 0x3F | 0x40
        let body = toBeSigned(serial)
        guard let signature = RawSignature.encoded(try issuerKey.sign(body)[...], issuerKey.suite) else {
            throw CryptographyError(.library, "libcrypto gave a signature value out of range")
        }
        return try Certificate(
            der: DER.sequence(body, DER.algorithm(issuerKey.suite.signatureAlgorithm), DER.bitString(signature)))
    }

    /// TBSCertificate (RFC 5280, 4.1.2).
    private func toBeSigned(_ serial: [UInt8]) -> [UInt8] {
        return DER.sequence(
            DER.element(.context(0), DER.integer(2)), DER.integer(magnitude: serial[...]),
            DER.algorithm(issuerKey.suite.signatureAlgorithm), issuer.der,
            DER.sequence(DER.time(notBefore), DER.time(notAfter)), subject.der, subjectKey.publicKeyInfo,
            DER.element(.context(3), DER.element(.sequence, Array(extensions.joined()))))
    }

    private var extensions: [[UInt8]] {
        var list: [[UInt8]] = []
        if isAuthority {
            list.append(Self.criticalExtension(.basicConstraints, DER.sequence(DER.element(.boolean, [0xFF]))))
        }
        // keyCertSign and cRLSign for an authority, digitalSignature and nonRepudiation for a signer.
        list.append(Self.criticalExtension(.keyUsage, DER.namedBits(isAuthority ? 0x06 : 0xC0)))
        list.append(
            Self.plainExtension(.subjectKeyIdentifier, DER.octetString(Self.identifier(of: subjectKey))))
        list.append(
            Self.plainExtension(
                .authorityKeyIdentifier,
                DER.sequence(DER.element(.contextPrimitive(0), Self.identifier(of: issuerKey)))))
        return list
    }

    /// The first 160 bits of the SHA-256 of the public point (RFC 7093, 2, method 1).
    private static func identifier(of key: SigningKey) -> [UInt8] {
        Array(Digest.of(key.point).prefix(20))
    }

    private static func criticalExtension(_ identifier: ObjectIdentifier, _ value: [UInt8]) -> [UInt8] {
        DER.sequence(DER.objectIdentifier(identifier), DER.element(.boolean, [0xFF]), DER.octetString(value))
    }

    private static func plainExtension(_ identifier: ObjectIdentifier, _ value: [UInt8]) -> [UInt8] {
        DER.sequence(DER.objectIdentifier(identifier), DER.octetString(value))
    }
}
