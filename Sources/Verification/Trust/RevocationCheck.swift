// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

/// Asks revocation lists about the certificates of a path.
struct RevocationCheck {
    /// What the lists say.
    enum Outcome {
        /// No certificate was revoked in time to matter.
        case good
        case revoked(Certificate, RevocationList.Entry)
        /// It cannot be known.
        case unknown(String)
    }

    let lists: [RevocationList]
    /// Whether every certificate below the anchor needs a list that speaks of it.
    let isRequired: Bool
    let now: Instant

    /// What the lists say of a path, the anchor being its last certificate.
    ///
    /// - Parameters:
    ///   - provenAt: the moment at which what was signed is proven to have existed; nil if nothing proves it. A
    ///     revocation from a later moment on does not matter then.
    ///   - laterReasons: the reasons for which a later revocation does not matter; nil for any.
    func outcome(of path: [Certificate], provenAt: Instant?, laterReasons: Set<Int>? = nil) -> Outcome {
        for (certificate, issuer) in zip(path, path.dropFirst()) {
            var isKnown = false
            var reason: String?
            for list in lists {
                guard let status = list.status(of: certificate, issuedBy: issuer) else { continue }
                if case .revoked(let entry) = status {
                    let isLater = provenAt.map { $0 < entry.invalidFrom } ?? false
                    guard isLater, laterReasons?.contains(entry.reason) ?? true else {
                        // A revocation is never taken back by the age of the list that tells of it.
                        return .revoked(certificate, entry)
                    }
                    isKnown = true
                } else if speaks(list, of: certificate, provenAt: provenAt) {
                    isKnown = true
                } else {
                    reason = "the list of \(list.issuer) speaks of \(list.thisUpdate) to \(list.nextUpdate)"
                }
            }
            if isKnown { continue }
            if let reason { return .unknown(reason) }
            if isRequired { return .unknown("there is no revocation list of \(issuer.subject)") }
        }
        return .good
    }

    /// Whether the silence of a list says that a certificate is good.
    ///
    /// Of an expired certificate the last list from before its expiry speaks for ever, if it was made after what was
    /// signed is proven to have existed; a later one may have dropped it.
    private func speaks(_ list: RevocationList, of certificate: Certificate, provenAt: Instant?) -> Bool {
        if list.covers(certificate) && list.isFresh(at: now) { return true }
        guard let provenAt, now > certificate.notAfter else { return false }
        return (provenAt...max(provenAt, certificate.notAfter)).contains(list.thisUpdate)
            && list.thisUpdate <= certificate.notAfter
    }
}
