// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records
import TestSupport
import Testing

@Suite struct DamageTests {
    let fixture: StoreFixture
    let subjects: [SubjectKey]
    let absent: SubjectKey

    init() throws {
        fixture = try StoreFixture()
        subjects = [.code(try StoreFixture.code(1)), .code(try StoreFixture.code(3)), .nobody, .name("测试某人")]
        absent = .code(try StoreFixture.code(2))
        for hour in 1...2 {
            let entries = subjects.prefix(hour * 2).enumerated().map {
                StoreFixture.entry($1, row: $0 + 1, identity: "\(hour)")
            }
            _ = try fixture.store.append(StoreFixture.delivery(entries, hour: hour))
        }
        // A tombstone that only the secret leads to.
        var writer = try fixture.store.writer()
        _ = try writer.erase(
            [DeliveredRow(sequence: 2, row: 4)], basis: "测试", reason: "测试", by: "测试", at: StoreFixture.start)
    }

    /// What a store answers about each subject; nil where it refuses.
    func answers() -> [[Entry]?] {
        let snapshot = try? RecordStore(opening: fixture.path).snapshot()
        return (subjects + [absent]).map { try? snapshot?.entries(for: $0) }
    }

    func files() throws -> [String] {
        try [".", "chain", "configuration", "segments"].flatMap { directory in
            try Directory.names(in: fixture.path + "/" + directory)
                .filter { directory != "." || ["head", "secret"].contains($0) }
                .map { fixture.path + "/" + directory + "/" + $0 }
        }
    }

