// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
public import Issuing
internal import Records
public import Registry
internal import Rendering
internal import Reporting

/// Issues a report for every bidder of a round, by several threads, and goes on after a failure of one.
///
/// Reports are made by the threads and published by the caller's own, group by group in the order of the round: files,
/// issue log, query log, then the journal, each durable before the next. Broken off at any point, the round goes on
/// without issuing anything twice: what stands is found again, and held against snapshot, issue log and files. What comes
/// out does not depend on the number of threads, the values of signatures aside.
public struct RoundRunner {
    /// What there is to tell while a round runs.
    public enum Event {
        /// The plan is made: for so many bidders, of whom so many were done before.
        case planned(RoundPlan, done: Int)
        /// A bidder is done and durable; so many are by now.
        case done(RoundRow, count: Int)
    }

    /// How a round ended.
    public struct Outcome: Sendable {
        /// How many reports there are.
        public var issued = 0
        /// How many bidders have none.
        public var refused = 0
        /// Whether it was stopped before all were done; then there is neither summary nor manifest yet.
        public var isInterrupted = false
        /// The root of the Merkle tree over the report hashes, lower-case hex; nil if it was stopped.
        public var merkleRoot: String?
    }

    /// The terms of a run.
    public struct Terms: Sendable {
        /// The share of the round that is looked after; nil for all.
        public var shard: Shard?
        /// The moment at which all reports speak.
        public var instant: Instant
        /// How many threads work.
        public var jobs: Int

        /// The terms of a run.
        public init(shard: Shard? = nil, instant: Instant, jobs: Int) {
            self.shard = shard
            self.instant = instant
            self.jobs = jobs
        }
    }

    /// How many reports, and how many bytes of them, are published together at most.
    private static let groupCount = 32
    private static let groupBytes = 32 << 20

    private let round: Round
    private let terms: Terms
    private let store: String
    private let inquiry: Inquiry
    private let issuer: ReportIssuer
    private let signers: SignerSet
    private let describe: @Sendable (any Error) -> (code: String, reason: String)

    /// A round to be run.
    ///
    /// - Parameters:
    ///   - round: the round.
    ///   - terms: moment, share and threads.
    ///   - store: the store's directory, for its logs.
    ///   - inquiry: the one snapshot for the whole round.
    ///   - issuer: issues from that snapshot.
    ///   - signers: who signs the manifest: of several the one who signs views.
    ///   - describe: the stable name and the words of an error, for the bidder's row.
    public init(
        _ round: Round, terms: Terms, store: String, inquiry: Inquiry, issuer: ReportIssuer,
        signers: SignerSet, describe: @escaping @Sendable (any Error) -> (code: String, reason: String)
    ) {
        self.round = round
        self.terms = terms
        self.store = store
        self.inquiry = inquiry
        self.issuer = issuer
        self.signers = signers
        self.describe = describe
    }

    /// Runs the round, or goes on with it.
    ///
    /// - Parameters:
    ///   - directory: where everything goes.
    ///   - isResumed: whether a round that was begun there goes on; one that was not begun is begun.
    ///   - isInterrupted: whether to stop; what is in hand is finished.
    ///   - tell: told what there is to tell.
    /// - Throws: what concerns the round as a whole, such as a directory that cannot be written; the round can be
    ///   resumed then.
    public func run(
        in directory: String, isResumed: Bool, isInterrupted: @escaping @Sendable () -> Bool,
        tell: (Event) -> Void
    ) throws -> Outcome {
        try Directory.createAll(directory)
        let lock = try FileLock(directory + "/round.lock")
        defer { _ = lock.path }
        var journal = try openJournal(in: directory, isResumed: isResumed)
        let signed = try StandingManifest(in: directory, head, shard: terms.shard, signer: signers.listSigner)
        // Anybody may have written to the journal: it says which bidders were done, and each row is made again from
        // the snapshot, the issue log and the files.
        var noted: [Int: [UInt8]] = [:]
        try journal.forEach { noted[$0.bidder] = $0.digest }
        let plan = RoundPlan(
            round, shard: terms.shard, inquiry: inquiry, at: terms.instant, jobs: terms.jobs, describe: describe)
        let done = Set(plan.items.map(\.bidder)).intersection(noted.keys)
        tell(.planned(plan.without(done), done: done.count))
        let publication = GroupPublication(
            store: store, in: directory, isResumed: isResumed,
            noted: isResumed ? try QueryLog(store: store).tally(after: journal.head.queries) : [:])
        var outcome = Outcome()
        var rows: [Int: [UInt8]] = [:]
        try issue(plan, publication, signed, isResumed: isResumed, isInterrupted: isInterrupted) { made in
            for row in made { try signed?.check(row.entry) }
            let digests = made.map(\.digest)
            try journal.append(zip(made, digests).filter { noted[$0.bidder] != $1 }.map(\.0))
            for (row, digest) in zip(made, digests) {
                rows[row.bidder] = digest
                outcome.add(row)
                if !done.contains(row.bidder) { tell(.done(row, count: outcome.issued + outcome.refused)) }
            }
        }
        guard rows.count == plan.items.count else {
            outcome.isInterrupted = true
            return outcome
        }
        outcome.merkleRoot = try finish(journal, rows, signed, in: directory)
        return outcome
    }

