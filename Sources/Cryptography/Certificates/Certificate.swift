// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// An X.509 certificate of version 3 (RFC 5280), read by a strict reader of its own: what it accepts is DER throughout,
/// so writing it again gives the same bytes.
public final class Certificate: Sendable, Hashable, CustomStringConvertible {
    /// The certificate as it was read.
    public let der: [UInt8]
    /// Whom it certifies.
    public let subject: DistinguishedName
    /// Who issued it.
    public let issuer: DistinguishedName
    /// The first moment at which it is valid.
    public let notBefore: Instant
    /// The last moment at which it is valid.
    public let notAfter: Instant
    /// The suite of its key; nil if the key is of a kind that this project does not use.
    public let suite: Suite?
    /// The SHA-256 of its SubjectPublicKeyInfo, 32 bytes, by which keys are pinned.
    public let spkiSHA256: [UInt8]
    /// The SHA-256 of the whole certificate, 32 bytes.
    public let fingerprint: [UInt8]

    /// The serial number, most significant byte first, without leading zeros.
    let serial: [UInt8]
    /// The public point, uncompressed; empty unless the suite is known.
    let point: [UInt8]
    let extensions: CertificateExtensions
    /// SubjectPublicKeyInfo in DER.
    let publicKeyInfo: [UInt8]
    private let key: Key
    private let signed: [UInt8]
    private let signatureAlgorithm: SignatureAlgorithm
    private let signature: [UInt8]

    /// The most bytes that a certificate may have.
    public static let limit = 1 << 15

    /// Reads a certificate in DER.
    ///
    /// - Throws: `certificate.malformed` with the offset of the fault, `limit.exceeded`, or `key.unsupported` if a
    ///   key that claims one of the two named curves is no point of it.
    public init(der: [UInt8]) throws(CryptographyError) {
        guard der.count <= Self.limit else {
            throw CryptographyError(.overLimit, "certificate of \(der.count) bytes, at most \(Self.limit) are read")
        }
        let fields: CertificateFields
        do {
            fields = try CertificateFields(der)
        } catch {
            throw CryptographyError(.malformedCertificate, "certificate: \(error.message)")
        }
        self.der = der
        subject = fields.subject
        issuer = fields.issuer
        notBefore = fields.notBefore
        notAfter = fields.notAfter
        serial = fields.serial
        suite = fields.suite
        point = fields.point
        extensions = fields.extensions
        signed = Array(fields.signed)
        signatureAlgorithm = fields.signatureAlgorithm
        signature = Array(fields.signature)
        publicKeyInfo = Array(fields.publicKeyInfo)
        spkiSHA256 = Digest.of(fields.publicKeyInfo)
        fingerprint = Digest.of(der)
        if let suite = fields.suite {
            key = .elliptic(try EllipticKey(suite: suite, point: fields.point))
        } else {
            do {
                key = .rsa(try RSAKey(publicKeyInfo: fields.publicKeyInfo))
            } catch {
                key = .unusable(error.message)
            }
        }
    }

    /// Reads the certificates of a PEM text in their order.
    ///
    /// - Throws: `pem.malformed` if the text holds none, or holds anything else.
    public static func readPEM(_ text: [UInt8]) throws(CryptographyError) -> [Certificate] {
        let blocks = try PEM.read(text)
        guard !blocks.isEmpty else {
            throw CryptographyError(.malformedPEM, "no PEM object found where a certificate is expected")
        }
        var certificates: [Certificate] = []
        for block in blocks {
            guard block.label == label else {
                throw CryptographyError(.malformedPEM, "\(block.label) found where a \(label) is expected")
            }
            certificates.append(try Certificate(der: block.contents))
        }
        return certificates
    }

    /// The certificate in PEM.
    public var pem: String { PEM.encode(der, label: Self.label) }

    /// The serial number in lower-case hexadecimal digits.
    public var serialHex: String { Hex.encode(serial) }

    /// Whether it calls its subject an authority.
    public var isCA: Bool { extensions.isAuthority }

    /// Whether subject and issuer are the same name.
    public var isSelfIssued: Bool { subject == issuer }

    /// Whether a name in it says 测试 or 示例: it was made for a demonstration and proves nothing.
    public var isDemonstration: Bool {
        [subject, issuer].contains { name in ["测试", "示例"].contains { name.text.contains($0) } }
    }

    /// Subject and serial number.
    public var description: String { "\(subject) (\(serialHex))" }

    /// Whether a raw signature r‖s of 64 bytes is this certificate's key's over a message; false for any other length
    /// or a value out of range.
    public func verifies(signature raw: [UInt8], of message: [UInt8]) -> Bool {
        guard case .elliptic(let key) = key else { return false }
        return key.verifies(signature: raw, of: message)
    }

    /// Whether this certificate's key signed another certificate, with the algorithm that belongs to the key.
    public func hasSigned(_ other: Certificate) -> Bool {
        hasSigned(other.signed, algorithm: other.signatureAlgorithm, signature: other.signature[...])
    }

    /// Whether this certificate's key signed something else, with the algorithm that belongs to the key.
    func hasSigned(
        _ message: [UInt8], algorithm: SignatureAlgorithm, signature: ArraySlice<UInt8>
    ) -> Bool {
        switch key {
        case .elliptic(let key):
            guard algorithm == .suite(key.suite), let raw = try? RawSignature.decoded(signature) else { return false }
            return key.verifies(signature: raw, of: message)
        case .rsa(let key): return key.verifies(signature, of: message, algorithm)
        case .unusable: return false
        }
    }

    /// Whether the algorithm that it is signed with belongs to the kind of key that another certificate has.
    func isSigned(withKindOf issuer: Certificate) -> Bool {
        switch (issuer.key, signatureAlgorithm) {
        case (.elliptic(let key), .suite(let suite)): key.suite == suite
        case (.rsa, .rsa), (.rsa, .rsaPSS): true
        default: false
        }
    }

    /// Whether its key is an RSA key, which can give timestamps and nothing else.
    public var isRSA: Bool { if case .rsa = key { true } else { false } }

    /// Why its key cannot be used for a purpose; nil if it can.
    func faultOfKey(for purpose: CertificatePurpose) -> String? {
        switch (key, purpose) {
        case (.elliptic, _), (.rsa, .timestamps): nil
        case (.unusable(let reason), .timestamps): reason
        case (_, .documents): "its key is neither a P-256 nor an SM2 key"
        }
    }

    /// Why nobody can accept what its key signs, whoever issued it; nil if its role, usages and key are those of a signer
    /// of documents. Its time is not looked at.
    public var faultAsSigner: String? { CertificatePath.faultOfSigner(self, for: .documents)?.message }

    /// Certificates are equal when their bytes are.
    public static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }

    /// Feeds the fingerprint.
    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

    private static let label = "CERTIFICATE"

    private enum Key: Sendable {
        case elliptic(EllipticKey)
        case rsa(RSAKey)
        /// None that anything is verified with, and why.
        case unusable(String)
    }
}
