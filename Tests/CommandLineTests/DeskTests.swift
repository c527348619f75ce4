// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// The desk from the command line: events, terms, outdated reports and feedback.
@Suite struct DeskTests {
    /// 包头市示例钢构制造有限公司, with three penalties of 生态环境厅（示例）.
    private static let subject = "91150203YY0000036W"
    private static let authority = "11150000YY0001178N"
    private static let platform = "11150000YY0001004D"

    private func lines(_ result: Tool.Result) throws -> [JSONValue] {
        try result.output.split(separator: 0x0A).map { try JSONReader.read($0) }
    }

    private func issue(_ store: String, _ scratch: TemporaryDirectory, _ more: String...) throws -> String {
        let sample = try SampleStore.shared()
        let result = try Program.run(
            [
                "issue", "--subject", Self.subject, "--purpose", "企业融资", "--key", sample.key, "--cert",
                sample.certificate, "--at", SampleStore.now, "--out", scratch.path("out"), "--formats", "xml", "--json",
            ] + more, store: store)
        #expect(result.status == 0, "\(result.errorText)")
        return try JSONReader.read(result.output.filter { $0 != 0x0A })["number"]?.string ?? ""
    }

    private func repair(_ store: String, by source: String, _ more: String...) throws -> Tool.Result {
        try Program.run(
            [
                "event", "add", "--kind", "repair", "--subject", Self.subject, "--document", "蒙环罚示(2025)2号", "--by",
                source, "--day", "2026-11-20", "--decision", "信用修复决定示201号", "--received", "2026-11-20T11:00:00+08:00",
                "--json",
            ] + more, store: store)
    }

    @Test func anEventMakesReportsOutdated() throws {
        let scratch = try TemporaryDirectory()
        let store = try SampleStore.shared().copy(into: scratch)
        let all = try issue(store, scratch)
        let other = try issue(store, scratch, "--domains", "税务")
        func affected(_ more: String...) throws -> [JSONValue] {
            let result = try Program.run(
                ["issued", "--affected", "--json", "--at", "2026-11-20T12:00:00+08:00"] + more, store: store)
            #expect(result.status == 0, "\(result.errorText)")
            return try lines(result).filter { [all, other].contains($0["number"]?.string) }
        }
        #expect(try affected().isEmpty)

        let refused = try repair(store, by: "11150000YY00013971")
        #expect(refused.status == 65 && refused.errorText.contains("[desk.not-responsible]"))
        #expect(refused.errorText.contains(Self.authority) && refused.errorText.contains(Self.platform))
        let entered = try repair(store, by: Self.authority)
        #expect(entered.status == 0, "\(entered.errorText)")
        let answer = try #require(lines(entered).first)
        #expect(answer["new"]?.bool == true)
        let record = try #require(answer["records"]?.array?.first)
        #expect(record["before"]?["inclusion"]?.string == "shown")
        #expect(record["now"]?["inclusion"]?.string == "omitted")
        #expect(try lines(try repair(store, by: Self.authority)).first?["new"]?.bool == false)
        #expect(try Program.run("store", "check", store: store).status == 0)

        // The report on another domain says what it said; the other names the record.
        let found = try affected()
        #expect(found.map { $0["number"]?.string } == [all])
        let changes = try #require(found.first?["changes"]?.array)
        #expect(changes.count == 1)
        #expect(changes.first?["identity"]?.string?.contains("蒙环罚示〔2025〕2号") == true)
        #expect(changes.first?["before"]?.string == "shown" && changes.first?["after"]?.string == "absent")
        #expect(changes.first?["days"]?.array?.compactMap(\.string) == ["issue", "today"])
        let sequence = try #require(answer["import"]?.integer)
        #expect(try affected("--import", String(sequence)).count == 1)
        #expect(try affected("--import", String(sequence + 1)).isEmpty)
        #expect(try affected("--since", "2026-11-20T10:30:00+08:00").count == 1)
        #expect(try affected("--since", "2026-11-20T11:00:01+08:00").isEmpty)
        let issued = try Program.run(
            "issued", "--subject", Self.subject, "--json", "--at", "2026-11-20T12:00:00+08:00", store: store)
        #expect(try lines(issued).contains { $0["number"]?.string == all && $0["state"]?.string == "in-force" })

        // Taken back, the report says again what it said, but for what stands beside it.
        let number = try #require(answer["number"]?.string)
        let undone = try Program.run(
            "event", "add", "--kind", "undo", "--subject", Self.subject, "--names", number, "--by", Self.authority,
            "--day", "2026-11-20", "--decision", "撤销修复决定示202号", "--received", "2026-11-20T11:30:00+08:00", store: store)
        #expect(undone.status == 0, "\(undone.errorText)")
        #expect(try affected().isEmpty)
    }

