// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The hash of a key's SubjectPublicKeyInfo, by which people and trust folders name a key.
public struct KeyHash: Hashable, Sendable, CustomStringConvertible {
    /// The hash function.
    public let algorithm: DigestAlgorithm
    /// The hash, 32 bytes.
    public let digest: [UInt8]

    /// A hash that was learned from elsewhere; nil unless it has the length of the function's.
    public init?(_ algorithm: DigestAlgorithm, _ digest: [UInt8]) {
        guard digest.count == algorithm.byteCount else { return nil }
        self.algorithm = algorithm
        self.digest = digest
    }

    /// The hash of a certificate's key.
    public init(of certificate: Certificate, _ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        digest =
            algorithm == .sha256 ? certificate.spkiSHA256 : Digest.of(certificate.publicKeyInfo, algorithm)
    }

    /// The hash in lower-case hexadecimal digits.
    public var hex: String { Hex.encode(digest) }

    /// The name of the member of JSON that holds it, which says the hash function.
    public var member: String { Self.member(algorithm) }

    /// The name of the member of JSON that holds a hash by a function.
    public static func member(_ algorithm: DigestAlgorithm) -> String {
        switch algorithm {
        case .sha256: "spkiSHA256"
        case .sm3: "spkiSM3"
        }
    }

    /// The hash, with the name of its function.
    public var description: String { "SPKI \(algorithm.rawValue) \(hex)" }
}
