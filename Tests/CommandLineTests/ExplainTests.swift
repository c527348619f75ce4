// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// `explain` on the sample subjects: a case for each rule that Samples/README.md shows.
@Suite struct ExplainTests {
    /// What is to be read of one record.
    struct Case: Sendable, CustomTestStringConvertible {
        /// The rule that it shows.
        let rule: String
        let subject: String
        /// What the record's title ends with.
        let title: String
        var options: [String] = []
        /// What became of it.
        let inclusion: String
        /// What the line of the rule says.
        let text: String
        /// What would change it; nil where that is not looked at.
        var change: String?

        var testDescription: String { "\(rule) \(subject) \(title) \(options.joined(separator: " "))" }
    }

    private func explanation(_ subject: String, _ options: [String] = [], language: String = "en") throws -> JSONValue {
        let store = try SampleStore.shared()
        let result = try Program.run(
            ["explain", "--subject", subject, "--at", SampleStore.now, "--lang", language, "--json"] + options,
            store: store.path)
        try #require(result.status == 0, "\(result.errorText)")
        return try JSONReader.read(result.output.filter { $0 != 0x0A })
    }

    private func record(_ title: String, in explanation: JSONValue) throws -> JSONValue {
        let found = explanation.list("records").filter { $0["title"]?.string?.hasSuffix(title) == true }
        return try #require(found.first, "no record \(title)")
    }

