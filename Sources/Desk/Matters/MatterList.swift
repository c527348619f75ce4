// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import RecordStore
public import Records
internal import Registry
internal import Reporting

/// The matters of a store: all events, and all applications for repair, with their terms.
public struct MatterList: Sendable {
    private let store: RecordStore
    private let snapshot: Snapshot?
    private let policy: String?

    /// The matters of a store.
    ///
    /// - Parameters:
    ///   - snapshot: of which snapshot; nil for the newest.
    ///   - policy: the policy that sets the terms; nil for the store's first.
    public init(store: RecordStore, snapshot: Snapshot? = nil, policy: String? = nil) {
        self.store = store
        self.snapshot = snapshot
        self.policy = policy
    }

    /// All matters as they stand at a moment.
    ///
    /// - Parameters:
    ///   - subject: the subject that they are about; nil for all, which goes once over the whole store.
    ///   - instant: the moment; what was received later is left out.
    /// - Returns: subject by subject, a subject's events in the order of receipt, then its applications.
    public func matters(of subject: CreditCode?, at instant: Instant) throws -> [Matter] {
        let reading = try SnapshotReading(try snapshot ?? store.snapshot(), policy: policy)
        let cases = try ApplicationLog(store: store.path, store.digestAlgorithm).cases(at: instant)
        var bySubject: [String: [ApplicationLog.Case]] = [:]
        for known in cases { bySubject[known.application.subject, default: []].append(known) }
        var matters: [Matter] = []
        var seen: Set<Event.Place> = []
        func take(_ key: SubjectKey, _ history: History) {
            let standings = EventStanding.all(in: history, on: instant.day, cutoff: instant)
            for standing in standings where seen.insert(standing.event.place).inserted {
                matters.append(matter(standing, key, reading, on: instant.day))
            }
            for known in bySubject.removeValue(forKey: key.text) ?? [] {
                matters.append(matter(known, standings, reading, on: instant.day))
            }
        }
        if let subject {
            take(.code(subject), try reading.history(of: subject))
            return matters
        }
        try reading.snapshot.forEachSubject { key, entries in
            guard entries.contains(where: { $0.kind == .event }) || bySubject[key.text] != nil else { return }
            switch key {
            case .code(let code): take(key, try reading.history(of: code))
            case .registration: take(key, try reading.history(ofRegistration: key))
            case .name, .parent, .nobody: break
            }
        }
        return matters
    }

    private func matter(
        _ standing: EventStanding, _ key: SubjectKey, _ reading: SnapshotReading, on today: CivilDay
    ) -> Matter {
        var deadlines: [Deadline] = []
        let hasTerm = [.inForce, .waiting, .closed].contains(standing.standing)
        if standing.event.kind == .objectionOpen, hasTerm, let start = standing.event.day.readable,
            let term = reading.rulebook.policy.desk?.objection
        {
            deadlines = [
                Deadline(
                    .objection, of: standing.event.source, term, from: start, settled: standing.closedOn, on: today,
                    by: reading.workingDays)
            ]
        }
        return Matter(
            content: .event(standing), subject: key.text, record: Self.parts(of: standing.event.target),
            deadlines: deadlines)
    }

    private func matter(
        _ known: ApplicationLog.Case, _ standings: [EventStanding], _ reading: SnapshotReading, on today: CivilDay
    ) -> Matter {
        let application = known.application
        // What was granted and then undone is open again.
        let granted = standings.last { standing in
            guard standing.event.kind == .repair || standing.event.kind == .delist,
                standing.standing == .inForce || standing.standing == .notYet,
                let record = standing.record
            else { return false }
            return RepairDesk.spelling(of: record) == application.record
                && standing.event.received.day >= application.day
        }
        var deadlines: [Deadline] = []
        // What was taken back needs no answer.
        if granted != nil || known.settlement?.kind != .withdrawn, let desk = reading.rulebook.policy.desk {
            // The desk can answer from the day on which it has the decision, and a department decides on the day of its own.
            let answered = granted?.event.received.day ?? known.settlement?.day
            let decided = granted.map { min($0.event.day.readable ?? $0.event.received.day, $0.event.received.day) }
            deadlines.append(
                Deadline(
                    .repairFeedback, of: application.source, desk.repairFeedback, from: application.day,
                    settled: answered, on: today, by: reading.workingDays))
            if let forwarding = known.forwarding {
                deadlines.append(
                    Deadline(
                        .repairDecision, of: forwarding.source, desk.repairDecision, from: forwarding.day,
                        settled: decided ?? known.settlement?.day, on: today, by: reading.workingDays))
            }
        }
        return Matter(
            content: .application(known, grantedBy: granted.map { $0.event.label.number ?? $0.event.number }),
            subject: application.subject, record: Self.parts(of: .record(RecordIdentity(text: application.record))),
            deadlines: deadlines)
    }

    /// The parts of the identity that an event names.
    private static func parts(of target: Event.Target) -> (item: String, authority: String, number: String) {
        let text =
            switch target {
            case .record(let identity): identity.text
            case .withoutNumber(let group): group
            }
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
        return (part(0), part(1), part(2))
    }
}
