// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite struct StatusTests {
    /// A status list of the sample store, and an agency that has no store.
    private func list(in scratch: TemporaryDirectory, at instant: String = SampleStore.now) throws -> String {
        let report = try SampleReport.shared()
        let path = scratch.path("status.jsonl")
        let result = try Program.run(
            "status", "export", "--key", report.store.key, "--cert", report.store.certificate, "--out", path, "--at",
            instant, store: report.store.path)
        #expect(result.status == 0, "\(result.errorText)")
        return path
    }

    @Test func aListStandsInForTheStore() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        let path = try list(in: scratch)
        let text = String(decoding: try TestFile.read(path), as: UTF8.self)
        #expect(text.contains(report.hash))
        #expect(!text.contains(SampleStore.subject) && !text.contains(report.number), "the list names nobody")

        let trusted = ["--trust", report.store.root, "--status", path, "--at", SampleStore.now]
        let store = scratch.path("none")
        #expect(try Program.run(["verify", report.pdf] + trusted, store: store).status == 0)
        #expect(try Program.run(["verify", "--hash", report.hash] + trusted, store: store).status == 0)
        let byNumber = ["verify", "--number", report.number, "--code", report.code] + trusted
        #expect(try Program.run(byNumber, store: store).status == 0)
        let other = ["verify", "--hash", String(repeating: "0", count: 64)] + trusted
        #expect(try Program.run(other, store: store).status == 12)
    }

    @Test func aStaleListLeavesTheStatusOpen() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        let path = try list(in: scratch)
        for moment in ["2026-11-22T10:00:01+08:00", "2026-11-23T00:00:00+08:00"] {
            let result = try Program.run(
                "verify", report.xml, "--trust", report.store.root, "--status", path, "--at", moment,
                store: scratch.path("none"))
            #expect(result.status == 14, "\(moment): \(result.status)")
        }
    }

    @Test func withoutAnySourceTheStatusIsOpen() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        let result = try Program.run(
            "verify", report.xml, "--trust", report.store.root, "--at", SampleStore.now, store: scratch.path("none"))
        #expect(result.status == 14)
    }

    @Test func aForgedListDecidesNothing() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        let genuine = try TestFile.read(try list(in: scratch))
        var generator = SeededGenerator.fresh(for: "aForgedListDecidesNothing")
        for _ in 0..<40 {
            var forged = genuine
            forged[Int.random(in: 0..<forged.count, using: &generator)] ^=
                1 << UInt8.random(in: 0..<8, using: &generator)
            let path = try scratch.write("forged.jsonl", forged)
            let result = try Program.run(
                "verify", report.xml, "--trust", report.store.root, "--status", path, "--at", SampleStore.now,
                store: scratch.path("none"))
            #expect(result.status == 65 || result.status == 11, "\(result.status) \(result.text)")
        }
        _ = try Program.run("key", "demo", "--out", scratch.path("other"), "--at", "2026-01-01T00:00:00+08:00")
        let foreign = try Program.run(
            "status", "export", "--key", scratch.path("other/signer.key"), "--cert", scratch.path("other/signer.pem"),
            "--out", scratch.path("foreign.jsonl"), "--at", SampleStore.now, store: report.store.path)
        #expect(foreign.status == 0)
        let result = try Program.run(
            "verify", report.xml, "--trust", report.store.root, "--status", scratch.path("foreign.jsonl"), "--at",
            SampleStore.now, store: scratch.path("none"))
        #expect(result.status == 11)
    }
}
