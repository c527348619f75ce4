// SPDX-License-Identifier: Apache-2.0

import Intake
import TestSupport
import Testing

struct CSVTests {
    private func rows(_ text: String) throws(IntakeError) -> [[String]] {
        try DeliveryText.rows(Array(text.utf8), piece: 7).map(\.values)
    }

    /// RFC 4180, 2, and what spreadsheets write beside it.
    @Test(arguments: [
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        ("\"a\",\"b\"\"c\"\n", [["a", "b\"c"]]),
        ("\"a\r\nb\",\"c,d\"\n", [["a\r\nb", "c,d"]]),
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("a\tb\n1\t\"2\t3\"\n", [["a", "b"], ["1", "2\t3"]]),
        ("a,,\n,,\n\n1,,\n", [["a", "", ""], ["1", "", ""]]),
        ("5\" pipe,x\n", [["5\" pipe", "x"]]),
        ("a,\"\"\n", [["a", ""]]),
        ("\n\na,b\n", [["a", "b"]]),
        ("\"a,b;c\";d\n", [["a,b;c", "d"]]),
        ("", []),
        ("\r\n", []),
    ])
    func readsRows(vector: (text: String, rows: [[String]])) throws {
        #expect(try rows(vector.text) == vector.rows)
    }

    @Test func countsLinesWithinQuotes() throws {
        let rows = try DeliveryText.rows(Array("a\n\"b\n\nc\"\n\nd\n".utf8), piece: 3)
        #expect(rows.map(\.line) == [1, 2, 6])
    }

    @Test(arguments: [
        ("a,b\n\"c,d\n", "line 2"), ("a\n\"b\"c\n", "line 2"), ("a\n\"b\" ,c\n", "line 2"),
        (String(repeating: ",", count: 1024), "columns"),
    ])
    func refusesShiftedColumns(vector: (text: String, mention: String)) throws {
        let error = try #require(throws: IntakeError.self) { _ = try rows(vector.text) }
        #expect(error.message.contains(vector.mention), "\(error)")
    }

    private static let headings = "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_NR,CF_JDRQ,CF_CFJG\n"

    private func row(_ number: Int, _ content: String) -> String {
        "甲公司,\(Codes.plain),\(number)号,\(content),2026-05-01,乙局"
    }

    /// A quote that an input method closes in full width would take the rows behind it into its value.
    @Test(arguments: [
        // Opened in one row, closed in the third, in the next, in an earlier and in a later column.
        (["\"责令停产”", "罚款", "没收“三无产品\""], "\n"), (["\"责令停产”", "没收“三无产品\""], "\r\n"),
        (["\"责令停产”", "罚款", "没收“三无产品\""], "\r"),
    ])
    func refusesAQuoteThatSwallowsRows(vector: (contents: [String], end: String)) throws {
        let rows = vector.contents.enumerated().map { row($0.offset + 1, $0.element) }
        let text = Self.headings + (["甲公司,\(Codes.plain),0号,罚款,2026-05-01,乙局"] + rows).joined(separator: vector.end)
        let samples = try SampleStore()
        let error = try #require(throws: IntakeError.self) { try samples.take(text) }
        #expect(error.code == .format && error.message.contains("line 3"), "\(error)")
        #expect(try samples.lines().isEmpty)
    }

    @Test func refusesAQuoteThatEndsInAnotherColumn() throws {
        let samples = try SampleStore()
        let other = "乙公司,\(Codes.clean),2号,罚款,2026-05-01,乙\"\n"
        for text in [
            row(1, "\"责令”") + "\n" + other,
            "甲公司,\(Codes.plain),1号,罚款,2026-05-01,\"乙局”\n" + "乙公司\"" + other.dropFirst(3),
        ] {
            let error = try #require(throws: IntakeError.self) { try samples.take(Self.headings + text) }
            #expect(error.code == .format && error.message.contains("line 2"), "\(error)")
        }
    }

    /// An unquoted comma shifts what is behind it, though the last value is empty.
    @Test func holdsRowsThatAreLongerThanTheirHeadings() throws {
        let samples = try SampleStore()
        let shifted = try samples.take(Self.headings + row(1, "责令停产,暂扣许可证") + "\n")
        #expect(shifted.pending.map(\.reason) == ["row.columns"])
        let empty = try samples.take(Self.headings + "甲公司,\(Codes.plain),2号,责令停产,暂扣,2026-05-01,\n")
        #expect(empty.pending.map(\.reason) == ["row.columns"])
        let trailing = try samples.take(Self.headings.dropLast() + ",\n" + row(3, "责令停产") + ",\n")
        #expect(trailing.counts.list == [1, 0, 0, 0, 0])
    }

    @Test func readsTextsOfSeveralLines() throws {
        let samples = try SampleStore()
        let rows = [
            row(1, "\"罚款,没收\n责令改正,停业\r\n、\""), row(2, "\"一\n二,三,四\n\""),
            "\"甲\n公司\",\(Codes.plain),3号,\"a,b\nc\",2026-05-01,\"乙\n局,a,b\"",
        ]
        #expect(try samples.take(Self.headings + rows.joined(separator: "\n")).counts.list == [3, 0, 0, 0, 0])
    }

    @Test func refusesEndlessValues() throws {
        let text = "a\n" + String(repeating: "x", count: 1 << 20 + 1)
        let error = try #require(throws: IntakeError.self) {
            _ = try DeliveryText.rows(Array(text.utf8), piece: 1 << 16)
        }
        #expect(error.code == .limit)
    }

    /// Whatever is written by the rules comes back, whatever the separator and the end of line.
    @Test func readsBackWhatIsWritten() throws {
        var random = SeededGenerator.fresh(for: "CSVTests.readsBackWhatIsWritten")
        let pool = ["", "a", "内蒙古", "\"", ",", ";", "\t", "\n", "\r\n", " x ", "=1", "𪚥", "\u{301}"]
        for _ in 0..<200 {
            let columns = Int.random(in: 2...5, using: &random)
            let table = (0..<Int.random(in: 1...6, using: &random)).map { row in
                // The first value of a row is never empty, so that no row is blank.
                (0..<columns).map { column in
                    column == 0 || row == 0
                        ? "v\(row)\(column)"
                        : (0..<3).map { _ in pool.randomElement(using: &random) ?? "" }.joined()
                }
            }
            let separator = [",", ";", "\t"].randomElement(using: &random) ?? ","
            let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
            let text = table.map { row in row.map(Self.quoted).joined(separator: separator) }.joined(separator: end)
            let read = try DeliveryText.rows(Array(text.utf8), piece: Int.random(in: 1...20, using: &random)).map(
                \.values)
            #expect(
                read.map { $0.map { Array($0.utf8) } } == table.map { $0.map { Array($0.utf8) } }, "seed \(random.seed)"
            )
        }
    }

    @Test func readsAcrossPieces() throws {
        let table = (0..<3000).map { ["行\($0)", "值,\($0)", "x\n\"y\""] }
        let text = table.map { $0.map(Self.quoted).joined(separator: ",") }.joined(separator: "\r\n")
        for piece in [13, 1000] {
            #expect(try DeliveryText.rows(Array(text.utf8), piece: piece).map(\.values) == table)
        }
    }

    /// A value in quotes. By scalars: a quote with a combining mark behind it is one `Character`.
    private static func quoted(_ value: String) -> String {
        var scalars = "\"".unicodeScalars
        for scalar in value.unicodeScalars {
            scalars.append(scalar)
            if scalar == "\"" { scalars.append(scalar) }
        }
        scalars.append("\"")
        return String(scalars)
    }
}
