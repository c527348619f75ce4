// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore
internal import Records

/// The first pass over a delivery: its rows become lines, sorted by subject and identity at bounded memory.
struct DeliveryReading: ~Copyable {
    private var delivery: OpenDelivery
    private let options: ImportOptions
    private let given: String?
    private let sequence: Int
    private let table: DomainTable?
    private let open: OpenPending
    private let resolve: ([String]) throws -> [String: SubjectKey]
    private var reader: RowReader
    private var sorter: ExternalSorter
    private var payload = ByteWriter(capacity: 1 << 13)
    private var key: [UInt8] = []
    private var numbered: [(entry: Entry, line: Int, reference: String)] = []
    private var sources = DeliverySource()
    private var placing = Placing()
    private var waitingKey = RememberedText()

    /// How many rows there were.
    private(set) var rows = 0
    /// How many of them were about natural persons.
    private(set) var outOfScope = 0

    /// How many rows that name their subject by its registration number are held until the register is asked.
    private static let mostNumbered = 1 << 14
    private static let rowsBetweenChecks = 1 << 10

    /// A reading that stands before the first row.
    ///
    /// - Parameters:
    ///   - delivery: the delivery.
    ///   - sequence: the number that the import will have.
    ///   - table: the domain table in use; nil to place nothing.
    ///   - open: the lines that wait in the store under a name.
    ///   - scratch: where what memory can't hold is put.
    ///   - resolve: gives the subject that the register knows under a number; none if it knows none or several.
    init(
        _ delivery: OpenDelivery, sequence: Int, table: DomainTable?, open: OpenPending, scratch: String,
        resolve: @escaping ([String]) throws -> [String: SubjectKey]
    ) {
        self.delivery = delivery
        options = delivery.options
        self.sequence = sequence
        self.table = table
        self.open = open
        self.resolve = resolve
        given = delivery.options.source.map(Spelling.normalize).flatMap { $0.isEmpty ? nil : $0 }
        reader = RowReader(
            item: delivery.item, columns: ColumnPlans(delivery.map.columns, item: delivery.item),
            received: delivery.options.received, source: given, restoresFormulas: delivery.map.isPendingReport,
            sequence: sequence)
        sorter = ExternalSorter(directory: scratch, budget: delivery.options.memory)
    }

    /// Reads all rows.
    ///
    /// - Throws: `IntakeError`, `StoreError` from the register, `FileError` from the scratch files.
    mutating func read() throws {
        var row = DeliveryRow()
        while try delivery.rows.read(&row) {
            if delivery.rows.headings.count > delivery.map.columns.count { try takeNewColumns() }
            rows += 1
            if rows % Self.rowsBetweenChecks == 0 { try options.checkpoint(delivery.rows.bytesRead) }
            switch try reader.read(row, number: rows) {
            case .line: try takeLine(row)
            case .numbered(let entry):
                sources.note(entry.source, row: rows)
                numbered.append((entry, row.line, reader.reference))
                if numbered.count == Self.mostNumbered { try resolveNumbers() }
            case .outOfScope: outOfScope += 1
            case .pending(let entry, let fault):
                sources.note(entry.source, row: rows)
                try takePending(entry, fault, line: row.line)
            }
        }
        try resolveNumbers()
    }

    /// What is known of the delivery as a whole, after its last row; asked for once.
    func facts() throws -> DeliveryFacts {
        var facts = DeliveryFacts(
            item: delivery.item, encoding: delivery.rows.encoding, fileHash: try delivery.rows.digest(),
            map: delivery.map, sheets: delivery.rows.sheetNames, rows: rows, outOfScope: outOfScope,
            oddities: reader.oddities,
            source: try sources.source(given),
            // Corrected rows say nothing about what else there is: they cover no domain.
            placements: delivery.map.isPendingReport
                ? [] : placing.placements(delivery.item, hasLines: rows > outOfScope))
        facts.oddities.note(placing.oddities)
        return facts
    }

    /// The lines, sorted.
    consuming func finish() throws(FileError) -> SortedRecords {
        try sorter.finish()
    }

    private mutating func takeNewColumns() throws(IntakeError) {
        for heading in delivery.rows.headings.dropFirst(delivery.map.columns.count) { try delivery.map.add(heading) }
        reader.setColumns(ColumnPlans(delivery.map.columns, item: delivery.item))
    }

    // MARK: Lines

