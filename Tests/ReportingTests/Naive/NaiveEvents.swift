// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// Events: what has a fault, what waits, what is in force (rules, 2 and 7).
extension NaiveRules {
    /// Whether an event can have no effect at all.
    func hasFault(_ event: Event) -> Bool {
        if event.kind == nil { return true }
        if NaiveDays.readable(event.day) == nil { return true }
        if event.kind == .undo && event.names == nil { return true }
        if event.kind == .replace && event.replacement == nil { return true }
        return false
    }

    /// The record that an event names, in the store or not; nil if it gives no number and not exactly one record fits.
    func record(named target: Event.Target) -> RecordIdentity? {
        switch target {
        case .record(let named):
            return named
        case .withoutNumber(let group):
            var found: [RecordIdentity] = []
            for identity in identities where identity.groupWithoutNumber == group { found.append(identity) }
            return found.count == 1 ? found[0] : nil
        }
    }

    /// Whether another event of the same source, number and kind came in a later delivery, and stands for this one.
    ///
    /// An undo stands for no undo of something else. Not where one delivery has the number more than once: it is then no event's own.
    func isPutRight(_ event: Event) -> Bool {
        if event.number == "" || event.source == "" || hasFault(event) { return false }
        var alike: [Event] = []
        for other in history.events where other.received <= scope.cutoff && !hasFault(other) {
            if other.number == event.number && other.source == event.source && other.kind == event.kind {
                if event.kind == .undo && other.names != event.names { continue }
                alike.append(other)
            }
        }
        for one in alike {
            var together = 0
            for other in alike where other.place.sequence == one.place.sequence { together += 1 }
            if together > 1 { return false }
        }
        for other in alike where other.place.sequence != event.place.sequence {
            if other.received > event.received { return true }
            if other.received == event.received && other.place.sequence > event.place.sequence { return true }
        }
        return false
    }

    /// The record that an event is about, in the store or not; nil if it gives no number and not exactly one is meant.
    func record(namedBy event: Event) -> RecordIdentity? {
        guard case .withoutNumber(let group) = event.target else { return record(named: event.target) }
        var possible: [RecordIdentity] = []
        for identity in identities where identity.groupWithoutNumber == group {
            if !comesTooEarly(event, for: identity) { possible.append(identity) }
        }
        var wereThere: [RecordIdentity] = []
        for identity in possible where wasThere(identity, at: event.received) { wereThere.append(identity) }
        if wereThere.count == 1 { return wereThere[0] }
        return wereThere.count == 0 && possible.count == 1 ? possible[0] : nil
    }

    /// Whether something of a record had been received; what is known of another subject's always had.
    private func wasThere(_ identity: RecordIdentity, at instant: Instant) -> Bool {
        for record in records where record.identity == identity {
            for delivery in record.deliveries where delivery.received <= instant { return true }
            return false
        }
        return true
    }

    /// Whether an event repairs, revokes or delists a record as of a day before it was decided.
    func comesTooEarly(_ event: Event, for identity: RecordIdentity) -> Bool {
        if event.kind != .repair && event.kind != .revoke && event.kind != .delist { return false }
        guard let effective = NaiveDays.readable(event.day) else { return false }
        for record in records where record.identity == identity {
            var telling: [Version] = []
            for version in currentVersions(of: record) where version.source == record.authority {
                telling.append(version)
            }
            if telling.isEmpty { telling = currentVersions(of: record) }
            for version in telling {
                for part in version.parts {
                    let day = NaiveDays.readableDecision(part.decisionDay, receivedOn: version.received.day)
                    if let day, effective < day { return true }
                }
            }
        }
        return false
    }

    /// The records of the store that an event is about: the one that it names and those that replace it.
    private func recordsConcerned(by event: Event) -> [RecordIdentity] {
        guard let named = record(namedBy: event) else { return [] }
        var result: [RecordIdentity] = []
        for identity in identities where identity == named || isReached(identity, from: named) {
            result.append(identity)
        }
        return result
    }

