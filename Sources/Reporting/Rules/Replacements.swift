// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Which records the events name, and which identities stand in for others (rules, 1.5 and 7).
struct Replacements {
    private let known: Set<RecordIdentity>
    private let withoutNumber: [String: [RecordIdentity]]
    private let decided: DecisionDays
    private var successors: [RecordIdentity: [RecordIdentity]] = [:]

    init(history: History, force: EventForce, cutoff: Instant) {
        let identities =
            history.records.filter { $0.deliveries.contains { $0.received <= cutoff } }.map(\.identity)
            + history.elsewhere
        known = Set(identities)
        var groups: [String: [RecordIdentity]] = [:]
        for identity in known {
            if let group = identity.groupWithoutNumber { groups[group, default: []].append(identity) }
        }
        withoutNumber = groups
        decided = DecisionDays(history, cutoff: cutoff)
        for (index, event) in history.events.enumerated() where force.replaces(index) {
            guard let old = identity(namedBy: event), let new = event.replacement.flatMap(identity) else { continue }
            successors[old, default: []].append(new)
        }
    }

    /// The record that an event names; nil for one without a number where not exactly one record can be meant.
    ///
    /// Meant is what was in the store when the event came, or, if nothing was, what is in it now; and nothing that was
    /// decided after the event: so what others deliver later changes nothing (rules, 7).
    func identity(namedBy event: Event) -> RecordIdentity? {
        guard case .withoutNumber(let group) = event.target else { return identity(event.target) }
        let fitting = (withoutNumber[group] ?? []).filter { !isDecided($0, after: event) }
        let early = fitting.filter { decided.firstReceived($0).map { $0 <= event.received } ?? true }
        let meant = early.isEmpty ? fitting : early
        return meant.count == 1 ? meant[0] : nil
    }

    /// Whether a record was decided after a repair, revocation or delisting has effect, which then cannot act on it.
    func isDecided(_ identity: RecordIdentity, after event: Event) -> Bool {
        decided.isDecided(identity, after: event)
    }

    /// The record that is named so; nil for one without a number where not exactly one such record is in the store.
    func identity(_ target: Event.Target) -> RecordIdentity? {
        switch target {
        case .record(let identity): return identity
        case .withoutNumber(let group):
            guard let identities = withoutNumber[group], identities.count == 1 else { return nil }
            return identities[0]
        }
    }

    /// Whether the store holds a record of that identity.
    func isKnown(_ identity: RecordIdentity) -> Bool {
        known.contains(identity)
    }

    /// The identity and all that chains of replacements lead to from it: on what its events act.
    func reach(from identity: RecordIdentity) -> Set<RecordIdentity> {
        var reached: Set = [identity]
        guard !successors.isEmpty else { return reached }
        var open = [identity]
        while let next = open.popLast() {
            for successor in successors[next] ?? [] where reached.insert(successor).inserted { open.append(successor) }
        }
        return reached
    }

    /// The identity that stands in a record's place so that it is not shown; nil if the record stays.
    ///
    /// The old record stays until the new one is in the store; a replacement that leads back to the record hides nothing.
    func replacement(of identity: RecordIdentity) -> RecordIdentity? {
        successors[identity]?.first { isKnown($0) && !reach(from: $0).contains(identity) }
    }
}
