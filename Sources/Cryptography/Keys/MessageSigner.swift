// SPDX-License-Identifier: Apache-2.0

/// Whoever signs for the issuer: a key in a file here, a device or a service elsewhere.
public protocol MessageSigner: Sendable {
    /// The suite of the key.
    var suite: Suite { get }
    /// The certificate of the key.
    var certificate: Certificate { get }
    /// The certificates that lead from the signer's towards a trust anchor, without the signer's own.
    var chain: [Certificate] { get }
    /// Whether it is known that the key is that of the certificate, so that not each signature has to be tried.
    var isProven: Bool { get }
    /// The signature r‖s of a message, 64 bytes; the suite's digest is taken inside.
    func signature(over message: [UInt8]) throws(CryptographyError) -> [UInt8]
}

/// A signer whose key is in memory.
public struct LocalSigner: MessageSigner {
    /// The signer's certificate.
    public let certificate: Certificate
    /// The certificates above it.
    public let chain: [Certificate]
    private let key: SigningKey

    /// The suite of the key.
    public var suite: Suite { key.suite }

    /// The key was held against the certificate when the signer was made.
    public var isProven: Bool { true }

    /// A signer from its key, its certificate and the certificates above.
    ///
    /// - Throws: `key.mismatch` if the certificate is not the key's.
    public init(key: SigningKey, certificate: Certificate, chain: [Certificate] = []) throws(CryptographyError) {
        guard key.matches(certificate) else {
            throw CryptographyError(
                .keyMismatch, "the certificate of \(certificate.subject.text) belongs to another key",
                hint: "the first certificate of the file must be the signer's own")
        }
        self.key = key
        self.certificate = certificate
        self.chain = chain
    }

    /// A signer from the PEM texts of a key and of its certificate with those above it, the signer's first.
    public init(keyPEM: [UInt8], certificatesPEM: [UInt8]) throws(CryptographyError) {
        let certificates = try Certificate.readPEM(certificatesPEM)
        guard let first = certificates.first else {
            throw CryptographyError(.malformedPEM, "no certificate found where the signer's is expected")
        }
        try self.init(key: try SigningKey(pem: keyPEM), certificate: first, chain: Array(certificates.dropFirst()))
    }

    private init(_ signer: LocalSigner, chain: [Certificate]) {
        key = signer.key
        certificate = signer.certificate
        self.chain = chain
    }

    /// The same signer with more certificates above it.
    public func adding(_ certificates: [Certificate]) -> LocalSigner {
        LocalSigner(self, chain: chain + certificates)
    }

    /// The signature r‖s of a message, 64 bytes.
    public func signature(over message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try key.sign(message)
    }
}

extension MessageSigner {
    /// Nothing is known of a device or a service.
    public var isProven: Bool { false }

    /// The signature r‖s of a message, of the two that ECDSA allows the one with the smaller s.
    ///
    /// It is tried with the certificate before it leaves unless the signer is proven: a signer that is broken or holds
    /// another key cannot put a bad signature under a report.
    ///
    /// - Throws: `key.mismatch` if the certificate does not accept the signature, and what the signer throws.
    public func checkedSignature(over message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let raw = LowS.normalized(try signature(over: message), suite)
        guard !isProven else { return raw }
        guard certificate.suite == suite, certificate.verifies(signature: raw, of: message) else {
            throw CryptographyError(
                .keyMismatch, "the signer's value does not verify with the certificate of \(certificate.subject)")
        }
        return raw
    }
}