    @Test func openMattersHaveTheirTerms() throws {
        let scratch = try TemporaryDirectory()
        let store = try SampleStore.shared().copy(into: scratch)
        let at = ["--at", SampleStore.now, "--json"]
        let open = try lines(try Program.run(["event", "list", "--open"] + at, store: store))
        // The samples have an objection that nobody settled, an event without its record, and one without a day.
        #expect(open.map { $0["number"]?.string } == ["YY-2026-012", "XF-2026-009", "XF-2026-010"])
        #expect(open.map { $0["state"]?.string } == ["in-force", "waiting", "fault"])
        #expect(open.first?["deadlines"]?.array?.first?["end"]?.string == "2026-09-03")
        let overdue = try lines(try Program.run(["event", "list", "--overdue"] + at, store: store))
        #expect(overdue.map { $0["number"]?.string } == ["YY-2026-012"])
        let all = try lines(try Program.run(["event", "list"] + at, store: store))
        #expect(all.count > 10 && Set(all.map { $0["state"]?.string }).contains("closed"))
        let own = try Program.run(["event", "list", "--source", "11150000YY00013971"] + at, store: store)
        #expect(try lines(own).allSatisfy { $0["authority"]?.string == "11150000YY00013971" })

        let applied = try Program.run(
            "repair", "apply", "--subject", Self.subject, "--document", "蒙环罚示〔2025〕1号", "--by", Self.platform, "--day",
            "2026-11-12", "--received", "2026-11-12T09:00:00+08:00", "--json", store: store)
        #expect(applied.status == 0, "\(applied.errorText)")
        let number = try #require(lines(applied).first?["number"]?.string)
        let forwarded = try Program.run(
            "repair", "forward", number, "--to", Self.authority, "--day", "2026-11-13", "--received",
            "2026-11-13T09:00:00+08:00", store: store)
        #expect(forwarded.status == 0, "\(forwarded.errorText)")
        let mine = try lines(
            try Program.run(["event", "list", "--open", "--subject", Self.subject] + at, store: store))
        #expect(mine.map { $0["kind"]?.string } == ["repair-application"])
        let terms = try #require(mine.first?["deadlines"]?.array)
        #expect(terms.map { $0["end"]?.string } == ["2026-11-26", "2026-11-18"])
        #expect(terms.map { $0["overdue"]?.bool } == [false, true])
        let chinese = try Program.run(
            ["event", "list", "--open", "--lang", "zh"] + at.dropLast(), store: store)
        #expect(chinese.text.contains("已逾期 2 个工作日") && chinese.text.contains("国办发〔2025〕22号"))
    }

