// SPDX-License-Identifier: Apache-2.0

internal import Records

/// When a row that waits counts as corrected (rules, 3.6).
struct PendingCorrection {
    private let item: CatalogItem

    /// The rule for an item.
    init(item: CatalogItem) {
        self.item = item
    }

    /// Whether an accepted row is what a row that waits should have been: the same row of the same source, as it was
    /// delivered, but for what kept it waiting; and it has a number, so that there is no other like it.
    func corrects(_ accepted: Entry, _ waiting: Entry) -> Bool {
        guard accepted.item == waiting.item, accepted.source == waiting.source, hasNumber(waiting) else { return false }
        var free: Set<String> = []
        var freesSurplus = false
        for fault in waiting.faults {
            let roles: [FieldRole]
            switch fault.reason {
            case let reason where reason.hasPrefix("code."): roles = [.subjectCode, .registrationNumber]
            case "kind.contradicts": roles = [.subjectCode, .subjectKind]
            case "event.kind": roles = [.eventKind]
            case PendingFault.roundedNumber:
                roles = [.documentNumber, .newDocumentNumber, .authorityCode, .newAuthorityCode, .newSubjectCode]
            case let reason where reason.hasPrefix("name."): roles = [.subjectName]
            case "row.columns":
                roles = []
                freesSurplus = true
            default: continue
            }
            free.formUnion(roles.compactMap { item.field($0)?.code })
        }
        guard !free.isEmpty || freesSurplus else { return false }
        if let update = item.field(.updatedAt)?.code { free.insert(update) }
        func rest(_ entry: Entry) -> [FieldValue] {
            entry.asDelivered.filter { !free.contains($0.code) && !(freesSurplus && $0.code.hasPrefix("+:")) }
        }
        let (one, other) = (rest(accepted), rest(waiting))
        return one.count == other.count
            && zip(one, other).allSatisfy {
                $0.code == $1.code && $0.value.utf8.elementsEqual($1.value.utf8)
            }
    }

    private func hasNumber(_ entry: Entry) -> Bool {
        switch item.nature {
        case .record:
            RecordIdentity.isNumber(item.value(.documentNumber, of: entry) ?? "")
                && !entry.faults.contains { $0.reason == FieldReading.rounded }
        case .event: item.eventNumber(of: entry) != nil
        case .registration: true
        }
    }

    /// The line which says that a row no longer waits.
    ///
    /// - Parameters:
    ///   - waiting: the row's line.
    ///   - accepted: the line that took its place.
    ///   - reason: why an operator accepted it; nil if it was corrected.
    static func resolution(of waiting: Entry, by accepted: Entry, reason: String? = nil) -> Entry {
        var fields = [
            FieldValue("import", String(waiting.sequence)), FieldValue("row", String(waiting.row)),
            FieldValue("subject", accepted.subject.text),
        ]
        if !accepted.identity.isEmpty { fields.append(FieldValue("identity", accepted.identity)) }
        if let reason { fields.append(FieldValue("reason", reason)) }
        return Entry(
            kind: .resolution, subject: waiting.subject, item: waiting.item, source: accepted.source, identity: "",
            fields: fields.sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }, delivered: [], faults: [],
            sequence: 0, row: accepted.row)
    }
}
