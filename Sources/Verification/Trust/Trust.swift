// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography

/// Whom whoever verifies has chosen to trust, and how far. None of it comes from the file that is verified.
public struct Trust: Sendable {
    /// An authority, and the reports that it is trusted for.
    public struct Root: Sendable {
        /// Its certificate.
        public var certificate: Certificate
        /// The first day of issue of the reports that it is trusted for; nil for any.
        public var from: CivilDay?
        /// The last day of issue of the reports that it is trusted for; nil for any.
        public var until: CivilDay?
        /// Which of its certificates count, and for what.
        public var admission: Admission

        /// An authority of those parts.
        public init(
            _ certificate: Certificate, from: CivilDay? = nil, until: CivilDay? = nil, admission: Admission
        ) {
            self.certificate = certificate
            self.from = from
            self.until = until
            self.admission = admission
        }
    }

    /// What is to be said of a signer.
    public enum Judgement: Sendable, CustomStringConvertible {
        /// The path leads to an authority that is trusted for it, and the signer may sign that.
        case trusted(path: [Certificate], by: Entitlement)
        /// No path leads to an authority, or its algorithms are not accepted.
        case untrusted(String)
        /// A certificate of the path is not valid at the moment.
        case outsideValidity(ChainFault)
        /// The authority is trusted for reports of other days.
        case outsidePeriod(Root)
        /// The authority is trusted, but nothing names its signer for what it signed.
        case notEntitled(path: [Certificate])
        /// A certificate of the path was revoked (吊销).
        case revoked(Certificate, RevocationList.Entry)
        /// Whether a certificate of the path was revoked cannot be known.
        case revocationUnknown(String)

        /// The judgement in words.
        public var description: String {
            switch self {
            case .trusted(let path, _): "it leads to \(path.last?.subject.text ?? "")"
            case .notEntitled(let path):
                "\(path.last?.subject.text ?? "") is trusted, but its signer \(path.first?.subject.text ?? "") is not one "
                    + "that the trust folder names for this"
            case .untrusted(let reason), .revocationUnknown(let reason): reason
            case .outsideValidity(let fault): fault.description
            case .outsidePeriod(let root):
                "\(root.certificate.subject) is trusted from \(root.from?.description ?? "…") until \(root.until?.description ?? "…")"
            case .revoked(let certificate, let entry): "\(certificate) was revoked at \(entry.at)"
            }
        }
    }

    /// The authorities.
    public let roots: [Root]
    /// The suites whose signatures decide anything.
    public let suites: Set<Suite>
    /// The suites of which a report must bear a signature.
    public let requiredSuites: Set<Suite>
    /// What authorities declared revoked.
    public let revocationLists: [RevocationList]
    /// Whether a path without revocation lists leaves the question open.
    public let requiresRevocationLists: Bool

    /// The authorities whose timestamps prove anything.
    public let timestampAnchors: TrustAnchors
    /// Whether a signature without a timestamp leaves the question open.
    public let requiresTimestamps: Bool

    private let anchors: TrustAnchors

    /// Trust in some authorities.
    ///
    /// - Parameters:
    ///   - roots: the authorities.
    ///   - suites: the suites whose signatures decide anything.
    ///   - requiredSuites: those of them of which a report must bear a signature.
    ///   - revocationLists: what authorities declared revoked; those of other authorities are passed over.
    ///   - requiresRevocationLists: whether a path without a fresh list for each certificate below the authority
    ///     leaves the question open; where it does not, only a list that is there decides.
    ///   - timestampRoots: the certificates of the authorities whose timestamps prove anything.
    ///   - requiresTimestamps: whether a signature without a timestamp leaves the question open.
    /// - Throws: `anchor.unsuitable` if one of the certificates is no authority's.
    public init(
        roots: [Root], suites: Set<Suite> = Set(Suite.allCases), requiredSuites: Set<Suite> = [],
        revocationLists: [RevocationList] = [], requiresRevocationLists: Bool = false,
        timestampRoots: [Certificate] = [], requiresTimestamps: Bool = false
    ) throws(CryptographyError) {
        self.roots = roots
        self.suites = suites
        self.requiredSuites = requiredSuites
        self.revocationLists = revocationLists
        self.requiresRevocationLists = requiresRevocationLists
        timestampAnchors = try TrustAnchors(timestampRoots, for: .timestamps)
        self.requiresTimestamps = requiresTimestamps
        anchors = try TrustAnchors(roots.map(\.certificate))
    }

