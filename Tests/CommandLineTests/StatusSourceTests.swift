// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// Which source of status a verifier asks: never one that nobody named, and never an older list for a newer one.
@Suite struct StatusSourceTests {
    private static let earlier = "2026-11-19T10:00:00+08:00"

    private let report: SampleReport
    private let scratch: TemporaryDirectory
    private var folder: String { scratch.path("trust") }
    private var statusFile: String { folder + "/status.jsonl" }

    init() throws {
        report = try SampleReport.shared()
        scratch = try TemporaryDirectory()
        try must("trust", "add", folder, "--root", report.store.root, "--private")
    }

    private func must(_ words: String..., store: String? = nil) throws {
        let result = try Program.run(words, store: store)
        try #require(result.status == 0, "\(words): \(result.errorText)")
    }

    /// Runs the program in the scratch directory, where whoever sent the report may have put a `store`.
    private func here(_ words: String...) throws -> Tool.Result {
        try Tool.run(
            "env", ["-u", "CREDITREPORT_STORE", "-C", scratch.path, Program.path] + words,
            environment: ["LC_ALL=C.UTF-8", "SWIFT_BACKTRACE=enable=no", "CREDITREPORT_HOME=" + Repository.root])
    }

    private func verify(_ more: String..., at instant: String = SampleStore.now) throws -> Tool.Result {
        try Tool.run(
            "env",
            [
                "-u", "CREDITREPORT_STORE", "-C", scratch.path, Program.path, "verify", report.xml, "--trust", folder,
                "--at", instant, "--lang", "en",
            ] + more,
            environment: ["LC_ALL=C.UTF-8", "SWIFT_BACKTRACE=enable=no", "CREDITREPORT_HOME=" + Repository.root])
    }

    /// A status list by which the report is withdrawn, or stands.
    private func list(
        _ name: String, at instant: String = SampleStore.now, isWithdrawn: Bool = false, keys: String? = nil
    ) throws -> String {
        let store = scratch.path(name + "-store")
        try Tool.run("cp", ["-a", report.store.path, store])
        if isWithdrawn {
            try must(
                "withdraw", report.number, "--reason", "示例", "--by", "示例", "--at", instant, store: store)
        }
        try must(
            "status", "export", "--key", keys.map { $0 + "/signer.key" } ?? report.store.key, "--cert",
            keys.map { $0 + "/signer.pem" } ?? report.store.certificate, "--days", "31", "--out", scratch.path(name),
            "--at", instant, store: store)
        return scratch.path(name)
    }

    @Test func aStoreThatNobodyNamedIsNotAsked() throws {
        try Tool.run("cp", ["-a", report.store.path, scratch.path("store")])
        try scratch.write("store/head", [])
        #expect(try verify().status == 14)
        let named = try verify("--store", "store")
        #expect(named.status == 0, "\(named.text)")
        #expect(named.text.contains("the issue log of store"), "the source is named: \(named.text)")
        try must(
            "trust", "add", folder, "--status", try list("withdrawn.jsonl", isWithdrawn: true), "--at", SampleStore.now)
        let result = try verify()
        #expect(result.status == 12, "\(result.text)")
        #expect(result.text.contains("the status list of 2026-11-20"), "\(result.text)")
        #expect(try here("verify", "--hash", report.hash, "--at", SampleStore.now).status == 64)
        #expect(try here("verify", "--hash", report.hash, "--at", SampleStore.now, "--store", "store").status == 0)
    }

    @Test("a question about a hash asks the source that a file's verdict rests on")
    func questionsAskTheSameSource() throws {
        try must(
            "trust", "add", folder, "--status", try list("withdrawn.jsonl", isWithdrawn: true), "--at", SampleStore.now)
        // The store that the environment names goes before the folder's list, and where there is none, the list is asked.
        for (store, status) in [(report.store.path, Int32(0)), (scratch.path("none"), 12)] {
            for asked in [["--hash", report.hash], [report.pdf]] {
                let result = try Program.run(
                    ["verify", "--trust", folder, "--at", SampleStore.now] + asked, store: store)
                #expect(result.status == status, "\(asked): \(result.text)")
            }
        }
    }

    @Test("a question about a hash answers for no file and no condition")
    func questionsAnswerNothingElse() throws {
        for more in [
            [report.pdf], ["--expect-subject", SampleStore.subject], ["--max-age", "3"], ["--expect-round", "1"],
            ["--expect-purpose", "x"], ["--number", report.number, "--code", report.code],
        ] {
            let result = try Program.run(
                ["verify", "--hash", report.hash, "--at", SampleStore.now] + more, store: report.store.path)
            #expect(result.status == 64, "\(more): \(result.text)")
        }
        let early = try Program.run(
            "verify", "--hash", report.hash, "--at", "2026-11-01T10:00:00+08:00", store: report.store.path)
        #expect(early.status == 13, "it was not issued then: \(early.text)")
    }

    @Test func anOlderListDoesNotTakeTheNewersPlace() throws {
        try must(
            "trust", "add", folder, "--status", try list("newer.jsonl", isWithdrawn: true), "--at", SampleStore.now)
        let kept = try TestFile.read(statusFile)
        let older = try here(
            "trust", "add", folder, "--status", try list("older.jsonl", at: Self.earlier), "--at", SampleStore.now)
        #expect(older.status == 65)
        #expect(older.errorText.contains("[trust.status]"), "\(older.errorText)")
        #expect(try TestFile.read(statusFile) == kept)
        #expect(try verify().status == 12)
    }

    @Test func aListOfAStrangerOrOfTomorrowIsNotTaken() throws {
        try must(
            "trust", "add", folder, "--status", try list("genuine.jsonl", at: Self.earlier), "--at", SampleStore.now)
        let kept = try TestFile.read(statusFile)
        let description = try TestFile.read(folder + "/trust.json")
        try must("key", "demo", "--out", scratch.path("rogue"), "--at", "2026-01-01T00:00:00+08:00")
        let foreign = try here(
            "trust", "add", folder, "--status", try list("foreign.jsonl", keys: scratch.path("rogue")), "--at",
            SampleStore.now)
        #expect(foreign.status == 11, "\(foreign.errorText)")
        let early = try here("trust", "add", folder, "--status", try list("early.jsonl"), "--at", Self.earlier)
        #expect(early.status == 65, "\(early.errorText)")
        #expect(try TestFile.read(statusFile) == kept)
        #expect(try TestFile.read(folder + "/trust.json") == description)
    }

    @Test(arguments: ["0", "36525", "36526", "200000000000000", "-1"]) func anAgeIsOfUpToACentury(_ days: String) throws
    {
        let result = try verify("--max-age", days)
        let isGood = days == "0" || days == "36525"
        #expect(result.status == (isGood ? 14 : 64), "\(days): \(result.status)")
    }
}
