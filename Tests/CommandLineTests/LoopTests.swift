// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// The loop around the report as an operator runs it: Samples/loop/month, and its figures against those of SQLite.
@Suite struct LoopTests {
    /// The month's loop, run once.
    private struct Loop: Sendable {
        private static let made = Result { () throws(any Error) in try Loop() }
        static func shared() throws -> Loop { try made.get() }

        let directory: TemporaryDirectory
        let output: String
        var store: String { directory.path("loop/store") }

        private init() throws {
            directory = try TemporaryDirectory()
            let folder = String(Program.path.dropLast("/creditreport".count))
            let result = try Tool.run(
                "sh",
                [
                    "-c", "PATH=\"$1:$PATH\" exec \"$2\" \"$3\"", "sh", folder, Repository.path("Samples/loop/month"),
                    directory.path("loop"),
                ],
                environment: ["LC_ALL=C.UTF-8", "CREDITREPORT_HOME=" + Repository.root])
            guard result.status == 0 else {
                throw SampleStore.Failure(description: "Samples/loop/month: \(result.text)\n\(result.errorText)")
            }
            output = result.text
        }

        func document(_ name: String) throws -> JSONValue {
            try JSONReader.read(try TestFile.read(directory.path("loop/documents/" + name)).filter { $0 != 0x0A })
        }
    }

    private func table(_ document: JSONValue, _ id: String) throws -> [JSONValue] {
        let tables = (document["sections"]?.array ?? []).flatMap { $0["tables"]?.array ?? [] }
        return try #require(tables.first { $0["id"]?.string == id }?["rows"]?.array)
    }

    @Test func everyDocumentHasItsFourForms() throws {
        let loop = try Loop.shared()
        let names = try Tool.run("ls", [loop.directory.path("loop/documents")]).text.split(separator: "\n")
        let stems = Set(names.map { $0.prefix(while: { $0 != "." }) })
        #expect(stems.count == 7)
        for stem in stems {
            for form in ["json", "xlsx", "html", "pdf"] { #expect(names.contains("\(stem).\(form)")) }
        }
    }

    @Test func theDocumentsAreTheSameEachTime() throws {
        let loop = try Loop.shared()
        let again = try TemporaryDirectory()
        let words = [
            "scorecard", "--month", "2026-11", "--divisions", Repository.path("Samples/divisions.json"), "--out",
            again.path("again"),
        ]
        #expect(try Program.run(words, store: loop.store).status == 0)
        for form in ["json", "xlsx", "html", "pdf"] {
            let name = "scorecard-2026-11." + form
            #expect(
                try TestFile.read(again.path("again/" + name))
                    == TestFile.read(loop.directory.path("loop/documents/" + name)))
        }
    }

