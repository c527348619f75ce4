// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc
import Registry
import TestSupport
import Testing

@Suite struct LogDamageTests {
    let fixture: RegistryFixture

    init() throws {
        fixture = try RegistryFixture()
    }

    /// What a log answers about some reports; nil where it refuses.
    func answers(_ numbers: [Int]) -> [IssueStatus?] {
        let log = fixture.log
        return numbers.map { try? log.status(number: "NM-2026-\($0)") }
    }

    @Test func anUnfinishedLineIsTakenAwayAndRecorded() throws {
        let log = fixture.log
        try log.register([RegistryFixture.entry(1), RegistryFixture.entry(2)])
        let whole = try TestFile.read(fixture.issuesPath)
        let firstEnd = try #require(whole.firstIndex(of: 0x0A)) + 1
        for length in firstEnd...whole.count {
            try TestFile.write(Array(whole[..<length]), to: fixture.issuesPath)
            // Only the line that lacks nothing but its line feed counts as written.
            let isWhole = length >= whole.count - 1
            let expected: [IssueStatus?] = [
                .issued(RegistryFixture.entry(1)), isWhole ? .issued(RegistryFixture.entry(2)) : .unknown,
            ]
            #expect(answers([1, 2]) == expected, "\(length)")
            guard length % 29 == 0 || isWhole || length == firstEnd else { continue }
            let writer = fixture.log
            try writer.register([RegistryFixture.entry(2), RegistryFixture.entry(3)])
            let isTorn = !isWhole && length > firstEnd
            #expect(try fixture.log.check().lines == (isTorn ? 4 : 3), "\(length)")
            #expect(answers([1, 2, 3]) == [1, 2, 3].map { .issued(RegistryFixture.entry($0)) })
            let text = String(decoding: try TestFile.read(fixture.issuesPath), as: UTF8.self)
            #expect(text.contains("\"kind\":\"REPAIR\",\"bytes\":\(length - firstEnd),") == isTorn)
        }
    }

    @Test func noFlippedByteOfTheLogIsAnsweredWithLess() throws {
        var random = SeededGenerator.fresh(for: "noFlippedByteOfTheLogIsAnsweredWithLess")
        try fixture.log.register((1...3).map { RegistryFixture.entry($0) })
        let whole = answers([1, 2, 3, 4])
        let bytes = try TestFile.read(fixture.issuesPath)
        for index in bytes.indices {
            var flipped = bytes
            let bit = UInt8.random(in: 0..<8, using: &random)
            flipped[index] ^= 1 << bit
            try TestFile.write(flipped, to: fixture.issuesPath)
            #expect(answers([4]) == [nil], "byte \(index), bit \(bit)")
        }
        try TestFile.write(bytes, to: fixture.issuesPath)
        #expect(answers([1, 2, 3, 4]) == whole)
    }

