// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// What figures need to know of an item of one version of the catalogue.
struct ItemPlan {
    let nature: CatalogItem.Nature
    let decisionDay: String?
    let authorityCode: String?
    let documentNumber: String?
    let eventKind: String?
    /// The codes of all its fields as UTF-8 orders them, as the fields of a line stand, and whether each is required.
    private let codes: [(code: String, isRequired: Bool)]

    init(_ item: CatalogItem) {
        nature = item.nature
        decisionDay = item.field(.decisionDay)?.code
        authorityCode = item.field(.authorityCode)?.code
        documentNumber = item.field(.documentNumber)?.code
        eventKind = item.field(.eventKind)?.code
        codes = item.fields.map { ($0.code, $0.isRequired) }
            .sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
    }

    /// How many of the fields a line has readable values for: of those that are required, and of all.
    func completeness(of entry: Entry) -> (required: Ratio, all: Ratio) {
        var required = Ratio()
        var all = Ratio()
        var place = 0
        for (code, isRequired) in codes {
            while place < entry.fields.count, entry.fields[place].code.utf8.lexicographicallyPrecedes(code.utf8) {
                place += 1
            }
            var isThere = place < entry.fields.count && entry.fields[place].code == code
            if isThere, !entry.faults.isEmpty { isThere = !entry.faults.contains { $0.field == code } }
            all.whole += 1
            if isThere { all.part += 1 }
            guard isRequired else { continue }
            required.whole += 1
            if isThere { required.part += 1 }
        }
        return (required, all)
    }
}
