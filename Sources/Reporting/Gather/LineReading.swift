// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Reads the lines of one catalogue item: which field plays which role, and what of it is printed.
struct LineReading: Sendable {
    let item: CatalogItem?
    private let fields: [CatalogField]
    /// The place among the fields of the one that plays a role.
    private let roles: [FieldRole: Int]
    /// The places of the fields in the order of their codes.
    private let order: [Int]
    /// The choices of each field by their code and meaning in normalised spelling.
    private let choices: [[String: CatalogField.Choice]]
    private let masking: Masking

    init(item: CatalogItem?, masking: Masking) {
        self.item = item
        self.masking = masking
        let fields = item?.fields ?? []
        var roles: [FieldRole: Int] = [:]
        for (place, field) in fields.enumerated() {
            if let role = field.role, roles[role] == nil { roles[role] = place }
        }
        self.roles = roles
        choices = fields.map { field in
            var spellings: [String: CatalogField.Choice] = [:]
            for choice in field.choices {
                for spelling in [choice.code, choice.meaning].map(Spelling.normalize) where spellings[spelling] == nil {
                    spellings[spelling] = choice
                }
            }
            return spellings
        }
        order = fields.indices.sorted { (fields[$0].code, $0) < (fields[$1].code, $1) }
        self.fields = fields
    }

    /// The value of the field that plays a role; nil if it is missing.
    func value(_ role: FieldRole, of entry: Entry) -> String? {
        roles[role].flatMap { entry.value(fields[$0].code) }
    }

    /// The number by which a line names an event, normalised; nil if there is none, or one that has lost its last digits.
    func eventNumber(_ role: FieldRole, of entry: Entry) -> String? {
        guard let place = roles[role], let text = entry.value(fields[place].code),
            !RecordIdentity.isBlank(number: text), !RecordIdentity.isRounded(number: text),
            !entry.faults.contains(FieldFault(field: fields[place].code, reason: FieldFault.roundedNumber))
        else { return nil }
        return Spelling.normalizeNumber(text)
    }

    /// The value of a role as the source spelled it.
    func delivered(_ role: FieldRole, of entry: Entry) -> String? {
        guard let place = roles[role] else { return nil }
        let code = fields[place].code
        return entry.delivered.first { $0.code == code }?.value ?? entry.value(code)
    }

    /// The day of a role.
    func day(_ role: FieldRole, of entry: Entry) -> DeliveredDay {
        guard let text = delivered(role, of: entry) else { return .missing }
        return DeliveredDay(
            text: text, day: roles[role].flatMap { entry.readable(fields[$0].code) }.flatMap { CivilDay($0) })
    }

    /// The word of a role, with its meaning by the choices of the field.
    func word(_ role: FieldRole, of entry: Entry) -> DeliveredWord? {
        guard let place = roles[role], let value = value(role, of: entry), let text = delivered(role, of: entry) else {
            return nil
        }
        return DeliveredWord(text: text, meaning: meaning(of: value, at: place))
    }

    /// The source's own time of update.
    func updated(_ entry: Entry) -> Instant? {
        roles[.updatedAt].flatMap { entry.readable(fields[$0].code) }.flatMap { Instant($0) }
    }

    /// A part with the row of an entry as what equality of rows is over (rules, 7).
    func part(_ part: Part, of entry: Entry) -> Part {
        part.delivered(entry.asDelivered, except: roles[.updatedAt].map { fields[$0].code })
    }

    /// The choice of a role that a value names, by code or meaning, as its code; the value itself if none does.
    func choice(_ role: FieldRole, of entry: Entry) -> String? {
        guard let place = roles[role], let value = value(role, of: entry) else { return nil }
        return choice(value, at: place)?.code ?? value
    }

    /// The fields that a report prints, in the catalogue's order: masked, without trade secrets and internal fields.
    func shown(_ entry: Entry, without hidden: Set<FieldRole>) -> [ShownField] {
        // Nobody says how far the fields of an item must be protected that the catalogue does not know.
        guard let item else { return [] }
        let secrets = value(.tradeSecret, of: entry) == nil ? [] : item.tradeSecrets(of: entry)
        let places = places(in: entry)
        var shown: [ShownField] = []
        shown.reserveCapacity(entry.fields.count)
        for index in fields.indices {
            guard let place = places[index], fields[index].role.map({ !hidden.contains($0) }) ?? true else { continue }
            let (code, value) = (fields[index].code, entry.fields[place].value)
            guard secrets.isEmpty || !secrets.contains(code) else { continue }
            // What could not be read is shown as it was delivered.
            let text =
                entry.faults.contains { $0.field == code }
                ? entry.delivered.first { $0.code == code }?.value ?? value : meaning(of: value, at: index)
            switch fields[index].security {
            case .secret, .internal: break
            case .personal:
                shown.append(ShownField(code: code, label: fields[index].name, value: masking.value(text)))
            case .open: shown.append(ShownField(code: code, label: fields[index].name, value: masking.text(text)))
            }
        }
        return shown
    }

    /// For each field of the item, where its value stands among those of a line; nil if it has none.
    private func places(in entry: Entry) -> [Int?] {
        var places = [Int?](repeating: nil, count: fields.count)
        var next = 0
        for (place, value) in entry.fields.enumerated() {
            // The fields of a line stand in the order of their codes; one that does not is looked for from the beginning.
            if place > 0, value.code < entry.fields[place - 1].code { next = 0 }
            while next < order.count, fields[order[next]].code < value.code { next += 1 }
            if next < order.count, fields[order[next]].code == value.code, places[order[next]] == nil {
                places[order[next]] = place
            }
        }
        return places
    }

    private func choice(_ value: String, at place: Int) -> CatalogField.Choice? {
        choices[place].isEmpty ? nil : choices[place][Spelling.normalize(value)]
    }

    private func meaning(of value: String, at place: Int) -> String {
        choice(value, at: place)?.meaning ?? value
    }
}
