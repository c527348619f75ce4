// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// What an operator does with a store, beside importing.
@Suite struct StoreCommandTests {
    private static let law = "个人信息保护法第四十七条"

    private func tip(_ store: String) throws -> String {
        try tips(store).first ?? ""
    }

    /// The tips of the import chain and of the logs.
    private func tips(_ store: String) throws -> [String] {
        try Program.run("store", "log", "--tip", store: store).text.split(separator: "\n").map(String.init)
    }

    private func notes(_ store: String, _ out: String) throws -> [String] {
        let result = try Program.run(
            try SampleStore.shared().request(out: out, "--formats", "xml", "--json"), store: store)
        try #require(result.status == 0, "\(result.errorText)")
        let answer = try JSONReader.read(result.output.filter { $0 != 0x0A })
        let path = answer["files"]?.array?.first?["path"]?.string ?? ""
        return String(decoding: try TestFile.read(path), as: UTF8.self).elements("note")
    }

    @Test func whatIsErasedIsSaidInReportsOnEverySnapshot() throws {
        let scratch = try TemporaryDirectory()
        let store = try SampleStore.shared().copy(into: scratch)
        let before = try tip(store)
        #expect(try notes(store, scratch.path("before")).allSatisfy { !$0.contains("已依法删除") })
        let shown = try Program.run("show", "--json", "--subject", SampleStore.subject, store: store)
        let record = try #require(
            try shown.output.split(separator: 0x0A).map { try JSONReader.read($0) }.first {
                $0["item"]?.string == "XZCF"
            })
        guard let sequence = record["import"]?.integer, let row = record["row"]?.integer else {
            Issue.record("show names no row")
            return
        }
        let identity = record["identity"]?.string ?? ""
        #expect(try Tool.run("grep", ["-rqF", identity, store + "/segments"]).status == 0)
        let words = [
            "store", "erase", "\(sequence):\(row)", "--basis", Self.law, "--reason", "测试", "--by", "测试员", "--at",
            SampleStore.now,
        ]
        let erased = try Program.run(words, store: store)
        #expect(erased.status == 0, "\(erased.errorText)")
        #expect(try Tool.run("grep", ["-rqF", identity, store + "/segments"]).status == 1)

        // The report of before rests on what is gone; nothing else of it is another.
        let affected = try Program.run("issued", "--affected", "--json", "--at", SampleStore.now, store: store)
        let reports = try affected.output.split(separator: 0x0A).map { try JSONReader.read($0) }
        let kinds = reports.flatMap { $0["changes"]?.array ?? [] }.compactMap { $0["kind"]?.string }
        #expect(kinds.contains("erased"), "\(affected.text) \(affected.errorText)")

        let after = try tip(store)
        #expect(after != before)
        #expect(try Program.run("store", "check", "--tip", before, store: store).status == 0)
        #expect(try notes(store, scratch.path("after")).contains("另有 1 条已依法删除（\(Self.law)）"))
        let explained = try Program.run(
            "explain", "--subject", SampleStore.subject, "--purpose", "企业融资", "--at", SampleStore.now, "--snapshot",
            before, store: store)
        #expect(explained.text.contains("已依法删除") && explained.text.contains(Self.law), "\(explained.errorText)")
        // Again it changes nothing.
        #expect(try Program.run(words, store: store).status == 0)
        #expect(try tip(store) == after)
        let log = try Program.run("store", "log", "--json", store: store)
        let last = try JSONReader.read(try #require(log.output.split(separator: 0x0A).last))
        #expect(last["basis"]?.string == Self.law && last["by"]?.string == "测试员")
        #expect(last["snapshot"]?.string == after)
    }

    @Test func compactingAndRebuildingChangeNoSnapshot() throws {
        let scratch = try TemporaryDirectory()
        let store = try SampleStore.shared().copy(into: scratch)
        let before = try tip(store)
        let shown = try Program.run("show", "--json", "--subject", SampleStore.subject, store: store).text
        #expect(try Program.run("store", "compact", store: store).status == 0)
        let indexes = try Directory.names(in: store + "/segments").filter { $0.hasSuffix(".index") }
        #expect(indexes.count == 1)
        try DurableFile.remove(store + "/segments/" + indexes[0])
        let check = try Program.run("store", "check", "--json", store: store)
        let fault = try JSONReader.read(check.output.filter { $0 != 0x0A })
        #expect(check.status == 74 && fault["code"]?.string == "store.fault.index")
        #expect(try Program.run("store", "rebuild-index", store: store).text.contains(indexes[0]))
        #expect(try Program.run("store", "check", store: store).status == 0)
        #expect(try tip(store) == before)
        #expect(try Program.run("show", "--json", "--subject", SampleStore.subject, store: store).text == shown)
    }

