// SPDX-License-Identifier: Apache-2.0

extension CatalogItem {
    /// The codes of the fields that a line's own mark of trade secrets (涉及商业秘密) covers: those that it names by code or
    /// name; if it names none and does not say no, all without a role (rules, 6).
    ///
    /// What makes a record this record, and what the rules decide by, is no secret: a mark does not cover it.
    public func tradeSecrets(of entry: Entry) -> Set<String> {
        guard let mark = field(.tradeSecret), let value = entry.value(mark.code) else { return [] }
        let spelled = Spelling.normalize(value)
        let choice = mark.choices.first { [$0.code, $0.meaning].map(Spelling.normalize).contains(spelled) }
        let meaning = choice.map { Spelling.normalize($0.meaning) } ?? spelled
        if ["否", "0", "无", "N", "NO", "FALSE"].contains(meaning) { return [] }
        let names = meaning.split(whereSeparator: { "、,，;；|".contains($0) }).map(String.init)
        let named = fields.filter { field in
            field.role?.canBeSecret ?? true
                && (names.contains(Spelling.normalize(field.code)) || names.contains(Spelling.normalize(field.name)))
        }
        return Set((named.isEmpty ? fields.filter { $0.role == nil } : named).map(\.code))
    }
}

extension FieldRole {
    /// Whether the rules do without a value of this role, so that it can be kept back.
    fileprivate var canBeSecret: Bool {
        switch self {
        case .legalRepresentative, .address, .registrar, .subjectType: true
        default: false
        }
    }
}