    /// Lines by source as SQLite counts them in the files of the store: new, updated, events, pending, late, judged.
    @Test(arguments: ["2026-01", "2026-03", "2026-07", "2026-10", "2026-11"])
    func theScorecardCountsAsSQLiteDoes(_ month: String) throws {
        let loop = try Loop.shared()
        let result = try Program.run(["scorecard", "--month", month, "--json"], store: loop.store)
        let document = try JSONReader.read(result.output.filter { $0 != 0x0A })
        var counted: [String] = []
        for row in try table(document, "departments") where row["delivered"]?.integer != 0 {
            guard let code = row["code"]?.string, !code.isEmpty else { continue }
            let (late, correction) = (try #require(row["late"]), try #require(row["correction"]))
            let stored = try #require(row["stored"]?.integer)
            let records = try #require(correction["whole"]?.integer)
            let updated = try #require(correction["part"]?.integer)
            counted.append(
                [
                    code, "\(records - updated)", "\(updated)", "\(stored - records)",
                    "\(try #require(row["delivered"]?.integer) - stored)", "\(try #require(late["part"]?.integer))",
                    "\(try #require(late["whole"]?.integer))",
                ].joined(separator: "|"))
        }
        let judged = try Self.sqlite(loop.store, month: month, in: loop.directory)
        #expect(!judged.isEmpty)
        #expect(counted.sorted() == judged)
    }

    /// The few lines of SQL are an account of the figures' definitions that shares nothing with the program.
    private static func sqlite(_ store: String, month: String, in directory: TemporaryDirectory) throws -> [String] {
        let path = directory.path("judge-\(month)")
        try Tool.run(
            "sh",
            ["-c", "cat \"$1\"/segments/*.jsonl > \"$2.lines\"; cat \"$1\"/chain/* > \"$2.chain\"", "sh", store, path])
        let days = ["CF_JDRQ", "XK_JDRQ", "QZ_JDRQ", "SX_LRRQ", "CP_CPRQ", "YC_LRRQ"]
        func any(_ part: String) -> String {
            days.map { "json_extract(t,'$.\(part).\($0)')" }.joined(separator: ",")
        }
        let sql = """
            .mode list
            .separator "\\001" "\\n"
            CREATE TABLE line(t TEXT); CREATE TABLE chain(t TEXT);
            .import \(path).lines line
            .import \(path).chain chain
            CREATE TABLE d AS SELECT json_extract(t,'$.import.sequence') n,
             substr(json_extract(t,'$.import.received'),1,10) day, json_extract(t,'$.import.backfill[0]') b0,
             json_extract(t,'$.import.backfill[1]') b1 FROM chain WHERE json_extract(t,'$.import.sequence') IS NOT NULL;
            CREATE TABLE l AS SELECT json_extract(t,'$.import') n, json_extract(t,'$.row') r, json_extract(t,'$.kind') kind,
             json_extract(t,'$.source') source, json_extract(t,'$.identity') id,
             CASE WHEN coalesce(\(any("faults"))) IS NULL THEN coalesce(\(any("fields"))) END decided
             FROM line WHERE json_extract(t,'$.subject') NOT LIKE 'parent:%';
            CREATE TABLE h AS SELECT value j FROM json_each(readfile('\(Repository.path("Samples/holidays.json"))'),'$.years');
            CREATE TABLE cal AS WITH RECURSIVE c(day) AS
             (SELECT '2015-01-01' UNION ALL SELECT date(day,'+1 day') FROM c WHERE day<'2027-12-31')
             SELECT day, day IN (SELECT value FROM h, json_each(j,'$.workdays')) OR (strftime('%w',day) NOT IN ('0','6')
             AND NOT EXISTS (SELECT 1 FROM h, json_each(j,'$.rests') x
             WHERE day BETWEEN json_extract(x.value,'$.from') AND json_extract(x.value,'$.to'))) w FROM c;
            CREATE TABLE cum AS SELECT day, sum(w) OVER (ORDER BY day) k FROM cal;
            CREATE INDEX ci ON cum(day);
            CREATE TABLE f AS SELECT id, source, min(n) first FROM l WHERE kind='record' GROUP BY id, source;
            CREATE TABLE j AS SELECT l.*, kind='record' AND l.n=f.first isNew, d.day,
             decided<=d.day AND NOT coalesce(decided BETWEEN b0 AND b1, 0) judged
             FROM l JOIN d USING(n) LEFT JOIN f ON f.id=l.id AND f.source=l.source
             WHERE d.day LIKE '\(month)%' AND kind IN ('record','event','pending');
            .separator "|" "\\n"
            SELECT source, sum(isNew), sum(kind='record' AND NOT isNew),
             count(DISTINCT CASE kind WHEN 'event' THEN n||'-'||r END), sum(kind='pending'),
             coalesce(sum(isNew AND judged AND (SELECT k FROM cum WHERE day=date(j.day,'-1 day'))
             -(SELECT k FROM cum WHERE day=decided)>=7),0), coalesce(sum(isNew AND judged),0)
             FROM j GROUP BY source ORDER BY source;
            """
        try TestFile.write(Array((sql + "\n").utf8), to: path + ".sql")
        let result = try Tool.run("sqlite3", [":memory:", ".read \(path).sql"])
        return result.text.split(separator: "\n").map(String.init).sorted()
    }

    @Test func aBackfillIsExemptInItsWindowAndThereAlone() throws {
        let document = try Loop.shared().document("scorecard-2026-11.json")
        let rows = try table(document, "departments")
        let row = try #require(rows.first { $0["code"]?.string == "11150000YY0001178N" })
        // Three came as a backfill of 2024; one of them was decided in 2025, and is late.
        #expect(row["backfill"]?.integer == 2)
        #expect(row["late"]?["part"]?.integer == 1)
        #expect(row["late"]?["whole"]?.integer == 1)
    }

    @Test func countiesAndCitiesAreThoseOfTheDecidingAuthority() throws {
        let document = try Loop.shared().document("scorecard-2026-11.json")
        let counties = try table(document, "counties")
        #expect(counties.compactMap { $0["name"]?.string } == ["昆都仑区", "红山区"])
        #expect(counties.map { $0["late"]?["part"]?.integer } == [0, 1])
        let cities = try table(document, "cities")
        let sums = cities.filter { $0["standing"]?.string != "total" }.compactMap { $0["delivered"]?.integer }
        #expect(sums.reduce(0, +) == cities.last?["delivered"]?.integer)
    }

    @Test func theSheetNamesEachDifference() throws {
        let loop = try Loop.shared()
        let names = try Tool.run("ls", [loop.directory.path("loop/documents")]).text.split(separator: "\n")
        let name = try #require(names.first { $0.hasPrefix("reconciliation") && $0.hasSuffix(".json") })
        let document = try loop.document(String(name))
        let differences = try table(document, "differences").map {
            ($0["kind"]?.string ?? "") + " " + ($0["number"]?.string ?? "")
        }
        #expect(
            differences == [
                "清单有，平台无 蒙应急罚示〔2026〕5号", "清单有，平台待核 蒙应急罚示〔2026〕7号", "平台有，清单无 蒙应急罚示〔2026〕6号",
            ])
        let items = try table(document, "items")
        #expect(items.count == 1)
        #expect(items[0]["rows"]?.integer == 6)
        #expect(items[0]["open"]?.integer == 1)
        #expect(items[0]["late"]?.integer == 1)
    }

