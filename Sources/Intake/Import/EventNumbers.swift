// SPDX-License-Identifier: Apache-2.0

internal import Records

/// The numbers of a delivery's events about one subject, held against those that the store has.
///
/// Of events of one source, kind and number the latest received stands (rules, 2). So an event that was put right is new
/// when it comes once more; and events that share a number within the delivery are stored together or not at all, since
/// one of them alone would seem to put the others right.
struct EventNumbers {
    private let item: CatalogItem
    private let content: (Entry) -> [UInt8]
    private var delivered: [[String]: Set<[UInt8]>] = [:]
    private var stored: [String: [[String]: [Entry]]] = [:]

    /// Nothing yet of an item's delivery; `content` is what equality of its lines is over.
    init(item: CatalogItem, content: @escaping (Entry) -> [UInt8]) {
        self.item = item
        self.content = content
    }

    /// The kind and the number of an event, and of an undo what it takes back; empty for one without a number, and for
    /// what is none.
    func key(of entry: Entry) -> [String] {
        guard entry.kind == .event, let number = item.eventNumber(of: entry) else { return [] }
        let kind = Spelling.normalize(item.value(.eventKind, of: entry) ?? "")
        let undone = kind == "UNDO" ? Spelling.normalizeNumber(item.value(.namedEvent, of: entry) ?? "") : ""
        return [kind, number, undone]
    }

    /// Whether an event of the delivery stands in the place of an earlier one that was about another record.
    mutating func movesAway(_ entry: Entry, of known: [Entry]) -> Bool {
        func record(_ event: Entry) -> String {
            Spelling.normalizeNumber(item.value(.documentNumber, of: event) ?? "")
        }
        let key = key(of: entry)
        guard !key.isEmpty, key[0] != "UNDO" else { return false }
        let standing = standing(key, entry.source, of: known)
        return !standing.isEmpty && !standing.contains { record($0) == record(entry) }
    }

    /// The stored events of a source, kind and number that stand: those of the last delivery that has them.
    private mutating func standing(_ key: [String], _ source: String, of known: [Entry]) -> [Entry] {
        if stored[source] == nil { stored[source] = Dictionary(grouping: known, by: self.key) }
        let alike = stored[source]?[key] ?? []
        return alike.filter { $0.sequence == alike.last?.sequence }
    }

    /// Notes a line of the delivery.
    mutating func note(_ entry: Entry) {
        let key = key(of: entry)
        if !key.isEmpty { delivered[[entry.source] + key, default: []].insert(content(entry)) }
    }

    /// With which of the lines that its source delivered before an event of the delivery is held together.
    ///
    /// - Parameter known: all of them, in the order of import.
    /// - Returns: those of other numbers too if it has none; else those of its number that stand, or none of them if
    ///   what the delivery says by that number is not what they say.
    mutating func lines(heldAgainst entry: Entry, of known: [Entry]) -> [Entry] {
        let key = key(of: entry)
        guard !key.isEmpty else { return known }
        let standing = standing(key, entry.source, of: known)
        let isTold = delivered[[entry.source] + key, default: []].isSubset(of: Set(standing.map(content)))
        return isTold ? standing : []
    }
}
