// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// Every case that the table of Samples/README.md names is read by a test: in `ExplainTests.cases`, here, or by the test
/// that stands beside it in `elsewhere`.
@Suite struct SampleCaseTests {
    /// What `explain` says of a subject that the table names in a row.
    struct Reading: Sendable, CustomTestStringConvertible {
        /// The first cell of the row.
        let row: String
        /// The subject's key.
        let key: String
        var options: [String] = []
        /// What must be there, in this order.
        let texts: [String]

        var testDescription: String { "\(row) \(key)" }
    }

    private static let asThirdParty = ["--requester", "third-party", "--domains", "STHJ"]

    static let readings: [Reading] = [
        Reading(
            row: "0 days", key: "undated",
            texts: [
                "〔2024〕3号", "decision day 2024-01-31",
            ]),
        Reading(row: "0 days, money", key: "long-name", texts: ["蒙城管罚示〔2025〕2号", "decision day 2025-08-31"]),
        Reading(row: "0 days, money", key: "cooperative", texts: ["蒙城管罚示〔2025〕1号", "decision day 2025-03-14"]),
        Reading(row: "1.3 versions", key: "former", texts: ["内蒙古示例新程信息技术有限公司"]),
        Reading(row: "1.3 versions", key: "clean", texts: ["内蒙古示例云杉科技有限公司"]),
        Reading(
            row: "3.1 items", key: "withheld",
            texts: ["the policy counts the item 行政强制", "the policy counts the item 刑事裁判"]),
        Reading(row: "3.1 items", key: "clean", texts: ["the policy does not count the item 行政许可"]),
        Reading(
            row: "3.3 domain", key: "branch",
            texts: ["蒙交罚示〔2025〕300号", "the authority places it in 交通运输", "the authority places it in 税务"]),
        Reading(row: "3 pending", key: "pending", texts: ["rows that wait for a check (待核) (1)", "另有 2 条待核"]),
        Reading(row: "4 coverage", key: "clean", texts: ["生态环境（STHJ）: 未查见", "covered through 2026-11-18"]),
        Reading(row: "4 coverage", key: "(气象, 海关)", texts: ["气象（QX）: 数据未更新至今", "海关（HG）: 数据未更新至今"]),
        Reading(
            row: "8 consequences", key: "plain", options: ["--policy", "bidding"],
            texts: ["consequence 限制参加招标投标", "consequence 限制参加政府采购"]),
        Reading(
            row: "9 branches", key: "many", options: ["--with-branches"],
            texts: [
                "6 subjects, 5 of them branches and subsidiaries by the register; 1 more lines",
                "\n内蒙古示例顺达物流集团有限公司包头分公司  91150203YY00003863\n", "\n赤峰示例顺达冷链有限公司  91150402YY000036X4\n",
                "\n赤峰示例顺达冷链有限公司通辽分公司  91150502YY00003789\n", "\n兴安盟示例顺达仓储有限公司  91152201YY0000394R\n",
            ]),
        Reading(
            row: "9 branches", key: "sold", options: ["--subject", "91150203YY0000036W", "--with-branches"],
            texts: ["about 2 subjects, 1 of them", "\n呼伦贝尔示例顺达货运有限公司  91150702YY0000407Y\n"]),
        Reading(
            row: "9 branches", key: "circle-a", options: ["--with-branches"],
            texts: ["about 2 subjects, 1 of them", "\n巴彦淖尔示例互持实业有限公司  91150802YY0000423R\n"]),
        Reading(
            row: "9 branches", key: "circle-b", options: ["--with-branches"],
            texts: ["about 2 subjects, 1 of them", "\n巴彦淖尔示例互持投资有限公司  91150802YY0000415Y\n"]),
        Reading(
            row: "7 replacement", key: "small-print",
            texts: [
                "〔2026〕31号  [replaced]", "it was replaced by XZCF 11150000YY0001178N 蒙环罚示〔2026〕32号",
                "TH-2026-021", "is in force since its receipt on 2026-11-18", "〔2026〕32号  [omitted]  已修复",
                "repair (XF-2026-022", "〔2026〕33号  [shown]", "〔2026〕34号  [shown]",
            ]),
        Reading(
            row: "7 undo", key: "small-print",
            texts: [
                "〔2026〕35号  [shown]", "repair (XF-2026-025", "was undone and has no effect", "〔2026〕36号  [shown]",
                "undo (QX-2026-026",
            ]),
        Reading(
            row: "7 close", key: "small-print",
            texts: [
                "〔2026〕37号  [shown]\n", "objection-open (YY-2026-027", "of 2026-09-20 is closed",
                "is in force since 2026-09-10",
            ]),
        Reading(
            row: "7 no number", key: "small-print",
            texts: ["行政处罚  [omitted]  已修复", "2026-03-01", "repair (XF-2026-029"]),
        Reading(
            row: "7 no number", key: "numberless",
            texts: ["records (3)", "行政处罚  [shown]", "行政处罚  [shown]", "行政处罚  [shown]"]),
        Reading(
            row: "7 end", key: "small-print",
            texts: [
                "〔2026〕38号  [omitted]  公示期满、日期不明", "no decision day was delivered",
                "its publicity ends on 2026-10-01, which is over",
            ]),
        Reading(
            row: "7 parts", key: "small-print", options: asThirdParty,
            texts: [
                "〔2026〕39号  [shown]", "part 1", "which the request may see", "part 2",
                "3.5 - the permission is 授权查询, which the request may not see",
            ]),
        Reading(
            row: "7 unknown domain", key: "small-print", options: asThirdParty,
            texts: ["锡口罚示〔2025〕4号  [unplaced]", "counted in 另有 n 条领域不明", "which the request may not see"]),
        Reading(
            row: "7 the code asked for", key: "small-print", options: ["--subject", "９１150105yy 0000431u"],
            texts: ["呼和浩特市示例细则咨询有限公司  91150105YY0000431U\n", "records (11)"]),
        Reading(
            row: "6 privacy", key: "private",
            texts: ["蒙应急罚示〔2025〕9号  [shown]", "蒙建许示〔2025〕4号  [outside]"]),
        Reading(row: "– much, little", key: "many", texts: ["records (64)"]),
        Reading(row: "– much, little", key: "clean", texts: ["records (1)"]),
        Reading(row: "– much, little", key: "yesterday", texts: ["records (0)"]),
        Reading(row: "– status", key: "cancelled", texts: ["包头市示例旧日商贸有限公司"]),
        Reading(row: "– status", key: "licence-revoked", texts: ["蒙市监罚示〔2025〕7号  [shown]"]),
        Reading(row: "– names", key: "long-name", texts: ["研究开发设计生产销售安装运输回收再利用一体化综合服务股份有限公司  "]),
        Reading(row: "– names", key: "rare-yan", texts: ["乌兰察布示例䶮生建材有限公司"]),
        Reading(row: "– names", key: "rare-jie", texts: ["巴彦淖尔示例㛃成商贸有限公司"]),
        Reading(row: "– names", key: "rare-kun", texts: ["呼伦贝尔示例堃泰木业有限公司"]),
        Reading(row: "– names", key: "former", texts: ["内蒙古示例新程信息技术有限公司  91150105YY0000255Y"]),
        Reading(row: "1.1 identity", key: "numberless", texts: ["records (3)"]),
        Reading(row: "1.2 spelling", key: "sources", texts: ["蒙自然资罚示[2025]2号", "来源不一致"]),
    ]

