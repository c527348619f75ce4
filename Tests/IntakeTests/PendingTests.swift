// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import RecordStore
import Records
import TestSupport
import Testing

/// When a row that waits does so no longer, and when it must wait on (rules, 3.6).
struct PendingTests {
    private static let headings = "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_JDRQ,CF_CFJG,CF_CFJGDM,CF_NR_FK"
    private static let wrong = "91150203YY0000036X"

    private func row(
        _ code: String, _ number: String = "1号", _ amount: String = "1", name: String = "甲公司"
    ) -> String {
        "\(name),\(code),\(number),2025-01-02,乙局,\(Codes.authority),\(amount)"
    }

    private func text(_ rows: String...) -> String {
        ([Self.headings] + rows).joined(separator: "\n") + "\n"
    }

    /// How many rows wait under a name.
    private func waiting(_ samples: SampleStore, _ name: String = "甲公司") throws -> Int {
        try samples.store.snapshot().entries(for: .name(name)).openPending.count { $0.copied == nil }
    }

    @Test func endsWithACorrectedRedelivery() throws {
        let samples = try SampleStore()
        try samples.take(text(row(Self.wrong), row(Codes.clean, "9号")))
        #expect(try waiting(samples) == 1)
        let corrected = try samples.take(text(row(Codes.plain), row(Codes.clean, "9号")))
        #expect(corrected.counts.list == [1, 1, 0, 0, 0] && corrected.resolved == 1)
        #expect(try waiting(samples) == 0)
        let resolution = try #require(try samples.lines().first { $0.kind == .resolution })
        #expect(resolution.value("import") == "1" && resolution.value("row") == "1")
        #expect(resolution.value("subject") == Codes.plain && resolution.subject == .name("甲公司"))
        #expect(resolution.value("identity") == "XZCF \(Codes.authority) 1号 \(Codes.plain)")
        // Again, nothing changes; nor does the old row that comes once more bring the waiting back.
        let again = try samples.take(text(row(Codes.plain), row(Codes.clean, "9号")))
        #expect(again.counts.list == [0, 2, 0, 0, 0] && again.resolved == 0)
        let old = try samples.take(text(row(Self.wrong)))
        #expect(old.counts.list == [0, 1, 0, 0, 0] && old.pendingCount == 0)
        #expect(try waiting(samples) == 0 && samples.store.check().isEmpty)
    }

    /// What is not the very row with its fault put right leaves the waiting as it is: hiding it could hide a record.
    @Test(arguments: [
        ("甲公司,91150203YY0000036W,2号,2025-01-02,乙局,11150000YY0001178N,1", "another number"),
        ("甲公司,91150203YY0000036W,1号,2025-01-03,乙局,11150000YY0001178N,1", "another day"),
        ("甲公司,91150203YY0000036W,1号,2025-01-02,乙局,11150000YY0001178N,2", "another amount"),
        ("丁公司,91150203YY0000036W,1号,2025-01-02,乙局,11150000YY0001178N,1", "another name"),
        ("甲公司,91150203YY0000036X,1号,2025-01-02,乙局,11150000YY0001178N,1", "the same fault"),
    ])
    func goesOnFor(vector: (row: String, why: String)) throws {
        let samples = try SampleStore()
        try samples.take(text(row(Self.wrong)))
        let next = try samples.take(text(vector.row))
        #expect(next.resolved == 0, "\(vector.why)")
        #expect(try waiting(samples) == 1, "\(vector.why)")
    }

    @Test func goesOnForAnotherSourceAndForRowsRestated() throws {
        let samples = try SampleStore()
        try samples.take(text(row(Self.wrong)))
        #expect(try samples.take(text(row(Codes.plain)), source: "11150000YY0001004D").resolved == 0)
        #expect(try waiting(samples) == 1)
        // The department still states the row as it was beside the corrected one.
        let both = try samples.take(text(row(Self.wrong), row(Codes.plain)))
        #expect(both.counts.list == [1, 1, 0, 0, 0] && both.resolved == 0 && both.pendingCount == 1)
        #expect(try waiting(samples) == 1)
        #expect(try samples.take(text(row(Codes.plain))).resolved == 1)
        #expect(try waiting(samples) == 0)
    }

    @Test func goesOnForRowsWithoutANumber() throws {
        let samples = try SampleStore()
        try samples.take(text(row(Self.wrong, "无"), row("X", "无")))
        #expect(try samples.take(text(row(Codes.plain, "无"))).resolved == 0)
        #expect(try waiting(samples) == 2)
    }

    @Test func endsUnderTheSubjectItself() throws {
        let samples = try SampleStore()
        let surplus = try samples.take(text(row(Codes.plain) + ",多"))
        #expect(surplus.pending.first?.reason == "row.columns")
        let key = SubjectKey.code(try CreditCode(Codes.plain))
        #expect(try samples.store.snapshot().entries(for: key).openPending.count == 1)
        #expect(try samples.take(text(row(Codes.plain))).resolved == 1)
        #expect(try samples.store.snapshot().entries(for: key).openPending.isEmpty)
        #expect(samples.store.check().isEmpty)
    }

