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

    private static let linesBetweenChecks = 1 << 10

    /// A pass over the lines of an item's delivery that will be import number `sequence`.
    init(
        _ facts: borrowing DeliveryFacts, catalog: Catalog, options: ImportOptions, sequence: Int, snapshot: Snapshot,
        pending: consuming PendingRows
    ) {
        item = facts.item
        itemCode = Spelling.normalize(facts.item.code)
        self.catalog = catalog
        self.options = options
        self.sequence = sequence
        self.snapshot = snapshot
        self.pending = consume pending
        register = Register(catalog: catalog)
        reconciliation = Reconciliation(item: facts.item)
        correction = PendingCorrection(item: facts.item)
    }

    /// Takes in all lines and hands on what is new.
    mutating func take(_ records: consuming SortedRecords, into lines: inout ImportLines) throws {
        while try records.next() {
            taken += 1
            if taken % Self.linesBetweenChecks == 0 { try options.checkpoint(nil) }
            let key = records.key
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
            group.append(SortedLine(row: records.number, records.payload))
        }
        try closeGroup(into: &lines)
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
            for line in group { noteName(line.note, of: line) }
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
                // Copies of lines of the register have the kind and the identity of those.
                let group = [entry.kind.rawValue, entry.source, entry.identity]
                if seen[group] == nil {
                    let known = stored.lines(entry.kind, source: entry.source, identity: entry.identity)
                    seen[group] = Set(known.map(reconciliation.content))
                }
                let isNew = seen[group, default: []].insert(content).inserted
                if isNew {
                    let identity = Array(entry.identity.utf8)
                    try lines.append(subject: subject, identity: identity[...], row: line.row, line: line.text)
                }
                guard line.purpose == .event else { continue }
                if isNew { counts.accepted += 1 } else { counts.unchanged += 1 }
                noteName(line.note, of: line)
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
    /// Both are kept: only their department can say whether the name or the code is wrong.
    private mutating func noteName(_ name: ArraySlice<UInt8>, of line: SortedLine) {
        guard let names = stored.names else {
            oddities.note(
                "subject.unregistered", item.field(.subjectCode), line.line, "the register does not know the subject")
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
