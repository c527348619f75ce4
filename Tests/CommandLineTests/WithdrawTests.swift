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