    /// What a thread made of a bidder.
    private enum Made: Sendable {
        case answer(GroupPublication.Answer)
        case failed(code: String, reason: String)
        /// The round was stopped before it was begun.
        case notBegun
        /// What is wrong is wrong with the whole round.
        case broken(any Error)
    }

    private func issue(
        _ plan: RoundPlan, _ publication: GroupPublication, _ signed: StandingManifest?, isResumed: Bool,
        isInterrupted: @escaping @Sendable () -> Bool, finished: ([RoundRow]) throws -> Void
    ) throws {
        var publication = publication
        let (round, issuer, instant, describe) = (round, issuer, terms.instant, describe)
        let standing = publication
        let warnings = Dictionary(grouping: plan.findings.filter { !$0.isRefusal && $0.bidder != nil }) {
            $0.bidder ?? 0
        }
        var group = Group()
        func publish() throws {
            let rows = try group.publish(&publication, round: round, at: instant, warnings: warnings, describe)
            try finished(rows)
            group = Group()
        }
        try OrderedWork(count: plan.items.count, jobs: terms.jobs).run(
            worker: { PDFRenderer() },
            work: { renderer, piece in
                if isInterrupted() { return Made.notBegun }
                let item = plan.items[piece]
                guard case .issue = item.step else { return .answer(.refused(reason: "", at: instant)) }
                do {
                    let request = round.request(for: round.bidders[item.bidder - 1])
                    let report = try issuer.report(for: request, at: instant)
                    if isResumed { try standing.checkForce(of: report) }
                    if isResumed,
                        let entry = try standing.standing(report, remade: signed?.files(of: item.bidder))
                    {
                        return .answer(.standing(report, entry))
                    }
                    if let signed { return .broken(signed.changed(report.number.text)) }
                    return .answer(.issued(try issuer.issue(report, with: renderer)))
                } catch let error as CryptographyError where error.code.isAboutTimestamps {
                    // No bidder is without a report because the authority for timestamps was not there for a while.
                    return .broken(error)
                } catch {
                    let (code, reason) = describe(error)
                    return .failed(code: code, reason: reason)
                }
            },
            deliver: { piece, made throws(any Error) in
                let item = plan.items[piece]
                switch (made, item.step) {
                case (.notBegun, _): return
                case (.broken(let error), _):
                    try publish()
                    throw error
                case (_, .passOver(let code, let reason)), (_, .refuse(let code, let reason)),
                    (.failed(let code, let reason), _):
                    let isAsked = if case .passOver = item.step { false } else { true }
                    group.add(item.bidder, refused: (code, reason), isAsked: isAsked)
                case (.answer(let answer), .issue): group.add(item.bidder, answer)
                }
                if group.count >= Self.groupCount || group.bytes >= Self.groupBytes { try publish() }
            })
        try publish()
    }

