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
    private var namedCloses: Set<String> = []
    private var waits: Set<Int> = []
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
            if event.kind == .objectionClose, let name = event.names, force.isInForce(index) {
                namedCloses.insert(name)
            }
            let identity = replacements.identity(event.target)
            let reached = identity.map { event.kind == .replace ? [$0] : replacements.reach(from: $0) } ?? []
            for record in reached { acting[record, default: []].append(index) }
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
            if !isThere { waits.insert(index) }
            if !isThere && event.isOwn { waiting.append(event) }
        }
    }

    /// What the events do to a record.
    func events(on identity: RecordIdentity) -> RecordEvents {
        var result = RecordEvents()
        guard let indices = acting[identity] else { return result }
        result.acting = indices.map { RecordEvents.Acting(event: events[$0], standing: force.standing(of: $0)) }
        // A close that names no objection closes all of its record that were opened on or before its day.
        let generalCloses = indices.filter {
            events[$0].kind == .objectionClose && events[$0].names == nil && force.isInForce($0)
        }
        let lastClose = generalCloses.compactMap { events[$0].day.readable }.max()
        for (position, index) in indices.enumerated() where force.isInForce(index) {
            let event = events[index]
            guard let effective = event.day.readable else { continue }
            switch event.kind {
            case .revoke: result.isRevoked = true
            case .repair, .delist:
                result.repairs.append(effective)
                result.causes.append(event)
            case .objectionOpen:
                let closedByName = !event.number.isEmpty && namedCloses.contains(event.number)
                let closedByDay = lastClose.map { effective <= $0 } ?? false
                guard !closedByName, !closedByDay else {
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

    /// How every event of the subject's own stands on the day, in the order of receipt.
    func standings(cutoff: Instant) -> [EventStanding] {
        // Whether an objection is closed is seen on its records: a close may name none and mean all of a record.
        var closed: Set<Int> = []
        for (identity, indices) in acting {
            for (index, state) in zip(indices, events(on: identity).acting) where state.standing == .closed {
                closed.insert(index)
            }
        }
        return events.indices.compactMap { index in
            let event = events[index]
            guard event.isOwn, event.received <= cutoff else { return nil }
            let fault = EventFault.of(event)
            let isClosed =
                closed.contains(index)
                || event.kind == .objectionOpen && !event.number.isEmpty && namedCloses.contains(event.number)
            let standing: EventStanding.Standing =
                if fault != nil { .fault } else if force.standing(of: index) == .undone { .undone } else if isClosed {
                    .closed
                } else if waits.contains(index) { .waiting } else if force.standing(of: index) == .notYet {
                    .notYet
                } else { .inForce }
            return EventStanding(
                event: event, standing: standing, fault: fault,
                record: replacements.identity(event.target).flatMap { replacements.isKnown($0) ? $0 : nil })
        }
    }
}
