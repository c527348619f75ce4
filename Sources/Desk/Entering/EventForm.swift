// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore
internal import Records
internal import Reporting

/// The row of the catalogue's events that a draft makes: the same as a department would deliver in a file.
struct EventForm {
    /// The catalogue's kind of events.
    let item: CatalogItem
    private let fields: [FieldRole: CatalogField]

    /// The form of a catalogue.
    init(_ catalog: Catalog) throws(DeskError) {
        guard let item = catalog.items.first(where: { $0.nature == .event }) else {
            throw DeskError(
                .catalog, "catalogue \(catalog.id) \(catalog.version) has no kind of events",
                hint: "take one into use that has an item of nature event, as Samples/catalog.json has")
        }
        self.item = item
        var fields: [FieldRole: CatalogField] = [:]
        for field in item.fields {
            if let role = field.role, fields[role] == nil { fields[role] = field }
        }
        self.fields = fields
    }

    /// The values of a draft by the codes of their fields, in the catalogue's order; the number is the last to be known.
    func row(of draft: EventDraft, subject: CreditCode, on target: NamedRecord, name: String?) -> [FieldValue] {
        let isNamed = target.authority.hasPrefix(Self.namePrefix)
        let source = Spelling.normalize(draft.source)
        var values: [(FieldRole, String?)] = [
            (.eventKind, draft.kind.rawValue), (.subjectName, name), (.subjectCode, subject.text),
            (.eventItem, target.item), (.authorityCode, isNamed ? nil : target.authority),
            (.authorityName, isNamed ? String(target.authority.dropFirst(Self.namePrefix.count)) : nil),
            (.documentNumber, Self.spelling(of: target)),
            (.effectiveDay, draft.day.description), (.eventDocument, draft.eventDocument),
            (.eventAuthority, draft.eventAuthority), (.namedEvent, draft.names),
            (.newItem, draft.replacement?.item), (.newAuthorityCode, draft.replacement?.authority),
            (.newDocumentNumber, draft.replacement?.document), (.newSubjectCode, draft.replacement?.subject),
            (.sourceCode, source),
        ]
        // A number that is made must not depend on a name that may change.
        let parts = values.filter { $0.0 != .subjectName }.map { "\($0.0.rawValue)=\($0.1 ?? "")" }
        values.append((.eventNumber, draft.number ?? DerivedNumber.make("SJ", draft.day, parts)))
        return item.fields.compactMap { field in
            let value = field.role.flatMap { role in values.first { $0.0 == role }?.1 } ?? ""
            return value.isEmpty && !field.isRequired ? nil : FieldValue(field.code, value)
        }
    }

    /// The event's number.
    func number(of row: [FieldValue]) -> String {
        row.first { $0.code == fields[.eventNumber]?.code }?.value ?? ""
    }

    /// A file of that row alone.
    func file(of row: [FieldValue]) -> [UInt8] {
        Array((JSONValue.object(row.map { JSONMember($0.code, .string($0.value)) }).text + "\n").utf8)
    }

    /// The subject's stored event of a number; nil if there is none.
    func stored(_ number: String, of subject: CreditCode, in snapshot: Snapshot) throws -> Entry? {
        guard let code = fields[.eventNumber]?.code else { return nil }
        let wanted = Spelling.normalizeNumber(number)
        return try snapshot.entries(for: .code(subject)).first { entry in
            entry.kind == .event && entry.value(code).map(Spelling.normalizeNumber) == wanted
        }
    }

    /// Whether a stored event says what a row says, the subject's name aside.
    func says(_ entry: Entry, _ row: [FieldValue], source: String) -> Bool {
        guard entry.source == source else { return false }
        let ours = row.filter { $0.code != fields[.subjectName]?.code && !$0.value.isEmpty }
        return ours.allSatisfy { value in
            Spelling.normalizeNumber(entry.value(value.code) ?? "") == Spelling.normalizeNumber(value.value)
        }
    }

    private static let namePrefix = "name:"

    /// The document number as the record's source spells it, if it can be told; else as identities do.
    private static func spelling(of target: NamedRecord) -> String? {
        let delivered = target.record?.deliveries.last?.parts.compactMap(\.documentNumber).first
        // What gathering masks is no spelling.
        return delivered.flatMap { Spelling.normalizeNumber($0) == target.number ? $0 : nil } ?? target.number
    }
}
