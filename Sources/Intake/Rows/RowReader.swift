// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Reads the rows of one delivery into lines of the store.
struct RowReader {
    /// What a row is read as.
    enum Verdict {
        /// A line for the store.
        case line(Entry)
        /// A line whose subject is named by a registration number that the register must know.
        case numbered(Entry)
        /// A row that can't be accepted, with what is wrong.
        case pending(Entry, PendingFault)
        /// A row about a natural person.
        case outOfScope
    }

    private let item: CatalogItem
    private let received: Instant
    private let source: String?
    private let restoresFormulas: Bool
    private var remembered: [(delivered: String, reading: FieldReading)?]
    /// What was odd in the rows so far.
    private(set) var oddities = OddityList()

    /// A reader of rows of an item.
    ///
    /// - Parameters:
    ///   - item: the kind of information.
    ///   - received: when the delivery was received.
    ///   - source: the department that delivered, normalised; nil if each row must say.
    ///   - restoresFormulas: whether the file is our own report of pending rows, which guards formulas.
    init(item: CatalogItem, received: Instant, source: String?, restoresFormulas: Bool) {
        self.item = item
        self.received = received
        self.source = source
        self.restoresFormulas = restoresFormulas
        remembered = Array(repeating: nil, count: item.fields.count)
    }

    /// Reads a row.
    ///
    /// - Parameters:
    ///   - row: the row as it stands in the file.
    ///   - number: its place among the rows, from 1 on.
    ///   - columns: where each of its values leads.
    /// - Throws: `source` if neither the row nor the operator says who delivered it.
    mutating func read(
        _ row: DeliveryRow, number: Int, columns: [HeadingMap.Column]
    ) throws(IntakeError) -> Verdict {
        var line = Line(item: item)
        var hasSurplus = false
        for (place, delivered) in row.values.enumerated() where !delivered.isEmpty {
            let delivered = restoresFormulas ? PendingReport.unguarded(delivered) : delivered
            guard place < columns.count else {
                if !CleanText(delivered).text.isEmpty {
                    hasSurplus = true
                    line.add(FieldValue("+:\(place + 1)", CleanText(delivered).text), delivered: delivered)
                }
                continue
            }
            switch columns[place] {
            case .ours: continue
            case .unknown(let code):
                let clean = CleanText(delivered)
                if !clean.text.isEmpty { line.add(FieldValue(code, clean.text), delivered: delivered) }
            case .field(let index): read(delivered, as: index, at: row.line, into: &line)
            }
        }
        if row.isShort {
            oddities.note("row.short", nil, row.line, "rows with fewer values than headings: were they cut off?")
        }
        if row.hasRoundedNumber {
            let message = "numbers of more than 15 digits, of which a spreadsheet keeps 15: type codes as texts"
            oddities.note("number.rounded", nil, row.line, message)
        }
        if row.isHidden { oddities.note("row.hidden", nil, row.line, "rows that the workbook hides were read as well") }
        let subject = SubjectReading(code: line.value(.subjectCode), number: line.value(.registrationNumber))
        let isPerson = line.value(.subjectKind) == "自然人"
        // A person has no credit code; a row that has both is a contradiction that its department must resolve.
        if isPerson, !subject.isSound { return .outOfScope }
        let ownSource = Spelling.normalize(line.value(.sourceCode))
        guard let source = ownSource.isEmpty ? source : ownSource else {
            throw IntakeError(
                .source, "\(row.place): the row does not say by code which department delivered it",
                hint: "name the department's code with --source")
        }
        if let given = self.source, !ownSource.isEmpty, ownSource != given {
            oddities.note(
                "source.other", item.field(.sourceCode), row.line, "rows of another source than the one given")
        }
        var entry = line.entry(kind: item.nature == .event ? .event : .record, source: source, row: number)
        return verdict(&entry, line, subject, isPerson: isPerson, hasSurplus: hasSurplus, at: row.line)
    }

