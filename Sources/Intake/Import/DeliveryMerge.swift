// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore
internal import Records

/// The second pass over a delivery: its lines, subject by subject, are held against the store, and what is new goes on.
struct DeliveryMerge: ~Copyable {
    let item: CatalogItem
    let catalog: Catalog
    let sequence: Int
    private let itemCode: String
    private let snapshot: Snapshot
    private let register: Register
    let table: DomainTable
    let reconciliation: Reconciliation
    let correction: PendingCorrection
    let options: ImportOptions

    /// What became of the rows that were held against the store.
    var counts = ImportCounts()
    /// What was odd about them.
    var oddities = OddityList()
    /// How many rows that waited do so no longer.
    var resolved = 0
    /// Events whose record is not in the store.
    var waitingEvents = WaitingEvents()
    /// The rows that wait.
    var pending: PendingRows?

    /// The subject whose lines are being taken in, and what the store has of it.
    var subject: ArraySlice<UInt8> = []
    var stored = StoredLines()
    private var identity: ArraySlice<UInt8> = []
    private var group: [SortedLine] = []
    /// The row that waits of which those of the group are repetitions.
    var firstAlike: KnownWait?
    private var lastName: (name: ArraySlice<UInt8>, isKnown: Bool) = ([], true)
    private var taken = 0
    /// Lines under other keys than codes, which wait until all codes are done; what stands under a code may add to them.
    private var others: ExternalSorter?
    private let scratch: String
    private var lastNumber: (key: ArraySlice<UInt8>, isKnown: Bool) = ([], true)

    private static let linesBetweenChecks = 1 << 10
    /// How many lines that say the same are held together.
    private static let mostTogether = 1 << 9

    /// A pass over the lines of an item's delivery that will be import number `sequence`.
    ///
    /// - Parameters:
    ///   - table: the domain table in use.
    ///   - scratch: where what memory can't hold is put.
    init(
        _ facts: borrowing DeliveryFacts, catalog: Catalog, options: ImportOptions, sequence: Int, snapshot: Snapshot,
        table: DomainTable, pending: consuming PendingRows, scratch: String
    ) {
        item = facts.item
        itemCode = Spelling.normalize(facts.item.code)
        self.catalog = catalog
        self.options = options
        self.sequence = sequence
        self.snapshot = snapshot
        self.pending = consume pending
        self.scratch = scratch
        register = Register(catalog: catalog)
        self.table = table
        reconciliation = Reconciliation(item: facts.item)
        correction = PendingCorrection(item: facts.item)
    }

    /// Takes in all lines and hands on what is new.
    mutating func take(_ records: consuming SortedRecords, into lines: inout ImportLines) throws {
        while try records.next() {
            if item.nature != .registration, !Self.isCode(records.key) {
                try putOff(records.key, SortedLine(row: records.number, records.payload), records.payload)
            } else {
                try take(records.key, SortedLine(row: records.number, records.payload), into: &lines)
            }
        }
        try closeGroup(into: &lines)
        guard var rest = try others.take()?.finish() else { return }
        while try rest.next() {
            try take(rest.key, SortedLine(row: rest.number, rest.payload), into: &lines)
        }
        try closeGroup(into: &lines)
    }

    private mutating func take(
        _ key: ArraySlice<UInt8>, _ line: SortedLine, into lines: inout ImportLines
    ) throws {
        taken += 1
        if taken % Self.linesBetweenChecks == 0 { try options.checkpoint(nil) }
        let end = key.firstIndex(of: 0) ?? key.endIndex
        let (subject, identity) = (key[..<end], key[min(end + 1, key.endIndex)...])
        if subject != self.subject {
            try closeGroup(into: &lines)
            try begin(subject)
            self.identity = identity
            firstAlike = nil
        } else if identity != self.identity {
            try closeGroup(into: &lines)
            self.identity = identity
            firstAlike = nil
        } else if group.count >= Self.mostTogether, identity.first == LineSlot.alikeMark {
            try closeGroup(into: &lines)
        }
        group.append(line)
    }

    /// Whether a key is that of a code; all others come after the codes.
    private static func isCode(_ key: ArraySlice<UInt8>) -> Bool {
        key.first.map { $0 < UInt8(ascii: "a") } ?? false
    }

