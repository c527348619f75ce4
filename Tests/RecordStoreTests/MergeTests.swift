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
    @Test(arguments: [1 << 22, 1000, 1])
    func linesAreMergedByTheirOwnPlaces(longSubject: Int) throws {
        let fixture = try StoreFixture(MergePolicy(longSubject: longSubject))
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

    /// Whether the lines of a subject are held together or come in pieces, the store holds the same.
    @Test func manyLinesOfOneSubjectStandWhereFewWould() throws {
        var random = SeededGenerator.fresh(for: "manyLinesOfOneSubjectStandWhereFewWould")
        let subjects: [SubjectKey] = [.code(try StoreFixture.code(1)), .nobody]
        let deliveries = (1...3).map { _ in
            (1...1500).map { row in
                StoreFixture.entry(
                    subjects[row % 2], row: row, identity: "身份\(Int.random(in: 0..<400, using: &random))",
                    text: String(repeating: "文", count: Int.random(in: 1..<400, using: &random)))
            }
        }
        var found: [[[Entry]]] = []
        for longSubject in [1 << 30, 1 << 12] {
            let fixture = try StoreFixture(MergePolicy(longSubject: longSubject))
            for (index, entries) in deliveries.enumerated() {
                _ = try fixture.store.append(StoreFixture.delivery(entries, hour: index + 1))
            }
            #expect(fixture.store.check() == [])
            try fixture.store.withWriter { try $0.compact() }
            #expect(fixture.store.check() == [])
            found.append(try subjects.map { try fixture.store.snapshot().entries(for: $0) })
        }
        #expect(found[0] == found[1] && found[0].flatMap { $0 }.count == 4500)
    }

    /// What comes in pieces is known to be whole at its end alone: until then nothing that came of it is the store's.
    @Test func aDamagedSubjectIsNotMergedPieceByPiece() throws {
        let fixture = try StoreFixture(MergePolicy(longSubject: 1))
        for hour in 1...2 {
            let entries = try (1...5).map {
                StoreFixture.entry(.code(try StoreFixture.code($0)), row: $0, identity: "身份\(hour)", text: "罚款甲")
            }
            _ = try fixture.store.append(StoreFixture.delivery(entries, hour: hour))
        }
        let folder = fixture.path + "/segments"
        let before = try Directory.names(in: folder).sorted()
        let path = folder + "/" + (try #require(before.first { $0.hasSuffix(".jsonl") }))
        var bytes = try TestFile.read(path)
        let place = try #require(bytes.firstIndex(of: Array("甲".utf8)[2]))
        bytes[place] ^= 1
        try TestFile.write(bytes, to: path)
        let error = #expect(throws: StoreError.self) { try fixture.store.withWriter { try $0.compact() } }
        #expect(error?.code == .damaged)
        #expect(try Directory.names(in: folder).filter { !$0.hasPrefix(".") }.sorted() == before)
    }
}
