// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// What must not be seen is seen nowhere: trade secrets by mark and by the catalogue's security level, and identity
/// numbers as a policy masks them (rules, 6).
@Suite struct SecretFieldTests {
    private static let subject = "91150105YY000001XR"
    private static let source = "11150000YY000140XH"
    private static let now = "2026-11-20T10:00:00+08:00"
    /// The example of GB 11643-1999.
    private static let number = "11010519491231002X"

    /// A store of its own, and all that came out of it.
    private struct Desk {
        let scratch: TemporaryDirectory
        let sample: SampleStore
        var outputs: [(name: String, text: String)] = []
        var store: String { scratch.path("store") }

        /// A store with 行政处罚 alone beside the register, whose catalogue is the sample one after an edit.
        init(mask: (first: Int, last: Int) = (3, 2), catalog edit: (String) -> String = { $0 }) throws {
            scratch = try TemporaryDirectory()
            sample = try SampleStore.shared()
            func copy(_ name: String, _ edit: (String) -> String) throws -> String {
                let text = String(decoding: try TestFile.read(Repository.path("Samples/" + name)), as: UTF8.self)
                let edited = edit(text)
                let path = scratch.path(name.split(separator: "/").last.map(String.init) ?? name)
                try TestFile.write(Array(edited.utf8), to: path)
                return path
            }
            let policy = try copy("policies/marked-repaired.json") { text in
                text.replacing("\"first\": 3", with: "\"first\": \(mask.first)")
                    .replacing("\"last\": 2", with: "\"last\": \(mask.last)")
            }
            let made = try Program.run(
                "init", "--catalog", try copy("catalog.json", edit), "--domains",
                Repository.path("Samples/domains.json"), "--measures", Repository.path("Samples/measures.json"),
                "--policy", policy, store: store)
            #expect(made.status == 0, "\(made.errorText)")
            try take(
                "register", item: "DJXX",
                [
                    ["主体名称", "统一社会信用代码", "登记状态", "主体类型", "成立日期"],
                    ["示例云杉有限公司（测试）", SecretFieldTests.subject, "存续", "有限责任公司", "2018-05-21"],
                ], at: "2026-11-18T09:00:00+08:00")
        }

        /// Imports some rows.
        mutating func take(_ name: String, item: String = "XZCF", _ rows: [[String]], at instant: String) throws {
            let path = scratch.path(name + ".csv")
            let text = rows.map { row in row.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
            try TestFile.write(Array(text.utf8), to: path)
            let words = [
                "import", path, "--item", item, "--source", SecretFieldTests.source, "--received", instant,
                "--through", "2026-11-17",
            ]
            let result = try run(words)
            #expect(result.status == 0, "\(result.errorText)")
        }

        /// Runs a command and keeps what it said.
        @discardableResult
        mutating func run(_ words: [String]) throws -> Tool.Result {
            let result = try Program.run(words, store: store)
            outputs.append((words.prefix(2).joined(separator: " "), result.text + result.errorText))
            return result
        }

        /// Runs a command in every form that it can speak in.
        mutating func ask(_ words: String...) throws {
            for form in [["--lang", "zh"], ["--lang", "en"], ["--json"]] {
                let result = try run(words + form)
                #expect(result.status == 0, "\(words) \(form): \(result.errorText)")
            }
        }

        /// Everything that can be asked about the subject: reports, explanation, what the store holds, a round.
        mutating func askAll() throws {
            let signing = ["--key", sample.key, "--cert", sample.certificate]
            let issued = try run(
                [
                    "issue", "--subject", SecretFieldTests.subject, "--purpose", "示例", "--at", SecretFieldTests.now,
                    "--out", scratch.path("out"),
                ] + signing)
            #expect(issued.status == 0, "\(issued.errorText)")
            try ask("explain", "--subject", SecretFieldTests.subject, "--at", SecretFieldTests.now)
            try ask("show", "--subject", SecretFieldTests.subject)
            try ask("event", "list", "--at", SecretFieldTests.now)
            try ask("issued", "--affected", "--at", SecretFieldTests.now)
            try ask("store", "log")
            try ask("store", "check")
            let round = scratch.path("round.json")
            let text = """
                {"id": "示例", "project": "示例", "lot": "1", "tenderingUnit": "示例", "purpose": "示例",
                 "instant": "\(SecretFieldTests.now)", "bidders": [{"code": "\(SecretFieldTests.subject)"}]}
                """
            try TestFile.write(Array(text.utf8), to: round)
            let batch = try run(["batch", "--round", round, "--out", scratch.path("round")] + signing)
            #expect(batch.status == 0, "\(batch.errorText)")
            for directory in ["out", "round"] { try read(directory) }
        }

        /// The files of a directory, with what a reader sees of a PDF.
        private mutating func read(_ directory: String) throws {
            for name in try Directory.names(in: scratch.path(directory)) {
                let path = scratch.path(directory + "/" + name)
                outputs.append((directory + "/" + name, String(decoding: try TestFile.read(path), as: UTF8.self)))
                guard name.hasSuffix(".pdf") else { continue }
                outputs.append((directory + " pages", try Tool.run("pdftotext", ["-raw", path, "-"]).text))
                try Tool.run("qpdf", ["--qdf", "--object-streams=disable", path, scratch.path("q.pdf")])
                let inflated = String(decoding: try TestFile.read(scratch.path("q.pdf")), as: UTF8.self)
                outputs.append((directory + " inflated", inflated))
            }
        }

        /// Where a text came out, by name; lines may break anywhere.
        func places(of text: String) -> [String] {
            outputs.filter { $0.text.filter { !$0.isWhitespace }.contains(text) }.map(\.name)
        }
    }