    /// Puts a line off that does not stand under a code, with one under its name if nobody is registered by its number.
    private mutating func putOff(_ key: ArraySlice<UInt8>, _ line: SortedLine, _ payload: ArraySlice<UInt8>) throws {
        try putOff(key, line.row, payload)
        guard line.purpose == .record || line.purpose == .event, !line.note.isEmpty else { return }
        let subject = key[..<(key.firstIndex(of: 0) ?? key.endIndex)]
        if lastNumber.key != subject {
            let entries = try SubjectKey(String(decoding: subject, as: UTF8.self)).map { try snapshot.entries(for: $0) }
            lastNumber = (subject, register.names(in: entries ?? []) != nil)
        }
        if !lastNumber.isKnown { try putOffMention(line) }
    }

    private mutating func putOff(_ key: ArraySlice<UInt8>, _ row: Int, _ payload: ArraySlice<UInt8>) throws {
        if others == nil { others = ExternalSorter(directory: scratch, budget: options.memory) }
        try others?.append(key: key.span, number: row, payload: payload.span)
    }

    /// Files a line whose subject nobody is registered as under its name as well, where it waits until that changes: the
    /// code may be a wrong one of whoever bears the name. So it is in a store that has no register yet, too: one may come,
    /// and the rows that came before it are not held against it again.
    private mutating func putOffMention(_ line: SortedLine) throws {
        guard !register.isEmpty, let name = SubjectReading.name(String(decoding: line.note, as: UTF8.self)) else {
            return
        }
        let entry = try Self.entry(line)
        let fault = PendingFault("code.unregistered", item.field(.subjectCode), "", expected: "")
        let waiting = fault.marking(entry).waitingCopy(under: name)
        var payload = ByteWriter(capacity: 512)
        SortedLine.write(.copy, line: line.line, note: [UInt8]().span, to: &payload)
        try EntryLine.write(waiting, sequence: sequence, to: &payload)
        let slot = LineSlot.alike(waiting, content: reconciliation.content(of: waiting))
        try putOff((name.text.utf8 + [0] + slot)[...], line.row, payload.bytes[...])
    }

    private mutating func begin(_ subject: ArraySlice<UInt8>) throws {
        self.subject = subject
        lastName = ([], true)
        guard !snapshot.imports.isEmpty, let key = SubjectKey(String(decoding: subject, as: UTF8.self)) else {
            stored = StoredLines()
            return
        }
        stored = StoredLines(
            try snapshot.entries(for: key), item: item, code: itemCode, register: register, table: table)
    }

    private mutating func closeGroup(into lines: inout ImportLines) throws {
        guard let first = group.first else { return }
        defer { group.removeAll(keepingCapacity: true) }
        guard first.purpose == .record else { return try closeUnidentified(group, into: &lines) }
        if item.nature != .registration {
            for line in group { try noteName(line.note, of: line) }
        }
        if group.count == 1, stored.isEmpty {
            counts.accepted += 1
            try lines.append(subject: subject, identity: identity, row: first.row, line: first.text)
            return
        }
        let entries = try group.map { try Self.entry($0) }
        let name = String(decoding: identity, as: UTF8.self)
        for source in Self.sources(entries) {
            let places = entries.indices.filter { entries[$0].source == source }
            let known = stored.lines(.record, source: source, identity: name)
            for part in reconciliation.takeVersion(places.map { entries[$0] }, known: known, &counts) {
                let line = group[places[part]]
                try lines.append(subject: subject, identity: identity, row: line.row, line: line.text)
            }
        }
        for entry in entries { try resolveOwn(by: entry, into: &lines) }
    }

    /// Notes rows of one subject whose name is none that the register has for it, and rows of subjects it has not.
    ///
    /// Both are kept, the latter under their name as well: only their department can say whether the name or the code is wrong.
    mutating func noteName(_ name: ArraySlice<UInt8>, of line: SortedLine) throws {
        guard let names = stored.names else {
            oddities.note(
                "subject.unregistered", item.field(.subjectCode), line.line, "the register does not know the subject")
            if !name.isEmpty, Self.isCode(subject) { try putOffMention(line) }
            return
        }
        guard !name.isEmpty else { return }
        if lastName.name.isEmpty || lastName.name != name {
            lastName = (name, names.contains(Spelling.normalize(String(decoding: name, as: UTF8.self))))
        }
        guard !lastName.isKnown else { return }
        oddities.note(
            "name.differs", item.field(.subjectName), line.line,
            "neither the current nor a former name that the register has for the code")
    }

    private static func sources(_ entries: [Entry]) -> [String] {
        var sources: [String] = []
        for entry in entries where !sources.contains(entry.source) { sources.append(entry.source) }
        return sources
    }

    /// The entry of a line.
    static func entry(_ line: SortedLine) throws -> Entry {
        try EntryLine.read(line.text.dropLast())
    }
}
