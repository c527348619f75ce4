// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Glibc
import RecordStore
import Records
import TestSupport
import Testing

@Suite struct ImportTests {
    @Test func entriesComeBackAsTheyWent() throws {
        let fixture = try StoreFixture()
        let code = SubjectKey.code(try StoreFixture.code(1))
        let keys: [SubjectKey] = [
            code, .registration("150100000000001"), .name("测试公司\"\\"), .name("\u{301}x"), .name(""), .nobody,
        ]
        var entries: [Entry] = []
        for (index, key) in keys.enumerated() {
            entries.append(
                Entry(
                    kind: .pending, subject: key, item: "XZCF", source: "来源", identity: "",
                    fields: [FieldValue("A", "\u{0}\n\t\u{7F}\"\\/ é e\u{301} 𠮷"), FieldValue("B", "2026-01-01")],
                    delivered: [FieldValue("B", "2026年1月1日")],
                    faults: [FieldFault(field: "A", reason: "text.control")], sequence: 0, row: 2 * index + 1))
            entries.append(StoreFixture.entry(key, row: 2 * index + 2, identity: "身份\(index)"))
        }
        let description = try fixture.store.append(StoreFixture.delivery(entries.reversed(), hour: 1))
        #expect(description.sequence == 1)
        let snapshot = try fixture.store.snapshot()
        #expect(snapshot.imports == [description])
        #expect(snapshot.cutoff == description.received)
        for key in keys {
            let expected = entries.filter { $0.subject == key }.map { entry in
                var entry = entry
                entry.sequence = 1
                return entry
            }
            let found = try snapshot.entries(for: key)
            #expect(found == expected)
            for (one, other) in zip(found, expected) {
                #expect(one.fields.map { Array($0.value.utf8) } == other.fields.map { Array($0.value.utf8) })
            }
        }
        #expect(try snapshot.entries(for: .name("别的")).isEmpty)
        #expect(fixture.store.check() == [])
    }

