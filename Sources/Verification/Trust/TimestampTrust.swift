// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography

extension Trust {
    /// What is to be said of a timestamp.
    public enum TimestampJudgement: Sendable {
        /// It proves that what it is about existed at a moment.
        case trusted(Instant)
        /// No authority for timestamps is trusted at all, so that none proves anything.
        case noAuthorities
        /// It proves nothing.
        case untrusted(String)
        /// Whether the authority's certificate was revoked cannot be known.
        case revocationUnknown(String)
    }

    /// By how many seconds clocks may differ.
    public static let clockSlack: Int64 = 300

    /// What is to be said of a timestamp whose signature and imprint hold.
    ///
    /// Its authority has to lead to one of the anchors for timestamps at the moment that it states (RFC 3161, 2.3). A
    /// later revocation does not matter if it was for a reason that leaves earlier timestamps good (RFC 3161, 4).
    public func judge(_ token: TimestampToken, at now: Instant) -> TimestampJudgement {
        guard !timestampAnchors.certificates.isEmpty else { return .noAuthorities }
        // RSA belongs to no suite; where SM2 and SM3 alone decide, it is one of the other algorithms.
        guard suites.contains(token.signer.suite ?? .p256) else {
            return .untrusted("its algorithm is \(token.signer.suite?.rawValue ?? "RSA"), which decides nothing here")
        }
        guard token.time.seconds <= now.seconds + Self.clockSlack else {
            return .untrusted("it is of \(token.time), after now")
        }
        let outcome = timestampAnchors.validate(
            token.signer, intermediates: token.chain, for: .timestamps, at: token.time)
        guard case .trusted(let path) = outcome else {
            if case .untrusted(let fault) = outcome { return .untrusted(fault.description) }
            if case .outsideValidity(let fault, _) = outcome { return .untrusted(fault.description) }
            return .untrusted("its authority is not trusted")
        }
        // affiliationChanged, superseded, cessationOfOperation: the key was in nobody else's hands.
        let check = RevocationCheck(lists: revocationLists, isRequired: requiresRevocationLists, now: now)
        switch check.outcome(of: path, provenAt: token.latest, laterReasons: [3, 4, 5]) {
        case .good: return .trusted(token.latest)
        case .revoked(let certificate, let entry):
            return .untrusted("the certificate \(certificate) was revoked at \(entry.at) (reason \(entry.reason))")
        case .unknown(let reason): return .revocationUnknown(reason)
        }
    }
}
