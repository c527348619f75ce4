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
/// from its journal without issuing anything twice. What comes out does not depend on the number of threads, the
/// values of signatures aside.
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
        var outcome = Outcome()
        var done: Set<Int> = []
        try journal.forEach { row in
            guard Self.stands(row, in: directory), done.insert(row.bidder).inserted else { return }
            outcome.add(row)
        }
        let wasBegun = !done.isEmpty || isResumed
        let plan = RoundPlan(
            round, shard: terms.shard, done: done, inquiry: inquiry, at: terms.instant, jobs: terms.jobs,
            describe: describe)
        tell(.planned(plan, done: done.count))
        let publication = GroupPublication(
            store: store, in: directory, isResumed: wasBegun,
            noted: wasBegun ? try QueryLog(store: store).tally(after: journal.head.queries) : [:])
        try issue(
            plan, in: directory, publication, &journal, wasBegun: wasBegun, isInterrupted: isInterrupted
        ) { row in
            outcome.add(row)
            tell(.done(row, count: outcome.issued + outcome.refused))
        }
        guard outcome.issued + outcome.refused == done.count + plan.items.count else {
            outcome.isInterrupted = true
            return outcome
        }
        outcome.merkleRoot = try finish(journal, in: directory)
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
        _ plan: RoundPlan, in directory: String, _ publication: GroupPublication, _ journal: inout RoundJournal,
        wasBegun: Bool, isInterrupted: @escaping @Sendable () -> Bool, finished: (RoundRow) -> Void
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
            try journal.append(rows)
            rows.forEach(finished)
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
                    if wasBegun, let entry = try standing.standing(report) { return .answer(.standing(report, entry)) }
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
                queries: try QueryLog(store: store).lineCount))
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

    /// Whether the files of a bidder that is done are there.
    private static func stands(_ row: RoundRow, in directory: String) -> Bool {
        guard let report = row.report else { return true }
        return report.files.allSatisfy { Directory.exists(directory + "/" + report.name(of: $0)) }
    }

    /// Writes summary and manifest; nothing changes if they are there already.
    private func finish(_ journal: RoundJournal, in directory: String) throws -> String {
        var entries: [Manifest.Entry] = []
        try RoundSummary.publish(journal, round, in: directory) { entries.append($0) }
        let manifest = Manifest(
            Manifest.Head(
                round: Masking.usual.text(round.id), roundHash: round.sha256, snapshot: inquiry.snapshotID,
                issuedAt: terms.instant, digestAlgorithm: inquiry.digestAlgorithm, bidders: round.bidders.count,
                policy: policy),
            shard: terms.shard, summaries: try summaries(in: directory), entries: entries)
        let path = directory + "/" + Manifest.fileName
        if !stands(manifest, at: path) {
            try DurableFile.publish(
                manifest.file(signedBy: signers.listSigner, timestamps: issuer.timestamps), at: path, replacing: true)
        }
        return manifest.merkleRoot
    }

    /// The tables of the summary with their hashes.
    private func summaries(in directory: String) throws -> [Manifest.Summary] {
        try RoundSummary.fileNames.map { name in
            let bytes = try DurableFile.read(directory + "/" + name)
            return Manifest.Summary(name: name, hash: Hex.encode(Digest.of(bytes, inquiry.digestAlgorithm)))
        }
    }

    /// Whether a manifest is there already, signed by the same signer, and with a timestamp if there is one to be had:
    /// an authority is not asked twice for what it has given.
    private func stands(_ manifest: Manifest, at path: String) -> Bool {
        guard Directory.exists(path), let file = try? DurableFile.read(path),
            let (standing, signature) = try? Manifest.read(file), standing == manifest,
            signature.signer == signers.listSigner.certificate
        else { return false }
        return issuer.timestamps == nil || (try? signature.timestamp?.verified()) != nil
    }
}

extension RoundRunner.Outcome {
    fileprivate mutating func add(_ row: RoundRow) {
        if row.report == nil { refused += 1 } else { issued += 1 }
    }
}
