// SPDX-License-Identifier: Apache-2.0

/// A request to an authority for the certificate of a signer (PKCS #10, RFC 2986).
public struct CertificateRequest: Sendable {
    /// The request in DER.
    public let der: [UInt8]

    /// The request in PEM.
    public var pem: String { PEM.encode(der, label: "CERTIFICATE REQUEST") }

    /// A request, signed by the key.
    ///
    /// It asks for the use of the key that signers of reports need: digitalSignature and nonRepudiation.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - organization: the body in whose name reports are issued (O).
    ///   - name: the common name (CN).
    ///   - country: the two letters of the country (C).
    public init(
        for key: SigningKey, organization: String, name: String, country: String = "CN"
    ) throws(CryptographyError) {
        guard country.utf8.count == 2, country.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { throw CryptographyError(.invalidRequest, "a country has two capital letters, found \"\(country)\"") }
        for text in [organization, name] {
            guard (1...64).contains(text.unicodeScalars.count), text.unicodeScalars.allSatisfy({ $0.value >= 0x20 })
            else {
                throw CryptographyError(.invalidRequest, "a name has 1 to 64 characters (RFC 5280, appendix A.1)")
            }
        }
        let subject = try DistinguishedName([
            (.countryName, country), (.organizationName, organization), (.commonName, name),
        ])
        let usage = DER.sequence(
            DER.objectIdentifier(.keyUsage), DER.element(.boolean, [0xFF]), DER.octetString(DER.namedBits(0xC0)))
        let attributes = DER.element(
            .context(0),
            DER.sequence(DER.objectIdentifier(.extensionRequest), DER.set([DER.sequence(usage)])))
        let information = DER.sequence(DER.integer(0), subject.der, key.publicKeyInfo, attributes)
        guard let signature = RawSignature.encoded(try key.sign(information)[...], key.suite) else {
            throw CryptographyError(.library, "libcrypto gave a signature value out of range")
        }
        der = DER.sequence(information, DER.algorithm(key.suite.signatureAlgorithm), DER.bitString(signature))
    }
}

extension SigningKey {
    /// SubjectPublicKeyInfo (RFC 5480, 2).
    var publicKeyInfo: [UInt8] {
        DER.sequence(
            DER.sequence(DER.objectIdentifier(.ecPublicKey), DER.objectIdentifier(suite.curve)), DER.bitString(point))
    }
}