    static let cases: [Case] = [
        // 0: days.
        Case(
            rule: "3.4", subject: "91152201YY0000108H", title: "〔2024〕1号", inclusion: "shown",
            text: "\"2024-02-30\" is unreadable", change: "a readable day"),
        Case(
            rule: "3.4", subject: "91152201YY0000108H", title: "〔2024〕2号", inclusion: "shown",
            text: "\"1900-1-1\" is unreadable"),
        Case(
            rule: "3.4", subject: "91152201YY0000108H", title: "〔2024〕5号", inclusion: "shown",
            text: "\"2204-03-01\" is unreadable"),
        Case(
            rule: "2", subject: "91152201YY0000108H", title: "〔2024〕3号", inclusion: "shown",
            text: "its publicity never ends"),
        Case(
            rule: "2", subject: "91152201YY0000108H", title: "〔2024〕6号", inclusion: "omitted",
            text: "\"2023-12-31\" is before the decision"),
        // 1.2: one number in two spellings.
        Case(
            rule: "2", subject: "91150203YY00002632", title: "蒙环罚示〔2025〕9号", inclusion: "omitted",
            text: "XF-2026-002", change: "undone"),
        // 1.3: versions and parts.
        Case(
            rule: "1.3", subject: "91150802YY0000300Q", title: "蒙环罚示〔2025〕12号", inclusion: "shown",
            text: "delivered 2 times; current is what was received at 2026-10-12"),
        Case(
            rule: "1.3", subject: "91150702YY00000443", title: "蒙自然资罚示〔2025〕1号", inclusion: "shown",
            text: "2 rows, which are parts of one record"),
        // 1.4: sources.
        Case(
            rule: "1.4", subject: "91150402YY0000052E", title: "蒙自然资罚示[2025]2号", inclusion: "shown",
            text: "that of the deciding authority itself, 内蒙古自治区自然资源厅（示例）, stands"),
        Case(
            rule: "1.4", subject: "91150402YY0000052E", title: "蒙自然资罚示[2025]2号", inclusion: "shown",
            text: "来源不一致", change: "the sources deliver the same"),
        // 1.5: replacement.
        Case(
            rule: "1.5", subject: "91152502YY0000087Y", title: "蒙环罚示〔2025〕15号", inclusion: "replaced",
            text: "replaced by XZCF 11150000YY0001178N 蒙环罚示〔2025〕16号", change: "the replacement is undone"),
        Case(
            rule: "3", subject: "91152502YY0000087Y", title: "蒙环罚示〔2025〕16号", inclusion: "shown", text: "shown"),
        // 2: events and states.
        Case(
            rule: "3", subject: "91150203YY00002632", title: "蒙环罚示〔2025〕8号", inclusion: "omitted",
            text: "as the policy says of what is repaired", change: "a policy that shows repaired records"),
        Case(
            rule: "3", subject: "91150203YY00002632", title: "蒙环罚示〔2025〕8号",
            options: ["--policy", "marked-repaired"], inclusion: "shown", text: "shown with a mark"),
        Case(
            rule: "3", subject: "91150502YY00003196", title: "蒙环罚示〔2025〕10号", inclusion: "omitted", text: "repaired"),
        Case(
            rule: "2", subject: "91150203YY0000036W", title: "蒙环罚示〔2025〕3号", inclusion: "revoked",
            text: "it was revoked", change: "the revocation is undone"),
        Case(
            rule: "2", subject: "91150203YY0000036W", title: "蒙环罚示〔2025〕2号", inclusion: "shown",
            text: "has effect from 2026-12-31 on, not yet", change: "2026-12-31 or later"),
        Case(
            rule: "3", subject: "91150602YY0000060K", title: "蒙市监列示〔2023〕3号", inclusion: "omitted", text: "repaired"),
        Case(
            rule: "2", subject: "91150802YY0000124U", title: "YC示例-2025-0001", inclusion: "outside",
            text: "delist (YC-2026-007"),
        Case(
            rule: "2", subject: "91150702YY0000327B", title: "蒙环罚示〔2024〕4号", inclusion: "omitted",
            text: "its publicity ends on 2025-02-01, which is over"),
        Case(
            rule: "2", subject: "91150702YY0000327B", title: "蒙环罚示〔2025〕5号", inclusion: "omitted",
            text: "the severity 轻微 gives 3 months from the decision, to 2025-12-20, which is over"),
        Case(
            rule: "3", subject: "91150702YY0000327B", title: "蒙环罚示〔2025〕6号", inclusion: "shown", text: "shown",
            change: "after 2026-11-23, when its publicity ends"),
        Case(
            rule: "2", subject: "91150502YY0000079B", title: "蒙税罚示〔2025〕1号", inclusion: "shown",
            text: "异议处理中"),
        Case(
            rule: "2", subject: "91150502YY0000079B", title: "蒙税罚示〔2025〕2号", inclusion: "shown",
            text: "objection-open (YY-2026-013, by 内蒙古自治区税务局（示例）) of 2026-08-26 is closed"),
        Case(
            rule: "2", subject: "91150502YY0000079B", title: "蒙税罚示〔2025〕3号", inclusion: "shown",
            text: "objection-open (YY-2026-015, by 内蒙古自治区税务局（示例）) of 2026-09-11 is closed"),
        Case(
            rule: "2", subject: "91152502YY0000087Y", title: "蒙税罚示〔2025〕4号", inclusion: "shown",
            text: "XF-2026-017, by 内蒙古自治区税务局（示例）) was undone", change: "its undo is undone"),
        Case(
            rule: "2", subject: "91150902YY0000132U", title: "蒙环罚示〔2026〕17号", inclusion: "omitted",
            text: "XF-2026-008"),
        // 3.1: items.
        Case(
            rule: "3.1", subject: "91150203YY0000036W", title: "蒙建许示〔2025〕2号", inclusion: "outside",
            text: "the policy does not count the item 行政许可", change: "a policy that counts 行政许可"),
        Case(
            rule: "3.1", subject: "91150802YY0000124U", title: "YC示例-2025-0002", inclusion: "outside",
            text: "does not count the item 经营异常名录"),
        // 3.2: procedures.
        Case(
            rule: "3.2", subject: "91150105YY0000028R", title: "蒙交罚示〔2022〕204号",
            options: ["--policy", "ordinary-procedure"], inclusion: "outside",
            text: "does not count the procedure 简易程序",
            change: "a policy that counts the procedure 简易程序"),
        Case(
            rule: "3.2", subject: "91150105YY0000028R", title: "蒙交罚示〔2022〕204号", inclusion: "shown",
            text: "the policy counts the procedure 简易程序"),
        Case(
            rule: "3.2", subject: "91150602YY00002045", title: "8号", inclusion: "shown",
            text: "the policy does not know the procedure 快速程序, so it counts"),
        // 3.3: domains.
        Case(
            rule: "3.3", subject: "92150203YY0000335P", title: "蒙环罚示〔2025〕11号", inclusion: "omitted",
            text: "the source places it in 生态环境"),
        Case(
            rule: "3.3", subject: "91152502YY0000271N", title: "锡口罚示〔2025〕3号", inclusion: "shown",
            text: "the delivered domain is 生态环境"),
        Case(
            rule: "3.3", subject: "91152502YY0000271N", title: "锡口罚示〔2025〕1号", options: ["--domains", "STHJ"],
            inclusion: "unplaced", text: "counted in 另有 n 条领域不明", change: "ask for all domains or for 其他"),
        Case(
            rule: "3.3", subject: "91152502YY0000271N", title: "锡口罚示〔2025〕1号", options: ["--domains", "其他"],
            inclusion: "shown", text: "it belongs to 其他"),
        Case(
            rule: "3.3", subject: "91150402YY0000052E", title: "蒙发改罚示〔2025〕1号", options: ["--domains", "STHJ"],
            inclusion: "outside", text: "the authority places it in 发展改革, which is not asked for",
            change: "ask for FZGG"),
        // 3.4: the period, and lists.
        Case(
            rule: "3.4", subject: "91150402YY0000351C", title: "蒙环罚示〔2019〕14号", inclusion: "outside",
            text: "decision day 2019-06-30 is before the period", change: "a period that begins on 2019-06-30 or before"
        ),
        Case(
            rule: "3.4", subject: "91150402YY0000351C", title: "蒙环罚示〔2019〕14号",
            options: ["--from", "2019-06-30", "--basis", "示例依据"], inclusion: "shown", text: "lies in the period"),
        Case(
            rule: "3.4", subject: "91150602YY0000060K", title: "蒙市监列示〔2019〕1号", inclusion: "shown",
            text: "still stood on the list on the first day", change: "a delisting with effect before 2021-11-20"),
        Case(
            rule: "3.4", subject: "91150602YY0000060K", title: "蒙市监列示〔2020〕2号", inclusion: "outside",
            text: "it was delisted before the period"),
        Case(
            rule: "3.4", subject: "91150402YY0000052E", title: "蒙发改罚示〔2025〕1号", options: ["--to", "2025-10-19"],
            inclusion: "outside", text: "decision day 2025-10-20 is after the period", change: "ends on 2025-10-20"),
        // 3.5: permissions.
        Case(
            rule: "3.5", subject: "91150302YY0000095N", title: "蒙水强示〔2025〕1号", inclusion: "withheld",
            text: "counted in 另有 n 条须授权查询 as 政务共享", change: "a request by an agency"),
        Case(
            rule: "3.5", subject: "91150302YY0000095N", title: "蒙水强示〔2025〕1号", options: ["--requester", "agency"],
            inclusion: "shown", text: "which the request may see"),
        Case(
            rule: "3.5", subject: "91150302YY0000095N", title: "内刑示1号", options: ["--requester", "third-party"],
            inclusion: "withheld", text: "as 授权查询", change: "with its valid authorisation"),
        Case(
            rule: "3.5", subject: "91150302YY0000095N", title: "内刑示1号",
            options: ["--requester", "third-party", "--authorisation", "示例授权书1号"], inclusion: "shown",
            text: "which the request may see"),
        Case(
            rule: "3.5", subject: "91150302YY0000095N", title: "蒙环罚示〔2025〕13号", inclusion: "shown",
            text: "\"内部参考\" is none of the three and taken as 授权查询"),
    ]

