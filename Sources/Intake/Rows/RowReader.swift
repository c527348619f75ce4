// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore
internal import Records

/// Reads the rows of one delivery into lines of the store, in buffers that each row uses again.
struct RowReader {
    /// What a row is read as.
    enum Verdict {
        /// A line for the store; its parts stand in the reader.
        case line
        /// A line whose subject is named by a registration number that the register must know.
        case numbered(Entry)
        /// A row that can't be accepted, with what is wrong.
        case pending(Entry, PendingFault)
        /// A row about a natural person.
        case outOfScope
    }

    let item: CatalogItem
    private let itemCode: String
    private let received: Instant
    private let source: String?
    private let restoresFormulas: Bool
    private let kind: Entry.Kind
    private let frame: LineFrame
    private(set) var columns: ColumnPlans
    private var values: [RowValue] = []
    private var changed: [UInt8] = []
    private var surplus: [(code: String, value: String, delivered: String)] = []
    private var remembered: [[(delivered: [UInt8], reading: FieldReading)]]
    private var restored = DeliveryRow()
    private var draft = LineDraft()
    private var normalSource = RememberedText()
    private var authority = RememberedText()
    /// What was odd in the rows so far.
    private(set) var oddities = OddityList()

    /// The key of the subject of the last row that was read as a line.
    private(set) var subject: [UInt8] = []
    /// The identity of the last line.
    private(set) var identity: [UInt8] = []
    /// Who delivered the last row.
    private(set) var rowSource: [UInt8] = []
    /// The name of the last line's subject as the store keeps it.
    private(set) var name: ArraySlice<UInt8> = []
    /// Whether the last row names a row that waits.
    private(set) var reference = ""

    /// How many values of a column are remembered with what they were read as.
    private static let mostRemembered = 16

    /// A reader of rows of an item.
    ///
    /// - Parameters:
    ///   - item: the kind of information.
    ///   - columns: where each value of a row leads.
    ///   - received: when the delivery was received.
    ///   - source: the department that delivered, normalised; nil if each row must say.
    ///   - restoresFormulas: whether the file is our own report of pending rows, which guards formulas.
    ///   - sequence: the number that the import will have.
    init(
        item: CatalogItem, columns: ColumnPlans, received: Instant, source: String?, restoresFormulas: Bool,
        sequence: Int
    ) {
        self.item = item
        self.columns = columns
        self.received = received
        self.source = source
        self.restoresFormulas = restoresFormulas
        itemCode = Spelling.normalize(item.code)
        kind = item.nature == .event ? .event : .record
        frame = LineFrame(sequence: sequence, item: itemCode, kind: kind.rawValue)
        remembered = Array(repeating: [], count: item.fields.count)
    }

    /// Takes in columns that came late, as in JSON Lines.
    mutating func setColumns(_ columns: ColumnPlans) {
        self.columns = columns
    }

    /// Reads a row.
    ///
    /// - Parameters:
    ///   - delivered: the row as it stands in the file.
    ///   - number: its place among the rows, from 1 on.
    /// - Throws: `source` if neither the row nor the operator says who delivered it.
    mutating func read(_ delivered: DeliveryRow, number: Int) throws(IntakeError) -> Verdict {
        guard restoresFormulas else { return try readPlain(delivered, number: number) }
        var row = restored
        row.begin(like: delivered)
        for value in delivered.values { try row.add(PendingReport.unguarded(value)) }
        restored = row
        return try readPlain(row, number: number)
    }

    private mutating func readPlain(_ row: DeliveryRow, number: Int) throws(IntakeError) -> Verdict {
        readValues(row)
        if row.isShort {
            oddities.note("row.short", nil, row.line, "rows with fewer values than headings: were they cut off?")
        }
        if row.hasRoundedNumber {
            let message = "numbers of more than 15 digits, of which a spreadsheet keeps 15: type codes as texts"
            oddities.note("number.rounded", nil, row.line, message)
        }
        if row.isHidden { oddities.note("row.hidden", nil, row.line, "rows that the workbook hides were read as well") }
        let isPerson = bytes(columns.subjectKind, row).elementsEqual("自然人".utf8)
        let reading: SubjectReading?
        if let code = columns.subjectCode, values[code].isCode {
            reading = nil
            subject.removeAll(keepingCapacity: true)
            subject.append(contentsOf: bytes(code, row))
        } else {
            let read = SubjectReading(
                code: text(columns.subjectCode, row), number: text(columns.registrationNumber, row))
            // A person has no credit code; a row that has both is a contradiction that its department must resolve.
            if isPerson, !read.isSound { return .outOfScope }
            if case .sound(let key) = read { subject = Array(key.text.utf8) }
            reading = read
        }
        try readSource(row)
        reference = columns.reference.map { $0 < row.count ? row[$0] : "" } ?? ""
        name = bytes(columns.subjectName, row)
        return verdict(row, reading, isPerson: isPerson, number: number)
    }

