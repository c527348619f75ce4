// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc
import Registry
import TestSupport
import Testing

@Suite struct IssueLogTests {
    let fixture: RegistryFixture

    init() throws {
        fixture = try RegistryFixture()
    }

    @Test func whatIsRegisteredIsFound() throws {
        let entries = (1...5).map { RegistryFixture.entry($0) }
        #expect(try fixture.log.register(entries) == entries)
        for log in [fixture.log, fixture.log] {
            for entry in entries {
                #expect(try log.status(number: entry.number) == .issued(entry))
                #expect(try log.status(hash: entry.reportHash) == .issued(entry))
                #expect(try log.entries(subject: entry.subject) == [entry])
            }
            #expect(try log.status(number: "NM-2026-9") == .unknown)
            #expect(try log.status(hash: RegistryFixture.hash("别的")) == .unknown)
            #expect(try log.entries(subject: "别的") == [])
        }
        var met: [IssueEntry] = []
        try fixture.log.forEach { met.append($0) }
        #expect(met == entries)
    }

    /// A report on several subjects is found under each, before and after it comes into the index.
    @Test func aReportOnSeveralSubjectsIsFoundUnderEach() throws {
        var several = RegistryFixture.entry(1)
        several.subject = "测试甲,测试乙,测试丙"
        #expect(several.subjects == ["测试甲", "测试乙", "测试丙"])
        let alone = RegistryFixture.entry(2)
        try fixture.log.register([several, alone])
        func look() throws {
            for subject in several.subjects { #expect(try fixture.log.entries(subject: subject) == [several]) }
            #expect(try fixture.log.entries(subject: several.subject) == [])
            #expect(try fixture.log.entries(subject: alone.subject).first == alone)
        }
        try look()
        let many = (3...400).map { number in
            var entry = RegistryFixture.entry(number)
            if number % 3 == 0 { entry.subject += ",测试丁" + String(repeating: ",测试戊\(number)", count: number % 2 + 1) }
            return entry
        }
        for start in stride(from: 0, to: many.count, by: 50) {
            try fixture.log.register(Array(many[start..<min(start + 50, many.count)]))
        }
        #expect(
            try Directory.names(in: fixture.directory.path("registry/issues")).count > 1, "nothing came into the index")
        try look()
        #expect(try fixture.log.entries(subject: "测试丁").count == many.count { $0.subjects.contains("测试丁") })
        #expect(try fixture.log.check().lines == 400)
        try fixture.log.rebuildIndex()
        try look()
        #expect(try fixture.log.check().lines == 400)
    }

    @Test func aRegistryThatIsNotThereKnowsNothing() throws {
        #expect(try fixture.log.status(number: "NM") == .unknown)
        #expect(try fixture.log.check().lines == 0)
        #expect(try Directory.names(in: fixture.directory.path) == [])
    }

    @Test func theSameReportIsRegisteredOnce() throws {
        let log = fixture.log
        let entry = RegistryFixture.entry(1)
        try log.register([entry])
        var again = entry
        // Signature values may differ from issue to issue, and with them the files.
        again.files[2].hash = RegistryFixture.hash("again")
        #expect(try log.register([again, again]) == [entry, entry])
        #expect(try fixture.log.register([entry]) == [entry])
        #expect(try log.check().lines == 1)
    }

    @Test func anotherReportUnderTheNumberIsAnError() throws {
        let log = fixture.log
        try log.register([RegistryFixture.entry(1)])
        let other = RegistryFixture.entry(1, hash: RegistryFixture.hash("别的"))
        for batch in [
            [other], [RegistryFixture.entry(2), other],
            [RegistryFixture.entry(3), RegistryFixture.entry(3, hash: other.reportHash)],
        ] {
            let error = #expect(throws: RegistryError.self) { try log.register(batch) }
            #expect(error?.code == .numberTaken)
        }
        #expect(try log.check().lines == 1)
        #expect(try log.status(number: "NM-2026-2") == .unknown)
    }