    private mutating func read(_ delivered: String, as index: Int, at place: Int, into line: inout Line) {
        let field = item.fields[index]
        let reading: FieldReading
        // A department's rows share most of their values with the row before.
        if let last = remembered[index], last.delivered == delivered {
            reading = last.reading
        } else {
            reading = FieldReading(delivered, as: field, receivedOn: received.day)
            remembered[index] = (delivered, reading)
        }
        guard !reading.value.isEmpty else { return }
        for oddity in reading.oddities { oddities.note(oddity.code, field, place, oddity.message) }
        if let fault = reading.fault {
            oddities.note(fault, field, place, "could not be read; kept as delivered")
            line.faults.append(FieldFault(field: field.code, reason: fault))
        }
        if let role = field.role { line.roles[role] = reading.value }
        line.add(FieldValue(field.code, reading.value), delivered: delivered)
    }

    private mutating func verdict(
        _ entry: inout Entry, _ line: Line, _ subject: SubjectReading, isPerson: Bool, hasSurplus: Bool, at place: Int
    ) -> Verdict {
        var numbered = false
        switch subject {
        case .sound(let key): entry.subject = key
        case .number(let number):
            entry.subject = .registration(number)
            numbered = true
        case .unusable(let reason, let role, let expected):
            entry.subject = SubjectReading.fallback(
                name: line.value(.subjectName), number: line.value(.registrationNumber))
            return pending(&entry, PendingFault(reason, item.field(role), line.value(role), expected: expected))
        }
        if isPerson {
            let field = item.field(.subjectKind)
            let expected = "no credit code, or another kind than that of a natural person"
            return pending(
                &entry, PendingFault("kind.contradicts", field, line.value(.subjectKind), expected: expected))
        }
        if hasSurplus {
            let fault = PendingFault("row.columns", nil, "", expected: "no more values than headings")
            return pending(&entry, fault)
        }
        switch item.nature {
        case .registration:
            let field = item.field(.subjectName)
            let name = line.value(.subjectName)
            if name.isEmpty { return pending(&entry, PendingFault("name.missing", field, "", expected: "a name")) }
            if let fault = line.faults.first(where: { $0.field == field?.code }) {
                let expected = "a name in characters of Unicode that have a meaning of their own"
                return pending(&entry, PendingFault("name." + fault.reason, field, name, expected: expected))
            }
        case .event:
            let field = item.field(.eventKind)
            let kind = line.value(.eventKind)
            guard field?.choices.contains(where: { $0.code == kind }) == true else {
                let known = field?.choices.map(\.meaning).joined(separator: "、") ?? ""
                return pending(&entry, PendingFault("event.kind", field, kind, expected: known))
            }
        case .record:
            if line.value(.subjectName).isEmpty {
                oddities.note("name.missing", item.field(.subjectName), place, "rows without the subject's name")
            }
        }
        entry.identity = item.identity(of: entry)
        return numbered ? .numbered(entry) : .line(entry)
    }

    private func pending(_ entry: inout Entry, _ fault: PendingFault) -> Verdict {
        entry.kind = .pending
        return .pending(entry, fault)
    }
}

/// The values of a row on their way into the store.
private struct Line {
    let item: CatalogItem
    var fields: [FieldValue] = []
    var delivered: [FieldValue] = []
    var faults: [FieldFault] = []
    var roles: [FieldRole: String] = [:]

    init(item: CatalogItem) {
        self.item = item
    }

    mutating func add(_ field: FieldValue, delivered text: String) {
        fields.append(field)
        // Compared byte for byte: Swift takes composed and decomposed letters for equal.
        if !field.value.utf8.elementsEqual(text.utf8) { delivered.append(FieldValue(field.code, text)) }
    }

    /// The value of the field with that role; empty if there is none.
    func value(_ role: FieldRole) -> String {
        roles[role] ?? ""
    }

    func entry(kind: Entry.Kind, source: String, row: Int) -> Entry {
        Entry(
            kind: kind, subject: .nobody, item: Spelling.normalize(item.code), source: source, identity: "",
            fields: fields.sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) },
            delivered: delivered.sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) },
            faults: faults.sorted { $0.field.utf8.lexicographicallyPrecedes($1.field.utf8) }, sequence: 0, row: row)
    }
}
