// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

@Suite struct WithdrawTests {
    /// A store of its own with two reports.
    private struct Scene {
        let scratch: TemporaryDirectory
        let store: String
        let first: String
        let second: String

        init() throws {
            scratch = try TemporaryDirectory()
            let sample = try SampleStore.shared()
            store = try sample.copy(into: scratch)
            var numbers: [String] = []
            for purpose in ["企业融资", "上市"] {
                let words = [
                    "issue", "--subject", SampleStore.subject, "--purpose", purpose, "--key", sample.key, "--cert",
                    sample.certificate, "--at", SampleStore.now, "--out", scratch.path("out"), "--json",
                ]
                let answer = try JSONReader.read(Program.run(words, store: store).output.filter { $0 != 0x0A })
                numbers.append(try #require(answer["number"]?.string))
            }
            (first, second) = (numbers[0], numbers[1])
        }

        func verify(_ number: String) throws -> Tool.Result {
            try Program.run(
                "verify", scratch.path("out/\(number).pdf"), "--trust", SampleStore.shared().root, "--at",
                SampleStore.now, store: store)
        }
    }

    @Test func aWithdrawnReportIsNotInForce() throws {
        let scene = try Scene()
        #expect(try scene.verify(scene.first).status == 0)
        let result = try Program.run(
            "withdraw", scene.first, "--reason", "数据来源单位更正", "--by", "示例信用中心", "--at", SampleStore.now,
            store: scene.store)
        #expect(result.status == 0, "\(result.errorText)")
        let verdict = try scene.verify(scene.first)
        #expect(verdict.status == 12)
        #expect(verdict.text.contains("数据来源单位更正"))
        #expect(try scene.verify(scene.second).status == 0, "the other report stands")
        let again = try Program.run(
            "withdraw", scene.first, "--reason", "x", "--by", "y", store: scene.store)
        #expect(again.status == 65, "it is withdrawn already")
    }

    @Test func aSupersededReportNamesItsSuccessor() throws {
        let scene = try Scene()
        let words = ["supersede", scene.first, "--reason", "信用修复", "--by", "示例信用中心", "--at", SampleStore.now]
        #expect(try Program.run(words + ["--with", scene.first], store: scene.store).status == 64)
        let result = try Program.run(words + ["--with", scene.second], store: scene.store)
        #expect(result.status == 0, "\(result.errorText)")
        let verdict = try scene.verify(scene.first)
        #expect(verdict.status == 12)
        #expect(verdict.text.contains(scene.second))
        #expect(try scene.verify(scene.second).status == 0)
    }

    /// `issue`, a stream and a resumed round: none of them gives out again what is no longer in force.
    @Test func aWithdrawnReportIsNotIssuedAgain() throws {
        let round = try RoundCase()
        let path = try round.round()
        #expect(try round.batch(path).status == 0)
        let number = try #require(try round.lines("out/manifest.jsonl")[2]["number"]?.string)
        func stream(_ out: String) throws -> JSONValue {
            let request = """
                {"subject":"\(RoundCase.bidders[1])","purpose":"招标投标","requester":"third-party","requesterName":\
                "测试招标单位","round":{"id":"测试-1"},"at":"\(SampleStore.now)"}
                """
            try TestFile.write(Array((request + "\n").utf8), to: round.scratch.path("request"))
            let result = try Tool.run(
                "sh",
                [
                    "-c", "\"$@\" < \"$0\"", round.scratch.path("request"), Program.path, "batch", "--stdin", "--store",
                    round.path, "--policy", "bidding", "--key", round.store.key, "--cert", round.store.certificate,
                    "--out", round.scratch.path(out),
                ], environment: ["CREDITREPORT_HOME=" + Repository.root])
            #expect(result.status == 0, "\(result.errorText)")
            return try JSONReader.read(result.output.filter { $0 != 0x0A })
        }
        #expect(try stream("stream")["number"]?.string == number)
        let words = ["withdraw", number, "--reason", "测试", "--by", "测试单位", "--at", SampleStore.now]
        #expect(try Program.run(words, store: round.path).status == 0)

        for out in ["stream", "stream-2"] {
            let answer = try stream(out)
            #expect(answer["error"]?.string == "registry.not-in-force", "\(answer)")
            #expect(answer["hash"] == nil)
        }
        // A round that is done stays as it is; one that is not has a row without a report.
        let done = try round.batch(path, "--resume")
        #expect(done.status == 65)
        #expect(done.errorText.contains("registry.not-in-force"), "\(done.errorText)")
        try Tool.run("rm", [round.scratch.path("out/manifest.jsonl")])
        #expect(try round.batch(path, "--resume").status == 3)
        #expect(try round.lines("out/manifest.jsonl")[2]["error"]?.string == "registry.not-in-force")
        #expect(try round.batch(path, out: "other").status == 3)

        let scene = try Scene()
        let issue = [
            "issue", "--subject", SampleStore.subject, "--purpose", "企业融资", "--key", round.store.key, "--cert",
            round.store.certificate, "--at", SampleStore.now, "--out",
        ]
        #expect(try Program.run(issue + [scene.scratch.path("more")], store: scene.store).status == 0)
        let withdrawal = ["withdraw", scene.first, "--reason", "测试", "--by", "测试单位", "--at", SampleStore.now]
        #expect(try Program.run(withdrawal, store: scene.store).status == 0)
        let again = try Program.run(issue + [scene.scratch.path("again")], store: scene.store)
        #expect(again.status == 65, "\(again.text)")
        #expect(again.errorText.contains("withdrawn at"), "\(again.errorText)")
        #expect(try Tool.run("ls", [scene.scratch.path("again")]).text.isEmpty)
        let queries = try TestFile.read(scene.store + "/registry/queries.jsonl").split(separator: 0x0A)
        #expect(try JSONReader.read(try #require(queries.last))["reason"]?.string == "registry.not-in-force")
    }

    @Test(arguments: ["2026-11-20T09:59:59+08:00", "2999-01-01T00:00:00+08:00"])
    func aReportIsWithdrawnInItsTime(_ instant: String) throws {
        let scene = try Scene()
        for words in [["withdraw", scene.first], ["supersede", scene.first, "--with", scene.second]] {
            let result = try Program.run(
                words + ["--reason", "测试", "--by", "测试单位", "--at", instant], store: scene.store)
            #expect(result.status == 64, "\(result.text)")
            #expect(result.errorText.contains("from the issue of the report"), "\(result.errorText)")
        }
        #expect(try scene.verify(scene.first).status == 0, "it stands")
    }

    @Test func aTypingErrorIsToldFromAnUnknownNumber() throws {
        let scene = try Scene()
        let last = try #require(scene.first.last)
        let mistyped = scene.first.dropLast() + (last == "0" ? "1" : "0")
        let typing = try Program.run(
            "withdraw", String(mistyped), "--reason", "x", "--by", "y", store: scene.store)
        #expect(typing.status == 64)
        let unknown = try Program.run(
            "withdraw", SampleReport.shared().number, "--reason", "x", "--by", "y", store: scene.scratch.path("none"))
        #expect(unknown.status != 0 && unknown.status != 64)
    }
}