    @Test(arguments: cases) func aRuleIsExplained(_ example: Case) throws {
        let record = try record(example.title, in: try explanation(example.subject, example.options))
        #expect(record["inclusion"]?.string == example.inclusion)
        let all = record.lines.filter { $0["rule"]?.string == example.rule }
        let lines = all.filter { $0["text"]?.string?.contains(example.text) == true }
        #expect(!lines.isEmpty, "\(all.compactMap { $0["text"]?.string })")
        if let change = example.change {
            let changes = lines.compactMap { $0["change"]?.string }
            #expect(changes.contains { $0.contains(change) }, "\(changes)")
        }
    }

    @Test func recordsWithoutNumbersStayApart() throws {
        let records = try explanation("91152921YY0000116F").list("records")
        #expect(records.count == 3)
        #expect(Set(records.compactMap { $0["identity"]?.string }).count == 3)
    }

    @Test func whatHasNoEffectIsNamed() throws {
        let waiting = try explanation("91150902YY0000132U").list("waiting")
        #expect(waiting.count == 1)
        #expect(waiting.first?["text"]?.string?.contains("蒙环罚示〔2026〕999号 waits for its record") == true)
        #expect(waiting.first?["change"]?.string == "that record is delivered")

        let faults = try explanation("91152201YY0000108H").list("faults")
        #expect(faults.count == 1)
        #expect(faults.first?["text"]?.string?.contains("\"二〇二六年八月\" is unreadable") == true)

        let pending = try explanation("91152201YY0000298G")["pending"]?["text"]?.string
        #expect(pending?.hasPrefix("另有 2 条待核") == true)
        #expect(try explanation("91150105YY000001XR")["pending"] == .null)
    }

