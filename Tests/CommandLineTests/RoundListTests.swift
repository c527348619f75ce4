// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// A round file comes from the tendering unit, and what it makes goes back there: its list of bidders gives nothing away.
@Suite struct RoundListTests {
    private func refusal(_ round: RoundCase, bidders: String, secret: String) throws -> String {
        let path = try round.round(bidders)
        var words = ""
        for more in [["--dry-run"], ["--resume"], ["--json", "--dry-run"]] {
            let result = try Program.run(
                [
                    "batch", "--round", path, "--key", round.store.key, "--cert", round.store.certificate, "--out",
                    round.scratch.path("out"),
                ] + more, store: round.path)
            #expect(result.status == 65, "\(more): \(result.text) \(result.errorText)")
            words += result.text + result.errorText
        }
        #expect(!words.contains(secret), "\(words)")
        #expect(!Directory.exists(round.scratch.path("out")))
        #expect(try Tool.run("find", [round.path, "-type", "f", "-newer", path]).text.isEmpty, "nothing is noted")
        return words
    }

    @Test(arguments: ["absolute", "above", "below", "link"]) func theListLiesBesideTheRoundFile(_ place: String) throws
    {
        let round = try RoundCase()
        let list = Array("code,name\n\(RoundCase.bidders[0]),赤峰示例金石矿业有限公司\n".utf8)
        try Tool.run("mkdir", [round.scratch.path("below")])
        try TestFile.write(list, to: round.scratch.path("below/list.csv"))
        let name: String
        switch place {
        case "absolute": name = round.scratch.path("below/list.csv")
        case "above":
            name = "../" + (round.scratch.path("below").split(separator: "/").dropLast().last ?? "") + "/below/list.csv"
        case "below": name = "below/list.csv"
        default:
            name = "list.csv"
            try Tool.run("ln", ["-s", "below/list.csv", round.scratch.path(name)])
        }
        let words = try refusal(round, bidders: "\"\(name)\"", secret: "赤峰")
        #expect(words.contains(place == "link" ? "link" : "beside this file"), "\(words)")
    }

    @Test func aFileThatIsNoListIsNotRepeated() throws {
        let round = try RoundCase()
        try Tool.run("cp", [round.store.key, round.scratch.path("list.csv")])
        let key = String(decoding: try TestFile.read(round.store.key), as: UTF8.self)
        let line = try #require(key.split(separator: "\n").dropFirst().first)
        let words = try refusal(round, bidders: "\"list.csv\"", secret: String(line))
        #expect(!words.contains("PRIVATE KEY"), "\(words)")
        #expect(words.contains("no row names a bidder"), "\(words)")
        // A code among it makes it no list either.
        try TestFile.write(Array((key + RoundCase.bidders[0] + "\n").utf8), to: round.scratch.path("list.csv"))
        let more = try refusal(round, bidders: "\"list.csv\"", secret: String(line))
        #expect(more.contains("found 64 characters, expected the 18"), "\(more)")
    }

    @Test func whatIsLongerThanACodeIsNotRepeated() throws {
        let round = try RoundCase()
        let words = try refusal(round, bidders: "[{\"code\": \"91150402YY0000052E-测试密语\"}]", secret: "密语")
        #expect(words.contains("/bidders/0/code: found 23 characters"), "\(words)")
    }
}
