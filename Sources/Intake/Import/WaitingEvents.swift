// SPDX-License-Identifier: Apache-2.0

internal import Records

/// An event whose record is not in the store: it waits, and acts once the record is there (rules, 2).
public struct WaitingEvent: Hashable, Sendable {
    /// The line of the file in which it begins.
    public let line: Int
    /// The identity of the record that it names, or the beginning of one where it names no number.
    public let record: String
}

/// The events of a delivery that wait: the first of them, and how many there are.
struct WaitingEvents {
    private(set) var first: [WaitingEvent] = []
    private(set) var count = 0

    private static let most = 1000

    /// Notes an event if none of its subject's records is the one that it names.
    ///
    /// - Parameters:
    ///   - table: which department a name means; an event may name by code whom its record names by name.
    ///   - records: the identities of the records, with the authorities as the table spells them.
    mutating func note(
        _ event: Entry, line: Int, item: CatalogItem, catalog: Catalog, table: DomainTable, records: Set<String>
    ) {
        // An undo acts by the number of the event that it names.
        guard item.value(.eventKind, of: event) != "undo" else { return }
        let named = Spelling.normalize(item.value(.eventItem, of: event) ?? "")
        let code =
            catalog.item(named).map { Spelling.normalize($0.code) }
            ?? catalog.items.first { Spelling.normalize($0.name) == named }.map { Spelling.normalize($0.code) } ?? named
        let authority = table.authority(
            RecordIdentity.authority(
                code: item.value(.authorityCode, of: event), name: item.value(.authorityName, of: event)))
        let number = item.value(.documentNumber, of: event) ?? ""
        let text: String
        let isThere: Bool
        if let identity = RecordIdentity(item: code, authority: authority, number: number, subject: event.subject) {
            text = identity.text
            isThere = records.contains(text)
        } else {
            text = RecordIdentity.withoutNumber(item: code, authority: authority, subject: event.subject)
            isThere = records.count { $0.utf8.starts(with: text.utf8) } == 1
        }
        guard !isThere else { return }
        count += 1
        if first.count < Self.most { first.append(WaitingEvent(line: line, record: text)) }
    }

    /// The first of them, in the order of the file.
    var inOrder: [WaitingEvent] { first.sorted { $0.line < $1.line } }
}
