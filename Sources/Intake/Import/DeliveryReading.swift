// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// A delivery that was read as a whole, before it is held against the store.
struct DeliveryReading {
    let item: CatalogItem
    let encoding: TextEncoding?
    let fileSHA256: String
    let headings: [String]
    let unknownHeadings: [String]
    /// What the operator and the delivery itself say about it.
    let options: ImportOptions
    /// The names of the sheets that rows stand in.
    let sheets: [String]
    private var notes: OddityList
    /// Who delivered, normalised.
    let source: String
    /// How many rows were about natural persons.
    let outOfScope: Int
    /// The lines that are sound, or wait.
    private(set) var entries: [Entry] = []
    /// The rows that wait, in the order of the file.
    private(set) var pending: [PendingRow] = []
    /// Lines whose registration number the register must know, with their rows.
    private var numbered: [(entry: Entry, row: DeliveryRow)] = []
    /// The line of the file in which each row begins.
    private var lines: [Int] = []

    /// How many rows the file has below its headings.
    var rowCount: Int { lines.count }

    /// Reads a delivery.
    init(_ origin: TextStream.Origin, catalog: Catalog, options: ImportOptions) throws(IntakeError) {
        let headings = HeadingRecognition(catalog: catalog, named: options.item)
        let rows = try openRowSource(origin, headings)
        do throws(IntakeError) {
            try self.init(rows, catalog: catalog, options: options)
        } catch {
            guard rows.encoding == .utf8, let fault = rows.notUTF8At else { throw error }
            try self.init(try openRowSource(origin, notUTF8At: fault, headings), catalog: catalog, options: options)
        }
    }

    private init(_ rows: any RowSource, catalog: Catalog, options: ImportOptions) throws(IntakeError) {
        let options = try rows.statement.completing(options)
        self.options = options
        sheets = rows.sheetNames
        let item = try Self.item(of: rows, named: options.item, in: catalog)
        var map = try HeadingMap(rows.headings, item: item)
        let given = options.source.map(Spelling.normalize)
        var reader = RowReader(
            item: item, received: options.received, source: given, restoresFormulas: map.isPendingReport)
        var outOfScope = 0
        var number = 0
        var row = DeliveryRow()
        while try rows.read(&row) {
            for heading in rows.headings.dropFirst(map.columns.count) { try map.add(heading) }
            number += 1
            lines.append(row.line)
            switch try reader.read(row, number: number, columns: map.columns) {
            case .line(let entry): entries.append(entry)
            case .numbered(let entry): numbered.append((entry, row))
            case .outOfScope: outOfScope += 1
            case .pending(let entry, let fault):
                entries.append(entry)
                pending.append(PendingRow(row, fault))
            }
        }
        self.item = item
        encoding = rows.encoding
        fileSHA256 = try rows.digest()
        headings = zip(map.headings, map.columns).filter { $0.1 != .ours }.map(\.0)
        unknownHeadings = map.unknownHeadings
        notes = reader.oddities
        self.outOfScope = outOfScope
        source = try Self.source(given, entries + numbered.map(\.entry))
    }

    private static func item(
        of rows: any RowSource, named: String?, in catalog: Catalog
    ) throws(IntakeError) -> CatalogItem {
        do throws(IntakeError) {
            return try HeadingMap.item(for: rows.headings, named: named, in: catalog)
        } catch {
            guard error.code == .headings, let place = rows.notUTF8At else { throw error }
            // UTF-8 with one damaged character reads as GB 18030, into other headings.
            throw IntakeError(
                .headings, error.message,
                hint: "the file was read as GB 18030, for byte \(place) is no UTF-8: was it meant as UTF-8?")
        }
    }

    /// The department that delivered: the one given, else the one that all rows name.
    private static func source(_ given: String?, _ entries: [Entry]) throws(IntakeError) -> String {
        if let given, !given.isEmpty { return given }
        let hint = "name the department's code with --source"
        guard let first = entries.first else {
            throw IntakeError(.source, "no row says which department delivered the file", hint: hint)
        }
        if let other = entries.first(where: { $0.source != first.source }) {
            throw IntakeError(
                .source, "row \(first.row) is from \(first.source), row \(other.row) from \(other.source)", hint: hint)
        }
        return first.source
    }