    /// The headings of the deliveries: all fields without a role that take any text, then one that takes an amount.
    private static let headings = [
        "CF_XDR_MC", "CF_XDR_SHXYM", "CF_WSH", "CF_JDRQ", "CF_CFJG", "CF_CFJGDM", "SYMM", "CF_CFMC", "CF_WFXW", "CF_SY",
        "CF_YJ", "CF_CFLB", "CF_NR", "CF_NR_ZKDX", "BZ", "CF_XDR_SWDJ", "CF_FRDB", "CF_NR_FK", "CF_YXQ",
    ]

    /// A row whose values without a role are a word with the number of their column.
    private static func row(
        _ number: String, mark: String, _ word: String, code: String = subject, day: String = "2026-03-01"
    ) -> [String] {
        let head = ["示例云杉有限公司（测试）", code, number, day, "内蒙古自治区市场监督管理局（示例）", source, mark]
        return head + (head.count..<headings.count).map { word + String($0) + "Q" }
    }

    @Test func tradeSecretsComeOutNowhere() throws {
        var desk = try Desk { text in
            text.replacing(
                "\"code\": \"CF_YJ\", \"name\": \"处罚依据\", \"type\": \"text\", \"length\": 2048, \"security\": \"公开\"",
                with:
                    "\"code\": \"CF_YJ\", \"name\": \"处罚依据\", \"type\": \"text\", \"length\": 2048, \"security\": \"商业秘密\""
            )
        }
        try desk.take(
            "first",
            [
                Self.headings, Self.row("示例1号", mark: "1", "CONCEALEDA"), Self.row("示例2号", mark: "是", "CONCEALEDB"),
                Self.row("示例3号", mark: "涉密", "CONCEALEDC"), Self.row("示例4号", mark: "0", "OPEN"),
                Self.row("示例5号", mark: "", "FREI"), Self.row("示例6号", mark: "CF_SY、处罚内容", "PART"),
                // One whose day nobody can read, and one that is not accepted.
                Self.row("示例7号", mark: "1", "CONCEALEDD", day: "2026-02-30"),
                Self.row("示例8号", mark: "1", "CONCEALEDE", code: "91150105YY000001XX"),
            ], at: "2026-11-18T10:00:00+08:00")
        // Another version of the first, which the source marks as well, and of the fifth, which it marks now.
        try desk.take(
            "second",
            [Self.headings, Self.row("示例1号", mark: "1", "CONCEALEDF"), Self.row("示例5号", mark: "1", "CONCEALEDG")],
            at: "2026-11-19T10:00:00+08:00")
        try desk.askAll()

        let secret = ["CONCEALEDA", "CONCEALEDB", "CONCEALEDC", "CONCEALEDD", "CONCEALEDE", "CONCEALEDF", "CONCEALEDG"]
        for word in secret { #expect(desk.places(of: word).isEmpty, "\(word)") }
        // By the level of the field, whatever the row says; and by a mark that names its fields.
        let columns = (
            facts: Self.headings.firstIndex(of: "CF_SY"), law: Self.headings.firstIndex(of: "CF_YJ"),
            content: Self.headings.firstIndex(of: "CF_NR"), name: Self.headings.firstIndex(of: "CF_CFMC")
        )
        let (facts, law) = (try #require(columns.facts), try #require(columns.law))
        let (content, name) = (try #require(columns.content), try #require(columns.name))
        for word in ["OPEN\(law)Q", "FREI\(law)Q", "PART\(law)Q", "PART\(facts)Q", "PART\(content)Q"] {
            #expect(desk.places(of: word).isEmpty, "\(word): \(desk.places(of: word))")
        }
        // The search does find what is open, and the records stay with their numbers.
        for word in ["OPEN\(facts)Q", "PART\(name)Q"] {
            let places = Set(desk.places(of: word))
            #expect(places.isSuperset(of: ["show --subject", "out pages", "round pages"]), "\(word): \(places)")
            for form in [".xml", ".html"] { #expect(places.contains { $0.hasSuffix(form) }, "\(word): \(places)") }
        }
        for number in 1...7 {
            let places = desk.places(of: "示例\(number)号")
            #expect(places.contains("out pages") && places.contains("explain --subject"), "\(number): \(places)")
        }
        // What the fifth said before its source marked it is history, which its owner sees and no report has.
        #expect(Set(desk.places(of: "FREI\(facts)Q")) == ["show --subject"])
    }

    /// How much a policy leaves of a number, and how that looks.
    static let masks: [(first: Int, last: Int, masked: String)] = [
        (0, 0, "******************"), (1, 0, "1*****************"), (6, 4, "110105********002X"),
        (3, 2, "110*************2X"),
    ]

    @Test(arguments: masks) func theMaskOfThePolicyReachesEveryArtefact(
        first: Int, last: Int, masked: String
    ) throws {
        var desk = try Desk(mask: (first, last)) { text in
            // A field of its own that holds such numbers, in a catalogue that says so.
            text.replacing(
                "\"code\": \"CF_WFXW\", \"name\": \"违法行为类型\", \"aliases\": [\"违法行为\"], \"type\": \"text\", \"length\": 2000, "
                    + "\"security\": \"公开\"",
                with: "\"code\": \"CF_WFXW\", \"name\": \"经办人证件\", \"type\": \"text\", \"length\": 64, "
                    + "\"security\": \"个人信息\"")
        }
        var row = Self.row("示例1号", mark: "0", "OPEN")
        for (heading, value) in [
            ("CF_WSH", "示例" + Self.number), ("CF_SY", "甲" + Self.number + "乙"), ("CF_WFXW", Self.number + "丙"),
            ("CF_FRDB", "丁" + Self.number), ("CF_NR_FK", Self.number), ("CF_NR", "护照号G12345678"),
        ] {
            row[try #require(Self.headings.firstIndex(of: heading))] = value
        }
        try desk.take("first", [Self.headings, row], at: "2026-11-18T10:00:00+08:00")
        try desk.askAll()
        #expect(desk.places(of: Self.number).isEmpty)

        let text = "甲" + masked + "乙"
        let artefacts = desk.outputs.filter { $0.name.hasPrefix("out") || $0.name.hasPrefix("round") }
        for form in [".xml", ".html", "pages"] {
            let files = artefacts.filter { $0.name.hasSuffix(form) && !$0.name.contains("summary") }
            #expect(files.count == 2, "\(form)")
            for file in files {
                let words = file.text.filter { !$0.isWhitespace }
                for expected in [text, "示例" + masked, "丁" + masked] {
                    #expect(words.contains(expected), "\(file.name) lacks \(expected)")
                }
                // In a field of its own every value is masked, a number that is wrong or longer as well.
                let own = Self.number + "丙"
                let hidden = String(repeating: "*", count: own.count - first - last)
                #expect(words.contains(own.prefix(first) + hidden + own.suffix(last)), "\(file.name)")
            }
        }
        for name in ["explain --subject"] {
            #expect(desk.places(of: "示例" + masked).filter { $0 == name }.count == 3, "\(name)")
        }
        // No other mask than the policy's stands in what a receiver gets.
        for other in Self.masks where other.masked != masked {
            for file in artefacts where !file.name.hasSuffix(".csv") {
                #expect(!file.text.filter { !$0.isWhitespace }.contains("甲" + other.masked), "\(file.name)")
            }
        }
    }
}
