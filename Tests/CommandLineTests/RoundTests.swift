// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// `batch`: plan, threads, lists of bidders, consortia, and going on after an end.
@Suite struct RoundTests {
    @Test func whatComesOutDoesNotDependOnTheNumberOfThreads() throws {
        let round = try RoundCase()
        let path = try round.round()
        var heads: [JSONValue] = []
        var texts: [[UInt8]] = []
        for jobs in ["1", "2", "7"] {
            let store = try round.freshStore("store-" + jobs)
            #expect(try round.batch(path, out: jobs, store: store, "--jobs", jobs).status == 0)
            let manifest = try round.lines(jobs + "/manifest.jsonl")
            heads.append(try #require(manifest.first))
            #expect(manifest.dropFirst().dropLast().compactMap { $0["subject"]?.string } == RoundCase.bidders)
            texts.append(try TestFile.read(round.scratch.path(jobs + "/summary.csv")))
            texts.append(try TestFile.read(round.scratch.path(jobs + "/summary.html")))
            texts.append(try TestFile.read(round.scratch.path(jobs + "/summary.xlsx")))
            let queries = try TestFile.read(store + "/registry/queries.jsonl")
            texts.append(queries)
        }
        #expect(Set(heads).count == 1)
        for kind in 0..<4 { #expect(Set([texts[kind], texts[kind + 4], texts[kind + 8]]).count == 1, "\(kind)") }
    }

    @Test func aDryRunTellsAllThatIsWrongAndChangesNothing() throws {
        let round = try RoundCase()
        let path = try round.round(
            """
            [{"code": "91150402YY0000052E", "authorisation": {"reference": "测授1号", "until": "2026-10-31"}},
             {"code": "91150402yy0000052e"},
             {"code": "91150105YY000001XR", "name": "内蒙古示例顺达物流集团有限公司"},
             {"code": "91150105YY99999901"},
             {"code": "91150105YY0000028R", "members": [{"code": "91150402YY0000052E"}]}]
            """, more: "\"deadline\": \"2026-11-20T09:00:00+08:00\",")
        let before = try Tool.run("find", [round.path, "-type", "f"]).text
        let result = try Program.run("batch", "--round", path, "--dry-run", "--json", store: round.path)
        #expect(result.status == 3, "\(result.errorText)")
        let events = try result.output.split(separator: 0x0A).map { try JSONReader.read($0) }
        let findings = events.filter { $0["event"]?.string == "finding" }.map {
            "\($0["bidder"]?.integer ?? 0) \($0["code"]?.string ?? "")"
        }
        #expect(
            findings == [
                "0 batch.deadline", "1 batch.two-bids", "1 batch.authorisation", "2 batch.duplicate",
                "3 refusal.subject-name", "4 refusal.subject-unknown", "5 batch.two-bids",
            ])
        let plan = try #require(events.last)
        #expect(plan["event"]?.string == "plan")
        #expect(plan["bidders"]?.integer == 5)
        #expect(plan["reports"]?.integer == 2)
        #expect(try Tool.run("find", [round.path, "-type", "f"]).text == before)
    }

    @Test(arguments: ["utf8", "gb18030", "xlsx"]) func biddersMayStandInATable(_ form: String) throws {
        let round = try RoundCase()
        let rows = [
            "招标项目投标人一览表,,,", "投标人名称,统一社会信用代码*,授权书编号,联合体牵头人（代码）",
            "赤峰示例金石矿业有限公司,91150402YY0000052E,测授2号,", "内蒙古示例云杉科技有限公司,91150105YY000001XR,测授3号,91150402YY0000052E",
            "内蒙古示例顺达物流集团有限公司, 91150105YY0000028R ,,",
        ]
        try TestFile.write(Array(rows.joined(separator: "\r\n").utf8), to: round.scratch.path("list.csv"))
        var name = "list.csv"
        if form == "gb18030" {
            let result = try Tool.run("iconv", ["-f", "UTF-8", "-t", "GB18030", round.scratch.path(name)])
            name = "list-gb.csv"
            try TestFile.write(result.output, to: round.scratch.path(name))
        } else if form == "xlsx" {
            try Tool.run(
                "soffice",
                [
                    "--headless", "--convert-to", "xlsx", "--infilter=CSV:44,34,76,1,1/2/2/2/3/2/4/2", "--outdir",
                    round.scratch.path, round.scratch.path(name),
                    "-env:UserInstallation=file://" + round.scratch.path("office"),
                ])
            name = "list.xlsx"
        }
        let result = try round.batch(try round.round("\"\(name)\""))
        #expect(result.status == 0, "\(result.errorText)")
        let lines = try round.lines("out/manifest.jsonl")
        #expect(
            lines.compactMap { $0["subject"]?.string } == [
                "91150402YY0000052E,91150105YY000001XR", "91150105YY0000028R",
            ])
        let asked = String(decoding: try TestFile.read(round.path + "/registry/queries.jsonl"), as: UTF8.self)
        #expect(asked.contains("\"authorisation\":\"测授2号; 测授3号\""), "each firm of a consortium has its own")
        // Of a consortium one report, and a row for each member.
        let summary = String(decoding: try TestFile.read(round.scratch.path("out/summary.csv")), as: UTF8.self)
        #expect(summary.contains("\"1\",\"91150105YY000001XR\",\"内蒙古示例云杉科技有限公司\",\"成员\",\"已出具\""))
        #expect(summary.split(separator: "\r\n").count == 4)
    }

