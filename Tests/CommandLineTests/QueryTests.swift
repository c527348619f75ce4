// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// Who asks, on what authorisation, and what the query log keeps of it.
@Suite struct QueryTests {
    /// 乌海市测试精细化工有限公司, which has records that only an authorised request may see.
    private static let withheld = "91150302YY0000095N"

    private func report(_ more: [String], store: String, _ scratch: TemporaryDirectory) throws -> String {
        let sample = try SampleStore.shared()
        let out = scratch.path("out\(more.count)")
        let words =
            [
                "issue", "--subject", Self.withheld, "--purpose", "企业融资", "--key", sample.key, "--cert",
                sample.certificate, "--at", SampleStore.now, "--out", out, "--formats", "xml", "--json", "--requester",
                "third-party", "--requester-name", "示例银行（测试）",
            ] + more
        let result = try Program.run(words, store: store)
        #expect(result.status == 0, "\(result.errorText)")
        let answer = try JSONReader.read(result.output.filter { $0 != 0x0A })
        let path = answer["files"]?.array?.first?["path"]?.string ?? ""
        return String(decoding: try TestFile.read(path), as: UTF8.self)
    }

    @Test func anAuthorisationOpensWhatIsWithheldWhileItIsValid() throws {
        let scratch = try TemporaryDirectory()
        let store = try SampleStore.shared().copy(into: scratch)
        let without = try report([], store: store, scratch)
        let valid = try report(
            [
                "--authorisation", "授权书（示例）第1号", "--authorisation-scope", "融资", "--authorisation-from", "2026-11-01",
                "--authorisation-until", "2026-11-20",
            ], store: store, scratch)
        let over = try report(
            ["--authorisation", "授权书（示例）第1号", "--authorisation-until", "2026-11-19"], store: store, scratch)
        func withheld(_ xml: String) -> Int { xml.elements("withheldAuthorised").compactMap { Int($0) }.max() ?? 0 }
        #expect(withheld(without) > 0)
        #expect(withheld(valid) == 0)
        #expect(withheld(over) == withheld(without))
        #expect(valid.contains("授权书（示例）第1号") && valid.contains("<until>2026-11-20</until>"))
    }

    @Test func theLogKeepsEveryRequestAndNoIdentityNumber() throws {
        let sample = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let store = try sample.copy(into: scratch)
        let identity = "11010519491231002X"
        // Other tests may have asked the store from which this one was copied.
        func queries() throws -> [JSONValue] {
            let result = try Program.run("log", "queries", "--json", store: store)
            #expect(result.status == 0 && !result.text.contains(identity), "\(result.errorText)")
            return try result.output.split(separator: 0x0A).map { try JSONReader.read($0) }
        }
        let before = try queries().count
        _ = try report([], store: store, scratch)
        // A resident identity number, given where a code is wanted, is refused and kept masked.
        let refused = try Program.run(
            "issue", "--subject", identity, "--purpose", "查询\(identity)", "--key", sample.key, "--cert",
            sample.certificate, "--at", SampleStore.now, "--out", scratch.path("none"), store: store)
        #expect(refused.status == 65)
        #expect(!refused.errorText.contains(identity))

        let lines = try queries().dropFirst(before)
        #expect(lines.map { $0["outcome"]?.string } == ["issued", "refused"])
        #expect(lines.first?["requester"]?.string == "示例银行（测试）")
        #expect(try Tool.run("grep", ["-r", identity, store + "/registry"]).status == 1)
        let issued = try Program.run("log", "queries", "--outcome", "issued", "--subject", Self.withheld, store: store)
        #expect(issued.text.split(separator: "\n").count == 1)
        #expect(try Program.run("log", "queries", "--from", "2026-11-21", store: store).text.isEmpty)
    }
}
