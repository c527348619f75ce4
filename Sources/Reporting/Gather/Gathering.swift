// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// Turns the lines that a store holds about a subject into its history: made once for a rulebook, used for each report.
public struct Gathering: Sendable {
    let catalog: Catalog
    let masking: Masking
    let table: DomainTable
    private let readings: [String: LineReading]
    private let unknownReading: LineReading

    /// Gathering under a catalogue, with the masking of a policy.
    public init(rulebook: Rulebook) {
        catalog = rulebook.catalog
        table = rulebook.table
        masking = Masking(first: rulebook.policy.mask.first, last: rulebook.policy.mask.last)
        var readings: [String: LineReading] = [:]
        for item in catalog.items {
            readings[Spelling.normalize(item.code)] = LineReading(item: item, masking: masking)
        }
        self.readings = readings
        unknownReading = LineReading(item: nil, masking: masking)
    }

    /// All that a store holds about a subject.
    ///
    /// Beside the subject's code, its lines stand under its registration number (records from before it had a code),
    /// and rows with an unusable code under its current and former names. Where a replacement moves a record from one
    /// subject to another, its line stands under both, and the other's lines are looked at for what concerns it.
    ///
    /// - Parameters:
    ///   - subject: the subject's code.
    ///   - received: when the import of a sequence number was received.
    ///   - lines: all lines of a key; an error of the store passes through.
    public func history<Failure: Error>(
        of subject: CreditCode, received: (Int) throws(Failure) -> Instant,
        lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(Failure) -> History {
        let byCode = try lines(.code(subject))
        let register = try registerDeliveries(byCode, received: received)
        let current = currentRegistration(register)
        let names = registeredNames(register, current: current)

        var own = byCode
        var seen: Set<SubjectKey> = [.code(subject)]
        var keys = RecordKeys(subject: .code(subject), table: table)
        let numbered = try numberedLines(register, names: names, received: received, lines: lines)
        own += numbered.lines
        (keys.numbers, keys.records) = (numbered.numbers, numbered.records)
        seen.formUnion(numbered.numbers)
        var all = own
        for name in names {
            let key = SubjectKey.name(Spelling.normalize(name))
            guard seen.insert(key).inserted else { continue }
            all += try lines(key)
        }

        let registration = current.map { entry, reading in
            Registration(
                name: masking.text(names.first ?? subject.text), formerNames: names.dropFirst().map(masking.text),
                status: reading.word(.status, of: entry)?.meaning,
                established: reading.day(.establishedDay, of: entry).readable,
                fields: reading.shown(entry, without: [.sourceName, .sourceCode]))
        }
        let hidden: Set<FieldRole> = [.subjectCode, .subjectKind, .registrationNumber, .sourceName, .sourceCode]
        var history = History(
            registration: registration,
            records: try records(own.keyed(by: keys), hidden: hidden, currentName: names.first, received: received),
            pending: numbered.unclear + (try waiting(all, seen: seen, lines: lines)), erased: erased(all))
        try addEvents(own, to: &history, keys: keys, seen: seen, received: received, lines: lines)
        return history
    }

    /// The numbers of erased rows, in the order of the laws' code points.
    private func erased(_ lines: [Entry]) -> [ErasedCount] {
        var seen: Set<[Int]> = []
        // A row that waited stood under each key that it gave.
        let tombstones = lines.filter { $0.kind != .erased || seen.insert([$0.sequence, $0.row]).inserted }
            .compactMap(\.tombstone)
        return Dictionary(grouping: tombstones) { Array($0.basis.utf8) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { ErasedCount(basis: masking.text($0.value[0].basis), count: $0.value.count) }
    }

    /// The records and events of lines whose subject has no code: those of one registration number.
    ///
    /// - Parameters:
    ///   - own: all lines of the number.
    ///   - received: when the import of a sequence number was received.
    ///   - lines: all lines of a key; an error of the store passes through.
    public func history<Failure: Error>(
        ofLines own: [Entry], received: (Int) throws(Failure) -> Instant,
        lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(Failure) -> History {
        let keys = RecordKeys(subject: nil, table: table)
        var history = History(
            registration: nil,
            records: try records(own.keyed(by: keys), hidden: [], currentName: nil, received: received),
            pending: own.count { $0.kind == .pending })
        try addEvents(own, to: &history, keys: keys, seen: Set(own.map(\.subject)), received: received, lines: lines)
        return history
    }

    /// How lines of an item are read.
    func reading(_ item: String) -> LineReading {
        readings[item] ?? unknownReading
    }

    // MARK: The register

    func registerDeliveries<Failure: Error>(
        _ lines: [Entry], received: (Int) throws(Failure) -> Instant
    ) throws(Failure) -> [(delivery: Version, lines: [Entry])] {
        let entries = lines.filter { $0.kind == .record && reading($0.item).item?.nature == .registration }
        return try deliveries(entries.sorted(by: Self.isDeliveredBefore), received: received) { (entry, reading) in
            reading.part(Part(content: [], updated: reading.updated(entry)), of: entry)
        }
    }

    /// The lines of each source's current version.
    func currentLines(_ register: [(delivery: Version, lines: [Entry])]) -> [Entry] {
        let record = RecordHistory(
            identity: RecordIdentity(text: ""), item: "", authority: "", deliveries: register.map(\.delivery))
        let current = record.currentVersions(at: Instant(seconds: .max))
        return register.filter { known in
            current.contains { $0.sequence == known.delivery.sequence && $0.source == known.delivery.source }
        }.flatMap(\.lines)
    }

    /// The line that the register stands by: of each source's current version the latest received.
    func currentRegistration(
        _ register: [(delivery: Version, lines: [Entry])]
    ) -> (entry: Entry, reading: LineReading)? {
        let record = RecordHistory(
            identity: RecordIdentity(text: ""), item: "", authority: "", deliveries: register.map(\.delivery))
        let current = record.currentVersions(at: Instant(seconds: .max))
        guard let newest = current.max(by: RecordHistory.isReceivedBefore),
            let lines = register.first(where: {
                $0.delivery.sequence == newest.sequence && $0.delivery.source == newest.source
            })?.lines, let entry = lines.last
        else { return nil }
        return (entry, reading(entry.item))
    }

    /// The current name, then every other that the register ever gave, the latest first.
    func registeredNames(
        _ register: [(delivery: Version, lines: [Entry])], current: (entry: Entry, reading: LineReading)?
    ) -> [String] {
        guard let current else { return [] }
        var names: [String] = []
        func add(_ name: String) {
            let normal = Spelling.normalize(name)
            if !normal.isEmpty && !names.contains(where: { Spelling.normalize($0) == normal }) { names.append(name) }
        }
        for entry in [current.entry] + register.flatMap(\.lines).reversed() {
            let reading = reading(entry.item)
            if let name = reading.value(.subjectName, of: entry) { add(name) }
            let former = reading.value(.formerNames, of: entry) ?? ""
            for name in former.split(whereSeparator: { "、,，;；|\n".contains($0) }) { add(String(name)) }
        }
        return names
    }

    // MARK: Records

    private func records<Failure: Error>(
        _ lines: [Entry], hidden: Set<FieldRole>, currentName: String?, received: (Int) throws(Failure) -> Instant
    ) throws(Failure) -> [RecordHistory] {
        let name = Spelling.normalize(currentName ?? "")
        let hiddenWithName = hidden.union([.subjectName])
        var ordered = lines.filter { $0.kind == .record && reading($0.item).item?.nature != .registration }
        ordered.sort { left, right in
            let order = ByteOrder.compare(left.identity.utf8.span, right.identity.utf8.span)
            return order != 0 ? order < 0 : Self.isDeliveredBefore(left, right)
        }
        var records: [RecordHistory] = []
        var rest = ordered[...]
        while let first = rest.first {
            let identity = RecordIdentity(text: first.identity)
            let entries = rest.prefix { RecordIdentity(text: $0.identity) == identity }
            rest = rest[entries.endIndex...]
            let deliveries = try deliveries(entries, received: received) { (entry, reading) in
                let isNamed = reading.value(.subjectName, of: entry).map(Spelling.normalize) != name
                return part(entry, reading, hidden: isNamed ? hidden : hiddenWithName)
            }
            records.append(
                RecordHistory(
                    identity: identity, item: first.item, authority: identity.authority,
                    deliveries: deliveries.map(\.delivery)))
        }
        return records
    }

    private func part(_ entry: Entry, _ reading: LineReading, hidden: Set<FieldRole>) -> Part {
        let part = Part(
            content: [], fields: reading.shown(entry, without: hidden),
            documentNumber: (reading.value(.documentNumber, of: entry) ?? number(entry, reading)).map(masking.text),
            decisionDay: reading.day(.decisionDay, of: entry), publicityEnd: reading.day(.publicityEnd, of: entry),
            procedure: reading.word(.procedure, of: entry), severity: reading.word(.severity, of: entry),
            domain: reading.value(.domain, of: entry), authorityCode: reading.value(.authorityCode, of: entry),
            authorityName: reading.value(.authorityName, of: entry).map(masking.text),
            sourceName: reading.value(.sourceName, of: entry).map(masking.text),
            permission: reading.word(.permission, of: entry), listName: reading.value(.listName, of: entry),
            status: reading.word(.status, of: entry),
            updated: reading.updated(entry))
        return reading.part(part, of: entry)
    }

    /// The number in the identity, for a line whose fields nobody can tell apart.
    private func number(_ entry: Entry, _ reading: LineReading) -> String? {
        reading.item == nil ? RecordIdentity(text: entry.identity).number : nil
    }

    /// The order of deliveries, and of the rows in each.
    private static func isDeliveredBefore(_ left: Entry, _ right: Entry) -> Bool {
        (left.sequence, left.source, left.row) < (right.sequence, right.source, right.row)
    }

    /// Lines of one identity in the order of their deliveries, told apart by the delivery that brought them; the rows of
    /// one delivery are its parts.
    private func deliveries<Failure: Error>(
        _ lines: some Sequence<Entry>, received: (Int) throws(Failure) -> Instant, part: (Entry, LineReading) -> Part
    ) throws(Failure) -> [(delivery: Version, lines: [Entry])] {
        var result: [(delivery: Version, lines: [Entry])] = []
        for entry in lines {
            let part = part(entry, reading(entry.item))
            if let last = result.last, last.delivery.sequence == entry.sequence, last.delivery.source == entry.source {
                result[result.count - 1].delivery.parts.append(part)
                result[result.count - 1].lines.append(entry)
            } else {
                let version = Version(
                    source: entry.source, received: try received(entry.sequence), sequence: entry.sequence,
                    parts: [part])
                result.append((delivery: version, lines: [entry]))
            }
        }
        return result
    }
}
