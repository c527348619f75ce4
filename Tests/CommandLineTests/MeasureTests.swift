// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// What a report prints beside entries of a list, and the list of measures that allows it.
@Suite struct MeasureTests {
    /// 包头市示例钢构制造有限公司, on the list of those who owe migrant workers' wages.
    private static let subject = "91150203YY0000036W"
    private static let basis = "《保障农民工工资支付条例》（国务院令第724号）第四十八条"

    private func issue(_ policy: String, subject: String = subject, at instant: String = SampleStore.now) throws
        -> (files: TemporaryDirectory, number: String)
    {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let path = try store.copy(into: scratch)
        let result = try Program.run(
            "issue", "--subject", subject, "--purpose", "招标投标", "--policy", policy, "--key", store.key, "--cert",
            store.certificate, "--at", instant, "--out", scratch.path("out"), "--json", store: path)
        try #require(result.status == 0, "\(result.errorText)")
        let number = try JSONReader.read(result.output.filter { $0 != 0x0A })["number"]?.string ?? ""
        let verdict = try Program.run(
            "verify", scratch.path("out"), "--trust", store.root, "--at", instant, "--quiet", store: path)
        #expect(verdict.status == 0, "\(verdict.text)")
        return (scratch, number)
    }

    @Test func allThreeFormsPrintTheLawfulConsequence() throws {
        let (files, number) = try issue("bidding")
        func text(_ form: String) throws -> String {
            String(decoding: try TestFile.read(files.path("out/\(number).\(form)")), as: UTF8.self)
        }
        let xml = try text("xml")
        #expect(
            xml.contains(
                "<consequence><code>XZ-ZBTB</code><name>限制参加招标投标</name><basis>\(Self.basis)</basis><executor>"))
        #expect(xml.contains("<measures><id>NM-MEASURES</id><version>2026.1</version><sha256>"))
        #expect(xml.contains("本报告不作出任何惩戒决定"))
        // The subject has other records, and no other bears a consequence.
        #expect(xml.split(separator: "<consequence>").count == 3)
        #expect(xml.split(separator: "<record>").count > 3)