    private mutating func takeLine(_ row: DeliveryRow) throws {
        sources.note(reader.rowSource, row: rows)
        if delivery.item.nature == .record {
            placing.note(
                domain: reader.domain(row), code: reader.authorityCode(row), name: reader.authorityName(row),
                source: reader.rowSource, line: row.line, item: delivery.item, table: table)
        }
        let purpose: SortedLine.Purpose = delivery.item.nature == .event ? .event : .record
        payload.reset()
        let name = reader.name
        SortedLine.write(purpose, line: row.line, note: name.span, to: &payload)
        reader.writeLine(row, number: rows, to: &payload)
        key.removeAll(keepingCapacity: true)
        key.append(contentsOf: reader.subject)
        key.append(0)
        key.append(contentsOf: reader.identity)
        let (sortKey, bytes) = (key, payload.bytes)
        try sorter.append(key: sortKey.span, number: rows, payload: bytes.span)
        if purpose == .event || reader.mayNameParent {
            try takeCopy(reader.lineEntry(row, number: rows), line: row.line)
        }
        let isCandidate = open.mayHold(nameOf: reader.name, &waitingKey)
        guard isCandidate || !reader.reference.isEmpty else { return }
        try takeCorrections(
            reader.lineEntry(row, number: rows), line: row.line, reference: reader.reference, isCandidate: isCandidate)
    }

    /// Takes a line that is there as an entry.
    private mutating func take(_ entry: Entry, line: Int, reference: String) throws {
        let item = delivery.item
        if item.nature == .record {
            placing.note(
                domain: Array((item.value(.domain, of: entry) ?? "").utf8)[...],
                code: Array((item.value(.authorityCode, of: entry) ?? "").utf8)[...],
                name: Array((item.value(.authorityName, of: entry) ?? "").utf8)[...],
                source: Array(entry.source.utf8), line: line, item: item, table: table)
        }
        let name = Array((item.value(.subjectName, of: entry) ?? "").utf8)
        try append(entry, item.nature == .event ? .event : .record, line: line, note: name)
        try takeCopy(entry, line: line)
        try takeCorrections(
            entry, line: line, reference: reference, isCandidate: open.mayHold(nameOf: name[...], &waitingKey))
    }

    private mutating func takePending(_ entry: Entry, _ fault: PendingFault, line: Int) throws {
        let note = SortedLine.note([fault.field, fault.value, fault.reason, fault.expected])
        try append(entry, .pending, line: line, note: note)
        if delivery.item.nature == .registration { try takeCopy(entry, line: line) }
    }

    /// Takes the copy of a line that stands under two subjects.
    private mutating func takeCopy(_ entry: Entry, line: Int) throws {
        guard let second = delivery.item.secondSubject(of: entry) else { return }
        var copy = entry
        copy.subject = second
        try append(copy, .copy, line: line, note: [])
    }

    private mutating func takeCorrections(
        _ entry: Entry, line: Int, reference: String, isCandidate: Bool
    ) throws {
        if isCandidate {
            var candidate = entry
            candidate.subject = .name(Spelling.normalize(delivery.item.value(.subjectName, of: entry) ?? ""))
            try append(entry, .candidate, line: line, note: [], under: candidate.subject)
        }
        for reference in PendingReference.list(reference) {
            try append(
                entry, .correction, line: line, note: Array(reference.text.utf8), under: reference.subject)
        }
    }

    /// Hands an entry to the sorter.
    private mutating func append(
        _ entry: Entry, _ purpose: SortedLine.Purpose, line: Int, note: [UInt8], under subject: SubjectKey? = nil
    ) throws {
        payload.reset()
        SortedLine.write(purpose, line: line, note: note.span, to: &payload)
        try EntryLine.write(entry, sequence: sequence, to: &payload)
        let identity = purpose == .record ? entry.identity : ""
        let key = Array((subject ?? entry.subject).text.utf8) + [0] + Array(identity.utf8)
        let bytes = payload.bytes
        try sorter.append(key: key.span, number: entry.row, payload: bytes.span)
    }

    /// Finds the subjects of the rows held that name them by a registration number alone.
    private mutating func resolveNumbers() throws {
        guard !numbered.isEmpty else { return }
        var numbers: [String] = []
        for line in numbered {
            if case .registration(let number) = line.entry.subject { numbers.append(number) }
        }
        let known = try resolve(numbers)
        let item = delivery.item
        for (entry, line, reference) in numbered {
            guard case .registration(let number) = entry.subject else { continue }
            var entry = entry
            if let subject = known[number] {
                entry.subject = subject
                entry.identity = item.identity(of: entry)
                try take(entry, line: line, reference: reference)
            } else {
                entry.kind = .pending
                entry.subject = SubjectReading.fallback(
                    name: item.value(.subjectName, of: entry) ?? "", number: number)
                let fault = PendingFault(
                    "code.unregistered", item.field(.subjectCode), number,
                    expected: "a credit code, or a registration number that the register knows")
                try takePending(fault.marking(entry), fault, line: line)
            }
        }
        numbered.removeAll(keepingCapacity: true)
    }
}
