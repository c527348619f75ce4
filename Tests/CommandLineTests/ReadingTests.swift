// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// Reports on nothing and on much: how each reads, in the XML, on the page and on the screen.
@Suite struct ReadingTests {
    /// What a report on one subject must say, and must not.
    struct Reading: Sendable, CustomStringConvertible {
        var name: String
        var code: String
        var says: [String]
        var saysNot: [String] = []
        var options: [String] = []

        var description: String { name }
    }

    static let nothing = "在上述范围内没有应当列示的信息。"
    static let none = "共查见 0 条，其中列示 0 条，只计数 0 条。"
    static let unknown = "有 2 个领域数据未更新至今，不能据此认为没有信息。"

    static let readings = [
        Reading(
            name: "no record at all", code: "91150105YY000001XR", says: [none, unknown, nothing, "未查见"],
            saysNot: ["另有 1", "另有 2"]
        ),
        Reading(
            name: "a domain without data", code: "91150105YY000001XR", says: ["气象 — 数据未更新至今", "有 1 个领域数据未更新至今"],
            saysNot: ["气象 — 未查见"], options: ["--domains", "气象"]),
        Reading(
            name: "every domain with data", code: "91150105YY000001XR", says: ["税务 2026-11-18 未查见", none],
            saysNot: ["个领域数据未更新至今"], options: ["--domains", "税务"]),
        Reading(
            name: "everything repaired", code: "91150502YY00003196", says: [none, nothing, "已修复的信息 不列示、不计数"],
            saysNot: ["〔2025〕10"]),
        Reading(
            name: "everything repaired, shown", code: "91150502YY00003196", says: ["已修复", "〔2025〕10 号", "列示并标注“已修复”"],
            saysNot: [nothing], options: ["--policy", "marked-repaired"]),
        Reading(
            name: "disputed items", code: "91150502YY0000079B",
            says: ["异议处理中", "相关事件：异议受理 2026-08-25", "“异议处理中”是指异议尚未办结，不影响列示"]),
        Reading(
            name: "registered yesterday", code: "91150105YY0000175B",
            says: ["状态说明 成立于 2026-11-18，在报告期的第一日之后", "成立日期 2026-11-18", nothing]),
        Reading(
            name: "struck off (注销)", code: "91150203YY0000159X",
            says: ["登记状态 注销", "状态说明 登记机关登记的状态为“注销”，本报告仍按报告期列示和计数"]),
        Reading(
            name: "struck off (吊销)", code: "91150502YY0000167R",
            says: ["登记状态 吊销", "登记机关登记的状态为“吊销”", "共查见 1 条", "吊销营业执照"], saysNot: [nothing]),
        Reading(
            name: "分项", code: "91150702YY00000443",
            says: ["本条信息有 2 个分项，分别列示如下，按一条计。", "共查见 1 条", "罚款 4.2 万元", "没收违法所得 1.8 万元"]),
        Reading(
            name: "来源不一致", code: "91150402YY0000052E", says: ["来源不一致", "“来源不一致”是指来源单位报送的关键内容不同"]),
        Reading(
            name: "日期不明", code: "91152201YY0000108H",
            says: ["日期不明", "处罚决定日期 2024-02-30", "处罚决定日期 2204-03-01", "另有 1 件事件无法采用", "生效日期缺失或者无法识别"]),
        Reading(name: "待核", code: "91152201YY0000298G", says: ["另有 2 条待核", "“待核”是指来源数据有误", nothing]),
        Reading(
            name: "an event before its record", code: "91150902YY0000132U",
            says: ["另有 1 件事件所涉信息尚未归集", "所涉信息尚未归集的事件", "蒙环罚示〔2026〕999 号"]),
        Reading(
            name: "withheld", code: "91150302YY0000095N",
            says: ["另有 1 条须授权查询（其中政务共享 1 条）", "水利 2026-11-18 另有 1 条须授权查询"]),
    ]

    @Test(arguments: readings) func itReadsAsItShould(reading: Reading) throws {
        let sample = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let store = try sample.copy(into: scratch)
        let words = sample.several(out: scratch.path("out"), "--subject", reading.code, "--json") + reading.options
        let result = try Program.run(words, store: store)
        let answer = try JSONReader.read(result.output.filter { $0 != 0x0A })
        let number = try #require(answer["number"]?.string, "\(result.errorText)")
        let path = scratch.path("out/" + number)
        let pages = Self.plain(try Tool.run("pdftotext", ["-layout", path + ".pdf", "-"]).text)
        let screen = Self.plain(Self.withoutTags(String(decoding: try TestFile.read(path + ".html"), as: UTF8.self)))
        for text in reading.says {
            #expect(pages.contains(Self.plain(text)), "the pages lack \(text)")
            #expect(screen.contains(Self.plain(text)), "the screen lacks \(text)")
        }
        for text in reading.saysNot {
            #expect(!pages.contains(Self.plain(text)), "the pages say \(text)")
            #expect(!screen.contains(Self.plain(text)), "the screen says \(text)")
        }
        #expect(!pages.contains("守法"))
    }

    /// 1,000 records: each stands on a page, once, and the report is whole.
    @Test func aThousandRecords() throws {
        let sample = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let store = try sample.copy(into: scratch)
        var rows = "行政相对人名称,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,处罚决定日期,公示截止期,程序类别,处罚机关,处罚机关统一社会信用代码,违法事实\n"
        for number in 1...1000 {
            rows +=
                "内蒙古示例云杉科技有限公司,91150105YY000001XR,示罚〔2025〕\(number)号,2025-\(1 + number % 12 < 10 ? "0" : "")"
                + "\(1 + number % 12)-11,2027-01-01,普通程序,内蒙古自治区税务局（示例）,11150000YY00013971,第\(number)项示例事实\n"
        }
        try DurableFile.publish(Array(rows.utf8), at: scratch.path("many.csv"), replacing: true)
        let taken = try Program.run(
            "import", scratch.path("many.csv"), "--source", "11150000YY00013971", "--received",
            "2026-11-19T23:00:00+08:00", store: store)
        #expect(taken.status == 0, "\(taken.errorText)")
        let result = try Program.run(
            sample.several(
                out: scratch.path("out"), "--subject", "91150105YY000001XR", "--json", "--formats", "xml,pdf"),
            store: store)
        let number = try #require(
            try JSONReader.read(result.output.filter { $0 != 0x0A })["number"]?.string, "\(result.errorText)")
        let pages = Self.plain(try Tool.run("pdftotext", ["-layout", scratch.path("out/\(number).pdf"), "-"]).text)
        #expect(pages.contains("共查见1000条，其中列示1000条"))
        for number in [1, 2, 499, 500, 999, 1000] { #expect(pages.contains("第\(number)项示例事实")) }
        #expect(pages.split(separator: "项示例事实", omittingEmptySubsequences: false).count == 1001)
        #expect(pages.contains("1000．行政处罚"))
        let verdict = try Program.run(
            "verify", scratch.path("out"), "--trust", sample.root, "--at", SampleStore.now, "--quiet", store: store)
        #expect(verdict.status == 0, "\(verdict.text)")
    }

    private static func plain(_ text: String) -> String {
        text.filter { !$0.isWhitespace }
    }

    private static func withoutTags(_ html: String) -> String {
        var text = ""
        var isTag = false
        for character in html.split(separator: "<body", maxSplits: 1).last ?? "" {
            if character == "<" {
                isTag = true
            } else if character == ">" {
                isTag = false
            } else if !isTag {
                text.append(character)
            }
        }
        return text
    }
}
