// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// When the records of a history were decided, as far as events ask: nothing is repaired before it was decided.
struct DecisionDays {
    private let records: [RecordIdentity: RecordHistory]
    private let cutoff: Instant

    /// The days that were delivered by the cutoff.
    init(_ history: History, cutoff: Instant) {
        // Most subjects have no events, so that nothing is asked.
        records =
            history.events.isEmpty
            ? [:] : Dictionary(history.records.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
        self.cutoff = cutoff
    }

    /// Whether a record was decided after the day of an event that cannot come before (rules, 2): a repair, a revocation
    /// or a delisting.
    ///
    /// The deciding authority's own version says when, else those of all other sources: any readable day.
    func isDecided(_ identity: RecordIdentity, after event: Event) -> Bool {
        guard let day = event.day.readable, let record = records[identity] else { return false }
        switch event.kind {
        case .repair, .revoke, .delist: break
        case .objectionOpen, .objectionClose, .replace, .undo, nil: return false
        }
        let versions = record.currentVersions(at: cutoff)
        let own = versions.filter { $0.source == record.authority }
        return (own.isEmpty ? versions : own).contains { version in
            version.parts.contains { part in
                part.decisionDay.readable(receivedOn: version.received.day).map { $0 > day } ?? false
            }
        }
    }

    /// When something of a record was first received; nil for one of another subject.
    func firstReceived(_ identity: RecordIdentity) -> Instant? {
        records[identity]?.deliveries.map(\.received).min()
    }
}
