// SPDX-License-Identifier: Apache-2.0

/// Why a cryptographic object could not be read, made or used.
public struct CryptographyError: Error, Equatable, CustomStringConvertible {
    /// What went wrong, as a name that stays the same over versions.
    public enum Code: String, Sendable {
        /// Bytes that are not DER as this project reads it.
        case malformedDER = "der.malformed"
        /// Text that is not PEM, or holds another kind of object.
        case malformedPEM = "pem.malformed"
        /// A certificate that breaks RFC 5280 or uses a part of it that is not supported.
        case malformedCertificate = "certificate.malformed"
        /// A revocation list that breaks RFC 5280 or uses a part of it that is not supported.
        case malformedRevocationList = "crl.malformed"
        /// A public key that is no point of a supported named curve.
        case unsupportedKey = "key.unsupported"
        /// A private key that cannot be read.
        case malformedKey = "key.malformed"
        /// A private key that does not belong to the certificate given with it.
        case keyMismatch = "key.mismatch"
        /// A certificate that cannot serve as a trust anchor.
        case unsuitableAnchor = "anchor.unsuitable"
        /// A passphrase that is missing, or does not open the key.
        case passphrase = "key.passphrase"
        /// A key file that others than its owner may read or change.
        case exposedKey = "key.exposed"
        /// A command that signs for this program failed, was too slow, or gave something else than a signature.
        case signerCommand = "signer.command"
        /// A timestamp, or a message about one, that breaks RFC 3161 or uses a part of it that is not supported.
        case malformedTimestamp = "timestamp.malformed"
        /// A timestamp that proves nothing: its signature, its imprint or its nonce is not the right one.
        case badTimestamp = "timestamp.invalid"
        /// The authority did not grant a timestamp.
        case refusedTimestamp = "timestamp.refused"
        /// The authority that gives timestamps did not answer.
        case unreachableTimestamp = "timestamp.unreachable"
        /// A timestamp of an authority that is not trusted for it.
        case untrustedTimestamp = "timestamp.untrusted"
        /// A request that cannot be met, such as a digest of the wrong length.
        case invalidRequest = "request.invalid"
        /// More data than the limits allow.
        case overLimit = "limit.exceeded"
        /// A call into libcrypto that failed although its input was good.
        case library = "library.failed"

        /// Whether it is about the authority that gives timestamps, or what it gave.
        public var isAboutTimestamps: Bool {
            switch self {
            case .malformedTimestamp, .badTimestamp, .refusedTimestamp, .unreachableTimestamp, .untrustedTimestamp: true
            default: false
            }
        }
    }

    /// The stable name of the failure.
    public let code: Code
    /// What happened, where, what was found and what was expected.
    public let message: String
    /// What to do about it.
    public let hint: String?

    /// An error with its stable name, a message and a hint.
    public init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// The message, and the stable name behind it.
    public var description: String { "\(message) [\(code.rawValue)]" }
}
