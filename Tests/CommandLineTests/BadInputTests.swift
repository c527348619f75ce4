// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Whatever is wrong, the program says what, what to do, ends with the documented code and leaves nothing half-written.
@Suite struct BadInputTests {
    private func refused(
        _ words: [String], store: String, exit: Int32, says: String, out: String? = nil, prefix: [String] = []
    ) throws {
        let result = try Program.run(words, store: store)
        #expect(result.status == exit, "\(words): \(result.status) \(result.errorText)")
        #expect(result.errorText.contains("creditreport: error: "))
        #expect(result.errorText.contains(says), "\(result.errorText)")
        if let out {
            let left = try Tool.run("find", [out, "-type", "f"]).text
            #expect(left.isEmpty, "left behind: \(left)")
        }
    }

    @Test func unknownAndWrongSubjects() throws {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        func request(_ code: String, _ more: String...) -> [String] {
            [
                "issue", "--subject", code, "--purpose", "企业融资", "--key", store.key, "--cert", store.certificate,
                "--at",
                SampleStore.now, "--out", scratch.path,
            ] + more
        }
        try refused(
            request("91150105YY99999901"), store: store.path, exit: 65, says: "does not know", out: scratch.path)
        try refused(
            request("91150402YY0000052F"), store: store.path, exit: 65, says: "E was expected", out: scratch.path)
        try refused(request("9115"), store: store.path, exit: 65, says: "18 characters", out: scratch.path)
        try refused(
            request(SampleStore.subject, "--name", "别的公司"), store: store.path, exit: 65,
            says: "neither the current nor a former",
            out: scratch.path)
        try refused(
            request(SampleStore.subject, "--from", "2010-01-01"), store: store.path, exit: 65,
            says: "longer than 5 years",
            out: scratch.path)
        try refused(
            request(SampleStore.subject, "--domains", "没有这个领域"), store: store.path, exit: 65, says: "has no domain",
            out: scratch.path)
    }

    @Test func aCharacterWithoutGlyphIsNamed() throws {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let words = [
            "issue", "--subject", "91150302YY00002473", "--purpose", "企业融资", "--key", store.key, "--cert",
            store.certificate, "--at", SampleStore.now, "--out", scratch.path,
        ]
        try refused(words, store: store.path, exit: 65, says: "𪚥", out: scratch.path)
        try refused(words, store: store.path, exit: 65, says: "U+2A6A5", out: scratch.path)
    }

    /// That the system does not give a delivery says nothing about what is in it.
    @Test func aDeliveryThatIsNotThereIsNoBadData() throws {
        let scratch = try TemporaryDirectory()
        let store = try SampleStore.shared().copy(into: scratch)
        for path in [scratch.path("missing.csv"), scratch.path] {
            try refused(
                ["import", path, "--item", "XZCF", "--source", "11150000YY0001178N"], store: store, exit: 66,
                says: "cannot open")
        }
    }

    @Test func keysAndFilesThatAreNotThere() throws {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        var words = store.request(out: scratch.path)
        if let index = words.firstIndex(of: store.key) { words[index] = "/nonexistent/key.pem" }
        try refused(words, store: store.path, exit: 66, says: "/nonexistent/key.pem", out: scratch.path)
        words = store.request(out: scratch.path)
        if let index = words.firstIndex(of: store.certificate) { words[index] = store.root }
        try refused(words, store: store.path, exit: 65, says: "certificate", out: scratch.path)
        try refused(
            store.request(out: scratch.path), store: "/nonexistent/store", exit: 66, says: "/nonexistent/store",
            out: scratch.path)
        try refused(
            ["verify", "/nonexistent/report.pdf", "--trust", store.root], store: store.path, exit: 66,
            says: "report.pdf")
    }

    @Test func existingOutputStays() throws {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let path = try store.copy(into: scratch)
        #expect(try Program.run(store.request(out: scratch.path("out")), store: path).status == 0)
        let before = try Tool.run("sha256sum", try files(in: scratch.path("out"))).text
        try refused(store.request(out: scratch.path("out")), store: path, exit: 73, says: "exists")
        #expect(try Tool.run("sha256sum", try files(in: scratch.path("out"))).text == before)
    }

    @Test func aFullDiskLeavesNothing() throws {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let path = try store.copy(into: scratch)
        let command = ([Program.path] + store.request(out: scratch.path("out"))).map { "'\($0)'" }.joined(
            separator: " ")
        let result = try Tool.run(
            "bash",
            [
                "-c",
                "trap '' XFSZ; ulimit -f 40; CREDITREPORT_STORE=\(path) CREDITREPORT_HOME=\(Repository.root) "
                    + command,
            ])
        #expect(result.status == 74 || result.status == 21, "\(result.status) \(result.errorText)")
        #expect(try Tool.run("find", [scratch.path("out"), "-type", "f"]).text.isEmpty)
    }

    @Test func aDamagedStoreIssuesNothing() throws {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let path = try store.copy(into: scratch)
        let segments = try Tool.run("find", [path + "/segments", "-name", "*.jsonl"]).text.split(separator: "\n")
        #expect(!segments.isEmpty)
        for segment in segments {
            var bytes = try TestFile.read(String(segment))
            for index in bytes.indices { bytes[index] ^= index % 512 == 100 ? 1 : 0 }
            try TestFile.write(bytes, to: String(segment))
        }
        try refused(store.request(out: scratch.path("out")), store: path, exit: 74, says: "store", out: nil)
        #expect(try Tool.run("find", [scratch.path("out"), "-type", "f"]).text.isEmpty)
        #expect(try Program.run("store", "check", store: path).status == 74)
    }

    @Test func usageErrorsLeadToHelp() throws {
        for words in [["isue"], ["issue"], ["issue", "--subjet", "x"], ["verify"], ["import"], ["key", "demo"], []] {
            let result = try Program.run(words)
            #expect(result.status == 64, "\(words): \(result.status)")
        }
        let near = try Program.run("issue", "--subjet", "x")
        #expect(near.errorText.contains("did you mean --subject?"))
    }

    @Test func everyCommandHasHelpWithAnExample() throws {
        let help = try Program.run("--help").text
        let commands = help.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
        #expect(commands.count >= 11)
        for line in commands {
            let name = line.dropFirst(2).split(separator: "  ")[0]
            let words = name.split(separator: " ").map(String.init)
            let result = try Program.run(words + ["--help"])
            #expect(result.status == 0, "\(words)")
            #expect(result.text.contains("Example:"), "\(words)")
        }
        #expect(try Program.run("--version").text.contains("libxml2"))
    }

    private func files(in directory: String) throws -> [String] {
        try Tool.run("find", [directory, "-type", "f"]).text.split(separator: "\n").map(String.init).sorted()
    }
}
