// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
public import RecordStore
internal import Records
internal import Registry
internal import Reporting

/// Finds the reports whose finding is another by what was imported after them (是否受后续信息影响).
///
/// Each report's request is answered again under the configuration with which it was issued: once from the lines that
/// there were, once from those that there are now, both for the day on which it speaks and for today. What differs,
/// differs by newer imports alone, not by the passing of time.
public struct OutdatedReports {
    /// Which imports are looked at.
    public enum Since: Sendable {
        /// For each report all that came after it.
        case issue
        /// The import of a sequence number, and all after it.
        case importNumber(Int)
        /// All imports received at an instant or later.
        case instant(Instant)
    }

    private let store: RecordStore
    private let issues: IssueLog
    private let newest: Snapshot
    private let now: Instant
    /// Rulebooks by snapshot and policy: many reports share them.
    private var readings: [String: (count: Int, links: Int, reading: SnapshotReading)] = [:]
    /// The lines under the parents that they name, by catalogue.
    private var parents: [String: ParentLines] = [:]

    /// A search in a store.
    ///
    /// - Parameter now: the moment on whose day reports are asked for again, and must still be valid.
    public init(store: RecordStore, at now: Instant) throws {
        self.store = store
        self.now = now
        issues = IssueLog(store: store.path, store.digestAlgorithm)
        newest = try store.snapshot()
    }

    /// The outdated reports that are in force, in the order of subject and issue.
    ///
    /// - Parameters:
    ///   - since: which imports are looked at.
    ///   - withExpired: also reports whose time is over.
    public mutating func find(since: Since, withExpired: Bool) throws -> [OutdatedReport] {
        let base: Int
        let subjects: [CreditCode]
        switch since {
        case .issue:
            base = 0
            subjects = try issuedSubjects()
        case .importNumber(let number):
            base = max(0, number - 1)
            subjects = try touchedSubjects(after: base)
        case .instant(let instant):
            base = newest.imports.count { $0.received < instant }
            subjects = try touchedSubjects(after: base)
        }
        var outdated: [OutdatedReport] = []
        for subject in Set(subjects).union(try subjectsWithBranches()).sorted() {
            for entry in try issues.entries(subject: subject.text) {
                guard withExpired || entry.validUntil >= now.day else { continue }
                guard case .issued = try issues.status(number: entry.number) else { continue }
                if let report = try compare(entry, subject, base: base) { outdated.append(report) }
            }
        }
        return outdated
    }

    /// All subjects about whom reports were issued, in the order of their codes.
    private func issuedSubjects() throws -> [CreditCode] {
        var codes: Set<String> = []
        try issues.forEach { codes.formUnion($0.subjects) }
        return codes.sorted().compactMap { try? CreditCode($0) }
    }

    /// The main subjects of reports that have their branches and subsidiaries: any line of the register may add one.
    private func subjectsWithBranches() throws -> [CreditCode] {
        var codes: Set<String> = []
        try issues.forEach { entry in
            if entry.request?.branchesOf != nil, let code = entry.subjects.first { codes.insert(code) }
        }
        return codes.compactMap { try? CreditCode($0) }
    }

    /// The subjects whose reports newer imports may concern, in the order of their codes.
    ///
    /// A line concerns whoever it is kept under; where replacements join subjects, all of them; and where it has a
    /// registration number or a name alone, those whose register has these.
    private func touchedSubjects(after count: Int) throws -> [CreditCode] {
        let reading = try SnapshotReading(newest, policy: nil)
        var codes: Set<CreditCode> = []
        var others: Set<SubjectKey> = []
        try newest.forEachSubject(after: count) { key in
            switch key {
            case .code(let code): codes.insert(code)
            case .registration, .name, .parent: others.insert(key)
            case .nobody: break
            }
        }
        for code in codes.sorted() {
            for case .code(let other) in try keys(of: code, reading) { codes.insert(other) }
        }
        if !others.isEmpty {
            for code in try issuedSubjects() where !codes.contains(code) {
                if !others.isDisjoint(with: try keys(of: code, reading)) { codes.insert(code) }
            }
        }
        return codes.sorted()
    }