    private func openJournal(in directory: String, isResumed: Bool) throws -> RoundJournal {
        if let journal = try RoundJournal(in: directory) {
            guard isResumed else {
                throw IssuingError(
                    .outputExists, "\(directory)/\(RoundJournal.fileName) exists: a round was begun there",
                    hint: "go on with it with --resume, or name another --out")
            }
            guard journal.isSealed(by: inquiry.seal) else {
                throw RoundError(faults: [
                    "\(directory)/\(RoundJournal.fileName): its first line is not as this store wrote it; take the directory "
                        + "from a copy, or give the round another --out"
                ])
            }
            try check(journal.head, in: directory)
            try Directory.sweep(directory, ofLivingProcesses: true)
            return journal
        }
        for name in [Manifest.fileName] + RoundSummary.fileNames where Directory.exists(directory + "/" + name) {
            throw IssuingError(
                .outputExists, "\(directory)/\(name) exists", hint: "name another --out for this round")
        }
        return try RoundJournal(
            creatingAt: directory + "/" + RoundJournal.fileName,
            RoundJournal.Head(
                round: Masking.usual.text(round.id), roundHash: round.sha256, snapshot: inquiry.snapshotID,
                instant: terms.instant, digestAlgorithm: inquiry.digestAlgorithm, policy: policy,
                template: issuer.template, shard: terms.shard?.description,
                queries: try QueryLog(store: store).lineCount), sealedBy: inquiry.seal)
    }

    /// The policy of all its reports.
    private var policy: Manifest.Policy {
        let policy = inquiry.policy
        return Manifest.Policy(id: policy.id, version: policy.version, hash: policy.sha256)
    }

    /// A round goes on with what it was begun with, or not at all.
    private func check(_ head: RoundJournal.Head, in directory: String) throws {
        let differences = [
            ("the round file", head.roundHash, round.sha256), ("the snapshot", head.snapshot, inquiry.snapshotID),
            ("the instant", head.instant.description, terms.instant.description),
            ("the policy", head.policy.description, policy.description),
            ("the template", head.template, issuer.template),
            ("the shard", head.shard ?? "none", terms.shard?.description ?? "none"),
        ].filter { $0.1 != $0.2 }
        guard let (what, then, now) = differences.first else { return }
        throw RoundError(faults: [
            "\(directory) was begun with another value of \(what): \(then), not \(now); give the same, or another --out"
        ])
    }

    /// Writes summary and manifest; nothing changes if they are there already.
    private func finish(
        _ journal: RoundJournal, _ rows: [Int: [UInt8]], _ signed: StandingManifest?, in directory: String
    ) throws -> String {
        let manifest: Manifest
        if let signed, let whole = signed.withSummaries(in: directory) {
            manifest = whole
        } else {
            var entries: [Manifest.Entry] = []
            try RoundSummary.publish(journal, rows, round, in: directory) { entries.append($0) }
            manifest = Manifest(
                head, shard: terms.shard, summaries: try summaries(in: directory), entries: entries)
            try signed?.check(manifest)
        }
        // An authority for timestamps is not asked twice for what it has given.
        if signed?.isOurs != true || (issuer.timestamps != nil && signed?.isStamped != true) {
            try DurableFile.publish(
                manifest.file(signedBy: signers.listSigner, timestamps: issuer.timestamps),
                at: directory + "/" + Manifest.fileName, replacing: true)
        }
        return manifest.merkleRoot
    }

    /// What the manifest says of the round.
    private var head: Manifest.Head {
        Manifest.Head(
            round: Masking.usual.text(round.id), roundHash: round.sha256, snapshot: inquiry.snapshotID,
            issuedAt: terms.instant, digestAlgorithm: inquiry.digestAlgorithm, bidders: round.bidders.count,
            policy: policy)
    }

    /// The tables of the summary with their hashes.
    private func summaries(in directory: String) throws -> [Manifest.Summary] {
        try RoundSummary.fileNames.map { name in
            let bytes = try DurableFile.read(directory + "/" + name)
            return Manifest.Summary(name: name, hash: Hex.encode(Digest.of(bytes, inquiry.digestAlgorithm)))
        }
    }
}

extension RoundRunner.Outcome {
    fileprivate mutating func add(_ row: RoundRow) {
        if row.report == nil { refused += 1 } else { issued += 1 }
    }
}
