// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Records

/// What the events do to one record on the day (rules, 2).
public struct RecordEvents: Sendable {
    /// An event that names the record, or one from which a chain of replacements leads to it.
    public struct Acting: Sendable {
        /// How it stands on the day.
        public enum Standing: Sendable {
            /// It has effect.
            case inForce
            /// Its day is still to come.
            case notYet
            /// An undo in force takes it back.
            case undone
            /// An objection that is closed.
            case closed
            /// Its source has put it right since, under the same number.
            case corrected
            /// The record was decided after its day, so that it cannot be meant.
            case early
        }

        /// The event.
        public var event: Event
        /// How it stands.
        public var standing: Standing
    }

    /// Whether a revocation is in force.
    public var isRevoked = false
    /// The effective days of the repairs and delistings in force.
    public var repairs: [CivilDay] = []
    /// Whether an objection is open on the day (异议处理中).
    public var isDisputed = false
    /// The events that make the record repaired or disputed, in the order of receipt.
    public var causes: [Event] = []
    /// All events that name the record and could have an effect, in the order of receipt.
    public var acting: [Acting] = []

    /// Nothing happened.
    public init() {}

    /// Whether a repair or delisting is in force.
    public var isRepaired: Bool { !repairs.isEmpty }

    /// Whether a repair or delisting in force took effect before a day (rules, 3.4 and 7).
    func isRepaired(before day: CivilDay) -> Bool {
        repairs.contains { $0 < day }
    }
}

/// The events of a history on a day, told apart by the record on which they act.
struct EventBoard {
    private let events: [Event]
    private let force: EventForce
    let replacements: Replacements
    private var acting: [RecordIdentity: [Int]] = [:]
    /// The first day on which a close that names an objection closes it.
    private var namedCloses: [String: CivilDay] = [:]
    private var waits: Set<Int> = []
    /// For each record the events that would act on it if it had not been decided after their days.
    private var early: [RecordIdentity: Set<Int>] = [:]
    private var faultsOfDay: Set<Int> = []
    /// The events that wait for their record, or for the event that they name.
    private(set) var waiting: [Event] = []
    /// The events that can have no effect, with the reason.
    private(set) var faults: [(event: Event, fault: EventFault)] = []

    init(history: History, scope: Scope) {
        events = history.events
        force = EventForce(events: events, day: scope.day, cutoff: scope.cutoff)
        replacements = Replacements(history: history, force: force, cutoff: scope.cutoff)
        let numbers = Set(events.filter { $0.received <= scope.cutoff }.map(\.number).filter { !$0.isEmpty })
        for (index, event) in events.enumerated() where event.received <= scope.cutoff {
            if let fault = EventFault.of(event) {
                if event.isOwn { faults.append((event: event, fault: fault)) }
                continue
            }
            if force.isCorrected(index) {
                // It is told where it would act; it waits for nothing.
                if let record = replacements.identity(namedBy: event) { acting[record, default: []].append(index) }
                continue
            }
            if event.kind == .objectionClose, let name = event.names, force.isInForce(index),
                let day = event.day.readable
            {
                namedCloses[name] = min(namedCloses[name] ?? day, day)
            }
            let identity = replacements.identity(namedBy: event)
            let named = identity.map { event.kind == .replace ? [$0] : replacements.reach(from: $0) } ?? []
            let reached = named.filter { !replacements.isDecided($0, after: event) }
            for record in named { acting[record, default: []].append(index) }
            for record in named.subtracting(reached) { early[record, default: []].insert(index) }
            // What names another event acts by that name alone, so that is what it may have to wait for (rules, 7).
            let actsByName = event.kind == .undo || event.kind == .objectionClose
            var isThere =
                if actsByName, let name = event.names { numbers.contains(name) } else {
                    reached.contains(where: replacements.isKnown)
                }
            // A replacement changes nothing before its new record has come: until then it waits for that one too.
            if let new = event.replacement, event.kind == .replace {
                isThere = isThere && replacements.identity(new).map(replacements.isKnown) ?? false
            }
            if !isThere && reached.count < named.count {
                // All that it could act on was decided later: no record that is to come will make it right.
                guard force.standing(of: index) != .undone else { continue }
                faultsOfDay.insert(index)
                if event.isOwn { faults.append((event: event, fault: .early)) }
                continue
            }
            if !isThere { waits.insert(index) }
            if !isThere && event.isOwn { waiting.append(event) }
        }
    }