    /// What `explain` has nothing to say of, with the file and the name of the test that reads it.
    static let elsewhere: [(row: String, key: String, file: String, test: String)] = [
        ("5 refusal", "placeholder", "IntakeTests/SampleYearTests.swift", ".registration(\"150402900000140\")"),
        ("5 refusal", "no-glyph", "CommandLineTests/BadInputTests.swift", "91150302YY00002473"),
        ("5 refusal", "the round", "CommandLineTests/BatchTests.swift", "Samples/round/round.json"),
        ("6 privacy", "(张测试)", "IntakeTests/SampleYearTests.swift", "outOfScope"),
    ]

    private static func readme() throws -> String {
        String(decoding: try TestFile.read(Repository.path("Samples/README.md")), as: UTF8.self)
    }

    /// The rows of the tables below a heading, by their cells.
    private static func rows(below heading: String) throws -> [[String]] {
        let lines = try readme().split(separator: "\n")
        guard let start = lines.firstIndex(where: { $0 == "## " + heading }) else { return [] }
        return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("| ") }.map { line in
            line.split(separator: "|").map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
    }

    /// The codes of the subjects with a story, by their keys.
    private static func codes() throws -> [String: String] {
        var codes: [String: String] = [:]
        for row in try rows(below: "Subjects with a story") where row.count == 3 { codes[row[0]] = row[2] }
        return codes
    }

    @Test(arguments: readings) func theCaseIsExplained(_ reading: Reading) throws {
        let store = try SampleStore.shared()
        var subject: [String] = []
        if !reading.options.contains("--subject") {
            // What stands in brackets are domains: they are the same for whomever is asked about.
            let key = reading.key.hasPrefix("(") ? "clean" : reading.key
            subject = ["--subject", try #require(try Self.codes()[key])]
        }
        let result = try Program.run(
            ["explain", "--at", SampleStore.now] + subject + reading.options, store: store.path)
        try #require(result.status == 0, "\(result.errorText)")
        var rest = result.text[...]
        for text in reading.texts {
            let found = try #require(rest.firstRange(of: text), "\(reading.row) \(reading.key): no \(text)")
            rest = rest[found.upperBound...]
        }
    }

    /// The table and the tests name the same cases.
    @Test func everyCaseOfTheTableIsRead() throws {
        let codes = try Self.codes()
        var named: Set<String> = []
        let table = try Self.rows(below: "What they show, rule by rule").dropFirst().filter { $0.count == 3 }
        #expect(table.count > 45)
        for row in table {
            let rule = String(row[0].prefix { $0 != " " })
            // A domain or a row of nobody stands in brackets, and several domains in one pair of them.
            let keys =
                row[1].hasPrefix("(") ? [row[1]] : row[1].split(separator: ",").map { $0.filter { $0 != " " } }
            for key in keys.map({ $0 == "theround" ? "the round" : $0 }) {
                named.insert(row[0] + " | " + key)
                // The state that a record has by an event or a spelling is told by the lines of rules 2 and 3.
                let rules = rule.hasPrefix("1") || rule.hasPrefix("2") ? [rule, "2", "3"] : [rule]
                let isExplained = ExplainTests.cases.contains { $0.subject == codes[key] && rules.contains($0.rule) }
                let isRead =
                    isExplained || Self.readings.contains { $0.row == row[0] && $0.key == key }
                    || Self.elsewhere.contains { $0.row == row[0] && $0.key == key }
                #expect(isRead, "no test reads \(row[0]) | \(key)")
            }
        }
        for reading in Self.readings {
            #expect(named.contains(reading.row + " | " + reading.key), "the table has no \(reading.testDescription)")
        }
        for other in Self.elsewhere {
            #expect(named.contains(other.row + " | " + other.key), "the table has no \(other.row) | \(other.key)")
            let source = String(decoding: try TestFile.read(Repository.path("Tests/" + other.file)), as: UTF8.self)
            #expect(source.contains(other.test), "\(other.file) has no \(other.test)")
        }
    }
}