    @Test func fieldsAreKeptInTheOrderOfTheirCodes() throws {
        let fixture = try StoreFixture()
        var entry = StoreFixture.entry(.nobody, row: 1, identity: "A")
        entry.fields = [FieldValue("B", "1"), FieldValue("A", "2")]
        _ = try fixture.store.append(StoreFixture.delivery([entry], hour: 1))
        #expect(
            try fixture.store.snapshot().entries(for: .nobody)[0].fields == [
                FieldValue("A", "2"), FieldValue("B", "1"),
            ])
    }

    @Test func linesThatCannotBeKeptAreRefused() throws {
        let fixture = try StoreFixture()
        var twice = StoreFixture.entry(.nobody, row: 1, identity: "A")
        twice.fields = [FieldValue("A", "1"), FieldValue("A", "2")]
        let bad = [
            twice, StoreFixture.entry(.nobody, row: 0, identity: "A"),
            StoreFixture.entry(.nobody, row: 1, identity: "A\u{0}"),
            StoreFixture.entry(.name("A\u{0}"), row: 1, identity: "A"),
            StoreFixture.entry(.name(String(repeating: "长", count: 22_000)), row: 1, identity: "A"),
        ]
        for entry in bad {
            let error = #expect(throws: StoreError.self) {
                try fixture.store.append(StoreFixture.delivery([entry], hour: 1))
            }
            #expect(error?.code == .badEntry)
        }
        #expect(try fixture.store.snapshot().imports.isEmpty)
        #expect(try Directory.names(in: fixture.path + "/segments") == [])
    }

    @Test func aZeroReportIsALinkWithoutLines() throws {
        let fixture = try StoreFixture()
        let description = try fixture.store.append(StoreFixture.delivery([], hour: 1))
        #expect(description.linesHash == Hex.encode(Digest.of([])))
        #expect(try fixture.store.snapshot().cutoff == description.received)
        #expect(try Directory.names(in: fixture.path + "/segments") == [])
        #expect(fixture.store.check() == [])
    }

    @Test func receiptNeverGoesBack() throws {
        let fixture = try StoreFixture()
        _ = try fixture.store.append(StoreFixture.delivery([], hour: 5))
        _ = try fixture.store.append(StoreFixture.delivery([], hour: 5))
        let error = #expect(throws: StoreError.self) {
            try fixture.store.append(StoreFixture.delivery([], hour: 4))
        }
        #expect(error?.code == .receivedEarlier && error?.code.exitStatus == 65)
        #expect(try fixture.store.snapshot().imports.count == 2)
    }

    @Test func whatWasNotAskedForIsNotThere() throws {
        let fixture = try StoreFixture()
        _ = try fixture.store.append(StoreFixture.delivery([], hour: 1))
        let error = #expect(throws: StoreError.self) {
            try fixture.store.snapshot(id: String(repeating: "0", count: 64))
        }
        #expect(error?.code == .unknownSnapshot)
    }

    @Test func theOrderOfRowsHandedOverDoesNotMatter() throws {
        func run(_ isReversed: Bool) throws -> ([[Entry]], [ImportDescription]) {
            let fixture = try StoreFixture()
            let subjects = try (1...20).map { SubjectKey.code(try StoreFixture.code($0)) }
            for hour in 1...3 {
                let entries = subjects.enumerated().map {
                    StoreFixture.entry($1, row: $0 + 1, identity: "\(hour)-\($0)")
                }
                _ = try fixture.store.append(
                    StoreFixture.delivery(isReversed ? entries.reversed() : entries, hour: hour))
            }
            let snapshot = try fixture.store.snapshot()
            return (try subjects.map { try snapshot.entries(for: $0) }, snapshot.imports)
        }
        let (one, other) = (try run(false), try run(true))
        #expect(one.0 == other.0)
        // Each line has a salt of its own: nobody can tell from its digest what it says.
        #expect(Set(one.1.map(\.linesHash)).isDisjoint(with: other.1.map(\.linesHash)))
    }

    @Test func aSecondWriterIsRefusedAtOnce() throws {
        let fixture = try StoreFixture()
        let other = try RecordStore(opening: fixture.path)
        try fixture.store.withWriter { writer in
            let error = #expect(throws: StoreError.self) {
                try other.append(StoreFixture.delivery([], hour: 1))
            }
            #expect(error?.code == .locked && error?.code.exitStatus == 75)
            #expect(error?.message.contains("process \(getpid())") == true)
            _ = try writer.append(StoreFixture.delivery([], hour: 1))
            #expect(try writer.snapshot.imports.count == 1)
            #expect(try other.snapshot().imports.count == 1)
        }
        _ = try other.append(StoreFixture.delivery([], hour: 2))
        #expect(try fixture.store.snapshot().imports.count == 2)
    }

    @Test func leftoversOfAKilledWriterAreSwept() throws {
        let fixture = try StoreFixture()
        let subject = SubjectKey.code(try StoreFixture.code(1))
        _ = try fixture.store.append(
            StoreFixture.delivery([StoreFixture.entry(subject, row: 1, identity: "A")], hour: 1))
        let before = try [".", "segments", "chain"].map { try Directory.names(in: fixture.path + "/" + $0) }
        for name in [
            "segments/.creditreport-1-1.tmp", "segments/00000002-0123456789abcdef.jsonl",
            "segments/00000002-0123456789abcdef.index", "chain/00000001-00000005.jsonl", ".creditreport-1-2.tmp",
        ] {
            try TestFile.write([1], to: fixture.path + "/" + name)
        }
        _ = try fixture.store.writer()
        let after = try [".", "segments", "chain"].map { try Directory.names(in: fixture.path + "/" + $0) }
        #expect(before == after)
    }

    @Test func aFullDiskChangesNothing() async throws {
        let fixture = try StoreFixture()
        let subject = SubjectKey.code(try StoreFixture.code(1))
        _ = try fixture.store.append(
            StoreFixture.delivery([StoreFixture.entry(subject, row: 1, identity: "A")], hour: 1))
        let before = try fixture.store.snapshot()
        let path = fixture.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 2000, rlim_max: 2000)
            try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let store = try RecordStore(opening: path)
            let text = String(repeating: "长", count: 2000)
            let error = #expect(throws: StoreError.self) {
                try store.append(
                    StoreFixture.delivery([StoreFixture.entry(.nobody, row: 1, identity: "A", text: text)], hour: 2))
            }
            #expect(error?.code == .inputOutput && error?.code.exitStatus == 74)
        }
        #expect(try fixture.store.snapshot().id == before.id)
        #expect(try fixture.store.snapshot().entries(for: .nobody).isEmpty)
        #expect(try Directory.names(in: path + "/segments").count == 2)
        #expect(fixture.store.check() == [])
        _ = try fixture.store.append(StoreFixture.delivery([], hour: 2))
    }

    @Test func aReadOnlyStoreIsReadAndNotWritten() throws {
        let fixture = try StoreFixture()
        let subject = SubjectKey.code(try StoreFixture.code(1))
        let delivery = StoreFixture.delivery([StoreFixture.entry(subject, row: 1, identity: "A")], hour: 1)
        _ = try fixture.store.append(delivery)
        let sealed = [fixture.path + "/segments", fixture.path + "/chain", fixture.path]
        func seal(_ isSealed: Bool) throws {
            let result =
                geteuid() == 0
                ? try Tool.run("chattr", [isSealed ? "+i" : "-i"] + sealed)
                : try Tool.run("chmod", [isSealed ? "a-w" : "u+w"] + sealed)
            try #require(result.status == 0, "\(result.errorText)")
        }
        try seal(true)
        defer { try? seal(false) }
        let store = try RecordStore(opening: fixture.path)
        let error = #expect(throws: StoreError.self) { try store.append(delivery) }
        #expect(error?.code == .inputOutput)
        #expect(try store.snapshot().entries(for: subject).count == 1)
    }
}
