// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import RecordStore
import Records
import Spreadsheets
import TestSupport
import Testing

/// The same rows in every form of delivery, sound and broken, once, twice and corrected: every row is counted once, and
/// neither the form nor the number of threads changes what is stored.
@Suite struct DeliveryFormsTests {
    enum Form: CaseIterable { case csv, jsonLines, workbook, xml }

    private static let headings = [
        "CF_XDR_MC", "CF_XDR_LB", "CF_XDR_SHXYM", "CF_XDR_GSZC", "CF_WSH", "CF_JDRQ", "CF_CFJG", "CF_CFJGDM",
        "CF_NR_FK",
        "CF_SJLYDM", "SJC", "备注",
    ]

    private static func rows(_ count: Int, _ random: inout SeededGenerator) -> [[String]] {
        func pick(_ values: [String]) -> String { values.randomElement(using: &random) ?? "" }
        return (0..<count).map { _ in
            [
                pick(["甲公司", "乙公司", "甲公司"]), pick(["", "", "自然人", "法人及非法人组织"]),
                pick([
                    Codes.plain, Codes.clean, Codes.plain.lowercased(), "", "X", "00000000000000000X",
                    "000000000000000000", "150402900000140", "１５０４０２９０００００１４０",
                ]),
                pick(["", "", "150402900000140"]), pick(["1号", "2号", "3号", "", "〔2025〕4号"]),
                pick(["2025-01-02", "2025/1/2", "2025年1月2日", "", "不详", "2204-01-01"]), pick(["乙局", ""]),
                pick(["", Codes.authority]), pick(["1", "2", "1.50", "x"]), pick(["", Codes.authority]),
                pick(["", "2026-01-01", "2026-02-01"]), pick(["", "", "\u{1F600}", "a,\"b\"<c>&d"]),
            ]
        }
    }

    private static func write(_ rows: [[String]], as form: Form) throws -> [UInt8] {
        switch form {
        case .csv:
            let quoted = rows.map { $0.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") }
            return Array((headings.joined(separator: ",") + "\r\n" + quoted.joined(separator: "\r\n")).utf8)
        case .jsonLines:
            return Array(
                rows.map { row in
                    let members = zip(headings, row).filter { !$1.isEmpty }.map { JSONMember($0, .string($1)) }
                    return JSONValue.object(members).text
                }.joined(separator: "\n").utf8)
        case .workbook:
            var writer = WorkbookWriter()
            try writer.addSheet("示例", columns: headings.map { SheetColumn($0) })
            for row in rows { try writer.append(row.map { .text($0) }) }
            return try writer.finish()
        case .xml:
            func escaped(_ text: String) -> String {
                text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
            }
            let lines = rows.map { row in
                "<row>"
                    + zip(headings, row).filter { !$1.isEmpty }
                    .map { "<field name=\"\($0)\">\(escaped($1))</field>" }.joined() + "</row>"
            }
            return Array(
                ("<delivery xmlns=\"urn:creditreport:delivery:1\">" + lines.joined(separator: "\n") + "</delivery>")
                    .utf8)
        }
    }

    /// What matters of the lines of a store.
    private static func lines(_ samples: SampleStore) throws -> [String] {
        try samples.lines().map { line in
            "\(line.kind) \(line.subject.text) \(line.identity) \(line.sequence) \(line.row) \(line.source) "
                + "\(line.fields) \(line.delivered) \(line.faults)"
        }
    }

    @Test func everyRowIsCountedOnceInEveryForm() throws {
        var random = SeededGenerator.fresh(for: "everyRowIsCountedOnceInEveryForm")
        let first = Self.rows(60, &random)
        // Some again, some corrected, some new.
        let second =
            first.prefix(15)
            + first.dropFirst(15).prefix(15).map { row in
                var row = row
                row[2] = Codes.clean
                row[8] = "9"
                return row
            } + Self.rows(15, &random)
        let deliveries = [first, Array(second), first]
        var known: [(counts: [[Int]], lines: [String])] = []
        for (form, jobs) in zip(Form.allCases, [1, 2, 3, 8]) {
            let samples = try SampleStore()
            var counts: [[Int]] = []
            for (day, rows) in deliveries.enumerated() {
                let outcome = try samples.take(
                    try Self.write(rows, as: form), on: "2026-07-0\(day + 1)", item: "XZCF", jobs: jobs, memory: 1 << 16
                )
                #expect(
                    outcome.counts.list.reduce(0, +) == rows.count,
                    "seed \(random.seed), \(form), delivery \(day): \(outcome.counts.list)")
                #expect(outcome.counts.rows == rows.count)
                counts.append(outcome.counts.list)
            }
            #expect(samples.store.check().isEmpty)
            known.append((counts, try Self.lines(samples)))
        }
        #expect(known[0].counts[0].allSatisfy { $0 > 0 } || known[0].counts[0][3] > 0, "\(known[0].counts)")
        for (form, other) in zip(Form.allCases, known).dropFirst() {
            #expect(other.counts == known[0].counts, "seed \(random.seed), \(form)")
            #expect(other.lines == known[0].lines, "seed \(random.seed), \(form)")
        }
    }

    /// Rows are read in batches by several threads: what is said of them is what one thread says.
    @Test func threadsChangeNothing() throws {
        var random = SeededGenerator.fresh(for: "threadsChangeNothing")
        let rows = Self.rows(1200, &random)
        let csv = try Self.write(rows, as: .csv)
        var known: [(lines: [String], oddities: [Oddity], pending: [PendingRow])] = []
        for jobs in [1, 4] {
            let samples = try SampleStore()
            try samples.take(
                "主体名称,统一社会信用代码,注册号,主体类型,成立日期,登记状态\n"
                    + "甲公司,\(Codes.plain),150402900000140,企业,2020-01-01,存续\n",
                on: "2026-06-29", item: "DJXX")
            let outcome = try samples.take(csv, on: "2026-06-30", item: "XZCF", jobs: jobs, memory: 1 << 16)
            #expect(outcome.counts.list.reduce(0, +) == rows.count)
            known.append((try Self.lines(samples), outcome.oddities, outcome.pending))
        }
        #expect(known[0].lines == known[1].lines, "seed \(random.seed)")
        #expect(known[0].oddities == known[1].oddities, "seed \(random.seed)")
        #expect(known[0].pending.map(\.line) == known[1].pending.map(\.line), "seed \(random.seed)")
    }

    /// Of several things that end a delivery, the first in the file is told, and nothing is stored.
    @Test(arguments: [1, 4]) func theFirstFaultIsTold(jobs: Int) throws {
        let samples = try SampleStore()
        var lines = (1...1500).map {
            "{\"CF_XDR_MC\":\"甲公司\",\"CF_XDR_SHXYM\":\"\(Codes.plain)\",\"CF_WSH\":\"\($0)号\",\"CF_JDRQ\":\"2025-01-02\","
                + "\"CF_CFJG\":\"乙局\",\"CF_SJLYDM\":\"\(Codes.authority)\"}"
        }
        lines[1400] = "{"
        lines[1100] = lines[1100].replacing(Codes.authority, with: "")
        let text = Array(lines.joined(separator: "\n").utf8)
        let error = #expect(throws: IntakeError.self) {
            try samples.take(text, item: "XZCF", source: nil, jobs: jobs, memory: 1 << 16)
        }
        #expect(error?.code == .source, "\(String(describing: error))")
        #expect(error?.message.contains("1101") == true, "\(String(describing: error))")
        #expect(try samples.lines().isEmpty)
    }
}
