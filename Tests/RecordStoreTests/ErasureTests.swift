// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records
import TestSupport
import Testing

@Suite struct ErasureTests {
    static let law = "个人信息保护法第四十七条"
    let fixture: StoreFixture
    let code: SubjectKey
    let other: SubjectKey
    let person = SubjectKey.name("测试某人")

    /// Three imports: each with a line about both subjects, the second with one that names a person.
    init() throws {
        fixture = try StoreFixture()
        code = .code(try StoreFixture.code(1))
        other = .code(try StoreFixture.code(2))
        for hour in 1...3 {
            var entries = [
                StoreFixture.entry(code, row: 2, identity: "甲\(hour)", text: "某人甲\(hour)"),
                StoreFixture.entry(code, row: 1, identity: "乙\(hour)", text: "某人乙\(hour)"),
                StoreFixture.entry(other, row: 4, identity: "丙\(hour)"),
            ]
            if hour == 2 { entries.append(StoreFixture.entry(person, row: 3, identity: "", kind: .pending)) }
            _ = try fixture.store.append(StoreFixture.delivery(entries, hour: hour))
        }
    }

    @discardableResult
    func erase(_ rows: String..., basis: String = law, reason: String = "测试", by: String = "测试员") throws -> [ErasedLine]
    {
        var writer = try fixture.store.writer()
        return try writer.erase(
            rows.map { try #require(DeliveredRow($0)) }, basis: basis, reason: reason, by: by, at: StoreFixture.start)
    }

    func holds(_ text: String) throws -> Bool {
        try Tool.run("grep", ["-rqF", text, fixture.path]).status == 0
    }

    @Test func nothingOfAnErasedLineIsLeftInTheFiles() throws {
        #expect(try holds("某人甲2") && holds("测试某人"))
        let erased = try erase("2:2", "2:3")
        #expect(erased.map(\.row) == [2, 3])
        #expect(erased.map(\.kind) == [.record, .pending])
        #expect(try !holds("某人甲2") && !holds("甲2") && !holds("测试某人"))
        #expect(try holds("某人乙2") && holds("某人甲1"))
        #expect(try Directory.names(in: fixture.path + "/segments").count == 6)
        #expect(fixture.store.check() == [])
        #expect(try RecordStore.rebuildIndexes(at: fixture.path) == [])
    }

    @Test func everySnapshotSaysThatSomethingWasErased() throws {
        let before = try fixture.store.snapshot()
        let whole = try before.entries(for: code)
        try erase("2:2")
        let after = try RecordStore(opening: fixture.path).snapshot()
        #expect(after.id != before.id && after.imports == before.imports)
        let earlier = try RecordStore(opening: fixture.path).snapshot(id: before.id)
        #expect(earlier.id == before.id)
        for snapshot in [after, earlier] {
            let entries = try snapshot.entries(for: code)
            #expect(entries.map(\.kind) == [.record, .record, .record, .erased, .record, .record])
            #expect(entries.filter { $0.kind != .erased } == whole.filter { ($0.sequence, $0.row) != (2, 2) })
            let tombstone = try #require(entries[3].tombstone)
            #expect(tombstone.basis == Self.law && tombstone.kind == .record && tombstone.digest.utf8.count == 64)
            #expect(entries[3].fields.isEmpty && entries[3].identity.isEmpty)
            #expect((entries[3].sequence, entries[3].row) == (2, 2))
        }
        // The import before knows nothing of it, and other subjects are what they were.
        let first = try #require(after.link(of: 1))
        #expect(try fixture.store.snapshot(id: first.hash).entries(for: code).count == 2)
        #expect(try after.entries(for: other) == before.entries(for: other))
    }

    @Test func aNameIsFoundAgainThoughItIsNowhereToRead() throws {
        try erase("2:3")
        let snapshot = try fixture.store.snapshot()
        #expect(try snapshot.entries(for: person).map(\.kind) == [.erased])
        #expect(try snapshot.entries(for: .name("测试他人")).isEmpty)
        #expect(try snapshot.entries(for: .registration("测试某人")).isEmpty)
        // Without the secret nobody can say under which name it stood: then no name is answered.
        try TestFile.write(Array(String(repeating: "0", count: 64).utf8) + [0x0A], to: fixture.path + "/secret")
        #expect(throws: StoreError.self) { try snapshot.entries(for: person) }
        #expect(try snapshot.entries(for: code).count == 6)
    }

    @Test func aWholeImportAndAWholeStoreCanBeErased() throws {
        try erase("1:1", "1:2", "1:4")
        #expect(fixture.store.check() == [])
        #expect(try Directory.names(in: fixture.path + "/segments").count == 4)
        try erase("3:1", "2:1", "3:4", "3:2")
        try erase("2:2", "2:4", "2:3")
        #expect(try Directory.names(in: fixture.path + "/segments") == [])
        #expect(
            try fixture.store.snapshot().entries(for: code).map(\.kind) == [Entry.Kind](repeating: .erased, count: 6))
        #expect(fixture.store.check() == [])
        _ = try fixture.store.append(
            StoreFixture.delivery([StoreFixture.entry(code, row: 1, identity: "丁")], hour: 4))
        #expect(try fixture.store.snapshot().entries(for: code).count == 7)
        #expect(fixture.store.check() == [])
    }

    @Test func erasuresMergesAndImportsGoTogether() throws {
        try erase("2:1")
        var writer = try fixture.store.writer()
        try writer.compact()
        #expect(fixture.store.check() == [])
        _ = try writer.erase(
            [try #require(DeliveredRow("1:2")), try #require(DeliveredRow("3:4"))], basis: Self.law, reason: "测试",
            by: "测试员", at: StoreFixture.start)
        _ = try writer.append(StoreFixture.delivery([StoreFixture.entry(code, row: 1, identity: "甲1")], hour: 4))
        try writer.compact()
        #expect(fixture.store.check() == [])
        #expect(try fixture.store.snapshot().entries(for: code).map(\.kind).count { $0 == .erased } == 2)
        #expect(try fixture.store.snapshot().entries(for: other).map(\.kind) == [.record, .record, .erased])
    }

    @Test func anErasureTouchesItsSubject() throws {
        func touched(after count: Int) throws -> [SubjectKey] {
            var keys: [SubjectKey] = []
            try fixture.store.snapshot().forEachSubject(after: count) { keys.append($0) }
            return keys
        }
        let both = [code, other].sorted { $0.text < $1.text }
        #expect(try touched(after: 3).isEmpty)
        try erase("1:2")
        #expect(try touched(after: 3) == [code])
        #expect(try touched(after: 2) == both)
        try erase("3:4", "2:4", "1:4")
        #expect(try touched(after: 3) == both)
        #expect(try touched(after: 2) == both)
    }

    @Test func whatIsErasedAlreadyIsPassedOver() throws {
        try erase("2:2")
        let id = try fixture.store.snapshot().id
        #expect(try erase("2:2").isEmpty)
        #expect(try fixture.store.snapshot().id == id)
        #expect(try erase("2:2", "2:1").map(\.row) == [1])
    }

    @Test(arguments: ["9:1", "2:9"])
    func aRowThatIsNotThereIsNamedAndNothingIsErased(_ row: String) throws {
        let id = try fixture.store.snapshot().id
        let error = #expect(throws: StoreError.self) { try erase("1:1", row) }
        #expect(error?.code == .unknownRow && error?.code.exitStatus == 66)
        #expect(try fixture.store.snapshot().id == id)
        #expect(fixture.store.check() == [])
        _ = try fixture.store.writer()
        #expect(try Directory.names(in: fixture.path + "/segments").count == 6)
    }

    @Test(arguments: [("", "测试", "测试员"), (law, "一\n二", "测试员"), (law, "测试", String(repeating: "长", count: 201))])
    func anErasureWithoutGroundsIsRefused(_ basis: String, _ reason: String, _ by: String) throws {
        let error = #expect(throws: StoreError.self) { try erase("1:1", basis: basis, reason: reason, by: by) }
        #expect(error?.code == .badErasure)
    }

    @Test(arguments: ["", "1", "1:", ":1", "0:1", "1:0", "1:2:3", "a:1", "-1:1"])
    func whatNamesNoRowIsNone(_ text: String) {
        #expect(DeliveredRow(text) == nil)
    }

    @Test func aTombstoneIsNoLineToStore() throws {
        try erase("2:2")
        let tombstone = try #require(try fixture.store.snapshot().entries(for: code).first { $0.kind == .erased })
        let error = #expect(throws: StoreError.self) {
            try fixture.store.append(StoreFixture.delivery([tombstone], hour: 4))
        }
        #expect(error?.code == .badEntry)
    }
}
