// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// The loop around the report as an operator runs it: Samples/loop/month and its documents.
@Suite struct LoopTests {
    @Test func everyDocumentHasItsFourForms() throws {
        let loop = try SampleLoop.shared()
        let names = try Tool.run("ls", [loop.directory.path("loop/documents")]).text.split(separator: "\n")
        let stems = Set(names.map { $0.prefix(while: { $0 != "." }) })
        #expect(stems.count == 7)
        for stem in stems {
            for form in ["json", "xlsx", "html", "pdf"] { #expect(names.contains("\(stem).\(form)")) }
        }
    }

    @Test func theDocumentsAreTheSameEachTime() throws {
        let loop = try SampleLoop.shared()
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

    @Test func aBackfillIsExemptInItsWindowAndThereAlone() throws {
        let document = try SampleLoop.shared().document("scorecard-2026-11.json")
        let rows = try SampleLoop.table(document, "departments")
        let row = try #require(rows.first { $0["code"]?.string == "11150000YY0001178N" })
        // Three came as a backfill of 2024; one of them was decided in 2025, and is late.
        #expect(row["backfill"]?.integer == 2)
        #expect(row["late"]?["part"]?.integer == 1)
        #expect(row["late"]?["whole"]?.integer == 1)
    }

    @Test func countiesAndCitiesAreThoseOfTheDecidingAuthority() throws {
        let document = try SampleLoop.shared().document("scorecard-2026-11.json")
        let counties = try SampleLoop.table(document, "counties")
        #expect(counties.compactMap { $0["name"]?.string } == ["昆都仑区", "红山区"])
        #expect(counties.map { $0["late"]?["part"]?.integer } == [0, 1])
        let cities = try SampleLoop.table(document, "cities")
        let sums = cities.filter { $0["standing"]?.string != "total" }.compactMap { $0["delivered"]?.integer }
        #expect(sums.reduce(0, +) == cities.last?["delivered"]?.integer)
    }

    @Test func theSheetNamesEachDifference() throws {
        let loop = try SampleLoop.shared()
        let names = try Tool.run("ls", [loop.directory.path("loop/documents")]).text.split(separator: "\n")
        let name = try #require(names.first { $0.hasPrefix("reconciliation") && $0.hasSuffix(".json") })
        let document = try loop.document(String(name))
        let differences = try SampleLoop.table(document, "differences").map {
            ($0["kind"]?.string ?? "") + " " + ($0["number"]?.string ?? "")
        }
        #expect(
            differences == [
                "清单有，平台无 蒙应急罚示〔2026〕5号", "清单有，平台待核 蒙应急罚示〔2026〕7号", "平台有，清单无 蒙应急罚示〔2026〕6号",
            ])
        let items = try SampleLoop.table(document, "items")
        #expect(items.count == 1)
        #expect(items[0]["rows"]?.integer == 6)
        #expect(items[0]["open"]?.integer == 1)
        #expect(items[0]["late"]?.integer == 1)
    }

    @Test func anAcknowledgedSheetIsClosed() throws {
        let loop = try SampleLoop.shared()
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
        let document = try SampleLoop.shared().document("use-2026-11.json")
        let uncovered = try SampleLoop.table(document, "uncovered")
        #expect(uncovered.compactMap { $0["subject"]?.string } == ["91150203YY0000036W"])
        #expect(try SampleLoop.table(document, "coverage").first?["coverage"]?["percent"]?.string == "50.00")
        let feedback = try SampleLoop.table(document, "feedback")
        #expect(feedback.compactMap { $0["basis"]?.integer }.sorted() == [0, 1])
        #expect(feedback.compactMap { $0["consequence"]?.integer }.sorted() == [0, 1])
        let measure = try #require(try SampleLoop.table(document, "measures").first)
        #expect(measure["code"]?.string == "XZ-ZBTB" && measure["count"]?.integer == 1)
        #expect(measure["basis"]?.string?.contains("第724号") == true)
    }

    /// Up to its last import an earlier snapshot knows of no query; with a moment it counts up to that.
    @Test func useOfAnEarlierSnapshotCountsUpToItsMoment() throws {
        let loop = try SampleLoop.shared()
        let log = try Program.run(["store", "log", "--json"], store: loop.store)
        let lines = log.text.split(separator: "\n").compactMap { try? JSONReader.read(Array($0.utf8)) }
        let newest = try #require(lines.last { $0["import"]?.integer != nil || $0["sequence"]?.integer != nil })
        let id = try #require(newest["hash"]?.string ?? newest["tip"]?.string ?? newest["snapshot"]?.string)
        func use(_ more: [String]) throws -> JSONValue {
            let result = try Program.run(["use", "--month", "2026-11", "--json"] + more, store: loop.store)
            return try JSONReader.read(result.output.filter { $0 != 0x0A })
        }
        func issued(_ document: JSONValue) throws -> Int? {
            try SampleLoop.table(document, "queries").first?["issued"]?.integer
        }
        #expect(try issued(try use([])) == 1)
        // The same import, but asked two hours before the report.
        let before = try use(["--snapshot", id])
        #expect(try SampleLoop.table(before, "queries").isEmpty)
        #expect(try SampleLoop.table(before, "feedback").isEmpty)
        #expect(try issued(try use(["--snapshot", id, "--at", "2026-11-24T11:00:00+08:00"])) == 1)
        #expect(try SampleLoop.table(try use(["--at", "2026-11-24T11:59:59+08:00"]), "feedback").isEmpty)
        // Applications and refusals count from when they were booked.
        func repairs(_ moment: String) throws -> [Int?] {
            let row = try SampleLoop.table(try use(["--at", moment]), "repairs").first
            return ["all", "refused", "open"].map { row?[$0]?.integer }
        }
        #expect(try repairs("2026-11-26T10:00:00+08:00") == [2, 1, 1])
        #expect(try repairs("2026-11-24T10:00:00+08:00") == [2, 0, 2])
        #expect(try repairs("2026-11-23T15:00:00+08:00") == [1, 0, 1])
    }

    @Test func holesOfANumberSeriesAreFound() throws {
        let document = try SampleLoop.shared().document("gaps.json")
        let row = try #require(
            try SampleLoop.table(document, "series").first { $0["series"]?.string == "蒙应急罚示〔2026〕" })
        #expect(row["holes"]?.string == "5")
        #expect(row["last"]?.integer == 7)
    }

    @Test func anEarlierSnapshotGivesItsOwnFigures() throws {
        let loop = try SampleLoop.shared()
        let log = try Program.run(["store", "log", "--json"], store: loop.store)
        let lines = log.text.split(separator: "\n").compactMap { try? JSONReader.read(Array($0.utf8)) }
        let before = try #require(lines.first { $0["import"]?.integer == 82 || $0["sequence"]?.integer == 82 })
        let id = try #require(before["hash"]?.string ?? before["tip"]?.string ?? before["snapshot"]?.string)
        let result = try Program.run(
            ["scorecard", "--month", "2026-11", "--json", "--snapshot", id], store: loop.store)
        let document = try JSONReader.read(result.output.filter { $0 != 0x0A })
        let total = try #require(try SampleLoop.table(document, "departments").last)
        #expect(total["delivered"]?.integer == 15)
        #expect(total["backfill"]?.integer == 0)
    }

    @Test func theDocumentsAreSoundPDF() throws {
        let loop = try SampleLoop.shared()
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
