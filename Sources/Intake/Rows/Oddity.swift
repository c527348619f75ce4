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
    public let line: Int
    /// How many rows have it.
    public internal(set) var count: Int
}

/// Oddities, each kind once, in the order of their first row.
struct OddityList {
    private(set) var list: [Oddity] = []
    private var places: [String: Int] = [:]

    /// Notes that a row has an oddity.
    mutating func note(_ code: String, _ field: CatalogField?, _ line: Int, _ message: String) {
        let key = code + " " + (field?.code ?? "")
        if let place = places[key] {
            list[place].count += 1
        } else {
            places[key] = list.count
            list.append(Oddity(code: code, field: field?.name ?? "", message: message, line: line, count: 1))
        }
    }
}
