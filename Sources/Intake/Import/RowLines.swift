// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore
internal import Records

/// Makes the lines that accepted and pending rows become, with what goes with them, into records for the sorter.
struct RowLines {
    let item: CatalogItem
    private let sequence: Int
    private let table: DomainTable?
    private let open: OpenPending
    private let reconciliation: Reconciliation
    private var key: [UInt8] = []
    private var waitingKey = RememberedText()

    /// The lines of an item's rows.
    ///
    /// - Parameters:
    ///   - sequence: the number that the import will have.
    ///   - table: the domain table in use; nil to place nothing.
    ///   - open: the lines that wait in the store under a name.
    init(item: CatalogItem, sequence: Int, table: DomainTable?, open: OpenPending) {
        self.item = item
        self.sequence = sequence
        self.table = table
        self.open = open
        reconciliation = Reconciliation(item: item)
    }

    /// Takes the line that a reader has just read a row as.
    mutating func take(_ reader: inout RowReader, _ row: DeliveryRow, number: Int, into batch: RowBatch) throws {
        if item.nature == .record {
            batch.placing.note(
                domain: reader.domain(row), code: reader.authorityCode(row), name: reader.authorityName(row),
                source: reader.rowSource, line: row.line, item: item, table: table)
        }
        let purpose: SortedLine.Purpose = item.nature == .event ? .event : .record
        key.removeAll(keepingCapacity: true)
        key.append(contentsOf: reader.subject)
        key.append(0)
        key.append(contentsOf: purpose == .event ? LineSlot.events : reader.identity)
        batch.records.append(key: key.span, number: number) { payload in
            SortedLine.write(purpose, line: row.line, note: reader.name.span, to: &payload)
            reader.writeLine(row, number: number, to: &payload)
        }
        if purpose == .event || reader.mayNameParent {
            try takeCopy(reader.lineEntry(row, number: number), line: row.line, into: batch)
        }
        let isCandidate = open.mayHold(nameOf: reader.name[...], &waitingKey)
        guard isCandidate || !reader.reference.isEmpty else { return }
        try takeCorrections(
            reader.lineEntry(row, number: number), line: row.line, reference: reader.reference,
            isCandidate: isCandidate, into: batch)
    }

    /// Takes a line that is there as an entry.
    mutating func take(_ entry: Entry, line: Int, reference: String, into batch: RowBatch) throws {
        if item.nature == .record {
            batch.placing.note(
                domain: Array((item.value(.domain, of: entry) ?? "").utf8)[...],
                code: Array((item.value(.authorityCode, of: entry) ?? "").utf8)[...],
                name: Array((item.value(.authorityName, of: entry) ?? "").utf8)[...],
                source: Array(entry.source.utf8), line: line, item: item, table: table)
        }
        let name = Array((item.value(.subjectName, of: entry) ?? "").utf8)
        try append(entry, item.nature == .event ? .event : .record, line: line, note: name, into: batch)
        try takeCopy(entry, line: line, into: batch)
        try takeCorrections(
            entry, line: line, reference: reference, isCandidate: open.mayHold(nameOf: name[...], &waitingKey),
            into: batch)
    }

    /// Takes a row that can't be accepted.
    mutating func takePending(_ entry: Entry, _ fault: PendingFault, line: Int, into batch: RowBatch) throws {
        let note = SortedLine.note([fault.field, fault.value, fault.reason, fault.expected])
        try append(entry, .pending, line: line, note: note, into: batch)
        if item.nature == .registration { try takeCopy(entry, line: line, into: batch) }
        for key in item.keys(givenBy: entry) where key != entry.subject {
            try append(entry.waitingCopy(under: key), .copy, line: line, note: [], into: batch)
        }
    }

    /// Takes the copy of a line that stands under two subjects.
    private mutating func takeCopy(_ entry: Entry, line: Int, into batch: RowBatch) throws {
        guard let second = item.secondSubject(of: entry) else { return }
        var copy = entry
        copy.subject = second
        try append(copy, .copy, line: line, note: [], into: batch)
    }

    private mutating func takeCorrections(
        _ entry: Entry, line: Int, reference: String, isCandidate: Bool, into batch: RowBatch
    ) throws {
        if isCandidate {
            let waiting = SubjectKey.name(Spelling.normalize(item.value(.subjectName, of: entry) ?? ""))
            try append(entry, .candidate, line: line, note: [], under: waiting, into: batch)
        }
        for reference in PendingReference.list(reference) {
            try append(
                entry, .correction, line: line, note: Array(reference.text.utf8), under: reference.subject,
                into: batch)
        }
    }

    private mutating func append(
        _ entry: Entry, _ purpose: SortedLine.Purpose, line: Int, note: [UInt8], under subject: SubjectKey? = nil,
        into batch: RowBatch
    ) throws {
        let slot =
            switch purpose {
            case .record: Array(entry.identity.utf8)
            case .event: LineSlot.events
            case .pending, .copy:
                entry.kind == .event
                    ? LineSlot.events : LineSlot.alike(entry, content: reconciliation.content(of: entry))
            case .correction, .candidate: LineSlot.corrections
            }
        let key = Array((subject ?? entry.subject).text.utf8) + [0] + slot
        try batch.records.append(key: key.span, number: entry.row) { payload throws(StoreError) in
            SortedLine.write(purpose, line: line, note: note.span, to: &payload)
            try EntryLine.write(entry, sequence: sequence, to: &payload)
        }
    }
}