    /// What the events do to a record.
    func events(on identity: RecordIdentity) -> RecordEvents {
        var result = RecordEvents()
        guard let indices = acting[identity] else { return result }
        let early = early[identity] ?? []
        result.acting = indices.map { index in
            let standing = force.standing(of: index)
            return RecordEvents.Acting(
                event: events[index], standing: early.contains(index) && standing == .inForce ? .early : standing)
        }
        let generalCloses = generalCloses(among: indices)
        for (position, index) in indices.enumerated() where force.isInForce(index) && !early.contains(index) {
            let event = events[index]
            guard let effective = event.day.readable else { continue }
            switch event.kind {
            case .revoke: result.isRevoked = true
            case .repair, .delist:
                result.repairs.append(effective)
                result.causes.append(event)
            case .objectionOpen:
                guard closingDay(of: event, by: generalCloses) == nil else {
                    result.acting[position].standing = .closed
                    continue
                }
                result.isDisputed = true
                result.causes.append(event)
            case .objectionClose, .replace, .undo, nil: continue
            }
        }
        return result
    }

    /// The days of the closes that name no objection: they close all of their record that were opened on or before them.
    private func generalCloses(among indices: [Int]) -> [CivilDay] {
        indices.filter { events[$0].kind == .objectionClose && events[$0].names == nil && force.isInForce($0) }
            .compactMap { events[$0].day.readable }
    }

    /// The first day on which an objection is closed, by its number or by closes of its record; nil if it is not.
    private func closingDay(of objection: Event, by generalCloses: [CivilDay]) -> CivilDay? {
        let byName = objection.number.isEmpty ? nil : namedCloses[objection.number]
        let byRecord = objection.day.readable.flatMap { effective in generalCloses.filter { effective <= $0 }.min() }
        return [byName, byRecord].compactMap { $0 }.min()
    }

    /// How every event of the subject's own stands on the day, in the order of receipt.
    func standings(cutoff: Instant) -> [EventStanding] {
        // Whether an objection is closed is seen on its records: a close may name none and mean all of a record.
        var closed: [Int: CivilDay] = [:]
        for (_, indices) in acting {
            let generalCloses = generalCloses(among: indices)
            for index in indices where events[index].kind == .objectionOpen && force.isInForce(index) {
                guard let day = closingDay(of: events[index], by: generalCloses) else { continue }
                closed[index] = min(closed[index] ?? day, day)
            }
        }
        return events.indices.compactMap { index in
            let event = events[index]
            guard event.isOwn, event.received <= cutoff else { return nil }
            let fault = EventFault.of(event) ?? (faultsOfDay.contains(index) ? .early : nil)
            let closedOn = closed[index] ?? (event.kind == .objectionOpen ? closingDay(of: event, by: []) : nil)
            let standing: EventStanding.Standing =
                if fault != nil { .fault } else if force.isCorrected(index) {
                    .corrected
                } else if force.standing(of: index) == .undone {
                    .undone
                } else if closedOn != nil {
                    .closed
                } else if waits.contains(index) { .waiting } else if force.standing(of: index) == .notYet {
                    .notYet
                } else { .inForce }
            return EventStanding(
                event: event, standing: standing, fault: fault,
                record: replacements.identity(namedBy: event).flatMap { replacements.isKnown($0) ? $0 : nil },
                closedOn: standing == .closed ? closedOn : nil)
        }
    }
}
