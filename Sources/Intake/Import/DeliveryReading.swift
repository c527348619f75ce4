// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore
internal import Records

/// The first pass over a delivery: its rows become lines, sorted by subject and identity at bounded memory.
///
/// One thread splits the file into rows, others read the rows; what comes of them is taken in the order of the rows, so
/// that the number of threads changes nothing.
struct DeliveryReading: ~Copyable {
    private var delivery: OpenDelivery
    private let options: ImportOptions
    private let given: String?
    private let resolve: ([String]) throws -> [String: Register.Holder]
    private let batches: OrderedStream<RowBatch, RowBatch>
    private var lines: RowLines
    private var columns: ColumnPlans
    private var free: [RowBatch] = []
    private var sorter: ExternalSorter
    private var numbered: [RowBatch.Numbered] = []
    private var sources = DeliverySource()
    private var placing = Placing()
    private var oddities = OddityList()

    /// How many rows there were.
    private(set) var rows = 0
    /// How many of them were about natural persons.
    private(set) var outOfScope = 0

    /// How many rows that name their subject by its registration number are held until the register is asked.
    private static let mostNumbered = 1 << 14
    /// How many bytes of rows may be on their way at once, unless one row is longer.
    private static let mostBytes = 1 << 24

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
        resolve: @escaping ([String]) throws -> [String: Register.Holder]
    ) {
        self.delivery = delivery
        options = delivery.options
        self.resolve = resolve
        let given = delivery.options.source.map(Spelling.normalize).flatMap { $0.isEmpty ? nil : $0 }
        self.given = given
        let (item, received) = (delivery.item, delivery.options.received)
        let columns = ColumnPlans(delivery.map.columns, item: item)
        let restoresFormulas = delivery.map.isPendingReport
        let lines = RowLines(item: item, sequence: sequence, table: table, open: open)
        batches = OrderedStream(jobs: delivery.options.jobs, mostWeight: Self.mostBytes) {
            let reader = RowReader(item: item, columns: columns, received: received, source: given, sequence: sequence)
            var reading = BatchReading(reader, lines, restoresFormulas: restoresFormulas)
            return { batch in
                reading.read(batch)
                return batch
            }
        }
        self.columns = columns
        self.lines = lines
        sorter = ExternalSorter(directory: scratch, budget: delivery.options.memory)
    }

    /// Reads all rows.
    ///
    /// - Throws: `IntakeError`, `StoreError` from the register, `FileError` from the scratch files.
    mutating func read() throws {
        var fault: (any Error)?
        var isAtEnd = false
        while fault == nil && !isAtEnd {
            let batch = free.popLast() ?? RowBatch()
            batch.reset(first: rows + 1)
            do {
                try options.checkpoint(delivery.rows.bytesRead)
                isAtEnd = try fill(batch)
            } catch {
                fault = error
            }
            rows += batch.count
            batch.columns = columns
            while batches.isFull, let done = batches.take() { try take(done) }
            batches.put(batch, weight: batch.size)
        }
        // What is wrong with an earlier row goes before what ended the reading.
        while let done = batches.take() { try take(done) }
        if let fault { throw fault }
        try resolveNumbers()
    }

    /// Takes rows into a batch until it is full; gives true at the end of the delivery.
    private mutating func fill(_ batch: RowBatch) throws -> Bool {
        while !batch.isFull {
            guard try batch.append(from: delivery.rows) else { return true }
            guard delivery.rows.headings.count > delivery.map.columns.count else { continue }
            for heading in delivery.rows.headings.dropFirst(delivery.map.columns.count) {
                try delivery.map.add(heading)
            }
            columns = ColumnPlans(delivery.map.columns, item: delivery.item)
        }
        return false
    }

    /// What is known of the delivery as a whole, after its last row; asked for once.
    func facts() throws -> DeliveryFacts {
        var facts = DeliveryFacts(
            item: delivery.item, encoding: delivery.rows.encoding, fileHash: try delivery.rows.digest(),
            map: delivery.map, sheets: delivery.rows.sheetNames, rows: rows, outOfScope: outOfScope,
            oddities: oddities,
            source: try sources.source(given),
            // Corrected rows say nothing about what else there is: they cover no domain.
            placements: delivery.map.isPendingReport
                ? [] : placing.placements(delivery.item, hasLines: rows > outOfScope))
        facts.oddities.note(placing.oddities)
        for field in delivery.map.amountsWithoutUnit {
            facts.oddities.note("money.unit", field, 1, "the heading names no unit: the amounts were taken as 万元")
        }
        return facts
    }

    /// The lines, sorted.
    consuming func finish() throws(FileError) -> SortedRecords {
        try sorter.finish()
    }

    /// Takes what came of a batch.
    private mutating func take(_ batch: RowBatch) throws {
        try sorter.append(batch.records)
        outOfScope += batch.outOfScope
        sources.note(batch.sources)
        placing.note(batch.placing)
        oddities.note(batch.oddities)
        if let failure = batch.failure { throw failure }
        numbered += batch.numbered
        free.append(batch)
        if numbered.count >= Self.mostNumbered { try resolveNumbers() }
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
        let batch = RowBatch()
        for (entry, line, reference) in numbered {
            guard case .registration(let number) = entry.subject else { continue }
            var entry = entry
            if let holder = known[number] {
                let name = item.value(.subjectName, of: entry) ?? ""
                // An event without a name is about a record that the report has whoever the number is of.
                let isOpen = item.nature == .record || !name.isEmpty
                entry.subject = isOpen ? holder.key(of: name, number: number) : holder.subject
                entry.identity = item.identity(of: entry)
                try lines.take(entry, line: line, reference: reference, into: batch)
            } else {
                entry.kind = .pending
                entry.subject = SubjectReading.fallback(
                    name: item.value(.subjectName, of: entry) ?? "", number: number)
                let fault = PendingFault(
                    "code.unregistered", item.field(.subjectCode), number,
                    expected: "a credit code, or a registration number that the register knows")
                try lines.takePending(fault.marking(entry), fault, line: line, into: batch)
            }
        }
        numbered.removeAll(keepingCapacity: true)
        try sorter.append(batch.records)
        placing.note(batch.placing)
    }
}
