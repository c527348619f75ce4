// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
public import RecordStore
public import Records

/// Takes deliveries of departments into a store.
///
/// A delivery is all or nothing: it is read as a whole first, then held against what its sources had delivered, and
/// stored under one lock. Rows that can't be accepted wait (待核) under whom they name, and the rest is kept.
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
            throw IntakeError(.file, error.message, hint: error.hint)
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
            received: options.received, file: "", fileSHA256: Hex.encode(Digest.of([UInt8]())),
            item: Spelling.normalize(item.code), source: source, statedDomains: options.domains,
            through: options.through, placements: item.nature == .record ? [placement] : [], counts: ImportCounts(),
            entries: [])
        return ImportOutcome(
            description: try store.append(delivery), item: item, encoding: nil, unknownHeadings: [], oddities: [],
            pending: [], headings: [], sheets: [])
    }

    private func take(_ origin: TextStream.Origin, name: String, _ options: ImportOptions) throws -> ImportOutcome {
        try Self.check(options)
        var reading = try DeliveryReading(origin, catalog: catalog, options: options)
        let options = reading.options
        try Self.check(options)
        let description = try store.withWriter { writer in
            let snapshot = try writer.snapshot
            try reading.resolve { numbers in try Register(catalog: catalog).subjects(of: numbers, in: snapshot) }
            let domains = try snapshot.configuration().domains
            reading.noteDomains(try DomainTable.read(domains.bytes, sha256: domains.sha256))
            let reconciled = try reconcile(&reading, with: snapshot)
            var counts = reconciled.counts
            counts.outOfScope = reading.outOfScope
            return try writer.append(
                Delivery(
                    received: options.received, file: Masking.usual.text(name), fileSHA256: reading.fileSHA256,
                    item: Spelling.normalize(reading.item.code), source: reading.source,
                    statedDomains: options.domains, through: options.through, placements: reading.placements,
                    counts: counts, entries: reconciled.added))
        }
        return ImportOutcome(
            description: description, item: reading.item, encoding: reading.encoding,
            unknownHeadings: reading.unknownHeadings, oddities: reading.oddities, pending: reading.pending,
            headings: reading.headings, sheets: reading.sheets)
    }

    /// Holds the lines against the store, subject by subject; notes names that the register does not know.
    private func reconcile(_ reading: inout DeliveryReading, with snapshot: Snapshot) throws -> Reconciliation {
        let register = Register(catalog: catalog)
        var subjects: [SubjectKey] = []
        var lines: [SubjectKey: [Entry]] = [:]
        for entry in reading.entries {
            if lines[entry.subject] == nil { subjects.append(entry.subject) }
            lines[entry.subject, default: []].append(entry)
        }
        var reconciliation = Reconciliation(item: reading.item)
        for subject in subjects {
            let stored = try snapshot.entries(for: subject)
            let own = lines[subject] ?? []
            if reading.item.nature != .registration { reading.noteNames(of: own, known: register.names(in: stored)) }
            reconciliation.take(own, stored: stored)
        }
        return reconciliation
    }

    private static func check(_ options: ImportOptions) throws(IntakeError) {
        if let through = options.through, through > options.received.day {
            throw IntakeError(
                .through, "complete through \(through), but received on \(options.received.day)",
                hint: "no delivery is complete for days that have not come")
        }
    }
}