    @Test func reportsAreWithdrawnAndSuperseded() throws {
        let log = fixture.log
        try log.register((1...3).map { RegistryFixture.entry($0) })
        let withdrawal = StatusChange(
            number: "NM-2026-1", at: RegistryFixture.start, reason: "数据有误", by: "测试平台")
        let supersession = StatusChange(
            number: "NM-2026-2", at: RegistryFixture.start, reason: "更正", by: "测试平台", successor: "NM-2026-3")
        try log.register(withdrawal)
        try log.register(supersession)
        let other = fixture.log
        #expect(try other.status(number: "NM-2026-1") == .withdrawn(RegistryFixture.entry(1), withdrawal))
        #expect(
            try other.status(hash: RegistryFixture.entry(2).reportHash)
                == .superseded(RegistryFixture.entry(2), supersession))
        #expect(try other.status(number: "NM-2026-3") == .issued(RegistryFixture.entry(3)))
        let again = #expect(throws: RegistryError.self) { try log.register(withdrawal) }
        #expect(again?.code == .notInForce)
        for (number, successor) in [("NM-2026-9", nil), ("NM-2026-3", "NM-2026-9")] as [(String, String?)] {
            var change = withdrawal
            (change.number, change.successor) = (number, successor)
            let error = #expect(throws: RegistryError.self) { try log.register(change) }
            #expect(error?.code == .unknownNumber)
        }
    }

    @Test func manyLinesAreFoundThroughTheIndex() throws {
        let log = fixture.log
        var next = 1
        for _ in 0..<18 {
            try log.register((next..<next + 60).map { RegistryFixture.entry($0) })
            next += 60
        }
        let change = StatusChange(number: "NM-2026-77", at: RegistryFixture.start, reason: "测试", by: "测试")
        try log.register(change)
        let files = try Directory.names(in: fixture.directory.path("registry/issues"))
        #expect(files.count > 1 && files.count < 20)
        for log in [log, fixture.log] {
            for number in stride(from: 1, to: next, by: 77) {
                let entry = RegistryFixture.entry(number)
                #expect(try log.status(number: entry.number) == .issued(entry))
                #expect(try log.status(hash: entry.reportHash).entry == entry)
            }
            #expect(try log.status(number: "NM-2026-77") == .withdrawn(RegistryFixture.entry(77), change))
            #expect(
                try log.entries(subject: "测试主体3").map(\.number)
                    == stride(from: 3, to: next, by: 7).map { "NM-2026-\($0)" })
            #expect(try log.status(number: "NM-2026-\(next)") == .unknown)
        }
        let tip = try log.check()
        #expect(tip.lines == next)
        try fixture.log.rebuildIndex()
        #expect(try log.check() == tip)
        #expect(try log.status(number: "NM-2026-5") == .issued(RegistryFixture.entry(5)))
        #expect(try fixture.log.register([RegistryFixture.entry(5)]) == [RegistryFixture.entry(5)])
    }

    @Test func manyWritersAppendOneAfterTheOther() async throws {
        let path = fixture.directory.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    // Each has the log open for itself, as processes have; two of each number meet.
                    let log = IssueLog(store: path)
                    for number in 0..<40 { try log.register([RegistryFixture.entry(number * 2 + worker / 2)]) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try fixture.log.check().lines == 80)
        for number in 0..<80 {
            let entry = RegistryFixture.entry(number)
            #expect(try fixture.log.status(number: entry.number) == .issued(entry))
        }
    }

    @Test func commonToolsReadTheLog() throws {
        try fixture.log.register([RegistryFixture.entry(1), RegistryFixture.entry(2)])
        let script = """
            set -e
            jq -r .number "$0" | tail -1
            tail -1 "$0" | jq -r .previous
            head -1 "$0" | sed 's/,"sha256":"[0-9a-f]*"}$//' | tr -d '\\n' | sha256sum | cut -c1-64
            """
        let result = try Tool.run("bash", ["-c", script, fixture.issuesPath])
        try #require(result.status == 0, "\(result.errorText)")
        let lines = result.text.split(separator: "\n").map(String.init)
        #expect(lines[0] == "NM-2026-2")
        #expect(lines[1] == lines[2])
    }
}
