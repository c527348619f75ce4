// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records
import Synchronization
import TestSupport
import Testing

/// Stores compared with a model that keeps all lines in one array.
@Suite struct ModelTests {
    /// What a store should answer.
    struct Model {
        var lines: [Entry] = []
        var imports = 0

        mutating func append(_ entries: [Entry]) {
            imports += 1
            for var entry in entries {
                entry.sequence = imports
                lines.append(entry)
            }
        }

        mutating func erase(_ erased: [ErasedLine]) {
            for line in erased {
                for index in lines.indices where lines[index].sequence == line.sequence && lines[index].row == line.row
                {
                    lines[index].kind = .erased
                    (lines[index].identity, lines[index].fields) = ("", [])
                    lines[index].tombstone = Tombstone(kind: line.kind, digest: line.digest, basis: "测试")
                }
            }
        }

        func entries(for key: SubjectKey, through last: Int) -> [Entry] {
            lines.filter { $0.subject == key && $0.sequence <= last }
                .sorted { ($0.sequence, $0.row) < ($1.sequence, $1.row) }
        }
    }

    /// Whether the writer of a test has ended.
    final class Writing: Sendable {
        let isDone = Atomic(false)
    }

    static func entries(_ subjects: [SubjectKey], _ random: inout SeededGenerator) throws -> [Entry] {
        let count = Int.random(in: 0...14, using: &random)
        let rows = (1...20).shuffled(using: &random).prefix(count)
        return rows.map { row in
            StoreFixture.entry(
                subjects[Int.random(in: 0..<subjects.count, using: &random)], row: row,
                identity: "身份\(Int.random(in: 0..<9, using: &random))",
                text: String(repeating: "文", count: Int.random(in: 1..<40, using: &random)))
        }
    }

    @Test func fortyImportsWithWhateverHappensBetweenThem() throws {
        var random = SeededGenerator.fresh(for: "fortyImportsWithWhateverHappensBetweenThem")
        let fixture = try StoreFixture(MergePolicy(segmentsPerLevel: 3, smallest: 4096, longSubject: 1500))
        let subjects: [SubjectKey] =
            try (1...10).map { .code(try StoreFixture.code($0 * 7919)) } + [.nobody, .registration("1"), .name("测试")]
        var model = Model()
        var identifiers: [String] = []
        var held: [(snapshot: Snapshot, model: Model)] = []
        for hour in 1...40 {
            let entries = try Self.entries(subjects, &random)
            _ = try fixture.store.append(StoreFixture.delivery(entries, hour: hour))
            model.append(entries)
            // Between imports anything may happen that changes no answer.
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                var writer = try fixture.store.writer()
                try writer.compact()
            case 1: #expect(try RecordStore.rebuildIndexes(at: fixture.path) == [])
            case 2:
                let names = try Directory.names(in: fixture.path + "/segments").filter { $0.hasSuffix(".index") }
                guard let name = names.randomElement(using: &random) else { break }
                try DurableFile.remove(fixture.path + "/segments/" + name)
                #expect(try RecordStore.rebuildIndexes(at: fixture.path) == [name])
            case 3:
                guard let line = model.lines.filter({ $0.tombstone == nil }).randomElement(using: &random) else {
                    break
                }
                var writer = try fixture.store.writer()
                let erased = try writer.erase(
                    [DeliveredRow(sequence: line.sequence, row: line.row)], basis: "测试", reason: "测试", by: "测试",
                    at: StoreFixture.start)
                model.erase(erased)
            default: break
            }
            let snapshot = try fixture.store.snapshot()
            identifiers.append(snapshot.id)
            held.append((snapshot, model))
            for subject in subjects {
                #expect(try snapshot.entries(for: subject) == model.entries(for: subject, through: hour))
            }
        }
        #expect(fixture.store.check() == [])
        let segmentFiles = try Directory.names(in: fixture.path + "/segments").count
        #expect(segmentFiles < 2 * 14, "40 imports were not merged: \(segmentFiles) files")
        var writer = try fixture.store.writer()
        try writer.compact()
        #expect(try Directory.names(in: fixture.path + "/segments").count == 2)
        #expect(fixture.store.check() == [])

        let reopened = try RecordStore(opening: fixture.path)
        for (index, id) in identifiers.enumerated() {
            let older = try reopened.snapshot(id: id)
            #expect(older.id == id && older.imports == held[index].snapshot.imports)
            for subject in subjects {
                let expected = model.entries(for: subject, through: index + 1)
                #expect(try older.entries(for: subject) == expected)
                // Snapshots that were taken then read from files whose names are long gone.
                let (snapshot, model) = held[index]
                #expect(try snapshot.entries(for: subject) == model.entries(for: subject, through: index + 1))
            }
        }
        let middle = try reopened.snapshot(id: identifiers[19])
        var met: [SubjectKey] = []
        try middle.forEachSubject { key, entries in
            met.append(key)
            #expect(entries == model.entries(for: key, through: 20).filter { $0.kind != .erased })
        }
        let expected = Set(model.lines.filter { $0.sequence <= 20 && $0.kind != .erased }.map(\.subject))
        #expect(Set(met) == expected && met.count == expected.count)
    }

    @Test func moreThanOneFileOfLinks() throws {
        let fixture = try StoreFixture()
        var identifiers: [String] = []
        for hour in 1...260 {
            _ = try fixture.store.append(StoreFixture.delivery([], hour: hour))
            identifiers.append(try fixture.store.snapshot().id)
        }
        #expect(
            try Directory.names(in: fixture.path + "/chain") == ["00000001-00000256.jsonl", "00000257-00000263.jsonl"])
        let reopened = try RecordStore(opening: fixture.path)
        #expect(try reopened.snapshot().imports.map(\.sequence) == Array(1...260))
        #expect(try reopened.snapshot(id: identifiers[99]).imports.count == 100)
        #expect(fixture.store.check() == [])
    }

    @Test func readersSeeWholeImportsAlone() async throws {
        let fixture = try StoreFixture(MergePolicy(segmentsPerLevel: 2, smallest: 1024))
        let path = fixture.path
        let subjects = try (1...5).map { SubjectKey.code(try StoreFixture.code($0)) }
        let writing = Writing()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    var most = 0
                    while !writing.isDone.load(ordering: .acquiring) {
                        // Each import brings one line to each subject: whatever moment it is, they have equally many.
                        let snapshot = try RecordStore(opening: path).snapshot()
                        for subject in subjects {
                            #expect(try snapshot.entries(for: subject).count == snapshot.imports.count)
                        }
                        most = max(most, snapshot.imports.count)
                        await Task.yield()
                    }
                    return most
                }
            }
            for hour in 1...30 {
                let entries = subjects.enumerated().map {
                    StoreFixture.entry($1, row: $0 + 1, identity: "\(hour)")
                }
                _ = try fixture.store.append(StoreFixture.delivery(entries, hour: hour))
                await Task.yield()
            }
            writing.isDone.store(true, ordering: .releasing)
            for try await most in group { #expect(most > 0) }
        }
    }
}