    /// A corrected report may change more than what was at fault: its last column says which row it corrects.
    @Test func endsWithACorrectedReport() throws {
        let samples = try SampleStore()
        let path = samples.directory.path("report.csv")
        let bad = Array(text(row(Self.wrong), row("X", "2号"), row("", "3号", name: "")).utf8)
        #expect(try samples.take(bad, report: path).counts.list == [0, 0, 0, 3, 0])
        let report = String(decoding: try TestFile.read(path), as: UTF8.self)
        #expect(report.contains(",3-1") == false && report.contains(",1-3/nobody"))
        // Only one of the rows is put right; the others are still what they were.
        let corrected = report.replacing(Self.wrong + ",1号,2025-01-02", with: Codes.plain + ",1号,2025-01-20")
        let first = try samples.take(corrected)
        #expect(first.counts.list == [1, 2, 0, 0, 0] && first.resolved == 1 && first.pendingCount == 2)
        // One row says nothing about what else there is.
        #expect(first.description.placements.isEmpty)
        #expect(try waiting(samples) == 1)
        #expect(try samples.take(corrected).counts.list == [0, 3, 0, 0, 0])
        let stranger = try samples.take(corrected.replacing("1-1/", with: "1-7/"))
        #expect(stranger.resolved == 0 && stranger.oddities.contains { $0.code == "pending.unknown" })
        #expect(samples.store.check().isEmpty)
    }

    @Test func endsWithAnOperatorsReason() throws {
        let samples = try SampleStore()
        try samples.take(text(row(Self.wrong), row(Self.wrong, "2号")))
        let acceptance = PendingAcceptance(store: samples.store, catalog: samples.catalog)
        let at = try #require(Instant("2026-07-01T10:00:00+08:00"))
        let reference = PendingReference(sequence: 1, row: 1, subject: .name("甲公司"))
        let plain = try CreditCode(Codes.plain)
        for (subject, reason) in [(nil, "电话核实"), (plain, " ")] as [(CreditCode?, String)] {
            let error = try #require(throws: IntakeError.self) {
                try acceptance.accept(reference, as: subject, reason: reason, at: at)
            }
            #expect(error.code == .pending)
        }
        let description = try acceptance.accept(reference, as: plain, reason: "电话核实", at: at)
        #expect(description.counts.list == [1, 0, 0, 0, 0] && description.file == "1-1/name:甲公司: 电话核实")
        #expect(description.placements.isEmpty && description.source == Codes.authority)
        let record = try #require(try samples.lines().first { $0.kind == .record })
        // The row stands as it was delivered, the wrong code included.
        #expect(record.subject == .code(plain) && record.value("CF_XDR_SHXYM") == Self.wrong && record.faults.isEmpty)
        #expect(try samples.lines().first { $0.kind == .resolution }?.value("reason") == "电话核实")
        #expect(try waiting(samples) == 1)
        #expect(throws: IntakeError.self) {
            try acceptance.accept(reference, as: plain, reason: "再次", at: at)
        }
        #expect(samples.store.check().isEmpty)
    }

    /// The record names its authority by name, the event by code; the domain table knows that they are one.
    @Test func eventOnARecordWhoseAuthorityIsNamedDoesNotWait() throws {
        let samples = try SampleStore()
        try samples.take(
            "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚决定日期,处罚机关\n甲公司,\(Codes.plain),1号,2025-01-02,内蒙古自治区生态环境厅（示例）\n")
        let outcome = try samples.take(
            "SJ_BH,SJ_LX,SJ_DM,SJ_ML,SJ_JGDM,SJ_WSH,SJ_SXRQ\nE1,repair,\(Codes.plain),XZCF,\(Codes.authority),1号,2026-01-01\n"
        )
        #expect(outcome.counts.accepted == 1 && outcome.waitingEvents.isEmpty)
    }

    @Test func listsEventsWithoutTheirRecord() throws {
        let samples = try SampleStore()
        let events =
            "SJ_BH,SJ_LX,SJ_DM,SJ_ML,SJ_JGDM,SJ_WSH,SJ_SXRQ\nE1,repair,\(Codes.plain),XZCF,\(Codes.authority),1号,2026-01-01\n"
        let outcome = try samples.take(events)
        #expect(outcome.waitingEvents.map(\.record) == ["XZCF \(Codes.authority) 1号 \(Codes.plain)"])
        #expect(outcome.waitingEvents.map(\.line) == [2] && outcome.waitingEventCount == 1)
        try samples.take(text(row(Codes.plain)))
        #expect(try samples.take(events).waitingEventCount == 0)
    }

    @Test func stopsWhenItIsAskedTo() throws {
        let samples = try SampleStore()
        let rows = (0..<3000).map { row(Codes.plain, "\($0)号") }
        var options = ImportOptions(
            received: try #require(Instant("2026-07-01T10:00:00+08:00")), source: Codes.authority)
        options.isInterrupted = { true }
        let before = try samples.store.snapshot().id
        let bytes = Array((([Self.headings] + rows).joined(separator: "\n")).utf8)
        let error = try #require(throws: IntakeError.self) {
            try samples.intake.importBytes(bytes, name: "x", options)
        }
        #expect(error.code == .interrupted)
        #expect(try samples.store.snapshot().id == before)
        #expect(try Directory.names(in: samples.directory.path("store/segments")).isEmpty)
    }
}
