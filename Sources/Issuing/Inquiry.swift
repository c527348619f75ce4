// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
public import RecordStore
public import Records
public import Reporting

/// Answers requests (查询) from one snapshot of a store under one policy: with what a report would say, or with why.
///
/// Needs no key. Any number of threads may ask at once.
public struct Inquiry: Sendable {
    private let snapshot: Snapshot
    private let making: ReportMaking
    private let received: [Instant]
    private let parents: ParentLines
    private let secret: [UInt8]

    /// An inquiry into a store.
    ///
    /// - Parameters:
    ///   - store: the store.
    ///   - snapshot: the point of the store's chain to look at, by its hash; nil for the newest.
    ///   - policy: the policy to follow; nil for the store's first.
    public init(store: RecordStore, snapshot id: String? = nil, policy: String?) throws {
        let snapshot = if let id { try store.snapshot(id: id) } else { try store.snapshot() }
        let configuration = try snapshot.configuration()
        guard let file = configuration.policy(policy) else {
            let known = configuration.policies.map(\.id).joined(separator: ", ")
            throw IssuingError(
                .policy, "the store has no policy \(policy ?? "")",
                hint: "it has \(known); creditreport policy add FILE adds one")
        }
        let rulebook = try Rulebook(configuration, following: file)
        self.snapshot = snapshot
        received = snapshot.imports.map(\.received)
        parents = ParentLines(store, snapshot, catalog: rulebook.catalog)
        secret = try store.secret
        making = ReportMaking(
            rulebook: rulebook, snapshot: snapshot.id, cutoff: snapshot.cutoff,
            statements: snapshot.imports.map(CoverageStatement.init), secret: secret,
            digestAlgorithm: snapshot.digestAlgorithm)
    }

    /// The hash function of the store.
    public var digestAlgorithm: DigestAlgorithm { snapshot.digestAlgorithm }

    /// The seal of a text: its HMAC under the secret of the store, in lower-case hex. Only who can read the secret makes it.
    public func seal(_ text: [UInt8]) -> String {
        Hex.encode(HMAC.of(Array("creditreport-seal-1\n".utf8) + text, key: secret, digestAlgorithm))
    }

    /// The policy that is followed.
    public var policy: Policy { making.rulebook.policy }

    /// The snapshot's hash, in lower-case hex.
    public var snapshotID: String { snapshot.id }

    /// What the report says that answers a request.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - issuedAt: the moment at which the report speaks (出具时间).
    /// - Throws: `ReportingError` with all reasons for which it is refused (rules, 5).
    public func report(for request: ReportRequest, at issuedAt: Instant) throws -> Report {
        try making.report(request, issuedAt: issuedAt, received: instant(of:), lines: lines(of:))
    }

    /// The request with the branches and subsidiaries that the register has, if it wants them; else as it is.
    ///
    /// - Throws: `ReportingError` if they cannot be known.
    public func withBranches(_ request: ReportRequest) throws -> ReportRequest {
        try making.withBranches(request, received: instant(of:), lines: lines(of:))
    }

    /// Why each record of the subjects is or is not in that report: an explanation for each subject, in their order.
    ///
    /// - Throws: `ReportingError` with all reasons for which the report is refused (rules, 5).
    public func explanations(for request: ReportRequest, at issuedAt: Instant) throws -> [Explanation] {
        try making.explanations(request, issuedAt: issuedAt, received: instant(of:), lines: lines(of:))
    }

    private func instant(of sequence: Int) throws -> Instant {
        received[sequence - 1]
    }

    private func lines(of key: SubjectKey) throws -> [Entry] {
        if case .parent = key { return try parents.lines(of: key) }
        return try snapshot.entries(for: key)
    }
}
