// SPDX-License-Identifier: Apache-2.0

internal import Records

/// Something odd in rows that were accepted all the same.
public struct Oddity: Hashable, Sendable {
    /// What is odd, as a stable code such as "day.unreadable".
    public let code: String
    /// The Chinese name of the field; empty if it is about the row.
    public let field: String
    /// What is odd, in words.
    public let message: String
    /// The line of the first row with it; of a workbook a number that `ImportOutcome.place` spells.
    public internal(set) var line: Int
    /// How many rows have it.
    public internal(set) var count: Int
}

/// Oddities, each kind once.
struct OddityList: Sendable {
    /// The kinds in the order in which they were noted.
    private(set) var list: [Oddity] = []

    /// Notes that a row has an oddity.
    mutating func note(_ code: String, _ field: CatalogField?, _ line: Int, _ message: String) {
        note(Oddity(code: code, field: field?.name ?? "", message: message, line: line, count: 1))
    }

    /// Notes all oddities of another list.
    mutating func note(_ others: OddityList) {
        for other in others.list { note(other) }
    }

    /// The kinds in the order of their first rows.
    var inOrder: [Oddity] {
        list.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }

    private mutating func note(_ oddity: Oddity) {
        // There are few kinds: looking through them is faster than any hashing.
        guard let place = list.firstIndex(where: { $0.code == oddity.code && $0.field == oddity.field }) else {
            list.append(oddity)
            return
        }
        list[place].count += oddity.count
        list[place].line = min(list[place].line, oddity.line)
    }
}