    /// Whether an event that was not taken back comes too early for all records of the store that it is about.
    func isTooEarly(_ event: Event) -> Bool {
        if hasFault(event) || isUndone(event) { return false }
        let concerned = recordsConcerned(by: event)
        for identity in concerned where !comesTooEarly(event, for: identity) { return false }
        return concerned.count > 0
    }

    /// Whether an event waits: for its record or one that replaces it, a replacement for the old one and the new one,
    /// an undo or a close for the event that it names.
    func isWaiting(_ event: Event) -> Bool {
        if hasFault(event) { return false }
        if event.kind == .undo || event.kind == .objectionClose, let name = event.names {
            for other in events where other.number == name { return false }
            return true
        }
        guard let named = record(namedBy: event) else { return true }
        if event.kind == .replace {
            guard let new = event.replacement, let found = record(named: new) else { return true }
            return !identities.contains(named) || !identities.contains(found)
        }
        return recordsConcerned(by: event).isEmpty
    }

    /// The undoes whose day has come.
    func undoesOfTheDay() -> [Event] {
        var result: [Event] = []
        for event in events where event.kind == .undo && !hasFault(event) {
            if let day = NaiveDays.readable(event.day), day <= scope.day { result.append(event) }
        }
        return result
    }

    /// Whether an undo takes itself back, by way of others.
    func isInCircle(_ undo: Event) -> Bool {
        var reached: [String] = []
        if let name = undo.names { reached.append(name) }
        var place = 0
        while place < reached.count {
            for other in undoes where other.number == reached[place] {
                if let name = other.names, !reached.contains(name) { reached.append(name) }
            }
            place += 1
        }
        return reached.contains(undo.number)
    }

    /// Whether an undo in force takes an event back.
    func isUndone(_ event: Event) -> Bool {
        for undo in undoes where undo.names == event.number {
            if isInCircle(undo) { continue }
            if !isUndone(undo) { return true }
        }
        return false
    }

    /// Whether an event is in force on the day.
    func isInForce(_ event: Event) -> Bool {
        if hasFault(event) { return false }
        guard let day = NaiveDays.readable(event.day) else { return false }
        return day <= scope.day && !isUndone(event)
    }

    /// The events in force that act on a record: those that name it, or what it replaces.
    func eventsInForce(on identity: RecordIdentity) -> [Event] {
        var result: [Event] = []
        for event in eventsInForce {
            guard let named = record(namedBy: event) else { continue }
            if comesTooEarly(event, for: identity) { continue }
            if named == identity || isReached(identity, from: named) { result.append(event) }
        }
        return result
    }

    /// Whether a revocation of a record is in force.
    func isRevoked(_ identity: RecordIdentity) -> Bool {
        for event in eventsInForce(on: identity) where event.kind == .revoke { return true }
        return false
    }

    /// The days of the repairs and delistings of a record that are in force.
    func repairDays(of identity: RecordIdentity) -> [CivilDay] {
        var result: [CivilDay] = []
        for event in eventsInForce(on: identity) where event.kind == .repair || event.kind == .delist {
            if let day = NaiveDays.readable(event.day) { result.append(day) }
        }
        return result
    }

    /// Whether an objection to a record is open on the day.
    func isDisputed(_ identity: RecordIdentity) -> Bool {
        for open in eventsInForce(on: identity) where open.kind == .objectionOpen {
            var isClosed = false
            for close in eventsInForce where close.kind == .objectionClose && close.names != nil {
                if close.names == open.number { isClosed = true }
            }
            for close in eventsInForce(on: identity) where close.kind == .objectionClose && close.names == nil {
                if let opened = NaiveDays.readable(open.day), let closed = NaiveDays.readable(close.day),
                    opened <= closed
                {
                    isClosed = true
                }
            }
            if !isClosed { return true }
        }
        return false
    }
}
