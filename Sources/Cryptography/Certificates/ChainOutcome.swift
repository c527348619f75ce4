// SPDX-License-Identifier: Apache-2.0

/// Whether a certificate leads to a trust anchor at a moment.
public enum ChainOutcome: Sendable, Equatable {
    /// It does: the path runs from the certificate to the anchor.
    case trusted(path: [Certificate])
    /// It does not.
    case untrusted(ChainFault)
    /// It does, but a certificate of the path is not valid at that moment.
    case outsideValidity(ChainFault, path: [Certificate])
}

/// Why a certificate is not trusted.
public struct ChainFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reason, as a name that stays the same over versions.
    public enum Code: String, Sendable {
        /// No anchor issued the certificate or one of those above it.
        case noAnchor = "chain.no-anchor"
        /// A signature is not that of the issuer which the certificate names.
        case badSignature = "chain.bad-signature"
        /// The path to an anchor has more than three certificates, or more than an authority allows.
        case tooLong = "chain.too-long"
        /// The signer's certificate is that of an authority.
        case notEndEntity = "chain.not-end-entity"
        /// An issuer is no authority (basic constraints).
        case notAuthority = "chain.not-authority"
        /// A key is used for what its certificate does not allow.
        case keyUsage = "chain.key-usage"
        /// A key is of another kind than P-256 or SM2.
        case unsupportedKey = "chain.unsupported-key"
        /// Keys of the path, or the algorithm of a signature, belong to different suites.
        case mixedSuites = "chain.mixed-suites"
        /// A critical extension is not understood.
        case unknownExtension = "chain.unknown-extension"
        /// An authority constrains names, which is not supported.
        case nameConstraints = "chain.name-constraints"
        /// A certificate was given that the path does not need.
        case unusedCertificate = "chain.unused-certificate"
        /// The moment lies before the validity of a certificate.
        case notYetValid = "chain.not-yet-valid"
        /// The moment lies after the validity of a certificate.
        case expired = "chain.expired"
    }

    /// The stable name of the reason.
    public let code: Code
    /// What is wrong, in words.
    public let message: String
    /// The certificate that is at fault.
    public let certificate: Certificate

    /// The message, with the certificate and the stable name.
    public var description: String { "\(certificate.subject): \(message) [\(code.rawValue)]" }

    init(_ code: Code, _ message: String, _ certificate: Certificate) {
        self.code = code
        self.message = message
        self.certificate = certificate
    }
}