    @Test func feedbackIsRecordedAndSummedUp() throws {
        let scratch = try TemporaryDirectory()
        let store = try SampleStore.shared().copy(into: scratch)
        let number = try issue(store, scratch)
        func feedback(_ more: String...) throws -> Tool.Result {
            try Program.run(["log", "feedback", "--at", SampleStore.now, "--json"] + more, store: store)
        }
        let agency = ["--agency", "示例公共资源交易中心（测试）", "--matter", "招标投标"]
        func record(_ number: String, _ more: String...) throws -> Tool.Result {
            try Program.run(
                ["log", "feedback", "--number", number, "--at", SampleStore.now, "--json"] + agency + more, store: store
            )
        }
        #expect(try record(number, "--outcome", "basis", "--detail", "资格审查").status == 0)
        #expect(try record(number, "--outcome", "consequence", "--item", "xz-zbtb").status == 0)
        let again = try lines(try record(number, "--outcome", "basis", "--detail", "资格审查"))
        #expect(again.first?["new"]?.bool == false)
        // A report of another store is unknown here, a mistyped number is no number.
        let foreign = try SampleReport.shared().number
        if foreign != number { #expect(try record("NM-2026-7JZA-5WVR-GF2T-2TKD-8", "--outcome", "none").status != 0) }
        #expect(try record(String(number.dropLast()) + "!", "--outcome", "none").status == 64)
        #expect(try record(number, "--outcome", "basis").status == 64)
        let sums = try lines(try feedback("--summary", "--month", "2026-11"))
        #expect(sums.count == 1)
        #expect(sums.first?["basis"]?.integer == 1 && sums.first?["consequence"]?.integer == 1)
        #expect(sums.first?["measures"]?.array?.first?["item"]?.string == "XZ-ZBTB")
        #expect(try feedback("--summary", "--month", "2026-10").text.isEmpty)
        #expect(try lines(try feedback()).count == 2)
    }

    /// What is not in the list of measures in force may not be done, so nobody can say that it was.
    @Test func aConsequenceNamesAnItemOfTheListInForce() throws {
        let scratch = try TemporaryDirectory()
        let store = try SampleStore.shared().copy(into: scratch)
        let number = try issue(store, scratch)
        func record(_ more: [String], in other: String? = nil) throws -> Tool.Result {
            try Program.run(
                [
                    "log", "feedback", "--number", number, "--agency", "示例单位", "--matter", "招标投标", "--outcome",
                    "consequence", "--at", SampleStore.now,
                ] + more, store: other ?? store)
        }
        for words in [[], ["--detail", "XZ-ZBTB"], ["--item", "XZ-ZBTB", "--detail", "x"]] {
            #expect(try record(words).status == 64, "\(words)")
        }
        let unknown = try record(["--item", "示例清单3.1"])
        #expect(unknown.status == 65 && unknown.errorText.contains("[feedback.measure]"))
        #expect(unknown.errorText.contains("NM-MEASURES 2026.1 has no item \"示例清单3.1\""))
        #expect(unknown.errorText.contains("XZ-ZBTB, XZ-ZFCG"))
        let early = try record(["--item", "XZ-ZBTB", "--day", "2025-12-31"])
        #expect(early.status == 65 && early.errorText.contains("in force from 2026-01-01, not on 2025-12-31"))
        #expect(try record(["--item", "XZ-ZBTB", "--day", "2026-01-01"]).status == 0)

        let bare = scratch.path("bare")
        let samples = Repository.path("Samples")
        #expect(
            try Program.run(
                "init", "--catalog", samples + "/catalog.json", "--domains", samples + "/domains.json", "--policy",
                samples + "/policies/default.json", store: bare
            ).status == 0)
        let without = try record(["--item", "XZ-ZBTB"], in: bare)
        #expect(without.status == 65 && without.errorText.contains("[feedback.measures]"))
    }

