// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A root and a signer's certificate for demonstrations and tests; all names in them say 测试 and 示例.
public struct DemonstrationAuthority: Sendable {
    /// The certificate of the root, valid for ten years.
    public let rootCertificate: Certificate
    /// The key of the root.
    public let rootKey: SigningKey
    /// The signer's certificate, valid for three years.
    public let certificate: Certificate
    /// The signer's key.
    public let key: SigningKey

    /// The organization in every name.
    public static let organization = "信用报告示例机构（测试）"

    /// Makes fresh random keys and the two certificates.
    ///
    /// - Parameters:
    ///   - suite: the suite of all keys.
    ///   - notBefore: the first moment at which the certificates are valid.
    /// - Throws: `library.failed` if libcrypto has no entropy.
    public init(suite: Suite = .p256, from notBefore: Instant) throws(CryptographyError) {
        rootKey = try SigningKey.generate(suite)
        key = try SigningKey.generate(suite)
        let rootName = try Self.name("信用报告示例测试根")
        let signerName = try Self.name("信用报告示例签发（测试）")
        let root = CertificateDraft(
            subject: rootName, issuer: rootName, notBefore: notBefore, notAfter: Self.end(of: notBefore, years: 10),
            subjectKey: rootKey, issuerKey: rootKey, isAuthority: true)
        let signer = CertificateDraft(
            subject: signerName, issuer: rootName, notBefore: notBefore, notAfter: Self.end(of: notBefore, years: 3),
            subjectKey: key, issuerKey: rootKey, isAuthority: false)
        rootCertificate = try root.signed()
        certificate = try signer.signed()
    }

    /// A signer with the key and the certificate; the root, which a verifier has to hold anyway, is not in its chain.
    public func signer() throws(CryptographyError) -> LocalSigner {
        try LocalSigner(key: key, certificate: certificate)
    }

    /// The root as the only trust anchor.
    public func anchors() throws(CryptographyError) -> TrustAnchors {
        try TrustAnchors([rootCertificate])
    }

    private static func name(_ commonName: String) throws(CryptographyError) -> DistinguishedName {
        try DistinguishedName([
            (.countryName, "CN"), (.organizationName, organization), (.commonName, commonName),
        ])
    }

    /// The last second of so many years.
    private static func end(of start: Instant, years: Int) -> Instant {
        let days = Int(start.day.adding(years: years).ordinal - start.day.ordinal)
        return Instant(seconds: start.adding(days: days).seconds - 1)
    }
}
