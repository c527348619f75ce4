// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

@Suite struct BatchTests {
    @Test func oneFailureIsARowAndNotTheEnd() throws {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let path = try store.copy(into: scratch)
        let result = try Program.run(
            "batch", "--round", Repository.path("Samples/round/round.json"), "--key", store.key, "--cert",
            store.certificate, "--out", scratch.path("round"), store: path)
        #expect(result.status == 3, "\(result.errorText)")

        let summary = String(decoding: try TestFile.read(scratch.path("round/summary.csv")), as: UTF8.self)
        let rows = summary.split(separator: "\r\n")
        #expect(rows.count == 26)
        #expect(rows.filter { $0.contains("91150105YY99999901") }.count == 1)

        let manifest = try TestFile.read(scratch.path("round/manifest.jsonl")).split(separator: 0x0A)
        let lines = try manifest.map { try JSONReader.read($0) }
        #expect(lines.filter { $0["number"]?.string != nil }.count >= 22)
        for line in lines {
            for file in line["files"]?.members ?? [] {
                let sum = try Tool.run("sha256sum", [scratch.path("round/" + file.name)]).text.prefix(64)
                #expect(file.value.string == String(sum), "\(file.name)")
            }
        }
        let verdict = try Program.run(
            "verify", scratch.path("round"), "--trust", store.root, "--at", SampleStore.now, "--quiet", store: path)
        #expect(verdict.status == 0, "\(verdict.text)")
        #expect(verdict.text.split(separator: "\n").count >= 66)
    }
}
