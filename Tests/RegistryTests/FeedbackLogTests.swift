// SPDX-License-Identifier: Apache-2.0

import Bytes
import Registry
import TestSupport
import Testing

/// The feedback log and the log of applications: chained, once each, and nothing about what is not there.
@Suite struct FeedbackLogTests {
    private func entry(_ number: Int, _ outcome: FeedbackEntry.Outcome, agency: String = "测试机关") -> FeedbackEntry {
        FeedbackEntry(
            at: RegistryFixture.start, number: "NM-2026-\(number)", agency: agency, matter: "招标投标",
            day: RegistryFixture.start.day, outcome: outcome)
    }

    @Test func feedbackIsOnAReportThatWasIssued() throws {
        let fixture = try RegistryFixture()
        let log = FeedbackLog(store: fixture.directory.path)
        let error = #expect(throws: RegistryError.self) { try log.append(entry(1, .none)) }
        #expect(error?.code == .unknownNumber)
        try fixture.log.register([RegistryFixture.entry(1), RegistryFixture.entry(2)])
        #expect(try log.append(entry(1, .basis("资格审查"))))
        var later = entry(1, .basis("资格审查"))
        later.at = RegistryFixture.start.adding(days: 1)
        #expect(try !log.append(later))
        #expect(try log.append(entry(1, .consequence(measure: "3.1"))))
        #expect(try log.append(entry(2, .consequence(measure: "3.1"))))
        #expect(try log.append(entry(2, .none, agency: "另一机关（测试）")))

        var entries: [FeedbackEntry] = []
        var summary = FeedbackSummary()
        try log.forEach {
            entries.append($0)
            summary.add($0)
        }
        #expect(
            entries.map(\.outcome) == [
                .basis("资格审查"), .consequence(measure: "3.1"), .consequence(measure: "3.1"), .none,
            ])
        #expect(summary.lines.map(\.agency) == ["另一机关（测试）", "测试机关"])
        let line = try #require(summary.lines.last)
        #expect([line.reports, line.basis, line.consequence, line.none] == [2, 1, 2, 0])
        #expect(line.measures.map(\.item) == ["3.1"] && line.measures.map(\.count) == [2])
    }

    @Test func aChangedLineIsFound() throws {
        let fixture = try RegistryFixture()
        try fixture.log.register([RegistryFixture.entry(1)])
        let log = FeedbackLog(store: fixture.directory.path)
        try log.append(entry(1, .none))
        try log.append(entry(1, .basis("资格审查")))
        let path = fixture.directory.path("registry/feedback.jsonl")
        let bytes = try TestFile.read(path)
        let text = String(decoding: bytes, as: UTF8.self).replacing("basis", with: "basic")
        try DurableFile.publish(Array(text.utf8), at: path, replacing: true)
        let error = #expect(throws: RegistryError.self) { try log.forEach { _ in } }
        #expect(error?.code == .damaged)
    }

    @Test func aReportOnSeveralSubjectsIsFoundUnderEach() throws {
        let fixture = try RegistryFixture()
        var entry = RegistryFixture.entry(1)
        entry.subject = "甲,乙"
        entry.request = IssueEntry.Request(
            requester: "agency", isAuthorised: true, from: RegistryFixture.start.day, to: RegistryFixture.start.day,
            domains: ["A", "QT"])
        let others = (2...600).map { RegistryFixture.entry($0) }
        try fixture.log.register([entry])
        try fixture.log.register(others)
        try fixture.log.register([RegistryFixture.entry(601)])
        // The second writing folds the first lines into the index.
        let log = IssueLog(store: fixture.directory.path)
        #expect(try log.entries(subject: "甲") == [entry])
        #expect(try log.entries(subject: "乙") == [entry])
        #expect(try log.entries(subject: "甲,乙").isEmpty)
        #expect(try log.check().lines == 601)
    }

    @Test func anApplicationIsSettledOnce() throws {
        let fixture = try RegistryFixture()
        let log = ApplicationLog(store: fixture.directory.path)
        let day = RegistryFixture.start.day
        func step(_ kind: RepairStep.Kind, _ number: String = "SQ-1") -> RepairStep {
            RepairStep(number: number, at: RegistryFixture.start, kind: kind, day: day, source: "A", document: "")
        }
        let unknown = #expect(throws: RegistryError.self) { try log.append(step(.refused)) }
        #expect(unknown?.code == .unknownApplication)
        let application = RepairApplication(
            number: "SQ-1", at: RegistryFixture.start, source: "A", subject: "测试主体", record: "X A 1 测试主体", day: day)
        #expect(try log.append(application))
        #expect(try !log.append(application))
        #expect(try log.append(step(.forwarded)))
        #expect(try log.append(step(.refused)))
        #expect(try !log.append(step(.refused)))
        let settled = #expect(throws: RegistryError.self) { try log.append(step(.withdrawn)) }
        #expect(settled?.code == .applicationSettled)
        let known = try #require(log.cases().first)
        #expect(known.application == application && known.steps.map(\.kind) == [.forwarded, .refused])
    }
}
