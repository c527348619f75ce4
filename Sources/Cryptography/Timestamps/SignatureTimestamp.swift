// SPDX-License-Identifier: Apache-2.0

/// A timestamp as it lies beside the signature that it is about (signature-time-stamp; ETSI EN 319 122-1, 5.3), not
/// looked at yet.
public struct SignatureTimestamp: Sendable, Hashable {
    /// The bytes of the token.
    public let token: [UInt8]
    /// What the timestamp has to be about: the signature value in the form in which it stands.
    public let message: [UInt8]
    /// The suite of the signature, whose digest makes the imprint.
    public let suite: Suite

    /// A timestamp beside a signature.
    public init(token: [UInt8], message: [UInt8], suite: Suite) {
        self.token = token
        self.message = message
        self.suite = suite
    }

    /// The token, read, with a signature that holds and with the imprint of the message.
    ///
    /// - Parameter stock: where certificates are taken from that were read before.
    /// - Throws: `timestamp.invalid` if it is another signature's, and what reading it throws.
    public func verified(
        stock: CertificateStock = CertificateStock()
    ) throws(CryptographyError) -> TimestampToken {
        let token = try TimestampToken(token, stock: stock)
        guard token.imprint == TimestampImprint(of: message, suite.digestAlgorithm) else {
            throw CryptographyError(.badTimestamp, "the timestamp is that of another signature: its imprint differs")
        }
        return token
    }
}
