// SPDX-License-Identifier: Apache-2.0

internal import Records
internal import Reporting

/// The record that somebody at the desk means.
struct NamedRecord {
    /// The code of its catalogue item, normalised.
    let item: String
    /// Its authority as identities spell it.
    let authority: String
    /// Its document number, normalised; nil if it has none.
    let number: String?
    /// The record; nil if the store does not hold it.
    let record: RecordHistory?

    private init(item: String, authority: String, number: String?, record: RecordHistory?) {
        self.item = item
        self.authority = authority
        self.number = number
        self.record = record
    }

    /// The parts of an identity.
    private init(_ identity: RecordIdentity, in history: History) {
        self.init(
            item: identity.text.split(separator: " ", omittingEmptySubsequences: false).first.map(String.init) ?? "",
            authority: identity.authority, number: identity.number,
            record: history.records.first { $0.identity == identity })
    }

    /// A record of the store.
    init(_ record: RecordHistory) {
        self.init(
            item: record.item, authority: record.authority, number: record.identity.number, record: record)
    }

    /// The record that an event names.
    init(of event: Event, in history: History) {
        switch event.target {
        case .record(let identity): self.init(identity, in: history)
        case .withoutNumber(let group):
            let records = history.records.filter { $0.identity.groupWithoutNumber == group }
            let parts = group.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            self.init(
                item: parts.first ?? "", authority: parts.count > 1 ? parts[1] : "", number: nil,
                record: records.count == 1 ? records[0] : nil)
        }
    }

    /// The record that item, authority and document number name, as far as they were given.
    ///
    /// - Throws: `several-records` if they fit more than one; `unknown-record` if they fit none and are not all there.
    init(
        item: String?, authority: String?, document: String?, subject: CreditCode, in history: History,
        catalog: Catalog
    ) throws(DeskError) {
        var code: String?
        if let item {
            let wanted = Spelling.normalize(item)
            guard
                let known = catalog.items.first(where: {
                    $0.nature == .record && [$0.code, $0.name].map(Spelling.normalize).contains(wanted)
                })
            else {
                throw DeskError(
                    .unknownRecord, "the catalogue has no kind of record \(item)",
                    hint: "catalog duties lists its items with their codes")
            }
            code = Spelling.normalize(known.code)
        }
        let body = authority.map(Spelling.normalize)
        let isBlank = document.map(RecordIdentity.isBlank) ?? true
        let number = isBlank ? nil : document.map(Spelling.normalizeNumber)
        if number == nil && (code == nil || body == nil) {
            throw DeskError(
                .unknownRecord, "the record is not named",
                hint: "give its document number (文号); of a record without one, its item and authority")
        }
        let records = history.records.filter { record in
            record.identity.number == number && code.map { $0 == record.item } ?? true
                && body.map { $0 == record.authority } ?? true
        }
        guard records.count < 2 else {
            let identities = records.map { $0.item + " " + $0.authority }.joined(separator: ", ")
            throw DeskError(
                .severalRecords, "\(records.count) records of \(subject) fit: \(identities)",
                hint: number == nil
                    ? "an event without a document number acts only on the one record without a number"
                    : "name item and authority too")
        }
        if let record = records.first {
            self.init(record.identity, in: history)
            return
        }
        guard let code, let body else {
            throw DeskError(
                .unknownRecord, "the store holds no record \(document ?? "") of \(subject)",
                hint: "show --subject lists its records; for one that is still to come, name item and authority too")
        }
        self.init(item: code, authority: body, number: number, record: nil)
    }
}