    // MARK: Values

    private mutating func readValues(_ row: DeliveryRow) {
        if values.count != columns.count { values = Array(repeating: RowValue(), count: columns.count) }
        changed.removeAll(keepingCapacity: true)
        surplus.removeAll(keepingCapacity: true)
        for column in values.indices {
            let range = column < row.count ? row.range(column) : 0..<0
            if range.isEmpty {
                values[column].place = .nowhere
                values[column].isCode = false
                values[column].fault = nil
            } else {
                values[column] = read(row, range, column)
            }
        }
        guard row.count > columns.count else { return }
        for column in columns.count..<row.count where !row.range(column).isEmpty {
            let clean = CleanText(row[column]).text
            if !clean.isEmpty { surplus.append(("+:\(column + 1)", clean, row[column])) }
        }
    }

    private mutating func read(_ row: DeliveryRow, _ range: Range<Int>, _ column: Int) -> RowValue {
        var value = RowValue(place: .row, start: range.lowerBound, end: range.upperBound)
        let bytes = row.text.span.extracting(range)
        let length = columns.lengths[column]
        switch columns.readings[column] {
        case .notKept: return RowValue()
        case .unknown:
            if let plain = PlainValue.text(bytes) {
                value.needsNoEscape = plain.needsNoEscape
                return value
            }
            let delivered = String(decoding: row.text[range], as: UTF8.self)
            return keep(CleanText(delivered).text, delivered, value)
        case .text:
            if let plain = PlainValue.text(bytes) {
                value.needsNoEscape = plain.needsNoEscape
                if plain.characters > length {
                    oddities.note("text.length", columns[column].field, row.line, FieldReading.lengthMessage(length))
                }
                return value
            }
        case .day, .decisionDay:
            if let day = PlainValue.day(bytes), day >= FieldReading.firstDay, length >= 10,
                columns.readings[column] == .day || day <= received.day
            {
                value.needsNoEscape = true
                return value
            }
        case .money:
            if PlainValue.isMoney(bytes), length >= range.count {
                value.needsNoEscape = true
                return value
            }
        case .creditCode:
            let check = CreditCode.check(bytes)
            if check.isCode, length >= 18 {
                value.needsNoEscape = true
                value.isCode = true
                if !check.hasValidOrganizationCode {
                    oddities.note(
                        "code.organisation", columns[column].field, row.line, FieldReading.organisationMessage)
                }
                return value
            }
        case .other: break
        }
        guard let field = columns[column].field else { return RowValue() }
        return readSlowly(row, range, column, field, value)
    }

    /// Reads a value that is not plain.
    private mutating func readSlowly(
        _ row: DeliveryRow, _ range: Range<Int>, _ column: Int, _ field: CatalogField, _ place: RowValue
    ) -> RowValue {
        guard case .field(let index) = columns[column].target else { return RowValue() }
        let delivered = row.text[range]
        let reading: FieldReading
        // A department's rows share most of their values with rows before.
        if let known = remembered[index].firstIndex(where: { $0.delivered[...] == delivered }) {
            reading = remembered[index][known].reading
        } else {
            reading = FieldReading(String(decoding: delivered, as: UTF8.self), as: field, receivedOn: received.day)
            if remembered[index].count == Self.mostRemembered { remembered[index].removeLast() }
            remembered[index].insert((Array(delivered), reading), at: 0)
        }
        guard !reading.value.isEmpty else { return RowValue() }
        for oddity in reading.oddities { oddities.note(oddity.code, field, row.line, oddity.message) }
        if let fault = reading.fault {
            oddities.note(fault, field, row.line, "could not be read; kept as delivered")
        }
        var value = place
        value.fault = reading.fault
        if field.type == .creditCode { value.isCode = CreditCode.check(reading.value.utf8.span).isCode }
        // Compared byte for byte: Swift takes composed and decomposed letters for equal.
        guard !delivered.elementsEqual(reading.value.utf8) else { return value }
        value.place = .changed
        value.start = changed.count
        changed.append(contentsOf: reading.value.utf8)
        value.end = changed.count
        return value
    }