    @Test func anImportPrintsTheTip() throws {
        let scratch = try TemporaryDirectory()
        let store = try SampleStore.shared().copy(into: scratch)
        let result = try Program.run(
            "import", "--nil", "--item", "XZCF", "--source", "11150000YY0001178N", "--through", "2026-11-19",
            "--received",
            "2026-11-20T00:00:00+08:00", "--json", store: store)
        let answer = try JSONReader.read(result.output.filter { $0 != 0x0A })
        let tip = try tip(store)
        #expect(answer["tip"]?.string == tip)
        let older = try SampleStore.shared().path
        let check = try Program.run("store", "check", "--tip", tip, "--json", store: older)
        #expect(check.status == 74 && check.text.contains("store.fault.tip"))
        #expect(try Program.run("store", "check", "--tip", "abc", store: store).status == 64)
    }

    /// A log without its last line is sound in itself; who took the line away is found by whoever noted its end.
    @Test func aWithdrawalThatWasTakenAwayIsFound() throws {
        let scratch = try TemporaryDirectory()
        let report = try SampleReport.shared()
        try Tool.run("cp", ["-a", report.store.path, scratch.path("store")])
        let store = scratch.path("store")
        let withdrawn = try Program.run(
            "withdraw", report.number, "--reason", "示例", "--by", "示例", "--at", SampleStore.now, store: store)
        #expect(withdrawn.status == 0, "\(withdrawn.errorText)")
        let noted = try tips(store)
        #expect(noted.contains { $0.hasPrefix("issues:") } && noted.contains { $0.hasPrefix("queries:") })
        let good = try Program.run("store", "check", "--tip", noted.joined(separator: "\n"), store: store)
        #expect(good.status == 0, "\(good.text)")
        let log = store + "/registry/issues.jsonl"
        let lines = try TestFile.read(log).split(separator: 0x0A)
        try TestFile.write(Array(lines.dropLast().joined(separator: [0x0A])) + [0x0A], to: log)
        #expect(try Program.run("store", "check", store: store).status == 0)
        let cut = try Program.run("store", "check", "--tip", noted.joined(separator: " "), store: store)
        #expect(cut.status == 74)
        #expect(cut.text.contains("lines were taken away [registry.damaged]"), "\(cut.text)")
        // One that is put in its place is another, and a line in the middle is missed without any note.
        let other = try Program.run(
            "withdraw", report.number, "--reason", "其他", "--by", "示例", "--at", SampleStore.now, store: store)
        #expect(other.status == 0)
        #expect(try Program.run("store", "check", "--tip", noted.joined(separator: " "), store: store).status == 74)
        try TestFile.write(Array(try TestFile.read(log).drop { $0 != 0x0A }.dropFirst()), to: log)
        #expect(try Program.run("store", "check", store: store).status == 74)
        try Tool.run("rm", ["-r", store + "/registry"])
        #expect(try Program.run("store", "check", "--tip", noted.joined(separator: " "), store: store).status == 74)
    }

    /// Flips a byte here and there in all files of a store: the report is the same or none, and never a cleaner one.
    @Test func noFlippedByteMakesAnotherReport() throws {
        let scratch = try TemporaryDirectory()
        let sample = try SampleStore.shared()
        let store = try sample.copy(into: scratch)
        func hash() throws -> String? {
            let out = scratch.path("out")
            let result = try Program.run(
                sample.request(out: out, "--formats", "xml", "--json"),
                store: store)
            try Tool.run("rm", ["-rf", out])
            guard result.status == 0 else {
                #expect([65, 66, 74].contains(result.status) && result.errorText.contains("["), "\(result.errorText)")
                return nil
            }
            return try JSONReader.read(result.output.filter { $0 != 0x0A })["hash"]?.string
        }
        let whole = try #require(try hash())
        var random = SeededGenerator.fresh(for: "noFlippedByteMakesAnotherReport")
        let files = try Tool.run("find", [store, "-type", "f", "-size", "+0", "-not", "-name", "lock"]).text
            .split(separator: "\n").map(String.init).sorted()
        #expect(files.count > 20)
        for file in files.shuffled(using: &random).prefix(24) {
            let bytes = try TestFile.read(file)
            var flipped = bytes
            flipped[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try TestFile.write(flipped, to: file)
            if let found = try hash() { #expect(found == whole, "\(file)") }
            try TestFile.write(bytes, to: file)
        }
        #expect(try hash() == whole)
    }

    /// The short form of the soak: kills, errors of the system, a read-only store, two writers.
    @Test func faultsLeaveTheStoreWhole() throws {
        let parts = ["kills", "steps", "errors", "readonly", "writers"]
        let result = try Tool.run(
            Repository.path("Tests/Faults/run"), ["--short"] + parts, environment: ["CREDITREPORT=" + Program.path])
        #expect(result.status == 0, "\(result.text)\(result.errorText)")
        #expect(result.text.split(separator: "\n").count == parts.count)
    }

    /// The short form of the long deliveries: rows of every form, and a value without an end.
    @Test func longDeliveriesTakeLittleMemory() throws {
        let result = try Tool.run(
            Repository.path("Tests/Sizes/run"), ["--short"], environment: ["CREDITREPORT=" + Program.path])
        #expect(result.status == 0, "\(result.text)\(result.errorText)")
        #expect(result.text.split(separator: "\n").count == 10)
    }
}
