// SPDX-License-Identifier: Apache-2.0

/// Whoever can give timestamps: an authority on the network, or one that a test plays.
public protocol TimestampSource: Sendable {
    /// A token for a request that answers it, of an authority that is trusted for it.
    func token(for request: TimestampRequest) throws(CryptographyError) -> TimestampToken
    /// The policy to ask for, by its arcs with dots between them; nil for the authority's own.
    var policy: String? { get }
}

extension TimestampSource {
    /// A timestamp of a signature value, or of what stands for it.
    ///
    /// - Parameters:
    ///   - message: the bytes that the timestamp is to be about.
    ///   - suite: the suite of the signature; its digest makes the imprint.
    public func timestamp(of message: [UInt8], _ suite: Suite) throws(CryptographyError) -> TimestampToken {
        try token(for: try TimestampRequest(for: TimestampImprint(of: message, suite.digestAlgorithm), policy: policy))
    }
}