    private mutating func keep(_ clean: String, _ delivered: String, _ place: RowValue) -> RowValue {
        guard !clean.isEmpty else { return RowValue() }
        guard !clean.utf8.elementsEqual(delivered.utf8) else { return place }
        var value = place
        value.place = .changed
        value.start = changed.count
        changed.append(contentsOf: clean.utf8)
        value.end = changed.count
        return value
    }

    /// The value of a column as the store keeps it; empty if there is none.
    private func bytes(_ column: Int?, _ row: DeliveryRow) -> ArraySlice<UInt8> {
        guard let column else { return [] }
        let value = values[column]
        switch value.place {
        case .nowhere: return []
        case .row: return row.text[value.start..<value.end]
        case .changed: return changed[value.start..<value.end]
        }
    }

    private func text(_ column: Int?, _ row: DeliveryRow) -> String {
        String(decoding: bytes(column, row), as: UTF8.self)
    }

    // MARK: Verdict

    private mutating func readSource(_ row: DeliveryRow) throws(IntakeError) {
        let own = bytes(columns.sourceCode, row)
        normalSource.update(own) { code, _ in Spelling.normalize(code) }
        guard !normalSource.text.isEmpty else {
            guard let source else {
                throw IntakeError(
                    .source, "\(row.place): the row does not say by code which department delivered it",
                    hint: "name the department's code with --source")
            }
            rowSource = Array(source.utf8)
            return
        }
        rowSource = normalSource.text
        if let source, !rowSource.elementsEqual(source.utf8) {
            oddities.note(
                "source.other", item.field(.sourceCode), row.line, "rows of another source than the one given")
        }
    }

    private mutating func verdict(
        _ row: DeliveryRow, _ reading: SubjectReading?, isPerson: Bool, number: Int
    ) -> Verdict {
        var isNumbered = false
        switch reading {
        case nil, .sound: break
        case .number(let text):
            subject = Array(SubjectKey.registration(text).text.utf8)
            isNumbered = true
        case .unusable(let reason, let role, let expected):
            let key = SubjectReading.fallback(
                name: text(columns.subjectName, row), number: text(columns.registrationNumber, row))
            let value = text(role == .subjectCode ? columns.subjectCode : columns.registrationNumber, row)
            return pending(row, number, key, PendingFault(reason, item.field(role), value, expected: expected))
        }
        let key = SubjectKey(String(decoding: subject, as: UTF8.self))
        if let fault = fault(row, isPerson: isPerson) { return pending(row, number, key ?? .nobody, fault) }
        if item.nature == .record, name.isEmpty {
            oddities.note("name.missing", item.field(.subjectName), row.line, "rows without the subject's name")
        }
        if isNumbered, item.nature != .registration {
            return .numbered(entry(row, number, kind, key ?? .nobody))
        }
        makeIdentity(row, number)
        return .line
    }

    /// What keeps a row with a sound subject from being accepted.
    private func fault(_ row: DeliveryRow, isPerson: Bool) -> PendingFault? {
        if isPerson {
            return PendingFault(
                "kind.contradicts", item.field(.subjectKind), text(columns.subjectKind, row),
                expected: "no credit code, or another kind than that of a natural person")
        }
        if !surplus.isEmpty { return PendingFault("row.columns", nil, "", expected: "no more values than headings") }
        switch item.nature {
        case .record: return nil
        case .registration:
            let field = item.field(.subjectName)
            if name.isEmpty { return PendingFault("name.missing", field, "", expected: "a name") }
            guard let column = columns.subjectName, let fault = values[column].fault else { return nil }
            return PendingFault(
                "name." + fault, field, String(decoding: name, as: UTF8.self),
                expected: "a name in characters of Unicode that have a meaning of their own")
        case .event:
            let field = item.field(.eventKind)
            let kind = text(columns.eventKind, row)
            if field?.choices.contains(where: { $0.code == kind }) == true { return nil }
            let known = field?.choices.map(\.meaning).joined(separator: "、") ?? ""
            return PendingFault("event.kind", field, kind, expected: known)
        }
    }

    private func pending(_ row: DeliveryRow, _ number: Int, _ key: SubjectKey, _ fault: PendingFault) -> Verdict {
        .pending(fault.marking(entry(row, number, .pending, key)), fault)
    }

