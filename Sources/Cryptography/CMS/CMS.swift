// SPDX-License-Identifier: Apache-2.0

/// Detached signatures in the Cryptographic Message Syntax (RFC 5652), in one fixed form: `verify` accepts exactly
/// what `sign` writes.
///
/// The object is SignedData of version 1 with the certificates of the signer and the chain and one SignerInfo, whose
/// signed attributes are content type (id-data), message digest and signing-certificate-v2: a PAdES baseline
/// signature of level B-B. There is no signing time in it. A signature-time-stamp (ETSI EN 319 122-1, 5.3) over the
/// signature value is the only unsigned attribute that it can have; with it, the level is B-T.
public enum CMS {
    /// The most certificates that one object carries.
    static let maximumCertificates = TrustAnchors.maximumPathLength
    /// The most bytes that are read.
    static let limit = maximumCertificates * Certificate.limit + TimestampToken.limit + 4096

    /// Signs content that lies elsewhere.
    ///
    /// - Parameters:
    ///   - digest: the digest of the content with the algorithm of the signer's suite, 32 bytes.
    ///   - signer: the key, its certificate and at most two certificates above it.
    ///   - timestamps: who gives the signature its timestamp; nil for none.
    /// - Returns: ContentInfo in DER, at most `maximumLength(for:timestamp:)` bytes.
    /// - Throws: `request.invalid` for a digest of another length or a chain that is too long or repeats itself, and
    ///   what the signer and the source of timestamps throw.
    public static func sign(
        digest: [UInt8], with signer: any MessageSigner, timestamps: (any TimestampSource)? = nil
    ) throws(CryptographyError) -> [UInt8] {
        guard digest.count == signer.suite.digestAlgorithm.byteCount else {
            throw CryptographyError(
                .invalidRequest,
                "digest of \(digest.count) bytes given, \(signer.suite.digestAlgorithm.byteCount) expected")
        }
        let certificates = [signer.certificate] + signer.chain
        guard certificates.count <= maximumCertificates, Set(certificates).count == certificates.count else {
            throw CryptographyError(
                .invalidRequest,
                "the chain has \(signer.chain.count) certificates or one twice; at most "
                    + "\(maximumCertificates - 1) different ones may stand above the signer's")
        }
        let layout = layout(for: signer, digest: digest)
        let raw = try signer.checkedSignature(over: layout.signedAttributes)
        guard let signature = RawSignature.encoded(raw[...], signer.suite) else {
            throw CryptographyError(.library, "the signer gave a signature value out of range")
        }
        let token = try timestamps?.timestamp(of: signature, signer.suite)
        return layout.contentInfo(signature: signature, timestamp: token?.der)
    }

    /// The most bytes that `sign` can give for a signer, whatever the content and the signature value.
    ///
    /// - Parameter timestamp: the most bytes of a timestamp; 0 for none.
    public static func maximumLength(for signer: any MessageSigner, timestamp: Int = 0) -> Int {
        let digest = [UInt8](repeating: 0, count: signer.suite.digestAlgorithm.byteCount)
        let r = DER.integer(magnitude: [UInt8](repeating: 0xFF, count: 32)[...])
        let s = signer.suite == .p256 ? DER.integer(magnitude: LowS.greatest[...]) : r
        let token = timestamp == 0 ? nil : [UInt8](repeating: 0, count: timestamp)
        return layout(for: signer, digest: digest).contentInfo(
            signature: DER.sequence(r, s), timestamp: token
        ).count
    }

    /// The length of the DER object at the start of a place that is filled up behind it; nil if there is none.
    ///
    /// What follows the object is the caller's to check: zeros only.
    public static func length(ofPadded bytes: [UInt8]) -> Int? {
        var reader = DERReader(bytes)
        guard reader.nextTag == .sequence, let element = try? reader.readElement() else { return nil }
        return element.encoded.count
    }

    private static func layout(for signer: any MessageSigner, digest: [UInt8]) -> CMSLayout {
        CMSLayout(signer: signer.certificate, chain: signer.chain, suite: signer.suite, digest: digest)
    }
}
