// SPDX-License-Identifier: Apache-2.0

public import Bytes

extension Circular {
    /// The format that `json` has.
    public static let format = "creditreport-circular-1"

    /// The document as JSON: facts by name, sections, and rows as objects by the names of their columns.
    ///
    /// A ratio is an object of `part`, `whole` and `percent` (null without a whole), so that sums can be formed again.
    public var json: JSONValue {
        .object([
            JSONMember("format", .string(Self.format)), JSONMember("kind", .string(kind)),
            JSONMember("title", .string(title)), JSONMember("issuer", .string(issuer)),
            JSONMember("instant", .string(instant.description)),
            JSONMember("facts", .object(facts.map { JSONMember($0.id, .string($0.value)) })),
            JSONMember("sections", .array(sections.map(\.json))),
        ])
    }
}

extension Circular.Section {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("id", .string(id)), JSONMember("heading", .string(heading)),
            JSONMember("article", .string(article)),
            JSONMember(
                "formulas",
                .array(
                    formulas.map {
                        .object([JSONMember("name", .string($0.name)), JSONMember("formula", .string($0.text))])
                    })),
            JSONMember("notes", .array(notes.map { .string($0.text) })),
            JSONMember(
                "tables",
                .array(
                    tables.filter { $0.place != .document }.map { sheet in
                        .object([
                            JSONMember("id", .string(sheet.id)), JSONMember("title", .string(sheet.title)),
                            JSONMember("rows", .array(sheet.rows.map { sheet.json(of: $0) })),
                        ])
                    })),
        ])
    }
}

extension Sheet {
    fileprivate func json(of row: Row) -> JSONValue {
        var members = zip(columns, row.values).map { JSONMember($0.id, $1.json) }
        switch row.standing {
        case .usual: break
        case .total: members.append(JSONMember("standing", .string("total")))
        case .marked: members.append(JSONMember("standing", .string("marked")))
        }
        return .object(members)
    }
}

extension Sheet.Value {
    fileprivate var json: JSONValue {
        switch self {
        case .none: .null
        case .text(let text): .string(text)
        case .count(let count): .integer(count)
        case .ratio(let ratio):
            .object([
                JSONMember("part", .integer(ratio.part)), JSONMember("whole", .integer(ratio.whole)),
                JSONMember("percent", ratio.percent.map { .string($0) } ?? .null),
            ])
        case .change(let change): change.map { .string(Ratio.text($0)) } ?? .null
        case .day(let day): day.map { .string($0.description) } ?? .null
        }
    }
}
