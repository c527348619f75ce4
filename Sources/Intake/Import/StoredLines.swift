// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

/// What the store holds about the subject whose lines are being held against it.
struct StoredLines {
    /// The lines of the item, in the order of import and row.
    private var lines: [Entry] = []
    /// The same by what `group` says, where there are many.
    private var groups: [String: [Entry]]?
    /// The identities of all records that the store has of the subject; for deliveries of events alone.
    private(set) var records: Set<String> = []
    /// The rows of the item that wait under the subject, but for those that the delivery states once more.
    var waiting: [Entry] = []
    /// Where those stand that say something, each with its source; nil until it is asked for.
    private var places: [[UInt8]: [RowPlace]]?
    private var restated: Set<RowPlace> = []
    /// The lines of the item but for events, by their slots.
    private var slots: [[UInt8]: KnownWait]?
    /// The names that the register has for the subject, normalised; nil if it is not registered.
    private(set) var names: Set<String>?

    /// Up to how many lines are looked through one by one.
    private static let few = 16

    /// Nothing is stored.
    init() {}

    /// The lines of a subject, looked at for deliveries of an item.
    ///
    /// - Parameters:
    ///   - code: the code of the item, normalised.
    ///   - table: the domain table in use, which says what department a name means.
    init(_ entries: [Entry], item: CatalogItem, code: String, register: Register, table: DomainTable) {
        names = register.names(in: entries)
        if item.nature == .event {
            for entry in entries where entry.kind == .record { records.insert(table.identity(entry.identity)) }
        }
        lines = entries.filter { $0.item == code }
        if lines.contains(where: { $0.kind == .pending }) { waiting = lines.openPending }
        if lines.count > Self.few {
            groups = Dictionary(grouping: lines) { Self.group($0.kind, $0.source, $0.identity) }
        }
    }

    /// Whether a row of the item waits under the subject, or ever did.
    func hasEverWaited(_ isMeant: (Entry) -> Bool) -> Bool {
        lines.contains { $0.kind == .pending && isMeant($0) }
    }

    /// The lines that a source has delivered before.
    func lines(_ kind: Entry.Kind, source: String, identity: String) -> [Entry] {
        if let groups { return groups[Self.group(kind, source, identity)] ?? [] }
        // Compared byte for byte: Swift's own comparison would normalise them first.
        return lines.filter {
            $0.kind == kind && ByteOrder.compare($0.identity.utf8.span, identity.utf8.span) == 0
                && ByteOrder.compare($0.source.utf8.span, source.utf8.span) == 0
        }
    }

    /// The line that says what a row that waits says, or a copy; nil if the store has none.
    ///
    /// - Parameter content: what equality is over.
    mutating func known(_ entry: Entry, content: [UInt8], by reconciliation: Reconciliation) -> KnownWait? {
        if lines.isEmpty { return nil }
        if slots == nil {
            var slots: [[UInt8]: KnownWait] = [:]
            let open = Set(lines.openPending.map(RowPlace.init))
            for line in lines where line.kind != .event {
                slots[LineSlot.alike(line, content: reconciliation.content(of: line))] = KnownWait(
                    sequence: line.sequence, row: line.row, isOpen: open.contains(RowPlace(line)))
            }
            self.slots = slots
        }
        return slots?[LineSlot.alike(entry, content: content)]
    }

    /// Notes that the delivery states a row once more: one that waits and says the same is not corrected by it.
    mutating func restate(_ content: [UInt8], of source: String, by reconciliation: Reconciliation) {
        if waiting.isEmpty { return }
        if places == nil {
            places = Dictionary(grouping: waiting) {
                Self.said(reconciliation.content(of: $0), by: $0.source)
            }.mapValues { $0.map(RowPlace.init) }
        }
        restated.formUnion(places?.removeValue(forKey: Self.said(content, by: source)) ?? [])
    }

    /// Leaves the rows out of `waiting` that the delivery states once more.
    mutating func leaveOutRestated() {
        if restated.isEmpty { return }
        waiting.removeAll { restated.contains(RowPlace($0)) }
        restated = []
    }

    private static func said(_ content: [UInt8], by source: String) -> [UInt8] {
        Digest.of(source.utf8 + [0] + content)
    }

    private struct RowPlace: Hashable {
        let sequence: Int
        let row: Int

        init(_ entry: Entry) {
            sequence = entry.sequence
            row = entry.row
        }
    }

    /// Whether the store has nothing of the item about the subject.
    var isEmpty: Bool { lines.isEmpty }

    private static func group(_ kind: Entry.Kind, _ source: String, _ identity: String) -> String {
        kind.rawValue + "\u{0}" + source + "\u{0}" + identity
    }
}