    /// A report with branches is outdated by one that is registered after it, and by one that is sold.
    @Test func aBranchMakesTheReportOfItsGroupOutdated() throws {
        let scratch = try TemporaryDirectory()
        let sample = try SampleStore.shared()
        let store = try sample.copy(into: scratch)
        let group = GroupReport.codes
        func issue(_ more: String...) throws -> String {
            let result = try Program.run(
                [
                    "issue", "--subject", group[0], "--purpose", "企业上市", "--key", sample.key, "--cert",
                    sample.certificate, "--at", SampleStore.now, "--out", scratch.path("out"), "--formats", "xml",
                    "--json",
                ] + more, store: store)
            #expect(result.status == 0, "\(result.errorText)")
            return try JSONReader.read(result.output.filter { $0 != 0x0A })["number"]?.string ?? ""
        }
        let (all, alone) = (try issue("--with-branches"), try issue())
        func affected(_ more: [String] = []) throws -> [JSONValue] {
            let result = try Program.run(
                ["issued", "--affected", "--json", "--at", "2026-11-20T12:00:00+08:00"] + more, store: store)
            #expect(result.status == 0, "\(result.errorText)")
            return try lines(result).filter { [all, alone].contains($0["number"]?.string) }
        }
        #expect(try affected().isEmpty)

        // A branch of a subsidiary that nobody knew; the subsidiary that named its parent by name alone has a new one.
        let rows = """
            主体名称,统一社会信用代码,主体类型,成立日期,登记状态,隶属企业名称,隶属企业统一社会信用代码
            锡林郭勒示例顺达物流有限公司,91152502YY0000917T,有限责任公司,2026-11-19,存续,赤峰示例顺达冷链有限公司,\(group[2])
            兴安盟示例顺达仓储有限公司,\(group[5]),有限责任公司,2021-12-12,存续,别的示例有限公司,

            """
        let file = scratch.path("register.csv")
        try TestFile.write(Array(rows.utf8), to: file)
        let imported = try Program.run(
            "import", file, "--item", "DJXX", "--source", "11150000YY000140XH", "--received",
            "2026-11-20T11:00:00+08:00", "--through", "2026-11-19", "--json", store: store)
        #expect(imported.status == 0, "\(imported.errorText)")
        let sequence = try #require(lines(imported).first?["import"]?.integer)

        for words in [[], ["--import", String(sequence)], ["--since", "2026-11-20T11:00:00+08:00"]] {
            let found = try affected(words)
            #expect(found.map { $0["number"]?.string } == [all, all], "\(words)")
            let main = try #require(found.first { $0["about"]?.string == group[0] })
            #expect(main["imports"]?.array?.compactMap(\.integer) == [sequence])
            let changes = main["changes"]?.array ?? []
            #expect(changes.map { $0["kind"]?.string } == ["branch", "branch"])
            #expect(changes.map { $0["identity"]?.string } == [group[5], "91152502YY0000917T"])
            #expect(changes.map { $0["before"]?.string } == ["section", "absent"])
            #expect(changes.map { $0["after"]?.string } == ["absent", "section"])
        }
        #expect(try affected(["--import", String(sequence + 1)]).isEmpty)
        let words = try Program.run(
            "issued", "--affected", "--lang", "zh", "--at", "2026-11-20T12:00:00+08:00", store: store)
        #expect(words.text.contains("分支机构、子公司 91152502YY0000917T  没有 → 单独一部分"))
    }

    @Test func everyRequestLeavesALineWhateverKeptItFromBeingIssued() throws {
        let sample = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let store = try sample.copy(into: scratch)
        func queries(_ more: String...) throws -> [JSONValue] {
            try lines(try Program.run(["log", "queries", "--json", "--purpose", "示例用途九"] + more, store: store))
        }
        func ask(_ more: String...) throws -> Int32 {
            try Program.run(
                [
                    "issue", "--subject", Self.subject, "--purpose", "示例用途九", "--cert", sample.certificate, "--at",
                    SampleStore.now, "--out", scratch.path("out"), "--formats", "xml",
                ] + more, store: store
            ).status
        }
        #expect(try ask("--key", sample.key) == 0)
        #expect(try ask("--key", sample.key) == 73)
        #expect(try ask("--key", sample.key, "--policy", "none") != 0)
        #expect(try ask("--key", scratch.path("no.key")) == 66)
        #expect(try ask("--key", sample.key, "--template", "none") != 0)
        let found = try queries()
        #expect(found.map { $0["outcome"]?.string } == ["issued", "refused", "refused", "refused", "refused"])
        #expect(try queries("--outcome", "refused", "--subject", Self.subject).count == 4)
        #expect(try queries("--to", "2026-11-19").isEmpty)
    }

    @Test func aTableOfHolidaysWithFaultsIsNotTakenIntoUse() throws {
        let scratch = try TemporaryDirectory()
        let store = try SampleStore.shared().copy(into: scratch)
        let file = scratch.path("holidays.json")
        let text = #"""
            {"format":"creditreport-holidays-1","id":"CN-HOLIDAYS","version":"x","years":[
            {"year":2027,"notice":{"title":"示例","day":"2026-11-04"},"rests":[],"workdays":["2027-01-04"]}]}
            """#
        try DurableFile.publish(Array(text.utf8), at: file, replacing: false)
        let result = try Program.run("holidays", "update", file, store: store)
        #expect(result.status == 65 && result.errorText.contains("2027-01-04 is no Saturday or Sunday"))
    }
}