    /// All keys under which lines stand that concern a subject.
    private func keys(of subject: CreditCode, _ reading: SnapshotReading) throws -> Set<SubjectKey> {
        var keys: Set<SubjectKey> = []
        _ = try reading.history(of: subject) { key in
            keys.insert(key)
            return try newest.entries(for: key)
        }
        return keys
    }

    /// Holds a report against what it would say now; nil if that is the same.
    private mutating func compare(_ entry: IssueEntry, _ subject: CreditCode, base: Int) throws -> OutdatedReport? {
        let (count, links, reading) = try reading(of: entry)
        let known = max(count, base)
        // What single imports did is asked of imports alone.
        let erased = base == 0 ? erasedDigests(after: links) : []
        guard known < newest.imports.count || !erased.isEmpty, let newCutoff = newest.cutoff else { return nil }
        let oldCutoff = known == 0 ? newCutoff : newest.imports[known - 1].received
        var lines: [SubjectKey: [Entry]] = [:]
        let current = SnapshotReading(reading, lines: newest)
        let after = try current.history(of: subject) { key in
            let entries = try newest.entries(for: key)
            lines[key] = entries
            return entries
        }
        var brought = Set(lines.values.joined().map(\.sequence).filter { $0 > known })
        let branches = try branchChanges(entry, of: subject, current, known: known)
        brought.formUnion(branches.imports)
        let gone = Set(
            lines.values.joined().filter { line in
                line.sequence <= count && line.tombstone.map { erased.contains($0.digest) } ?? false
            }.map { [$0.sequence, $0.row] })
        guard !brought.isEmpty || !gone.isEmpty else { return nil }
        let before = try current.history(of: subject) { key in
            try (lines[key] ?? newest.entries(for: key)).filter { $0.sequence <= known }
        }
        var changes = branches.changes
        if !gone.isEmpty {
            changes.append(
                OutdatedReport.Change(
                    kind: .erased, title: "", identity: "", domain: "", before: "0", after: String(gone.count),
                    days: [.issue, .today]))
        }
        for (day, name) in [(entry.issuedAt.day, OutdatedReport.Change.Day.issue), (now.day, .today)] {
            let old = FindingDigest(
                before, scope: scope(of: entry, subject, reading.rulebook, day: day, cutoff: oldCutoff),
                rulebook: reading.rulebook)
            let new = FindingDigest(
                after, scope: scope(of: entry, subject, reading.rulebook, day: day, cutoff: newCutoff),
                rulebook: reading.rulebook)
            for change in Self.changes(from: old, to: new, on: name, masking: reading.masking) {
                var same = change
                same.days = []
                let place = changes.firstIndex { earlier in
                    var other = earlier
                    other.days = []
                    return other == same
                }
                if let place { changes[place].days.append(name) } else { changes.append(change) }
            }
        }
        if changes.isEmpty { return nil }
        return OutdatedReport(entry: entry, subject: subject.text, changes: changes, imports: brought.sorted())
    }

    /// Which branches and subsidiaries a report lacks by now, or has that belong to its subjects no more, if it was asked
    /// for them; said of its main subject. With the imports that brought lines of the register about them.
    private mutating func branchChanges(
        _ entry: IssueEntry, of subject: CreditCode, _ reading: SnapshotReading, known: Int
    ) throws -> (changes: [OutdatedReport.Change], imports: Set<Int>) {
        guard let count = entry.request?.branchesOf, entry.subjects.first == subject.text else { return ([], []) }
        let catalog = reading.rulebook.catalog
        let parents = parents[catalog.sha256] ?? ParentLines(store, newest, catalog: catalog)
        self.parents[catalog.sha256] = parents
        var imports: Set<Int> = []
        func lines(_ key: SubjectKey) throws -> [Entry] {
            let lines = if case .parent = key { try parents.lines(of: key) } else { try newest.entries(for: key) }
            return lines.filter { $0.kind == .erased || catalog.item($0.item)?.nature == .registration }
        }
        let named = entry.subjects.prefix(count).compactMap { try? CreditCode($0) }
        let after = try reading.branches(of: named) { key in
            let lines = try lines(key)
            imports.formUnion(lines.map(\.sequence).filter { $0 > known })
            return lines
        }
        let before = try reading.branches(of: named) { key in try lines(key).filter { $0.sequence <= known } }
        let (old, new) = (Set(before.codes), Set(after.codes))
        var changes = old.symmetricDifference(new).sorted().map { code in
            let isNew = new.contains(code)
            return OutdatedReport.Change(
                kind: .branch, title: "", identity: code.text, domain: "", before: isNew ? Self.absent : "section",
                after: isNew ? "section" : Self.absent, days: [.issue, .today])
        }
        if before.unlisted != after.unlisted {
            changes.append(
                OutdatedReport.Change(
                    kind: .unlisted, title: "", identity: "", domain: "", before: String(before.unlisted),
                    after: String(after.unlisted), days: [.issue, .today]))
        }
        return (changes, changes.isEmpty ? [] : imports)
    }

