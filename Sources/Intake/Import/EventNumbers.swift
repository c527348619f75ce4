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

    /// The kind and the number of an event; empty for one without a number, and for what is none.
    func key(of entry: Entry) -> [String] {
        guard entry.kind == .event, let number = item.value(.eventNumber, of: entry),
            !RecordIdentity.isBlank(number: number)
        else { return [] }
        return [Spelling.normalize(item.value(.eventKind, of: entry) ?? ""), Spelling.normalizeNumber(number)]
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
        if stored[entry.source] == nil { stored[entry.source] = Dictionary(grouping: known, by: self.key) }
        let alike = stored[entry.source]?[key] ?? []
        let standing = alike.filter { $0.sequence == alike.last?.sequence }
        let isTold = delivered[[entry.source] + key, default: []].isSubset(of: Set(standing.map(content)))
        return isTold ? standing : []
    }
}