    @Test func noFlippedByteOfAnIndexIsAnsweredWithLess() throws {
        var random = SeededGenerator.fresh(for: "noFlippedByteOfAnIndexIsAnsweredWithLess")
        try fixture.log.register((1...300).map { RegistryFixture.entry($0) })
        try fixture.log.register([RegistryFixture.entry(301)])
        let numbers = [1, 2, 150, 300, 301, 302]
        let whole = answers(numbers)
        try #require(whole == numbers.dropLast().map { .issued(RegistryFixture.entry($0)) } + [.unknown])
        let names = try Directory.names(in: fixture.directory.path("registry/issues"))
        try #require(names.count == 2)
        for name in names {
            let path = fixture.directory.path("registry/issues/" + name)
            let bytes = try TestFile.read(path)
            for index in stride(
                from: Int.random(in: 0..<37, using: &random), to: bytes.count, by: name == "head" ? 1 : 37)
            {
                var flipped = bytes
                flipped[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                try TestFile.write(flipped, to: path)
                for (answer, expected) in zip(answers(numbers), whole) where answer != nil {
                    #expect(answer == expected, "\(name), byte \(index)")
                }
                if name == "head" { #expect(answers(numbers).allSatisfy { $0 == nil }) }
            }
            try DurableFile.remove(path)
            // Without a head there is no index, and the whole log is read; a missing table is an error.
            #expect(name == "head" ? answers(numbers) == whole : answers(numbers).allSatisfy { $0 == nil })
            try fixture.log.rebuildIndex()
            #expect(answers(numbers) == whole)
        }
    }

    @Test func aLogThatLostLinesIsNoticedByItsIndex() throws {
        try fixture.log.register((1...300).map { RegistryFixture.entry($0) })
        try fixture.log.register([RegistryFixture.entry(301)])
        let bytes = try TestFile.read(fixture.issuesPath)
        try TestFile.write(Array(bytes.prefix(bytes.count / 2)), to: fixture.issuesPath)
        #expect(answers([1, 301]) == [nil, nil])
        let error = #expect(throws: RegistryError.self) { try fixture.log.register([RegistryFixture.entry(302)]) }
        #expect(error?.code == .damaged && error?.code.exitStatus == 74)
    }

    @Test func aLineOutOfItsPlaceIsAnError() throws {
        try fixture.log.register((1...3).map { RegistryFixture.entry($0) })
        let lines = try TestFile.read(fixture.issuesPath).split(separator: 0x0A).map { Array($0) + [0x0A] }
        for order in [[1, 0, 2], [0, 2], [0, 1, 1, 2]] {
            try TestFile.write(order.flatMap { lines[$0] }, to: fixture.issuesPath)
            #expect(throws: RegistryError.self) { try fixture.log.check() }
            #expect(answers([1, 2, 3]) == [nil, nil, nil])
        }
    }

    @Test func queriesAreKeptInOrder() throws {
        let log = fixture.queries
        let entries = (1...9).map { RegistryFixture.query($0) }
        try log.append(Array(entries[..<4]))
        try fixture.queries.append(Array(entries[4...]))
        var met: [QueryEntry] = []
        try log.forEach { met.append($0) }
        #expect(met == entries)

        var bytes = try TestFile.read(fixture.queriesPath)
        try TestFile.write(bytes.dropLast(40), to: fixture.queriesPath)
        try log.append([RegistryFixture.query(10)])
        met = []
        try log.forEach { met.append($0) }
        #expect(met == entries.dropLast() + [RegistryFixture.query(10)])

        bytes = try TestFile.read(fixture.queriesPath)
        bytes[bytes.count / 2] ^= 2
        try TestFile.write(bytes, to: fixture.queriesPath)
        let error = #expect(throws: RegistryError.self) { try log.forEach { _ in } }
        #expect(error?.code == .damaged)
    }

    @Test func oneLogIsNotTheOther() throws {
        try fixture.queries.append([RegistryFixture.query(1)])
        try TestFile.write(try TestFile.read(fixture.queriesPath), to: fixture.issuesPath)
        #expect(throws: RegistryError.self) { try fixture.log.status(number: "NM") }
    }

    @Test func aFullDiskRegistersNothing() async throws {
        try fixture.log.register([RegistryFixture.entry(1)])
        let path = fixture.directory.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1500, rlim_max: 1500)
            try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let log = IssueLog(store: path)
            let error = #expect(throws: RegistryError.self) {
                try log.register((2...9).map { RegistryFixture.entry($0) })
            }
            #expect(error?.code == .inputOutput)
        }
        #expect(answers([1, 2]) == [.issued(RegistryFixture.entry(1)), .unknown])
        try fixture.log.register([RegistryFixture.entry(2)])
        #expect(try fixture.log.check().lines == 2)
    }

    @Test func aLockThatIsNotLetGoIsNamed() throws {
        try fixture.log.register([RegistryFixture.entry(1)])
        let lock = try FileLock(fixture.directory.path("registry/lock"))
        #expect(try fixture.log.status(number: "NM-2026-1") == .issued(RegistryFixture.entry(1)))
        #expect(lock.path.hasSuffix("lock"))
    }
}
