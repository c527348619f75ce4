// SPDX-License-Identifier: Apache-2.0

import Bytes
import Spreadsheets
import TestSupport
import Testing

@Suite("Writing workbooks")
struct WritingTests {
    private func sample() throws -> [UInt8] {
        var writer = WorkbookWriter()
        try writer.addSheet(
            "处罚's",
            columns: [
                SheetColumn("统一社会信用代码", width: 22), SheetColumn("金额（万元）"), SheetColumn("决定日期"), SheetColumn("公开"),
            ])
        let day = try #require(CivilDay("2024-02-29"))
        try writer.append([.text("91150402YY0000052E"), .number("4.20"), .day(day), .boolean(true)])
        try writer.append([.text("110220100012345678"), .integer(-7), .empty, .boolean(false)])
        try writer.append([.text("=1+cmd|' /C calc'!A0"), .empty, .text("_x0041_ <&> \u{1} \r\n行\t")])
        try writer.addSheet("空表", columns: [SheetColumn("一")])
        return try writer.finish()
    }

    @Test("gives back what was written, and the same bytes")
    func roundTrip() throws {
        let bytes = try sample()
        #expect(try sample() == bytes)
        let found = try Fixture.read(bytes)
        #expect(found.map(\.sheet) == ["处罚's", "空表"])
        #expect(
            found[0].rows.map(\.texts) == [
                ["统一社会信用代码", "金额（万元）", "决定日期", "公开"],
                ["91150402YY0000052E", "4.2", "2024-02-29", "TRUE"],
                ["110220100012345678", "-7", "", "FALSE"],
                ["=1+cmd|' /C calc'!A0", "", "_x0041_ <&> \u{1} \r\n行\t"],
            ])
        #expect(found[0].rows[2].cells[0].value == .text("110220100012345678"))
    }

    @Test("opens in openpyxl with nothing but texts, numbers and days")
    func judged() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("a.xlsx", try sample())
        let script = """
            import datetime, sys, warnings
            warnings.simplefilter("error")
            from openpyxl import load_workbook
            b = load_workbook(sys.argv[1])
            assert b.sheetnames == ["处罚's", "空表"], b.sheetnames
            s = b["处罚's"]
            assert s.freeze_panes == "A2" and s.auto_filter.ref == "A1:D4", (s.freeze_panes, s.auto_filter.ref)
            assert all(c.font.b for c in s[1]) and not s["A2"].font.b
            assert s.column_dimensions["A"].width == 22
            assert s["A2"].value == "91150402YY0000052E" and s["A2"].number_format == "@"
            assert s["A3"].value == "110220100012345678" and s["A3"].data_type == "s"
            assert s["B2"].value == 4.2 and s["B3"].value == -7
            assert s["C2"].value == datetime.datetime(2024, 2, 29), s["C2"].value
            assert s["D2"].value is True and s["D3"].value is False
            assert s["A4"].data_type == "s" and s["A4"].value.startswith("=1+cmd"), s["A4"].data_type
            assert not [c for row in s.iter_rows() for c in row if c.data_type == "f"]
            """
        let result = try Tool.run("python3", ["-c", script, path])
        #expect(result.status == 0, "\(result.errorText)")
        for part in ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"] {
            let text = try Tool.run("unzip", ["-p", path, part])
            let file = try directory.write("part.xml", text.output)
            let lint = try Tool.run("xmllint", ["--noout", file])
            #expect(lint.status == 0, "\(part): \(lint.errorText)")
        }
    }

    @Test(
        "refuses names that no sheet may have",
        arguments: [
            "", "a/b", "a\\b", "[a]", "a:b", "a*", "a?", "'a", "a'", "History", "a\u{0}",
            String(repeating: "表", count: 32),
            "空",
        ])
    func names(name: String) throws {
        var writer = WorkbookWriter()
        try writer.addSheet("空", columns: [SheetColumn("一")])
        do throws(SpreadsheetError) {
            try writer.addSheet(name, columns: [SheetColumn("一")])
            Issue.record("\(name) was taken")
        } catch {
            #expect(error.code == .name)
        }
    }

    @Test(
        "refuses values that a cell would change",
        arguments: [
            CellContent.number("1e3"), .number(""), .number("1."), .number(".5"), .number("=1"),
            .number("1234567890123456"),
            .number("0.1234567890123456"), .number("--1"), .number("１"), .integer(1_000_000_000_000_000),
            .text(String(repeating: "a", count: 32_768)), .day(CivilDay(ordinal: -30_000)),
        ])
    func values(content: CellContent) throws {
        var writer = WorkbookWriter()
        try writer.addSheet("表", columns: [SheetColumn("一")])
        do throws(SpreadsheetError) {
            try writer.append([content])
            Issue.record("\(content) was taken")
        } catch {
            #expect(error.code == .value)
        }
        #expect(throws: SpreadsheetError.self) { try writer.append([.empty, .empty]) }
    }

    @Test("texts of all characters come back as they were")
    func random() throws {
        var random = SeededGenerator.fresh(for: "cell texts")
        let alphabet = Array("_x0041a\t\r\n<>&\"' 行😀\u{1}\u{1F}\u{7F}\u{FFFE}é=+-@".unicodeScalars)
        var texts: [String] = []
        for _ in 0..<300 {
            var text = "."
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                text.unicodeScalars.append(alphabet.randomElement(using: &random) ?? "a")
            }
            texts.append(text)
        }
        var writer = WorkbookWriter()
        try writer.addSheet("表", columns: [SheetColumn("一")])
        for text in texts { try writer.append([.text(text)]) }
        let found = try Fixture.read(try writer.finish())[0].rows.dropFirst().map { $0.cells[0].text }
        for (one, other) in zip(found, texts) { #expect(Array(one.utf8) == Array(other.utf8)) }
        #expect(found.count == texts.count)
    }
}