    /// The digests of the lines that were erased behind a link of the chain.
    private func erasedDigests(after links: Int) -> Set<String> {
        var digests: Set<String> = []
        for link in newest.links.dropFirst(links) {
            if case .erasure(let erasure) = link.content { digests.formUnion(erasure.lines.map(\.digest)) }
        }
        return digests
    }

    /// The snapshot and policy with which a report was issued.
    private mutating func reading(
        of entry: IssueEntry
    ) throws -> (count: Int, links: Int, reading: SnapshotReading) {
        let key = entry.snapshot + " " + entry.policy
        if let known = readings[key] { return known }
        let snapshot = try store.snapshot(id: entry.snapshot)
        let policy = entry.policy.split(separator: " ").first.map(String.init)
        let made = (
            count: snapshot.imports.count, links: snapshot.links.count,
            reading: try SnapshotReading(snapshot, policy: policy)
        )
        readings[key] = made
        return made
    }

    /// What the report's request asks of a subject; of one that the log does not hold, all that could be asked.
    private func scope(
        of entry: IssueEntry, _ subject: CreditCode, _ rulebook: Rulebook, day: CivilDay, cutoff: Instant
    ) -> Scope {
        guard let request = entry.request else {
            return Scope(
                from: DeliveredDay.first, to: entry.issuedAt.day, domains: .all, requester: .subject,
                isAuthorised: true, day: day, cutoff: cutoff)
        }
        var domains = Scope.Domains.all
        if let codes = request.domains {
            domains = .named(
                Set(codes.compactMap { rulebook.table.index(named: $0) }),
                other: codes.contains(DomainTable.otherCode))
        }
        var scope = Scope(
            from: request.from, to: request.to, domains: domains,
            requester: Scope.Requester(rawValue: request.requester) ?? .subject, isAuthorised: request.isAuthorised,
            day: day, cutoff: cutoff)
        if let permitted = request.permitted {
            if scope.requester == .subject { scope.requester = .thirdParty }
            scope.isAuthorised = permitted.contains(subject.text)
        }
        return scope
    }

    private static func changes(
        from old: FindingDigest, to new: FindingDigest, on day: OutdatedReport.Change.Day, masking: Masking
    ) -> [OutdatedReport.Change] {
        var changes: [OutdatedReport.Change] = []
        for identity in Set(old.lines.keys).union(new.lines.keys).sorted() {
            let (before, after) = (old.lines[identity], new.lines[identity])
            guard let line = after ?? before else { continue }
            var words = (before: before?.standing ?? absent, after: after?.standing ?? absent)
            if let before, let after, before.standing == after.standing {
                if before.domain != after.domain {
                    words = (before.domain, after.domain)
                } else if before.content != after.content || before.evidence != after.evidence {
                    words.after += " (other content)"
                } else {
                    continue
                }
            }
            changes.append(
                OutdatedReport.Change(
                    kind: .record, title: line.title, identity: masking.text(identity.text), domain: line.domain,
                    before: words.before, after: words.after, days: [day]))
        }
        func note(_ kind: OutdatedReport.Change.Kind, _ before: String, _ after: String) {
            guard before != after else { return }
            changes.append(
                OutdatedReport.Change(
                    kind: kind, title: "", identity: "", domain: "", before: before, after: after, days: [day]))
        }
        note(.pending, String(old.pending), String(new.pending))
        note(.events, String(old.events), String(new.events))
        if old.registration != new.registration { note(.registration, "as printed", "other entries") }
        return changes
    }

    /// How a record is described that a finding does not have.
    private static let absent = "absent"
}
