// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import RecordStore
import Records
import TestSupport
import Testing

/// The deliveries of the sample year, in order, with the counts that Samples/README.md states.
struct SampleYearTests {
    private struct Step {
        let file: String
        let options: ImportOptions
        let counts: [Int]
    }

    private static func plan() throws -> [Step] {
        var counts: [String: [Int]] = [:]
        for line in try SampleStore.text("README.md").split(separator: "\n") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                String($0).trimmed
            }
            guard cells.count == 10, let rows = Int(cells[3]) else { continue }
            counts[cells[1]] = [rows] + cells[4..<9].compactMap { Int($0) }
        }
        return try SampleStore.text("deliveries.tsv").split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(cells.count == 5)
            let options = ImportOptions(
                received: try #require(Instant(cells[4])), item: cells[1], source: cells[2] == "-" ? nil : cells[2],
                through: CivilDay(cells[3]))
            return Step(
                file: cells[0], options: options,
                counts: cells[0] == "-" ? [0, 0, 0, 0, 0, 0] : try #require(counts[cells[0]], "\(cells[0])"))
        }
    }

    @Test func importsAsTheReadmeSays() throws {
        let samples = try SampleStore()
        let plan = try Self.plan()
        #expect(plan.count > 60)
        for step in plan {
            guard step.file != "-" else {
                let outcome = try samples.intake.importNil(step.options)
                #expect(outcome.counts.rows == 0)
                continue
            }
            // The item is recognised from the headings alone.
            var options = step.options
            options.item = nil
            let outcome = try samples.intake.importFile(at: SampleStore.folder + step.file, options)
            #expect(outcome.item.code == step.options.item, "\(step.file)")
            #expect([outcome.counts.rows] + outcome.counts.list == step.counts, "\(step.file)")
            #expect(outcome.pending.count == outcome.counts.pending, "\(step.file)")
        }
        #expect(samples.store.check().isEmpty)

        // The same files again: nothing is new, whatever was pending waits already.
        let before = try samples.lines().count
        let last = try #require(plan.last).options.received
        for step in plan where step.file != "-" {
            var options = step.options
            options.received = last
            let outcome = try samples.intake.importFile(at: SampleStore.folder + step.file, options)
            let counts = outcome.counts
            #expect(counts.accepted == 0 && counts.pending == 0, "\(step.file): \(counts.list)")
            #expect(counts.rows == step.counts[0] && counts.outOfScope == step.counts[5], "\(step.file)")
            // Files that a later one of the sample year has overtaken would go back to what they said.
            let overtaken = ["2026-01-12-sthj", "2026-10-12-sthj", "2026-01-05-qiye", "2026-11-19-biangeng"]
            if !overtaken.contains(where: { step.file.contains($0) }) {
                #expect(counts.updated == 0, "\(step.file): \(counts.list)")
            }
        }
        // The register is kept by its source's own time of update: an old file sent again does not come back.
        let former = try samples.lines().filter { $0.item == "DJXX" && $0.value("ZT_CYM")?.contains("启程网络") == true }
        #expect(former.count == 1)
        #expect(try samples.lines().count > before)
    }

    @Test func isMadeByItsScript() throws {
        let result = try Tool.run("python3", [SampleStore.folder + "make-samples.py", "--check"])
        #expect(result.status == 0, "\(result.errorText)")
    }

    @Test func keepsWhatTheSamplesShow() throws {
        let samples = try SampleStore()
        for step in try Self.plan() where step.file != "-" {
            _ = try samples.intake.importFile(at: SampleStore.folder + step.file, step.options)
        }
        let lines = try samples.lines()
        func records(_ number: String) -> [Entry] {
            lines.filter { $0.value("CF_WSH")?.contains(number) == true && $0.kind == .record }
        }
        // Serial day, full-width amount, thousands separator, amount in words.
        let city = records("蒙城管罚示")
        #expect(city.map { $0.value("CF_JDRQ") ?? "" }.sorted().first == "2025-03-14")
        #expect(Set(city.compactMap { $0.readable("CF_NR_FK") }) == ["0.02", "1234.5", "0.01", "0.03"])
        #expect(city.contains { $0.value("CF_NR_FK") == "贰万元" && $0.faults.map(\.reason) == ["money.unreadable"] })
        // The placeholder and a bare registration number lead to one subject, known to the register by the number.
        #expect(city.filter { $0.subject == .registration("150402900000140") }.count == 2)
        // Days of every shape; what is unreadable is kept as it was delivered.
        let undated = records("蒙应急罚示〔2024〕").filter { $0.value("CF_XDR_MC")?.contains("绿水青山") == true }
        #expect(undated.count == 7)
        #expect(undated.compactMap { $0.readable("CF_JDRQ") } == ["2024-01-31", "2024-01-31", "2024-01-31"])
        #expect(undated.compactMap { $0.value("CF_JDRQ") }.contains("1900-1-1"))
        let reasons = Set(undated.flatMap(\.faults).map(\.reason))
        #expect(reasons == ["day.unreadable", "day.too-early", "day.after-receipt"])
        // Codes of the 2016 version are spelled out.
        #expect(records("蒙消罚示").allSatisfy { $0.value("CF_CFLB") == "罚款" && $0.value("CF_ZT") == "正常" })
        // A pending row is kept under the name that it gives.
        let waiting = lines.filter { $0.kind == .pending && $0.subject.text.contains("兴安盟示例机电设备") }
        #expect(waiting.count == 2)
        // Events keep the kind that the rules know.
        let kinds = Set(lines.filter { $0.kind == .event }.compactMap { $0.value("SJ_LX") })
        #expect(
            kinds.isSuperset(of: ["repair", "revoke", "delist", "objection-open", "objection-close", "replace", "undo"])
        )
        // Parts share an identity; the same number in other brackets is the same record from another source.
        #expect(Set(records("蒙自然资罚示〔2025〕1号").map(\.identity)).count == 1)
        #expect(records("蒙自然资罚示〔2025〕1号").count == 2)
        let twice = records("蒙自然资罚示〔2025〕2号") + records("蒙自然资罚示[2025]2号")
        #expect(Set(twice.map(\.identity)).count == 1 && Set(twice.map(\.source)).count == 2)
        // Records without a number never merge.
        let blank = lines.filter {
            $0.subject.text == twice.first?.subject.text ?? "" || $0.source == "11150000YY00012740"
        }
        #expect(Set(blank.filter { $0.source == "11150000YY00012740" }.map(\.identity)).count == 3)
        // Identity numbers of people out of scope are nowhere in the store.
        #expect(!lines.contains { $0.fields.contains { $0.value.contains("张测试") } })
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
