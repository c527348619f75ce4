// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
public import RecordStore
public import Records

/// Takes deliveries of departments into a store.
///
/// A delivery is all or nothing, however long: under one lock it is read and its lines sorted, then they are held against
/// what its sources had delivered, then stored. Memory does not grow with the delivery. Rows that can't be accepted wait
/// (待核) under whom they name, and the rest is kept.
public struct DeliveryIntake: Sendable {
    private let store: RecordStore
    private let catalog: Catalog

    /// An intake into a store by a catalogue.
    public init(store: RecordStore, catalog: Catalog) {
        self.store = store
        self.catalog = catalog
    }

    /// Imports a file: CSV, JSON Lines or XML, in UTF-8 or GB 18030, or a workbook in XLSX.
    ///
    /// - Throws: `IntakeError` if it can't be read, `StoreError` if the store can't be read or written. Nothing is
    ///   stored then.
    public func importFile(at path: String, _ options: ImportOptions) throws -> ImportOutcome {
        let file: ReadableFile
        do {
            file = try ReadableFile(path, followingLinks: true)
        } catch {
            throw IntakeError(error)
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try take(.file(file), name: name, options)
    }

    /// Imports what a file of that name holds.
    ///
    /// - Throws: as `importFile`.
    public func importBytes(_ bytes: [UInt8], name: String, _ options: ImportOptions) throws -> ImportOutcome {
        try take(.memory(bytes), name: name, options)
    }

    /// Records a 零报送: a department states that it has nothing to deliver.
    ///
    /// - Throws: `IntakeError` if item or source is not given or not known, `StoreError`.
    public func importNil(_ options: ImportOptions) throws -> ImportOutcome {
        try Self.check(options)
        guard let named = options.item else {
            throw IntakeError(.unknownItem, "a 零报送 names the kind of information", hint: "name it with --item")
        }
        guard let source = options.source.map(Spelling.normalize), !source.isEmpty else {
            throw IntakeError(.source, "a 零报送 names the department", hint: "name its code with --source")
        }
        let item = try HeadingMap.item(named, in: catalog)
        let placement = DomainPlacement(domain: "", authorityCode: "", authorityName: "")
        let delivery = Delivery(
            received: options.received, file: "", fileHash: Hex.encode(Digest.of([UInt8](), store.digestAlgorithm)),
            item: Spelling.normalize(item.code), source: source, statedDomains: options.domains,
            through: options.through, backfill: options.backfill, placements: item.nature == .record ? [placement] : [],
            counts: ImportCounts(),
            entries: [])
        return ImportOutcome(description: try store.append(delivery), item: item)
    }

    private func take(_ origin: TextStream.Origin, name: String, _ options: ImportOptions) throws -> ImportOutcome {
        try Self.check(options)
        let algorithm = store.digestAlgorithm
        let delivery = try OpenDelivery(origin, notUTF8At: nil, algorithm, catalog: catalog, options: options)
        do {
            return try take(delivery, name: name)
        } catch {
            guard let fault = delivery.turnedOutNotUTF8At else { throw error }
            let again = try OpenDelivery(origin, notUTF8At: fault, algorithm, catalog: catalog, options: options)
            return try take(again, name: name)
        }
    }

    private func take(_ delivery: OpenDelivery, name: String) throws -> ImportOutcome {
        let options = delivery.options
        try Self.check(options)
        return try store.withWriter { writer in
            let sequence = try writer.nextSequence(receivedAt: options.received)
            let snapshot = try writer.snapshot
            let domains = try snapshot.configuration().domains
            let table = try DomainTable.read(domains.bytes, sha256: domains.hash)
            let catalog = catalog
            var reading = DeliveryReading(
                delivery, sequence: sequence, table: table, open: try OpenPending(snapshot),
                scratch: writer.scratchDirectory
            ) { numbers in try Register(catalog: catalog).subjects(of: numbers, in: snapshot) }
            try reading.read()
            let facts = try reading.facts()
            let records = try reading.finish()
            try options.checkpoint(nil)
            let kept = zip(facts.map.headings, ColumnPlans(facts.map.columns, item: facts.item).plans)
                .filter { !$0.1.code.isEmpty }
            var merge = DeliveryMerge(
                facts, catalog: catalog, options: options, sequence: sequence, snapshot: snapshot,
                table: table,
                pending: PendingRows(
                    columns: kept.map(\.1.code), sheets: facts.sheets, wording: options.wording,
                    scratch: options.pendingReport.map { _ in writer.scratchDirectory }),
                scratch: writer.scratchDirectory)
            var lines = writer.importLines(jobs: options.jobs)
            try merge.take(records, into: &lines)
            merge.counts.outOfScope = facts.outOfScope
            merge.oddities.note(facts.oddities)
            let rows = (first: merge.pending?.first ?? [], count: merge.pending?.count ?? 0)
            // Whatever can fail comes before the import is there.
            let report = try options.pendingReport.flatMap { path in
                try merge.pending.take()?.report(headings: kept.map(\.0), in: Directory.parent(of: path))
            }
            let description = try writer.append(
                Delivery(
                    received: options.received, file: Masking.usual.text(name), fileHash: facts.fileHash,
                    item: Spelling.normalize(facts.item.code), source: facts.source, statedDomains: options.domains,
                    through: options.through, backfill: options.backfill, placements: facts.placements,
                    counts: merge.counts, entries: []),
                lines)
            if let report, let path = options.pendingReport { try Self.place(report, at: path) }
            var outcome = ImportOutcome(description: description, item: facts.item)
            outcome.encoding = facts.encoding
            outcome.sheets = facts.sheets
            outcome.unknownHeadings = facts.map.unknownHeadings
            outcome.oddities = merge.oddities.inOrder
            outcome.pending = rows.first.sorted { $0.line < $1.line }
            outcome.pendingCount = rows.count
            outcome.resolved = merge.resolved
            outcome.waitingEvents = merge.waitingEvents.inOrder
            outcome.waitingEventCount = merge.waitingEvents.count
            return outcome
        }
    }

    private static func place(_ report: PendingFile, at path: String) throws(FileError) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try report.place(as: name, replacing: false)
        try Directory.sync(report.directory)
    }

    private static func check(_ options: ImportOptions) throws(IntakeError) {
        if let through = options.through, through > options.received.day {
            throw IntakeError(
                .through, "complete through \(through), but received on \(options.received.day)",
                hint: "no delivery is complete for days that have not come")
        }
    }
}
