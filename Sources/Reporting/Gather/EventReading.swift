// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

extension Gathering {
    /// Adds the events of a subject's lines, and of those subjects to and from which replacements move its records.
    func addEvents<Failure: Error>(
        _ own: [Entry], to history: inout History, keys: RecordKeys, seen: Set<SubjectKey>,
        received: (Int) throws(Failure) -> Instant, lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(Failure) {
        var seen = seen
        var places: Set<[Int]> = []
        var open: [(lines: [Entry], keys: RecordKeys, isOwn: Bool)] = [(own, keys, true)]
        var events: [(place: [Int], event: Event)] = []
        while let next = open.popLast() {
            for entry in next.lines where entry.kind == .event {
                // A line that stands under two subjects is one event.
                guard places.insert([entry.sequence, entry.row]).inserted else { continue }
                let (event, subjects) = self.event(
                    entry, keys: next.keys, received: try received(entry.sequence), isOwn: next.isOwn)
                events.append((place: [entry.sequence, entry.row], event: event))
                for key in subjects where seen.insert(key).inserted {
                    let (foreign, keys) = try self.lines(of: key, received: received, lines: lines)
                    seen.formUnion(keys.numbers)
                    let identities = Set(
                        foreign.filter { $0.kind == .record }.map { keys.identity(RecordIdentity(text: $0.identity)) })
                    history.elsewhere += identities.sorted()
                    open.append((foreign, keys, false))
                }
            }
        }
        history.events = events.sorted { $0.place.lexicographicallyPrecedes($1.place) }.map(\.event)
    }

    /// The lines of another subject, those under its registration numbers among them, and what brings them to its code.
    private func lines<Failure: Error>(
        of key: SubjectKey, received: (Int) throws(Failure) -> Instant,
        lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(Failure) -> (lines: [Entry], keys: RecordKeys) {
        let own = try lines(key)
        guard case .code = key else { return (own, RecordKeys(subject: nil, table: table)) }
        let register = try registerDeliveries(own, received: received)
        let names = registeredNames(register, current: currentRegistration(register))
        let numbered = try numberedLines(register, names: names, received: received, lines: lines)
        var keys = RecordKeys(subject: key, table: table)
        (keys.numbers, keys.records) = (numbered.numbers, numbered.records)
        return (own + numbered.lines, keys)
    }

    /// An event, and the other subjects that it concerns if it is a replacement.
    func event(
        _ entry: Entry, keys: RecordKeys, received: Instant, isOwn: Bool
    ) -> (event: Event, subjects: [SubjectKey]) {
        let reading = reading(entry.item)
        let kind = reading.choice(.eventKind, of: entry).flatMap(Self.kind)
        let subject = keys.subject(named(.subjectCode, .registrationNumber, of: entry, reading) ?? entry.subject)
        let item = self.item(.eventItem, of: entry, reading)
        let authority = keys.authority(
            RecordIdentity.authority(
                code: reading.value(.authorityCode, of: entry), name: reading.value(.authorityName, of: entry)))
        let number = reading.value(.documentNumber, of: entry)
        var replacement: Event.Target?
        var subjects: [SubjectKey] = []
        let renewed: [FieldRole] = [.newItem, .newAuthorityCode, .newDocumentNumber, .newSubjectCode]
        if kind == .replace, renewed.contains(where: { reading.value($0, of: entry) != nil }) {
            let newSubject = named(.newSubjectCode, nil, of: entry, reading).map(keys.subject) ?? subject
            let newAuthority = reading.value(.newAuthorityCode, of: entry).map(Spelling.normalize)
            replacement = Self.target(
                item: self.item(.newItem, of: entry, reading) ?? item ?? "", authority: newAuthority ?? authority,
                number: reading.value(.newDocumentNumber, of: entry) ?? number, subject: newSubject)
            subjects = [subject, newSubject]
        }
        let label = EventLabel(
            number: reading.value(.eventNumber, of: entry), kind: reading.word(.eventKind, of: entry)?.meaning,
            item: item.map { self.reading($0).item?.name ?? Rulebook.unknownItemName }, documentNumber: number,
            document: reading.value(.eventDocument, of: entry), authority: reading.value(.eventAuthority, of: entry))
        let event = Event(
            number: reading.eventNumber(.eventNumber, of: entry) ?? "", kind: kind,
            target: keys.target(Self.target(item: item ?? "", authority: authority, number: number, subject: subject)),
            day: reading.day(.effectiveDay, of: entry), received: received,
            names: reading.eventNumber(.namedEvent, of: entry), replacement: replacement.map(keys.target),
            isOwn: isOwn,
            source: entry.source, place: Event.Place(sequence: entry.sequence, row: entry.row), label: label)
        return (event, subjects)
    }

    /// The subject that a line's fields name; nil if they name none.
    private func named(
        _ code: FieldRole, _ registration: FieldRole?, of entry: Entry, _ reading: LineReading
    ) -> SubjectKey? {
        if let text = reading.value(code, of: entry), let code = try? CreditCode(Spelling.normalize(text)) {
            return .code(code)
        }
        guard let number = registration.flatMap({ reading.value($0, of: entry) }).map(Spelling.normalize),
            !number.isEmpty
        else { return nil }
        return .registration(number)
    }

    /// The item that a role names by code or by name, as its code.
    private func item(_ role: FieldRole, of entry: Entry, _ reading: LineReading) -> String? {
        guard let text = reading.value(role, of: entry).map(Spelling.normalize) else { return nil }
        let byName = catalog.items.first { Spelling.normalize($0.name) == text }
        return catalog.item(text) == nil ? byName.map { Spelling.normalize($0.code) } ?? text : text
    }

    private static func target(item: String, authority: String, number: String?, subject: SubjectKey) -> Event.Target {
        if let number,
            let identity = RecordIdentity(item: item, authority: authority, number: number, subject: subject)
        {
            return .record(identity)
        }
        return .withoutNumber(RecordIdentity.withoutNumber(item: item, authority: authority, subject: subject))
    }

    private static func kind(_ code: String) -> Event.Kind? {
        let wanted = Spelling.normalize(code)
        return Event.Kind.allCases.first {
            Spelling.normalize($0.rawValue) == wanted || Spelling.normalize($0.name) == wanted
        }
    }
}