    /// Trust in some private authorities (专用根), for whatever they certify; the suites of their keys decide.
    public init(privateAuthorities anchors: TrustAnchors) {
        roots = anchors.certificates.map { Root($0, admission: .all) }
        suites = Set(anchors.certificates.compactMap(\.suite))
        requiredSuites = []
        revocationLists = []
        requiresRevocationLists = false
        timestampAnchors = .none
        requiresTimestamps = false
        self.anchors = anchors
    }

    /// What is to be said of the signer of something.
    ///
    /// - Parameters:
    ///   - signer: its certificate.
    ///   - chain: the certificates that came with it.
    ///   - statement: what it signed.
    ///   - issuedOn: the day on which it says that it was signed; nil if it does not say.
    ///   - provenAt: the moment at which the signature is proven to have existed, by a timestamp that this trust
    ///     accepts; nil if there is none. The certificates then have to have been valid at that moment, instead of now,
    ///     and a later revocation does not touch the signature.
    ///   - now: the moment of verification.
    public func judge(
        _ signer: Certificate, chain: [Certificate], of statement: Statement, issuedOn: CivilDay?,
        provenAt: Instant? = nil, at now: Instant
    ) -> Judgement {
        guard signer.suite.map(suites.contains) ?? false else {
            let names = suites.map(\.rawValue).sorted().joined(separator: ", ")
            return .untrusted("its suite is \(signer.suite?.rawValue ?? "none"), accepted are \(names)")
        }
        let outcomes = anchors.outcomes(signer, intermediates: chain, at: provenAt ?? now)
        switch outcomes[0] {
        case .untrusted(let fault): return .untrusted(fault.description)
        case .outsideValidity(let fault, _): return .outsideValidity(fault)
        case .trusted(let first):
            // An authority may have several certificates of one key, each trusted for days and signers of its own.
            var judgement = judge(first, of: statement, issuedOn: issuedOn, provenAt: provenAt, at: now)
            for case .trusted(let path) in outcomes.dropFirst() {
                let other = judge(path, of: statement, issuedOn: issuedOn, provenAt: provenAt, at: now)
                if other.outweighs(judgement) { judgement = other }
            }
            return judgement
        }
    }

    private func judge(
        _ path: [Certificate], of statement: Statement, issuedOn day: CivilDay?, provenAt: Instant?, at now: Instant
    ) -> Judgement {
        let entries = roots.filter { $0.certificate == path.last }
        let inPeriod = entries.filter { root in
            guard root.from != nil || root.until != nil else { return true }
            guard let day else { return false }
            return root.from.map { $0 <= day } ?? true && root.until.map { $0 >= day } ?? true
        }
        if inPeriod.isEmpty, let root = entries.first { return .outsidePeriod(root) }
        let entitlements = inPeriod.lazy.compactMap { $0.admission.entitlement(of: path[0], to: statement) }
        guard let entitlement = entitlements.first else { return .notEntitled(path: path) }
        switch RevocationCheck(lists: revocationLists, isRequired: requiresRevocationLists, now: now)
            .outcome(of: path, provenAt: provenAt)
        {
        case .good: return .trusted(path: path, by: entitlement)
        case .revoked(let certificate, let entry): return .revoked(certificate, entry)
        case .unknown(let reason): return .revocationUnknown(reason)
        }
    }
}

extension Trust.Judgement {
    /// Whether it decides where another way up gives the other: a revocation always, then whatever is trusted, then what
    /// an authority that may be asked leaves open.
    fileprivate func outweighs(_ other: Trust.Judgement) -> Bool { weight > other.weight }

    private var weight: Int {
        switch self {
        case .revoked: 3
        case .trusted: 2
        case .revocationUnknown: 1
        case .untrusted, .outsideValidity, .outsidePeriod, .notEntitled: 0
        }
    }
}
