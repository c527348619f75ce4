// SPDX-License-Identifier: Apache-2.0

import Documents
import Markup
import TestSupport
import Testing

@Suite struct FieldCatalogTests {
    /// A field as the schema of reports has it.
    struct SchemaField: Hashable, Comparable, CustomStringConvertible {
        var path: String
        var isList: Bool
        var type: String

        var description: String { path + (isList ? "[]" : "") + " " + type }
        static func < (left: SchemaField, right: SchemaField) -> Bool { left.path < right.path }
    }

    @Test func agreesWithTheSchema() throws {
        let schema = try XMLReader(comments: .skipped).read(TestFile.read(Repository.path("docs/report-1-data.xsd")))
        func named(_ kind: String, _ name: String) -> Element? {
            schema.children(kind).first { $0.attribute("name") == name }
        }
        var fields: [SchemaField] = []
        func visit(_ type: Element, _ path: String) {
            let sequence = type.child("sequence")
            let choices = (sequence?.children("choice") ?? []).flatMap { $0.children("element") }
            for element in (sequence?.children("element") ?? []) + choices {
                let path = path + "/" + (element.attribute("name") ?? "")
                let typeName = element.attribute("type") ?? ""
                let isList = !["1", nil].contains(element.attribute("maxOccurs"))
                if let group = element.child("complexType") ?? named("complexType", typeName) {
                    fields.append(SchemaField(path: path, isList: isList, type: "group"))
                    visit(group, path)
                } else {
                    let types = [
                        "Day": "day", "Instant": "instant", "Count": "count", "PositiveCount": "count", "Truth": "flag",
                    ]
                    fields.append(SchemaField(path: path, isList: isList, type: types[typeName] ?? "text"))
                }
            }
        }
        visit(try #require(named("complexType", "Report")), "")
        let known = FieldCatalog.entries.filter { !$0.path.hasPrefix("/view") }.map {
            SchemaField(path: $0.path, isList: $0.isList, type: $0.type?.rawValue ?? "group")
        }
        #expect(Set(fields).subtracting(known).sorted() == [])
        #expect(Set(known).subtracting(fields).sorted() == [])
        #expect(fields.count > 120)
    }

    @Test func theDocumentationHasEveryField() throws {
        let text = String(
            decoding: try TestFile.read(Repository.path("docs/template-language.md")), as: UTF8.self)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `/") }.map(String.init)
        let expected = FieldCatalog.entries.map(Self.row)
        #expect(rows.count == expected.count)
        for (row, expected) in zip(rows, expected) { #expect(row == expected) }
    }

    /// A row of the table in the documentation.
    static func row(_ entry: FieldCatalog.Entry) -> String {
        let type = entry.type?.rawValue ?? "group"
        return "| `\(entry.path)` | \(entry.label) | \(entry.isList ? "list of " : "")\(type) | "
            + "\(entry.isObligatory ? "yes" : "") |"
    }
}