    @Test func conclusionsHaveTheirReasons() throws {
        let domains = try explanation("91150105YY000001XR").list("domains")
        func conclusion(_ code: String) -> (text: String?, why: JSONValue?) {
            let domain = domains.first { $0["code"]?.string == code }
            return (domain?["conclusion"]?.string, domain?["why"])
        }
        #expect(conclusion("STHJ").text == "未查见")
        #expect(conclusion("STHJ").why?["text"]?.string?.hasSuffix("covered through 2026-11-18") == true)
        let customs = conclusion("HG")
        #expect(customs.text == "数据未更新至今")
        #expect(customs.why?["text"]?.string?.contains("more than 45 days before") == true)
        #expect(customs.why?["change"]?.string?.hasSuffix("through 2026-10-06 or later") == true)
        #expect(conclusion("QX").why?["text"]?.string?.contains("never delivered") == true)
    }

    @Test func anEarlierSnapshotKnowsLess() throws {
        let store = try SampleStore.shared()
        let log = try Program.run("store", "log", "--json", store: store.path)
        let imports = try log.output.split(separator: 0x0A).map { try JSONReader.read($0) }
        // The replacement was delivered on 17 November; the last import before it is of an earlier day.
        let index = try #require(
            imports.firstIndex { $0["file"]?.string?.hasSuffix("2026-11-17-sthj-xysj.jsonl") == true })
        let earlier = try #require(imports[index - 1]["snapshot"]?.string)
        let record = try record(
            "蒙环罚示〔2025〕15号", in: try explanation("91152502YY0000087Y", ["--snapshot", earlier]))
        #expect(record["inclusion"]?.string == "shown")

        let scratch = try TemporaryDirectory()
        let path = try store.copy(into: scratch)
        let issued = try Program.run(
            store.request(out: scratch.path("out"), "--snapshot", earlier, "--formats", "xml", "--json"), store: path)
        #expect(issued.status == 0, "\(issued.errorText)")
        let number = try JSONReader.read(issued.output.filter { $0 != 0x0A })["number"]?.string ?? ""
        let report = String(decoding: try TestFile.read(scratch.path("out/\(number).xml")), as: UTF8.self)
        #expect(report.contains(earlier))

