// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records
import TestSupport
import Testing

/// What merging makes of lines that look like something else.
@Suite struct MergeTests {
    private static let texts = [
        "A", "B", "A\"", "A\\", "A,\"import\":9", "},\"identity\":\"Z\",\"import\":7,\"item\":\"", "罚〔2026〕1号", "\u{1}",
        "\\\",\"import\":3", "}", "A}", "Z\",\"import\":1",
    ]

    /// Fields may be called like a line's own members, and values may look like them; a line keeps its place.
    @Test func linesAreMergedByTheirOwnPlaces() throws {
        let fixture = try StoreFixture()
        var random = SeededGenerator.fresh(for: "linesAreMergedByTheirOwnPlaces")
        let kinds: [Entry.Kind] = [.record, .event, .pending, .resolution]
        var given = 0
        for hour in 1...12 {
            let entries = try (1...20).map { row in
                let kind = try #require(kinds.randomElement(using: &random))
                let text = { Self.texts.randomElement(using: &random) ?? "A" }
                return Entry(
                    kind: kind, subject: .code(try StoreFixture.code(row % 2)), item: text(), source: "TEST01",
                    identity: kind == .record ? text() : "",
                    fields: ["identity", "import", "item", "kind", "row"].map { FieldValue($0, text()) },
                    delivered: [FieldValue("import", text())], faults: [FieldFault(field: "import", reason: text())],
                    sequence: 0, row: row)
            }
            given += entries.count
            _ = try fixture.store.append(StoreFixture.delivery(entries, hour: hour))
        }
        let before = try (0...1).map { try fixture.store.snapshot().entries(for: .code(try StoreFixture.code($0))) }
        #expect(before.reduce(0) { $0 + $1.count } == given)
        try fixture.store.withWriter { try $0.compact() }
        let after = try (0...1).map { try fixture.store.snapshot().entries(for: .code(try StoreFixture.code($0))) }
        #expect(after == before)
        // A check holds the order of the lines as well.
        #expect(fixture.store.check() == [])
    }
}
