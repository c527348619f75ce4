// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Intake
public import RecordStore
internal import Records
public import Reporting

/// The desk at which events are entered one by one, by the department that is responsible for each.
///
/// An event goes into the store as an import of one row, read like any delivery of events; what is entered twice is one.
public struct EventDesk: Sendable {
    private let store: RecordStore
    private let policy: String?

    /// The desk of a store.
    ///
    /// - Parameter policy: the policy that says who runs the platform, and by which effects are told; nil for the
    ///   store's first.
    public init(store: RecordStore, policy: String? = nil) {
        self.store = store
        self.policy = policy
    }

    /// Enters an event.
    ///
    /// - Parameters:
    ///   - draft: the event.
    ///   - received: when it is received; also the moment on whose day its effect is told.
    /// - Throws: `DeskError` if it can't be entered, `IntakeError`, `StoreError`. Nothing is stored then.
    public func enter(_ draft: EventDraft, received: Instant) throws -> EnteredEvent {
        let reading = try SnapshotReading(try store.snapshot(), policy: policy)
        let subject = try Self.subject(draft.subject)
        let history = try reading.history(of: subject)
        let form = try EventForm(reading.rulebook.catalog)
        let named = try Self.named(draft, in: history, on: received)
        let target =
            if let named, draft.document == nil, draft.item == nil, draft.authority == nil {
                NamedRecord(of: named, in: history)
            } else {
                try NamedRecord(
                    item: draft.item, authority: draft.authority, document: draft.document, subject: subject,
                    in: history, catalog: reading.rulebook.catalog)
            }
        try Self.check(draft, target, named, history, reading, received)
        var draft = draft
        draft.eventAuthority = draft.eventAuthority ?? reading.departmentName(Spelling.normalize(draft.source))
        let row = form.row(of: draft, subject: subject, on: target, name: history.registration?.name)
        let number = form.number(of: row)
        if let known = try form.stored(number, of: subject, in: reading.snapshot) {
            guard form.says(known, row, source: Spelling.normalize(draft.source)) else {
                throw DeskError(
                    .numberTaken, "\(subject) has another event \(number)", hint: "give this one a number of its own")
            }
            let effects = try effects(of: draft, from: reading, to: reading, subject: subject, at: received)
            return EnteredEvent(
                number: number, sequence: known.sequence, isNew: false,
                standing: try Self.standing(number, subject, reading, received), effects: effects)
        }
        let intake = DeliveryIntake(store: store, catalog: reading.rulebook.catalog)
        let outcome = try intake.importBytes(
            form.file(of: row), name: Self.fileName,
            ImportOptions(received: received, item: form.item.code, source: draft.source))
        let after = try SnapshotReading(try store.snapshot(), policy: policy)
        return EnteredEvent(
            number: number, sequence: outcome.description.sequence, isNew: outcome.counts.unchanged == 0,
            standing: try Self.standing(number, subject, after, received),
            effects: try effects(of: draft, from: reading, to: after, subject: subject, at: received))
    }

    /// What stands as the name of the file in the chain.
    static let fileName = "event add"

    static func subject(_ text: String) throws(DeskError) -> CreditCode {
        do throws(CreditCodeFault) {
            return try CreditCode(Spelling.normalize(text))
        } catch {
            throw DeskError(
                .subject, "the subject's code is not valid: \(error)",
                hint: CreditCodeFault.hint)
        }
    }

    /// The event that a draft names; nil if it names none.
    private static func named(
        _ draft: EventDraft, in history: History, on instant: Instant
    ) throws(DeskError) -> Event? {
        guard let names = draft.names else {
            if draft.kind == .undo {
                throw DeskError(
                    .event, "an undo names the event that it takes back",
                    hint: "name its number; event list --subject shows them")
            }
            return nil
        }
        guard draft.kind == .undo || draft.kind == .objectionClose else {
            throw DeskError(
                .event, "a \(draft.kind.rawValue) names no other event, \"\(draft.names ?? "")\" was found",
                hint: "only undo and objection-close take --names")
        }
        let wanted = Spelling.normalizeNumber(names)
        let numbers = history.events.filter { !$0.number.isEmpty }
        guard let event = numbers.last(where: { $0.number == wanted }) else {
            let known = numbers.map(\.number).joined(separator: ", ")
            throw DeskError(
                .unknownEvent, "the subject has no event \(wanted)",
                hint: known.isEmpty ? "the store holds no event of the subject" : "it has \(known)")
        }
        if draft.kind == .objectionClose, event.kind != .objectionOpen {
            throw DeskError(
                .event, "\(wanted) is no objection", hint: "what takes back an event of another kind is an undo")
        }
        return event
    }