        let html = try text("html").split(separator: "<script", maxSplits: 1).joined()
        #expect(html.contains("限制参加招标投标") && html.contains("XZ-ZBTB") && html.contains(Self.basis))
        let pdf = try Tool.run("pdftotext", ["-raw", files.path("out/\(number).pdf"), "-"]).text
            .filter { !$0.isWhitespace }
        #expect(pdf.contains("限制参加招标投标（XZ-ZBTB）依据：" + Self.basis))
        #expect(pdf.contains("失信惩戒措施清单NM-MEASURES2026.1"))
    }

    @Test func whatIsNotCitedOrNotOnThatListIsNotPrinted() throws {
        let (byDefault, plain) = try issue("default")
        let xml = String(decoding: try TestFile.read(byDefault.path("out/\(plain).xml")), as: UTF8.self)
        #expect(xml.contains("拖欠农民工工资失信联合惩戒对象名单"))
        for word in ["<consequence>", "<measures>", "惩戒决定"] { #expect(!xml.contains(word), "\(word)") }

        // Listed by the market regulator: article 48 does not speak of that list.
        let (files, number) = try issue("bidding", subject: "91150602YY0000060K")
        let other = String(decoding: try TestFile.read(files.path("out/\(number).xml")), as: UTF8.self)
        #expect(other.contains("市场监督管理严重违法失信名单") && other.contains("<measures>"))
        #expect(!other.contains("<consequence>"))
    }

    @Test func explainSaysWhichAndWhy() throws {
        let store = try SampleStore.shared()
        let result = try Program.run(
            "explain", "--subject", Self.subject, "--policy", "bidding", "--at", SampleStore.now, store: store.path)
        let line =
            "    8   + consequence 限制参加招标投标 (XZ-ZBTB), basis \(Self.basis), of list of measures NM-MEASURES 2026.1: printed"
        #expect(result.text.contains(line))
        #expect(result.text.contains("what would change it: a delisting, or a list of measures without it"))
    }

    @Test func theRoundHasAColumn() throws {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let path = try store.copy(into: scratch)
        let round = """
            {"id": "R-1", "tenderingUnit": "示例招标单位", "purpose": "招标投标", "policy": "bidding",
             "instant": "\(SampleStore.now)", "bidders": [{"code": "\(Self.subject)"}, {"code": "91150602YY0000060K"}]}
            """
        try TestFile.write(Array(round.utf8), to: scratch.path("round.json"))
        let result = try Program.run(
            "batch", "--round", scratch.path("round.json"), "--key", store.key, "--cert", store.certificate, "--out",
            scratch.path("round"), store: path)
        #expect(result.status == 0, "\(result.errorText)")
        let summary = String(decoding: try TestFile.read(scratch.path("round/summary.csv")), as: UTF8.self)
        let rows = summary.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let column = try #require(rows[0].firstIndex(of: "\"名单与惩戒措施\""))
        for measure in ["限制参加招标投标（XZ-ZBTB，", "；限制参加政府采购（XZ-ZFCG，"] {
            #expect(rows[1][column].contains(measure), "\(rows[1][column])")
        }
        let unnamed = "\"严重失信主体名单 蒙市监列示〔2019〕1号（市场监督管理严重违法失信名单）\""
        #expect(rows[2][column] == unnamed, "the policy prints no measure beside this list")

        // A policy that prints no measures still says who is on a list.
        let plain = try Program.run(
            "batch", "--round", scratch.path("round.json"), "--policy", "default", "--key", store.key, "--cert",
            store.certificate, "--out", scratch.path("plain"), store: path)
        #expect(plain.status == 0, "\(plain.errorText)")
        let listed = String(decoding: try TestFile.read(scratch.path("plain/summary.csv")), as: UTF8.self)
            .split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(listed[1][column].contains("拖欠农民工工资失信联合惩戒对象名单") && !listed[1][column].contains("限制"))
        #expect(listed[1].contains { $0.contains("在名单") })
        #expect(listed[2][column] == unnamed && listed[2].contains { $0.contains("在名单") })
    }

    @Test func aListThatTakesAwayWhatAPolicyCitesIsRefused() throws {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let path = try store.copy(into: scratch)
        let sample = String(decoding: try TestFile.read(Repository.path("Samples/measures.json")), as: UTF8.self)
        func update(_ text: String) throws -> Tool.Result {
            try TestFile.write(Array(text.utf8), to: scratch.path("measures.json"))
            return try Program.run("measures", "update", scratch.path("measures.json"), store: path)
        }
        let next = sample.replacing("2026.1", with: "2026.2")
        let without = try update(next.replacing("XZ-ZBTB", with: "XZ-ALT"))
        #expect(without.status == 65)
        #expect(
            without.errorText.contains(
                "policy bidding 2026.1: consequences[0].measure: list of measures NM-MEASURES 2026.2 has no measure"))
        #expect(without.errorText.contains("what is not in the list may not be printed; it has XZ-ALT, XZ-ZFCG"))
        #expect(try update(next).status == 0)

        // Chained, and refused from the day on which it is no longer in force.
        let over = next.replacing("2026.2", with: "2026.3").replacing(
            "\"note\"", with: "\"expires\": \"2026-06-30\", \"note\"")
        #expect(try update(over).status == 0)
        let refused = try Program.run(
            "issue", "--subject", Self.subject, "--purpose", "招标投标", "--policy", "bidding", "--key", store.key,
            "--cert",
            store.certificate, "--at", SampleStore.now, "--out", scratch.path("out"), store: path)
        #expect(refused.status == 65)
        #expect(refused.errorText.contains("in force from 2026-01-01 to 2026-06-30, not on 2026-11-20"))
        #expect(refused.errorText.contains("[refusal.measures]"))
        #expect(try Program.run("store", "check", store: path).status == 0)
    }

    @Test func aPolicyWithConsequencesNeedsAList() throws {
        let scratch = try TemporaryDirectory()
        let samples = Repository.path("Samples")
        func make(_ more: [String], policy: String = "bidding", in name: String) throws -> Tool.Result {
            try Program.run(
                [
                    "init", "--catalog", samples + "/catalog.json", "--domains", samples + "/domains.json", "--policy",
                    samples + "/policies/\(policy).json",
                ] + more, store: scratch.path(name))
        }
        let without = try make([], in: "a")
        #expect(without.status == 65)
        #expect(without.errorText.contains("no list of measures (失信惩戒措施清单) is in use [records.bad-file]"))
        #expect(try make(["--measures", samples + "/measures.json"], in: "b").status == 0)

        #expect(try make([], policy: "default", in: "c").status == 0)
        let path = scratch.path("c")
        let added = try Program.run("policy", "add", samples + "/policies/bidding.json", store: path)
        #expect(added.errorText.contains("creditreport measures update FILE takes one into use"))
        #expect(added.errorText.contains("policy bidding 2026.1: consequences[0].measure: no list"))
        #expect(try Program.run("measures", "update", samples + "/measures.json", store: path).status == 0)
        #expect(try Program.run("policy", "add", samples + "/policies/bidding.json", store: path).status == 0)
    }
}
