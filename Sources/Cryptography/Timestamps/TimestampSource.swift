// SPDX-License-Identifier: Apache-2.0

/// Whoever can give timestamps: an authority on the network, or one that a test plays.
public protocol TimestampSource: Sendable {
    /// A token for a request that answers it, of an authority that is trusted for it.
    func token(for request: TimestampRequest) throws(CryptographyError) -> TimestampToken
    /// The policy to ask for, by its arcs with dots between them; nil for the authority's own.
    var policy: String? { get }
}

/// A source whose timestamps are taken only if they are under one suite.
private struct TimestampsOfOneSuite: TimestampSource {
    let source: any TimestampSource
    let suite: Suite

    var policy: String? { source.policy }

    func token(for request: TimestampRequest) throws(CryptographyError) -> TimestampToken {
        let token = try source.token(for: request)
        guard token.signer.suite == suite else {
            throw CryptographyError(
                .untrustedTimestamp,
                "the timestamp of \(token.signer.subject) is signed with \(token.signer.suite?.rawValue ?? "RSA"), "
                    + "and \(suite.rawValue) alone decides here",
                hint: "name an authority for timestamps whose keys are of \(suite.rawValue)")
        }
        return token
    }
}

extension TimestampSource {
    /// The source, of whose timestamps those of authorities with keys of another suite are refused.
    public func restricted(to suite: Suite) -> any TimestampSource {
        TimestampsOfOneSuite(source: self, suite: suite)
    }

    /// A timestamp of a signature value, or of what stands for it.
    ///
    /// - Parameters:
    ///   - message: the bytes that the timestamp is to be about.
    ///   - suite: the suite of the signature; its digest makes the imprint.
    public func timestamp(of message: [UInt8], _ suite: Suite) throws(CryptographyError) -> TimestampToken {
        try token(for: try TimestampRequest(for: TimestampImprint(of: message, suite.digestAlgorithm), policy: policy))
    }
}
