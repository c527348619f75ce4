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
    let itemCode: String
    private let source: String?
    let kind: Entry.Kind
    let frame: LineFrame
    /// The values of the last row.
    var values: RowValues
    var draft = LineDraft()
    private var normalSource = RememberedText()
    var authority = RememberedText()

    /// The key of the subject of the last row that was read as a line.
    private(set) var subject: [UInt8] = []
    /// The identity of the last line.
    var identity: [UInt8] = []
    /// Who delivered the last row.
    private(set) var rowSource: [UInt8] = []
    /// The name of the last line's subject as the store keeps it.
    private(set) var name: [UInt8] = []
    /// Whether the last row names a row that waits.
    private(set) var reference = ""

    /// A reader of rows of an item.
    ///
    /// - Parameters:
    ///   - item: the kind of information.
    ///   - columns: where each value of a row leads.
    ///   - received: when the delivery was received.
    ///   - source: the department that delivered, normalised; nil if each row must say.
    ///   - sequence: the number that the import will have.
    init(
        item: CatalogItem, columns: ColumnPlans, received: Instant, source: String?, sequence: Int
    ) {
        self.item = item
        self.source = source
        values = RowValues(columns, item: item, receivedOn: received.day)
        itemCode = Spelling.normalize(item.code)
        kind = item.nature == .event ? .event : .record
        frame = LineFrame(sequence: sequence, item: itemCode, kind: kind.rawValue)
    }

    /// Reads a row.
    ///
    /// - Parameters:
    ///   - row: the row as its department sent it.
    ///   - number: its place among the rows, from 1 on.
    /// - Throws: `source` if neither the row nor the operator says who delivered it.
    mutating func read(_ row: DeliveryRow, number: Int) throws(IntakeError) -> Verdict {
        values.read(row)
        if row.isShort {
            values.oddities.note("row.short", nil, row.line, "rows with fewer values than headings: were they cut off?")
        }
        if !row.rounded.isEmpty {
            let message = "numbers of more than 15 digits, of which a spreadsheet keeps 15: type codes as texts"
            values.oddities.note(FieldReading.rounded, nil, row.line, message)
            values.markRounded(row.rounded)
        }
        if row.isScaled {
            let message = "amounts shown in another unit than their numbers: the numbers were taken"
            values.oddities.note("number.scaled", nil, row.line, message)
        }
        if row.isHidden {
            values.oddities.note("row.hidden", nil, row.line, "rows that the workbook hides were read as well")
        }
        let isPerson = values.bytes(values.columns.subjectKind, row).elementsEqual("自然人".utf8)
        let reading: SubjectReading?
        if let code = values.columns.subjectCode, values[code].isCode {
            reading = nil
            subject.removeAll(keepingCapacity: true)
            subject.append(contentsOf: values.bytes(code, row))
        } else {
            let code = values.text(values.columns.subjectCode, row)
            let number = registrationNumber(row)
            let read = SubjectReading(
                code: code, number: number, isRounded: values.isRounded(values.columns.subjectCode))
            // A person has neither code nor number of an enterprise; a row that has one, be it mistyped, is a
            // contradiction that its department must resolve.
            if isPerson,
                SubjectReading.isPersons(
                    code: code, number: number, name: values.text(values.columns.subjectName, row))
            {
                return .outOfScope
            }
            if case .sound(let key) = read { subject = Array(key.text.utf8) }
            reading = read
        }
        try readSource(row)
        reference = values.columns.reference.map { $0 < row.count ? row[$0] : "" } ?? ""
        name.removeAll(keepingCapacity: true)
        name.append(contentsOf: values.bytes(values.columns.subjectName, row))
        return verdict(row, reading, isPerson: isPerson, number: number)
    }

    private mutating func readSource(_ row: DeliveryRow) throws(IntakeError) {
        let own = values.bytes(values.columns.sourceCode, row)
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
            values.oddities.note(
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
                name: values.text(values.columns.subjectName, row), number: registrationNumber(row))
            let value = values.text(
                role == .subjectCode ? values.columns.subjectCode : values.columns.registrationNumber, row)
            if isPerson, let fault = fault(row, isPerson: true) { return pending(row, number, key, fault) }
            return pending(row, number, key, PendingFault(reason, item.field(role), value, expected: expected))
        }
        let key = SubjectKey(String(decoding: subject, as: UTF8.self))
        if let fault = fault(row, isPerson: isPerson) { return pending(row, number, key ?? .nobody, fault) }
        if item.nature == .record, name.isEmpty {
            values.oddities.note("name.missing", item.field(.subjectName), row.line, "rows without the subject's name")
        }
        if isNumbered, item.nature != .registration {
            return .numbered(entry(row, number, kind, key ?? .nobody))
        }
        makeIdentity(row, number)
        return .line
    }

    /// The registration number of a row; empty if it has none, or one that has lost its last digits.
    private func registrationNumber(_ row: DeliveryRow) -> String {
        let column = values.columns.registrationNumber
        return values.isRounded(column) ? "" : values.text(column, row)
    }

    /// What keeps a row with a sound subject from being accepted.
    private func fault(_ row: DeliveryRow, isPerson: Bool) -> PendingFault? {
        if isPerson {
            return PendingFault(
                "kind.contradicts", item.field(.subjectKind), values.text(values.columns.subjectKind, row),
                expected: "no credit code, or another kind than that of a natural person")
        }
        if row.isLong || !values.surplus.isEmpty {
            return PendingFault("row.columns", nil, "", expected: "no more values than headings")
        }
        switch item.nature {
        case .record: return nil
        case .registration:
            let field = item.field(.subjectName)
            if name.isEmpty { return PendingFault("name.missing", field, "", expected: "a name") }
            guard let column = values.columns.subjectName, let fault = values[column].fault else { return nil }
            return PendingFault(
                "name." + fault, field, String(decoding: name, as: UTF8.self),
                expected: "a name in characters of Unicode that have a meaning of their own")
        case .event:
            let field = item.field(.eventKind)
            let kind = values.text(values.columns.eventKind, row)
            if field?.choices.contains(where: { $0.code == kind }) == true { return roundedNumber(row) }
            let known = field?.choices.map(\.meaning).joined(separator: "、") ?? ""
            return PendingFault("event.kind", field, kind, expected: known)
        }
    }

    /// What is wrong with an event that names its record, or another event, by a number which has lost its last digits:
    /// it would act on another one, or on a record without a number.
    private func roundedNumber(_ row: DeliveryRow) -> PendingFault? {
        let names: [FieldRole] = [
            .documentNumber, .newDocumentNumber, .authorityCode, .newAuthorityCode, .newSubjectCode, .namedEvent,
        ]
        for role in names {
            guard let field = item.field(role), let column = values.columns.column(of: field.code) else { continue }
            let value = values.text(column, row)
            if values.isRounded(column) || RecordIdentity.isRounded(number: value) {
                return PendingFault(PendingFault.roundedNumber, field, value, expected: "the number typed as text")
            }
        }
        return nil
    }

    private func pending(_ row: DeliveryRow, _ number: Int, _ key: SubjectKey, _ fault: PendingFault) -> Verdict {
        .pending(fault.marking(entry(row, number, .pending, key)), fault)
    }
}