    @Test func anAcknowledgedSheetIsClosed() throws {
        let loop = try Loop.shared()
        let copy = try TemporaryDirectory()
        try Tool.run("cp", ["-a", loop.store, copy.path("store")])
        let store = copy.path("store")
        let list = try Program.run(["reconcile", "list", "--json"], store: store)
        let known = try JSONReader.read(list.output.filter { $0 != 0x0A })
        #expect(known["state"]?.string == "acknowledged")
        #expect(known["differences"]?.integer == 3)
        let sheet = try #require(known["sheet"]?.string)
        let words = ["reconcile", "answer", "--sheet", sheet, "--by", "示例联络员", "--answer"]
        // The same answer again changes nothing; a new one comes too late.
        let same = try Program.run(words + [Repository.path("Samples/loop/answer-yjgl.csv")], store: store)
        #expect(same.status == 0)
        try TestFile.write(Array("目录项,文号,答复\n行政处罚,蒙应急罚示〔2026〕1号,异议\n".utf8), to: copy.path("late.csv"))
        let late = try Program.run(words + [copy.path("late.csv")], store: store)
        #expect(late.status == 65)
        #expect(late.errorText.contains("registry.sheet-acknowledged"))
        let unknown = try Program.run(
            ["reconcile", "answer", "--sheet", "DZ-0", "--by", "示例", "--acknowledge"], store: store)
        #expect(unknown.status == 66)
    }

    @Test func whatWasHandledWithoutAQueryIsNamed() throws {
        let document = try Loop.shared().document("use-2026-11.json")
        let uncovered = try table(document, "uncovered")
        #expect(uncovered.compactMap { $0["subject"]?.string } == ["91150203YY0000036W"])
        #expect(try table(document, "coverage").first?["coverage"]?["percent"]?.string == "50.00")
        #expect(try table(document, "feedback").first?["basis"]?.integer == 1)
    }

    @Test func holesOfANumberSeriesAreFound() throws {
        let document = try Loop.shared().document("gaps.json")
        let row = try #require(
            try table(document, "series").first { $0["series"]?.string == "蒙应急罚示〔2026〕" })
        #expect(row["holes"]?.string == "5")
        #expect(row["last"]?.integer == 7)
    }

    @Test func anEarlierSnapshotGivesItsOwnFigures() throws {
        let loop = try Loop.shared()
        let log = try Program.run(["store", "log", "--json"], store: loop.store)
        let lines = log.text.split(separator: "\n").compactMap { try? JSONReader.read(Array($0.utf8)) }
        let before = try #require(lines.first { $0["import"]?.integer == 82 || $0["sequence"]?.integer == 82 })
        let id = try #require(before["hash"]?.string ?? before["tip"]?.string ?? before["snapshot"]?.string)
        let result = try Program.run(
            ["scorecard", "--month", "2026-11", "--json", "--snapshot", id], store: loop.store)
        let document = try JSONReader.read(result.output.filter { $0 != 0x0A })
        let total = try #require(try table(document, "departments").last)
        #expect(total["delivered"]?.integer == 15)
        #expect(total["backfill"]?.integer == 0)
    }

    @Test func theDocumentsAreSoundPDF() throws {
        let loop = try Loop.shared()
        for name in ["scorecard-2026-11", "catalog", "gaps", "use-2026-11"] {
            let path = loop.directory.path("loop/documents/\(name).pdf")
            #expect(try Tool.run("qpdf", ["--check", path]).status == 0)
            let text = try Tool.run("pdftotext", ["-layout", path, "-"]).text
            #expect(text.contains("内发改财金字〔2024〕920"))
        }
        let all = try Tool.run("sh", ["-c", "ls \"$1\"/*.pdf", "sh", loop.directory.path("loop/documents")]).text
        let paths = all.split(separator: "\n").map(String.init)
        let verdicts = try Tool.run(Repository.path("Tests/Judges/verapdf"), ["3a,ua1"] + paths)
        #expect(verdicts.status == 0, "\(verdicts.text)")
        let html = try TestFile.read(loop.directory.path("loop/documents/scorecard-2026-11.html"))
        let page = String(decoding: html, as: UTF8.self)
        #expect(page.contains("<svg"))
        // Nobody can take a circular for a report.
        #expect(!page.contains("signed-report"))
    }
}