    /// Holds a draft against what its kind needs, and its source against who is responsible.
    private static func check(
        _ draft: EventDraft, _ target: NamedRecord, _ named: Event?, _ history: History, _ reading: SnapshotReading,
        _ received: Instant
    ) throws(DeskError) {
        guard draft.day >= DeliveredDay.first else {
            throw DeskError(
                .event, "the event has effect from \(draft.day): no record is as old as that",
                hint: "look for a typing error in the year")
        }
        let needsDocument: [Event.Kind] = [.repair, .revoke, .delist, .replace, .undo]
        if needsDocument.contains(draft.kind), RecordIdentity.isBlank(number: draft.eventDocument ?? "") {
            throw DeskError(
                .event, "a \(draft.kind.rawValue) rests on a document", hint: "name it with --decision")
        }
        if (draft.kind == .replace) == (draft.replacement?.isEmpty ?? true) {
            throw DeskError(
                .event,
                draft.kind == .replace
                    ? "a replacement names what is new: item, authority, document number or subject"
                    : "only a replacement names a new identity")
        }
        if let new = draft.replacement?.subject { _ = try subject(new) }
        if let new = draft.replacement?.item, reading.rulebook.catalog.item(new) == nil {
            throw DeskError(
                .event, "the catalogue has no item \(new)", hint: "catalog duties lists its items with their codes")
        }
        if draft.kind == .delist, let item = reading.rulebook.item(target.item), !item.isList {
            throw DeskError(.event, "\(item.name) is no list: nothing is taken off it", hint: "a repair is meant")
        }
        if draft.kind == .objectionClose, named == nil {
            let standings = EventStanding.all(in: history, on: max(received.day, draft.day), cutoff: received)
            let isOpen = standings.contains { standing in
                guard standing.event.kind == .objectionOpen, standing.standing == .inForce else { return false }
                return NamedRecord(of: standing.event, in: history).isSame(as: target)
            }
            if !isOpen {
                throw DeskError(
                    .event, "no objection to the record is open on \(max(received.day, draft.day))",
                    hint: "event list --subject shows the subject's objections and how they stand")
            }
        }
        let parties = ResponsibleParty.all(
            for: draft.kind, on: target, named: named, platform: reading.rulebook.policy.desk?.platform ?? [])
        let source = Spelling.normalize(draft.source)
        guard let party = parties.first(where: { $0.code == source }) else {
            throw .notResponsible(source, for: draft.kind.rawValue, parties, reading)
        }
        if draft.kind == .repair, party.reason == .platform, RecordIdentity.isBlank(number: draft.eventAuthority ?? "")
        {
            throw DeskError(
                .event, "who runs the platform enters repairs that a department decided",
                hint: "name who decided it with --decided-by")
        }
    }

    private static func standing(
        _ number: String, _ subject: CreditCode, _ reading: SnapshotReading, _ instant: Instant
    ) throws -> EventStanding? {
        let wanted = Spelling.normalizeNumber(number)
        return EventStanding.all(in: try reading.history(of: subject), on: instant.day, cutoff: instant)
            .last { $0.event.number == wanted }
    }

    /// How the records that the event concerns stand before and after it.
    private func effects(
        of draft: EventDraft, from before: SnapshotReading, to after: SnapshotReading, subject: CreditCode,
        at instant: Instant
    ) throws -> [EnteredEvent.Effect] {
        var subjects = [subject]
        if let new = draft.replacement?.subject.flatMap({ try? Self.subject($0) }), new != subject {
            subjects.append(new)
        }
        var effects: [EnteredEvent.Effect] = []
        for subject in subjects {
            let old = Explanation.standing(
                of: subject, in: try before.history(of: subject), at: instant, rulebook: before.rulebook
            ).records
            let new = Explanation.standing(
                of: subject, in: try after.history(of: subject), at: instant, rulebook: after.rulebook
            ).records
            for entry in new {
                let earlier = old.first { $0.identity == entry.identity }
                let known = Set(earlier?.lines.map(\.text) ?? [])
                let news = entry.lines.filter { !known.contains($0.text) }
                guard
                    earlier?.inclusion != entry.inclusion || earlier?.marks != entry.marks
                        || earlier?.conclusion.text != entry.conclusion.text || !news.isEmpty
                else { continue }
                effects.append(EnteredEvent.Effect(before: earlier, after: entry, news: news))
            }
        }
        return effects
    }
}

extension NamedRecord {
    /// Whether two name one record.
    fileprivate func isSame(as other: NamedRecord) -> Bool {
        item == other.item && authority == other.authority && number == other.number
    }
}

/// What came of an event that was entered.
public struct EnteredEvent: Sendable {
    /// How a record stands before and after the event.
    public struct Effect: Sendable {
        /// The record as it stood; nil if it was not there.
        public var before: Explanation.RecordEntry?
        /// The record as it stands.
        public var after: Explanation.RecordEntry
        /// What is new in its explanation.
        public var news: [Explanation.Line]
    }

    /// The number by which an undo can name it.
    public var number: String
    /// The sequence number of the import that brought it.
    public var sequence: Int
    /// Whether it was not there before.
    public var isNew: Bool
    /// How it stands; nil if its subject's lines do not show it.
    public var standing: EventStanding?
    /// The records of which something changed.
    public var effects: [Effect]
}