    /// Finds the subjects of rows that name them by a registration number alone.
    ///
    /// - Parameter register: gives the subject that the register knows under a number; nil if it knows none or several.
    mutating func resolve(_ register: ([String]) throws -> [String: SubjectKey]) rethrows {
        guard !numbered.isEmpty else { return }
        var numbers: [String] = []
        for line in numbered {
            if case .registration(let number) = line.entry.subject { numbers.append(number) }
        }
        let known = item.nature == .registration ? [:] : try register(numbers)
        for (line, row) in numbered {
            var entry = line
            guard case .registration(let number) = line.subject else { continue }
            if item.nature == .registration {
                entries.append(entry)
            } else if let subject = known[number] {
                entry.subject = subject
                entry.identity = item.identity(of: entry)
                entries.append(entry)
            } else {
                entry.kind = .pending
                entry.identity = ""
                entry.subject = SubjectReading.fallback(
                    name: item.value(.subjectName, of: entry) ?? "", number: number)
                entries.append(entry)
                let expected = "a credit code, or a registration number that the register knows"
                let fault = PendingFault("code.unregistered", item.field(.subjectCode), number, expected: expected)
                pending.append(PendingRow(row, fault))
            }
        }
        numbered = []
        entries.sort { $0.row < $1.row }
        pending.sort { $0.line < $1.line }
    }

    /// Notes rows of one subject whose name is none that the register has for it, and rows of subjects it has not.
    ///
    /// Both are kept: only their department can say whether the name or the code is wrong.
    mutating func noteNames(of entries: [Entry], known names: Set<String>?) {
        for entry in entries where entry.kind != .pending {
            guard let names else {
                let message = "the register does not know the subject"
                notes.note("subject.unregistered", item.field(.subjectCode), lines[entry.row - 1], message)
                continue
            }
            guard let name = item.value(.subjectName, of: entry).map(Spelling.normalize), !names.contains(name) else {
                continue
            }
            let message = "neither the current nor a former name that the register has for the code"
            notes.note("name.differs", item.field(.subjectName), lines[entry.row - 1], message)
        }
    }

    /// Notes records whose domain the table does not know, and those that it can't place at all (其他).
    mutating func noteDomains(_ table: DomainTable) {
        guard item.nature == .record else { return }
        for entry in entries where entry.kind == .record {
            let domain = item.value(.domain, of: entry)
            if let domain, table.index(named: domain) == nil {
                let message = "the domain table has no such domain"
                notes.note("domain.unknown", item.field(.domain), lines[entry.row - 1], message)
            }
            let place = table.place(
                domain: domain, authorityCode: item.value(.authorityCode, of: entry),
                authorityName: item.value(.authorityName, of: entry), source: entry.source)
            if place == nil {
                let message = "neither domain nor authority nor source leads to a domain: the records belong to 其他"
                notes.note("domain.none", nil, lines[entry.row - 1], message)
            }
        }
    }

    /// What was odd in the rows, in the order of the file.
    var oddities: [Oddity] {
        notes.list.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }

    /// What places the delivery's records in domains (rules, 4), for one that states no domains.
    ///
    /// Registrations and events are in no domain. A delivery without a row about an enterprise is for the domains of
    /// its source, like a 零报送.
    var placements: [DomainPlacement] {
        guard item.nature == .record else { return [] }
        guard !entries.isEmpty else { return [DomainPlacement(domain: "", authorityCode: "", authorityName: "")] }
        let placements = Set(
            entries.filter { $0.kind == .record }.map { entry in
                DomainPlacement(
                    domain: item.value(.domain, of: entry) ?? "",
                    authorityCode: item.value(.authorityCode, of: entry) ?? "",
                    authorityName: item.value(.authorityName, of: entry) ?? "")
            })
        return placements.sorted()
    }
}

extension PendingRow {
    fileprivate init(_ row: DeliveryRow, _ fault: PendingFault) {
        self.init(
            line: row.line, field: fault.field, value: fault.value, reason: fault.reason, expected: fault.expected,
            values: row.values)
    }
}