    @Test func noFlippedByteIsAnsweredWithFewerLines() throws {
        let whole = answers()
        try #require(whole.map { $0?.count } == [2, 2, 1, 1, 0])
        var random = SeededGenerator.fresh(for: "noFlippedByteIsAnsweredWithFewerLines")
        for file in try files() {
            let bytes = try TestFile.read(file)
            let isInert = file.contains("/configuration/")
            for index in bytes.indices {
                var flipped = bytes
                flipped[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                try TestFile.write(flipped, to: file)
                let damaged = answers()
                for (answer, expected) in zip(damaged, whole) where answer != nil {
                    #expect(answer == expected, "\(file), byte \(index)")
                }
                if file.hasSuffix("/secret") { #expect(damaged == whole[..<3] + [nil] + whole[4...], "byte \(index)") }
                if isInert { #expect(damaged == whole, "\(file), byte \(index)") }
                if file.hasSuffix(".jsonl") && file.contains("/segments/") {
                    // One subject is affected, the others are served.
                    #expect(damaged.count { $0 == nil } == 1, "\(file), byte \(index)")
                }
                if file.hasSuffix("/head") || file.contains("/chain/") {
                    #expect(damaged.allSatisfy { $0 == nil }, "\(file), byte \(index)")
                }
            }
            try TestFile.write(bytes, to: file)
        }
        #expect(answers() == whole)
    }

    @Test func everyFlippedByteIsFoundByACheck() throws {
        #expect(fixture.store.check() == [])
        var random = SeededGenerator.fresh(for: "everyFlippedByteIsFoundByACheck")
        for file in try files() {
            let bytes = try TestFile.read(file)
            for index in stride(from: Int.random(in: 0..<3, using: &random), to: bytes.count, by: 3) {
                var flipped = bytes
                flipped[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                try TestFile.write(flipped, to: file)
                #expect(!RecordStore.check(at: fixture.path).isEmpty, "\(file), byte \(index)")
            }
            try TestFile.write(bytes, to: file)
        }
        #expect(fixture.store.check() == [])
    }

    @Test func noShortenedOrMissingFileIsAnsweredWithFewerLines() throws {
        let whole = answers()
        for file in try files() {
            let bytes = try TestFile.read(file)
            for length in [nil, 0, 1, bytes.count / 2, bytes.count - 1] as [Int?] {
                if let length {
                    try TestFile.write(Array(bytes.prefix(length)), to: file)
                } else {
                    try DurableFile.remove(file)
                }
                for (answer, expected) in zip(answers(), whole) where answer != nil { #expect(answer == expected) }
                #expect(!RecordStore.check(at: fixture.path).isEmpty, "\(file)")
            }
            try TestFile.write(bytes, to: file)
        }
        #expect(answers() == whole)
    }

    @Test func aCheckNamesWhatIsHidden() throws {
        let lines = try #require(try files().first { $0.contains("/segments/00000001-") && $0.hasSuffix(".jsonl") })
        var bytes = try TestFile.read(lines)
        bytes[10] ^= 1
        try TestFile.write(bytes, to: lines)
        let faults = fixture.store.check()
        #expect(faults.count == 1)
        #expect(faults.first?.code == .lines)
        #expect(faults.first?.hides == "lines about \(subjects[0].text) of imports 1 to 1")
        #expect(faults.first?.line == 1)
        #expect(faults.first?.file == lines.replacing("/./", with: "/"))
    }

    @Test func swappedFilesAreNoAnswers() throws {
        let whole = answers()
        let files = try files()
        for (place, one) in files.enumerated() {
            for other in files[(place + 1)...] {
                let (first, second) = (try TestFile.read(one), try TestFile.read(other))
                try TestFile.write(second, to: one)
                try TestFile.write(first, to: other)
                for (answer, expected) in zip(answers(), whole) where answer != nil {
                    #expect(answer == expected, "\(one) and \(other)")
                }
                #expect(!RecordStore.check(at: fixture.path).isEmpty, "\(one) and \(other)")
                try TestFile.write(first, to: one)
                try TestFile.write(second, to: other)
            }
        }
        #expect(answers() == whole)
    }

    @Test func copiesUnderOtherNamesChangeNothing() throws {
        let whole = answers()
        for file in try files() {
            let digits = file.split(separator: "/").last.map(String.init) ?? ""
            let name = file.dropLast(digits.utf8.count) + digits.replacing("0000000", with: "0000001")
            for copy in [file + ".copy", String(name)] where copy != file {
                try TestFile.write(try TestFile.read(file), to: copy)
            }
        }
        #expect(answers() == whole)
        #expect(fixture.store.check() == [])
    }

    @Test func anOlderCopyIsFoundByATipNotedElsewhere() throws {
        let older = fixture.directory.path("older")
        try Tool.run("cp", ["-a", fixture.path, older])
        let noted = try fixture.store.snapshot().id
        _ = try fixture.store.append(
            StoreFixture.delivery([StoreFixture.entry(subjects[0], row: 1, identity: "3")], hour: 3))
        let tip = try fixture.store.snapshot().id
        #expect(fixture.store.check(tip: tip) == [] && fixture.store.check(tip: noted) == [])
        // By itself the copy is whole: only the note tells that an import is missing.
        #expect(RecordStore.check(at: older) == [] && RecordStore.check(at: older, tip: noted) == [])
        #expect(RecordStore.check(at: older, tip: tip).map(\.code) == [.tip])
        // A store made anew from the deliveries without one of them is whole, and not the one that was noted.
        let forged = try StoreFixture()
        _ = try forged.store.append(
            StoreFixture.delivery([StoreFixture.entry(subjects[0], row: 1, identity: "3")], hour: 3))
        #expect(forged.store.check() == [] && forged.store.check(tip: noted).map(\.code) == [.tip])
    }

    @Test func aCheckNamesTheSubjectsThatAnIndexLosesSightOf() throws {
        let index = try #require(try files().first { $0.contains("/segments/00000001-") && $0.hasSuffix(".index") })
        try DurableFile.remove(index)
        let faults = RecordStore.check(at: fixture.path)
        #expect(faults.map(\.code) == [.index])
        let spelled = subjects[..<2].map(\.text).sorted()
        #expect(
            faults.first?.hides
                == "lines about 2 subjects from \(spelled[0]) to \(spelled[1]) of imports 1 to 1, until store "
                + "rebuild-index makes it anew")
    }

    @Test func aSegmentLeftOutOfTheHeadIsMissed() throws {
        // An older head, valid by itself, beside a newer chain: its segments lack an import's lines.
        let head = try TestFile.read(fixture.path + "/head")
        let entry = StoreFixture.entry(subjects[0], row: 1, identity: "3")
        _ = try fixture.store.append(StoreFixture.delivery([entry], hour: 3))
        let newest = try fixture.store.snapshot().id
        try TestFile.write(head, to: fixture.path + "/head")
        // The chain's last file was replaced by a longer one: the old head's file is gone.
        #expect(throws: StoreError.self) { try RecordStore(opening: fixture.path) }
        #expect(!RecordStore.check(at: fixture.path).isEmpty)
        #expect(newest.count == 64)
    }

    @Test func anIndexIsMadeAgainFromTheLines() throws {
        let whole = answers()
        for file in try files() where file.hasSuffix(".index") {
            let bytes = try TestFile.read(file)
            for replacement in [nil, [], bytes.dropLast() + [bytes[bytes.count - 1] ^ 1]] as [[UInt8]?] {
                try DurableFile.remove(file)
                if let replacement { try TestFile.write(replacement, to: file) }
                #expect(answers().contains { $0 == nil })
                let written = try RecordStore.rebuildIndexes(at: fixture.path)
                #expect(written.count == 1 && file.hasSuffix(written[0]))
                #expect(try TestFile.read(file) == bytes)
                #expect(answers() == whole)
            }
        }
        #expect(try RecordStore.rebuildIndexes(at: fixture.path) == [])
    }

    @Test func anIndexIsNotMadeOfDamagedLines() throws {
        let lines = try #require(try files().first { $0.contains("/segments/") && $0.hasSuffix(".jsonl") })
        var bytes = try TestFile.read(lines)
        bytes[20] ^= 4
        try TestFile.write(bytes, to: lines)
        let error = #expect(throws: StoreError.self) { try RecordStore.rebuildIndexes(at: fixture.path) }
        #expect(error?.code == .damaged)
    }

    @Test func damageIsNotMergedAway() throws {
        let small = try StoreFixture(MergePolicy(segmentsPerLevel: 2, smallest: 1 << 20))
        for hour in 1...2 {
            let entries = subjects.enumerated().map { StoreFixture.entry($1, row: $0 + 1, identity: "\(hour)") }
            _ = try small.store.append(StoreFixture.delivery(entries, hour: hour))
        }
        let name = try #require(try Directory.names(in: small.path + "/segments").first { $0.hasSuffix(".jsonl") })
        let file = small.path + "/segments/" + name
        var bytes = try TestFile.read(file)
        bytes[bytes.count / 2] ^= 1
        try TestFile.write(bytes, to: file)
        let error = #expect(throws: StoreError.self) {
            try small.store.append(
                StoreFixture.delivery([StoreFixture.entry(.nobody, row: 1, identity: "3")], hour: 3))
        }
        #expect(error?.code == .damaged)
        #expect(try small.store.snapshot().imports.count == 2)
    }
}