    @Test func aRoundFileWithFaultsSaysAllOfThem() throws {
        let round = try RoundCase()
        try TestFile.write(
            Array("代码,牵头人\n,\n91150402YY0000052E,91150105YY0000028R\n".utf8), to: round.scratch.path("a.csv"))
        let result = try round.batch(
            try round.round("\"a.csv\"", more: "\"purpos\": \"x\", \"period\": {\"from\": \"20260101\"},"))
        #expect(result.status == 65)
        #expect(result.errorText.contains("/purpos: unknown, did you mean purpose?"))
        #expect(result.errorText.contains("/period/from: \"20260101\" is no day"))
        #expect(
            result.errorText.contains(
                "a.csv, line 3: no row has the code 91150105YY0000028R of the consortium's leader"))
    }

    @Test func aRoundThatIsDoneStaysAsItIs() throws {
        let round = try RoundCase()
        let path = try round.round()
        #expect(try round.batch(path).status == 0)
        let manifest = try round.lines("out/manifest.jsonl").dropLast()
        let again = try round.batch(path)
        #expect(again.status == 73)
        #expect(again.errorText.contains("--resume"))
        let logs = try TestFile.read(round.path + "/registry/queries.jsonl")
        let pdf = try #require(manifest.last?["files"]?.members?.last?.name)
        let bytes = try TestFile.read(round.scratch.path("out/" + pdf))
        #expect(try round.batch(path, "--resume").status == 0)
        #expect(try round.lines("out/manifest.jsonl").dropLast() == manifest)
        #expect(try TestFile.read(round.path + "/registry/queries.jsonl") == logs)
        #expect(try TestFile.read(round.scratch.path("out/" + pdf)) == bytes)

        let other = try round.batch(try round.round(more: "\"lot\": \"二标段\","), "--resume")
        #expect(other.status == 65)
        #expect(other.errorText.contains("the round file"))
    }

    @Test func aRowOfAWrongNameTakesNoReportFromTheRightOne() throws {
        let round = try RoundCase()
        let path = try round.round(
            """
            [{"code": "91150105YY000001XR", "name": "内蒙古示例顺达物流集团有限公司"}, {"code": "91150105YY000001XR"},
             {"code": "91150105YY000001XR"}]
            """)
        #expect(try round.batch(path).status == 3)
        let lines = try round.lines("out/manifest.jsonl").dropFirst().dropLast()
        #expect(
            lines.map { $0["error"]?.string ?? "issued" } == ["refusal.subject-name", "issued", "batch.duplicate"])
    }

    /// Two bidders of one round are never judged by two policies.
    @Test func aRoundGoesOnUnderThePolicyThatItWasBegunWith() throws {
        let round = try RoundCase()
        let path = try round.round()
        #expect(try round.batch(path, "--policy", "bidding").status == 0)
        let head = try #require(round.lines("out/manifest.jsonl").first)
        #expect(head["policy"]?["id"]?.string == "bidding")
        // As after kill -9: the last bidder is lost, and with it what is made at the end.
        let journal = round.scratch.path("out/journal.jsonl")
        let lines = try TestFile.read(journal).split(separator: 0x0A)
        let number = try #require(try JSONReader.read(lines[lines.count - 1])["number"]?.string)
        try TestFile.write(Array((lines.dropLast().map { $0 + [0x0A] }).joined()), to: journal)
        for name in ["manifest.jsonl", number + ".xml", number + ".html", number + ".pdf"] {
            try Tool.run("rm", [round.scratch.path("out/" + name)])
        }
        let other = try round.batch(path, "--policy", "default", "--resume")
        #expect(other.status == 65)
        #expect(other.errorText.contains("another value of the policy: bidding"))
        #expect(try round.batch(path, "--resume").status == 0)
        #expect(try round.lines("out/manifest.jsonl").first == head)
    }

    @Test func thePlanKnowsWhatNoViewSets() throws {
        let round = try RoundCase()
        let signs = ["202E", "2066", "2028", "0085"]
        let bidders = zip(RoundCase.bidders + [RoundCase.bidders[0]], signs).map { code, sign in
            "{\"code\": \"\(code)\", \"authorisation\": \"测授\\u\(sign)1号\"}"
        }
        for bidder in bidders {
            let path = try round.round("[\(bidder)]")
            let result = try Program.run("batch", "--round", path, "--dry-run", "--json", store: round.path)
            #expect(result.status == 3, "\(bidder) \(result.text)")
            #expect(result.text.contains("refusal.text"), "\(result.text)")
        }
    }

    @Test(arguments: ["=1+1", "＝1+1", "＋1", "－1", "＠x", "\u{A0}=1+1", "\u{3000}\u{200B}@x", " -1"])
    func aNameIsNoFormula(_ name: String) throws {
        let round = try RoundCase()
        let result = try round.batch(try round.round("[{\"code\": \"X\", \"name\": \"\(name)\"}]"))
        #expect(result.status == 3, "\(result.errorText)")
        let summary = String(decoding: try TestFile.read(round.scratch.path("out/summary.csv")), as: UTF8.self)
        #expect(summary.contains("\"X\",\"'\(name)\""), "\(summary)")
    }

    @Test(.timeLimit(.minutes(5))) func roundsThatAreBrokenOffGoOn() throws {
        let result = try Tool.run(
            Repository.path("Tests/Faults/rounds"), ["--short", "kills"], environment: ["CREDITREPORT=" + Program.path])
        #expect(result.status == 0, "\(result.text) \(result.errorText)")
    }
}