        let unknown = try Program.run(
            "explain", "--subject", SampleStore.subject, "--snapshot", String(repeating: "0", count: 64),
            store: store.path)
        #expect(unknown.status == 66)
        #expect(unknown.errorText.contains("[store.unknown-snapshot]"))
    }

    @Test func everySubjectOfTheSamplesIsExplainedWhole() throws {
        let readme = String(decoding: try TestFile.read(Repository.path("Samples/README.md")), as: UTF8.self)
        let subjects = readme.split(separator: "\n").compactMap { line -> String? in
            let cells = line.split(separator: "|").map { $0.filter { $0 != " " } }
            return cells.count == 3 && cells[2].count == 18 && cells[2].contains("YY") ? cells[2] : nil
        }
        #expect(subjects.count >= 34)
        for subject in subjects {
            // Such a request has every outcome; of what a third party may not see, it is told only that it is there.
            let explanation = try explanation(subject, ["--requester", "third-party", "--domains", "STHJ,SL,FY"])
            for record in explanation.list("records") {
                let place = "\(subject) \(record["title"]?.string ?? "")"
                let isIn = ["shown", "counted"].contains(record["inclusion"]?.string)
                #expect(record["conclusion"]?["holds"] == .bool(isIn), "\(place)")
                #expect(record["conclusion"]?["change"]?.string?.isEmpty == false, "\(place)")
                for version in record.list("versions") {
                    for case .array(let part) in version.list("parts") {
                        let rules = Set(part.compactMap { $0["rule"]?.string })
                        #expect(rules.isSuperset(of: ["3.1", "3.3", "3.4", "3.5"]), "\(place)")
                    }
                }
            }
            // The resident identity numbers of the samples are of the district 159999, which does not exist.
            #expect(!explanation.text.contains("159999"), "\(subject)")
        }
    }

    /// Several subjects are explained one by one, those of a report with branches in its order.
    @Test func severalSubjectsAreExplainedAsTheirReportHasThem() throws {
        let store = try SampleStore.shared()
        func explain(_ more: String...) throws -> Tool.Result {
            try Program.run(["explain", "--at", SampleStore.now] + more, store: store.path)
        }
        func subjects(_ result: Tool.Result) throws -> [String?] {
            try result.output.split(separator: 0x0A).map { try JSONReader.read($0)["subject"]?.string }
        }
        let group = try explain("--subject", GroupReport.codes[0], "--with-branches", "--json")
        #expect(try subjects(group) == GroupReport.codes)
        let first = try #require(try group.output.split(separator: 0x0A).first.map { try JSONReader.read($0) })
        #expect(first.list("records").count == 64)
        let question = first.list("question").compactMap(\.string)
        #expect(question.last?.hasPrefix("the report is about 6 subjects, 5 of them branches") == true)

        let scratch = try TemporaryDirectory()
        try TestFile.write(
            Array("91150105YY000001XR\n91150203YY0000036W,包头市示例钢构制造有限公司\n".utf8), to: scratch.path("list.csv"))
        let listed = try explain("--subjects", scratch.path("list.csv"), "--json")
        #expect(try subjects(listed) == ["91150105YY000001XR", "91150203YY0000036W"])
        // One alone is said to be alone by saying nothing of others; if one is refused, all are.
        #expect(!(try explain("--subject", "91150105YY000001XR").text.contains("the report is about")))
        let refused = try explain("--subject", "91150105YY000001XR", "--subject", "91150402YY0000052F")
        #expect(refused.status == 65 && refused.output.isEmpty)
        #expect(refused.errorText.contains("[refusal.subject-code]"))
        #expect(try explain("--json").status == 64)
    }

    @Test func itSpeaksBothLanguagesAndRefusesAsIssueDoes() throws {
        let store = try SampleStore.shared()
        let words = ["explain", "--subject", "91150203YY0000036W", "--at", SampleStore.now]
        let chinese = try Program.run(words, store: store.path, language: "zh_CN.UTF-8")
        #expect(chinese.text.contains("    2   - 不列示、不计数：已撤销\n          → 若要改变：撤销被取消\n"))
        let english = try Program.run(words, store: store.path)
        #expect(english.text.contains("    2   - neither shown nor counted: it was revoked\n"))
        #expect(english.text.contains("→ what would change it: the revocation is undone\n"))
        // The same records, in the same order, as the report has.
        #expect(try explanation("91150203YY0000036W", language: "zh").list("records").count == 7)

        let refused = try Program.run(
            "explain", "--subject", "91150402YY0000052F", "--at", SampleStore.now, store: store.path)
        #expect(refused.status == 65)
        #expect(refused.errorText.contains("[refusal.subject-code]"))
    }
}

extension JSONValue {
    /// The elements of a member that is an array; none if it is not.
    fileprivate func list(_ name: String) -> [JSONValue] {
        guard case .array(let elements) = self[name] else { return [] }
        return elements
    }

    /// All lines of a record: its conclusion, its own and those of its parts.
    fileprivate var lines: [JSONValue] {
        var lines = [self["conclusion"]].compactMap(\.self) + list("rules")
        for version in list("versions") {
            for case .array(let part) in version.list("parts") { lines += part }
        }
        return lines
    }
}
