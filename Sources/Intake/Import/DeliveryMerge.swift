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
    private let reconciliation: Reconciliation
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
    private var lastName: (name: ArraySlice<UInt8>, isKnown: Bool) = ([], true)
    private var taken = 0
    /// Lines under other keys than codes, which wait until all codes are done; what stands under a code may add to them.
    private var others: ExternalSorter?
    private let scratch: String
    private var lastNumber: (key: ArraySlice<UInt8>, isKnown: Bool) = ([], true)

    private static let linesBetweenChecks = 1 << 10

    /// A pass over the lines of an item's delivery that will be import number `sequence`.
    ///
    /// - Parameter scratch: where what memory can't hold is put.
    init(
        _ facts: borrowing DeliveryFacts, catalog: Catalog, options: ImportOptions, sequence: Int, snapshot: Snapshot,
        pending: consuming PendingRows, scratch: String
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
        } else if identity != self.identity {
            try closeGroup(into: &lines)
            self.identity = identity
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
        try putOff(Array((name.text + "\u{0}").utf8)[...], line.row, payload.bytes[...])
    }

    private mutating func begin(_ subject: ArraySlice<UInt8>) throws {
        self.subject = subject
        lastName = ([], true)
        guard !snapshot.imports.isEmpty, let key = SubjectKey(String(decoding: subject, as: UTF8.self)) else {
            stored = StoredLines()
            return
        }
        stored = StoredLines(try snapshot.entries(for: key), item: item, code: itemCode, register: register)
    }

    private mutating func closeGroup(into lines: inout ImportLines) throws {
        guard let first = group.first else { return }
        defer { group.removeAll(keepingCapacity: true) }
        guard first.purpose == .record else { return try closeUnidentified(into: &lines) }
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

    /// Events, rows that wait, and what may correct such rows: none of them has an identity, each stands for itself.
    private mutating func closeUnidentified(into lines: inout ImportLines) throws {
        var seen: [[String]: Set<[UInt8]>] = [:]
        var waiting: [String: [[UInt8]: KnownWait]] = [:]
        var restated: Set<[UInt8]> = []
        var numbers = EventNumbers(item: item, content: reconciliation.content)
        if item.nature == .event {
            for line in group where line.purpose == .event || line.purpose == .copy {
                numbers.note(try Self.entry(line))
            }
        }
        for line in group {
            switch line.purpose {
            case .record: continue
            case .pending:
                let entry = try Self.entry(line)
                restated.insert(entry.source.utf8 + [0] + reconciliation.content(of: entry))
                try takePending(entry, line, &waiting, into: &lines)
            case .event, .copy:
                let entry = try Self.entry(line)
                let content = reconciliation.content(of: entry)
                if entry.kind == .pending { restated.insert(entry.source.utf8 + [0] + content) }
                // Copies of lines of the register have the kind and the identity of those.
                let group = [entry.kind.rawValue, entry.source, entry.identity] + numbers.key(of: entry)
                if seen[group] == nil {
                    let known = stored.lines(entry.kind, source: entry.source, identity: entry.identity)
                    let held = numbers.lines(heldAgainst: entry, of: known)
                    seen[group] = Set(held.map(reconciliation.content))
                }
                let isNew = seen[group, default: []].insert(content).inserted
                if isNew {
                    let identity = Array(entry.identity.utf8)
                    try lines.append(subject: subject, identity: identity[...], row: line.row, line: line.text)
                }
                guard line.purpose == .event else { continue }
                if isNew { counts.accepted += 1 } else { counts.unchanged += 1 }
                try noteName(line.note, of: line)
                waitingEvents.note(entry, line: line.line, item: item, catalog: catalog, records: stored.records)
            case .candidate, .correction: continue
            }
        }
        stored.waiting.removeAll { restated.contains($0.source.utf8 + [0] + reconciliation.content(of: $0)) }
        for line in group where line.purpose == .candidate || line.purpose == .correction {
            try takeCorrection(line, restated: restated, into: &lines)
        }
        for line in group where line.purpose == .event { try resolveOwn(by: try Self.entry(line), into: &lines) }
    }

    /// A row that was taken as waiting, in the store or further up in the delivery.
    private struct KnownWait {
        let entry: Entry
        /// Whether it still waits.
        let isOpen: Bool
    }

    private struct RowPlace: Hashable {
        let sequence: Int
        let row: Int

        init(_ entry: Entry) {
            sequence = entry.sequence
            row = entry.row
        }
    }

    private mutating func takePending(
        _ entry: Entry, _ line: SortedLine, _ waiting: inout [String: [[UInt8]: KnownWait]],
        into lines: inout ImportLines
    ) throws {
        if waiting[entry.source] == nil {
            let open = Set(stored.waiting.map(RowPlace.init))
            var known: [[UInt8]: KnownWait] = [:]
            for entry in stored.lines(.pending, source: entry.source, identity: "") {
                known[reconciliation.content(of: entry)] = KnownWait(
                    entry: entry, isOpen: open.contains(RowPlace(entry)))
            }
            waiting[entry.source] = known
        }
        let content = reconciliation.content(of: entry)
        if let known = waiting[entry.source]?[content] {
            counts.unchanged += 1
            // One that was corrected since is the same old row once more: it waits no longer.
            if known.isOpen { try pending?.append(entry, line, at: known.entry) }
            return
        }
        counts.pending += 1
        var new = entry
        new.sequence = sequence
        waiting[entry.source]?[content] = KnownWait(entry: new, isOpen: true)
        try lines.append(subject: subject, identity: [], row: line.row, line: line.text)
        try pending?.append(entry, line, at: new)
    }

    /// Notes rows of one subject whose name is none that the register has for it, and rows of subjects it has not.
    ///
    /// Both are kept, the latter under their name as well: only their department can say whether the name or the code is wrong.
    private mutating func noteName(_ name: ArraySlice<UInt8>, of line: SortedLine) throws {
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
