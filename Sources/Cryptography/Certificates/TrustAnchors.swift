// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// The authorities that whoever verifies has chosen to trust; they never come from the file that is verified.
public struct TrustAnchors: Sendable {
    /// The certificates of the authorities.
    public let certificates: [Certificate]

    /// The most certificates of a path, the signer's and the anchor's among them.
    public static let maximumPathLength = 3

    /// No anchors: nothing is trusted.
    public static let none = TrustAnchors()

    private init() { certificates = [] }

    /// Anchors from certificates.
    ///
    /// - Parameters:
    ///   - certificates: those of the authorities.
    ///   - purpose: what they are to be trusted for; keys of RSA serve for timestamps alone.
    /// - Throws: `anchor.unsuitable` if one of them is no authority that may sign certificates, has a key of another
    ///   kind, constrains names, holds an unknown critical extension, or is self-issued with a wrong signature.
    public init(
        _ certificates: [Certificate], for purpose: CertificatePurpose = .documents
    ) throws(CryptographyError) {
        for certificate in certificates {
            if let fault = CertificatePath.faultOfAuthority(certificate, authoritiesBelow: 0, for: purpose) {
                throw CryptographyError(.unsuitableAnchor, "trust anchor \(certificate.subject): \(fault.message)")
            }
            guard !certificate.isSelfIssued || certificate.hasSigned(certificate) else {
                throw CryptographyError(
                    .unsuitableAnchor, "trust anchor \(certificate.subject): its own signature does not verify")
            }
        }
        self.certificates = certificates
    }

    /// Anchors from a PEM text that holds one certificate or more.
    public init(pem: [UInt8], for purpose: CertificatePurpose = .documents) throws(CryptographyError) {
        try self.init(try Certificate.readPEM(pem), for: purpose)
    }

    /// Whether a certificate leads to one of the anchors at a moment (RFC 5280, 6.1, in the stricter reading of this
    /// project): at most three certificates; names equal byte for byte; one suite throughout; the signer's key for
    /// signatures and nonrepudiation, the authorities' for certificates; no unknown critical extension, no name
    /// constraints, no certificate that the path does not need. Nothing is fetched from a network.
    ///
    /// - Parameters:
    ///   - leaf: the signer's certificate.
    ///   - intermediates: certificates that came with it, in any order; the anchor itself may be among them.
    ///   - purpose: what the certificate is to be trusted for.
    ///   - instant: the moment at which all certificates of the path have to be valid.
    public func validate(
        _ leaf: Certificate, intermediates: [Certificate] = [], for purpose: CertificatePurpose = .documents,
        at instant: Instant
    ) -> ChainOutcome {
        outcomes(leaf, intermediates: intermediates, for: purpose, at: instant)[0]
    }

    /// What `validate` says of each way up to an anchor: those that are trusted first, then those outside their validity.
    /// There are several where an authority has several certificates of one key; where there is no way, the one outcome
    /// says why.
    public func outcomes(
        _ leaf: Certificate, intermediates: [Certificate] = [], for purpose: CertificatePurpose = .documents,
        at instant: Instant
    ) -> [ChainOutcome] {
        guard intermediates.count < Self.maximumPathLength else {
            return [.untrusted(ChainFault(.tooLong, "\(intermediates.count) certificates came with it", leaf))]
        }
        var (trusted, outside, untrusted): ([ChainOutcome], [ChainOutcome], [ChainOutcome]) = ([], [], [])
        for certificates in paths(from: [leaf], intermediates) {
            let path = CertificatePath(certificates: certificates, purpose: purpose)
            let outcome = path.outcome(given: intermediates, at: instant)
            switch outcome {
            case .trusted: trusted.append(outcome)
            case .outsideValidity: outside.append(outcome)
            case .untrusted: untrusted.append(outcome)
            }
        }
        let outcomes = trusted + outside + untrusted
        return outcomes.isEmpty ? [.untrusted(faultWithoutPath(leaf, intermediates, purpose))] : outcomes
    }

    /// All ways up to an anchor over certificates whose names and signatures fit.
    private func paths(from start: [Certificate], _ intermediates: [Certificate]) -> [[Certificate]] {
        guard let last = start.last, start.count < Self.maximumPathLength else { return [] }
        var found: [[Certificate]] = []
        for anchor in certificates where anchor.subject == last.issuer && anchor.hasSigned(last) {
            found.append(start + [anchor])
        }
        for issuer in intermediates
        where issuer.subject == last.issuer && !start.contains(issuer) && !certificates.contains(issuer)
            && issuer.hasSigned(last)
        {
            found += paths(from: start + [issuer], intermediates)
        }
        return found
    }

    /// The most telling reason why no way leads up to an anchor.
    private func faultWithoutPath(
        _ leaf: Certificate, _ intermediates: [Certificate], _ purpose: CertificatePurpose
    ) -> ChainFault {
        var current = leaf
        var seen: Set<Certificate> = []
        let known = certificates + intermediates
        while seen.insert(current).inserted {
            let named = known.filter { $0.subject == current.issuer }
            if let issuer = named.first(where: { $0.hasSigned(current) && !seen.contains($0) }) {
                guard !certificates.contains(issuer) else {
                    return ChainFault(.tooLong, "more than \(Self.maximumPathLength) certificates to the anchor", leaf)
                }
                current = issuer
                continue
            }
            guard let issuer = named.first(where: { !seen.contains($0) }) else { break }
            if let fault = issuer.faultOfKey(for: purpose) { return ChainFault(.unsupportedKey, fault, issuer) }
            guard current.isSigned(withKindOf: issuer) else {
                return ChainFault(.mixedSuites, "it is signed with another algorithm than its issuer's", current)
            }
            return ChainFault(.badSignature, "its signature is not that of \(current.issuer)", current)
        }
        return ChainFault(.noAnchor, "no trust anchor issued it; its issuer is \(current.issuer)", current)
    }
}
