// SPDX-License-Identifier: Apache-2.0

/// What a timestamp is about: a digest, and the algorithm that it was taken with (RFC 3161, 2.4.1, MessageImprint).
public struct TimestampImprint: Hashable, Sendable {
    /// The algorithm.
    public let algorithm: DigestAlgorithm
    /// The digest, 32 bytes.
    public let digest: [UInt8]

    /// The imprint of a message.
    public init(of message: [UInt8], _ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        digest = Digest.of(message, algorithm)
    }

    /// Reads MessageImprint; algorithms other than SHA-256 and SM3 are refused.
    init(_ reader: inout DERReader) throws(CryptographyError) {
        var imprint = try reader.enter(.sequence)
        switch try HashFunction(&imprint) {
        case .sha256: algorithm = .sha256
        case .sm3: algorithm = .sm3
        case .sha384, .sha512: throw imprint.malformed("digest algorithm that is neither SHA-256 nor SM3, before")
        }
        digest = Array(try imprint.read(.octetString).contents)
        guard digest.count == algorithm.byteCount else { throw imprint.malformed("digest of another length, before") }
        try imprint.finish()
    }

    /// MessageImprint in DER.
    var der: [UInt8] { DER.sequence(DER.algorithm(algorithm.identifier), DER.octetString(digest)) }
}