    private mutating func makeIdentity(_ row: DeliveryRow, _ number: Int) {
        identity.removeAll(keepingCapacity: true)
        switch item.nature {
        case .event: return
        case .registration:
            identity.append(contentsOf: itemCode.utf8)
        case .record:
            let document = bytes(columns.documentNumber, row)
            guard PlainValue.isNumber(document.span) else {
                let key = SubjectKey(String(decoding: subject, as: UTF8.self)) ?? .nobody
                identity.append(contentsOf: item.identity(of: entry(row, number, kind, key)).utf8)
                return
            }
            authority.update(bytes(columns.authorityCode, row), bytes(columns.authorityName, row)) {
                RecordIdentity.authority(code: $0, name: $1)
            }
            identity.append(contentsOf: itemCode.utf8)
            identity.append(0x20)
            identity.append(contentsOf: authority.text)
            identity.append(0x20)
            identity.append(contentsOf: document)
        }
        identity.append(0x20)
        identity.append(contentsOf: subject)
    }

    // MARK: Lines

    /// Appends the last row that was read as a line.
    mutating func writeLine(_ delivered: DeliveryRow, number: Int, to writer: inout ByteWriter) {
        let row = restoresFormulas ? restored : delivered
        draft.reset()
        for column in columns.inOrder {
            let value = values[column]
            guard value.place != .nowhere else { continue }
            let name = columns.names[column]
            if value.place == .row {
                draft.addField(
                    name, row.text.span.extracting(value.start..<value.end), isPlain: value.needsNoEscape)
            } else {
                let value = changed[value.start..<value.end]
                draft.addField(name, value.span, isPlain: false)
                draft.addDelivered(name, row.text.span.extracting(row.range(column)))
            }
            if let fault = value.fault { draft.addFault(name, fault) }
        }
        draft.write(frame, identity: identity, row: number, source: rowSource, subject: subject, to: &writer)
    }

    /// The last row that was read as a line, as an entry.
    func lineEntry(_ delivered: DeliveryRow, number: Int) -> Entry {
        let row = restoresFormulas ? restored : delivered
        var entry = entry(row, number, kind, SubjectKey(String(decoding: subject, as: UTF8.self)) ?? .nobody)
        entry.identity = String(decoding: identity, as: UTF8.self)
        return entry
    }

    /// Whether the last row, of the register, has something in a column that names a parent.
    var mayNameParent: Bool {
        item.nature == .registration
            && columns.parents.contains { values.indices.contains($0) && values[$0].place != .nowhere }
    }

    /// The domain that the last row names.
    func domain(_ delivered: DeliveryRow) -> ArraySlice<UInt8> {
        bytes(columns.domain, restoresFormulas ? restored : delivered)
    }

    /// The code of the deciding authority of the last row.
    func authorityCode(_ delivered: DeliveryRow) -> ArraySlice<UInt8> {
        bytes(columns.authorityCode, restoresFormulas ? restored : delivered)
    }

    /// The name of the deciding authority of the last row.
    func authorityName(_ delivered: DeliveryRow) -> ArraySlice<UInt8> {
        bytes(columns.authorityName, restoresFormulas ? restored : delivered)
    }

    /// The last row that was read, as an entry.
    private func entry(_ row: DeliveryRow, _ number: Int, _ kind: Entry.Kind, _ key: SubjectKey) -> Entry {
        var fields: [FieldValue] = []
        var delivered: [FieldValue] = []
        var faults: [FieldFault] = []
        for column in columns.inOrder where values[column].place != .nowhere {
            let code = columns[column].code
            fields.append(FieldValue(code, text(column, row)))
            if values[column].place == .changed { delivered.append(FieldValue(code, row[column])) }
            if let fault = values[column].fault { faults.append(FieldFault(field: code, reason: fault)) }
        }
        for value in surplus {
            fields.append(FieldValue(value.code, value.value))
            if !value.value.utf8.elementsEqual(value.delivered.utf8) {
                delivered.append(FieldValue(value.code, value.delivered))
            }
        }
        return Entry(
            kind: kind, subject: key, item: itemCode, source: String(decoding: rowSource, as: UTF8.self),
            identity: "", fields: Self.sorted(fields), delivered: Self.sorted(delivered), faults: faults, sequence: 0,
            row: number)
    }

    private static func sorted(_ values: [FieldValue]) -> [FieldValue] {
        values.sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
    }
}
