// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Reads the lines of one catalogue item: which field plays which role, and what of it is printed.
struct LineReading: Sendable {
    let item: CatalogItem?
    private let roles: [FieldRole: CatalogField]
    private let masking: Masking
    /// The choices of a field by its code, then by their code and meaning in normalised spelling.
    private let choices: [String: [String: CatalogField.Choice]]

    init(item: CatalogItem?, masking: Masking) {
        self.item = item
        self.masking = masking
        var roles: [FieldRole: CatalogField] = [:]
        for field in item?.fields ?? [] {
            if let role = field.role, roles[role] == nil { roles[role] = field }
        }
        self.roles = roles
        var choices: [String: [String: CatalogField.Choice]] = [:]
        for field in item?.fields ?? [] where !field.choices.isEmpty {
            var spellings: [String: CatalogField.Choice] = [:]
            for choice in field.choices {
                for spelling in [choice.code, choice.meaning].map(Spelling.normalize) where spellings[spelling] == nil {
                    spellings[spelling] = choice
                }
            }
            choices[field.code] = spellings
        }
        self.choices = choices
    }

    /// The value of the field that plays a role; nil if it is missing.
    func value(_ role: FieldRole, of entry: Entry) -> String? {
        roles[role].flatMap { entry.value($0.code) }
    }

    /// The value of a role as the source spelled it.
    func delivered(_ role: FieldRole, of entry: Entry) -> String? {
        guard let code = roles[role]?.code else { return nil }
        return entry.delivered.first { $0.code == code }?.value ?? entry.value(code)
    }

    /// The day of a role.
    func day(_ role: FieldRole, of entry: Entry) -> DeliveredDay {
        guard let text = delivered(role, of: entry) else { return .missing }
        return DeliveredDay(text: text, day: roles[role].flatMap { entry.readable($0.code) }.flatMap { CivilDay($0) })
    }

    /// The word of a role, with its meaning by the choices of the field.
    func word(_ role: FieldRole, of entry: Entry) -> DeliveredWord? {
        guard let field = roles[role], let value = value(role, of: entry), let text = delivered(role, of: entry) else {
            return nil
        }
        return DeliveredWord(text: text, meaning: meaning(of: value, in: field))
    }

    /// The source's own time of update.
    func updated(_ entry: Entry) -> Instant? {
        roles[.updatedAt].flatMap { entry.readable($0.code) }.flatMap { Instant($0) }
    }

    /// What equality of rows is over (rules, 7).
    func content(_ entry: Entry) -> [UInt8] {
        RecordIdentity.content(of: entry.asDelivered, except: roles[.updatedAt]?.code)
    }

    /// The choice of a role that a value names, by code or meaning, as its code; the value itself if none does.
    func choice(_ role: FieldRole, of entry: Entry) -> String? {
        guard let field = roles[role], let value = value(role, of: entry) else { return nil }
        return choice(value, in: field)?.code ?? value
    }

    /// The fields that a report prints, in the catalogue's order: masked, without trade secrets and internal fields.
    func shown(_ entry: Entry, without hidden: Set<FieldRole>) -> [ShownField] {
        // Nobody says how far the fields of an item must be protected that the catalogue does not know.
        guard let item else { return [] }
        let values = Dictionary(entry.fields.map { ($0.code, $0.value) }, uniquingKeysWith: { first, _ in first })
        let faults = Set(entry.faults.map(\.field))
        let secrets = item.tradeSecrets(of: entry)
        return item.fields.compactMap { field in
            guard let value = values[field.code], !secrets.contains(field.code),
                field.role.map({ !hidden.contains($0) }) ?? true
            else { return nil }
            // What could not be read is shown as it was delivered.
            let delivered = entry.delivered.first { $0.code == field.code }?.value ?? value
            let text = faults.contains(field.code) ? delivered : meaning(of: value, in: field)
            switch field.security {
            case .secret, .internal: return nil
            case .personal: return ShownField(code: field.code, label: field.name, value: masking.value(text))
            case .open: return ShownField(code: field.code, label: field.name, value: masking.text(text))
            }
        }
    }

    private func choice(_ value: String, in field: CatalogField) -> CatalogField.Choice? {
        choices[field.code].flatMap { $0[Spelling.normalize(value)] }
    }

    private func meaning(of value: String, in field: CatalogField) -> String {
        choice(value, in: field)?.meaning ?? value
    }
}
