// SPDX-License-Identifier: Apache-2.0

import Compression
import Spreadsheets
import TestSupport
import Testing

@Suite("Reading workbooks")
struct WorkbookTests {
    private func cells(_ xml: String, _ change: (inout Fixture) -> Void = { _ in }) throws -> [[String]] {
        var fixture = Fixture()
        fixture.sheet = "<sheetData>\(xml)</sheetData>"
        change(&fixture)
        return try fixture.texts()
    }

    @Test("gives each type of cell as it is shown")
    func types() throws {
        let row = """
            <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>3.5</v></c><c r="C2" t="b"><v>1</v></c>\
            <c r="D2" t="e"><v>#N/A</v></c><c r="F2" t="str"><f>A2</f><v>a_x000D_b</v></c>\
            <c r="G2" t="inlineStr"><is><r><t>一</t></r><rPh><t>yi</t></rPh><r><t xml:space="preserve"> 二</t></r></is></c>\
            <c r="H2" s="1"><v>45322</v></c><c r="I2" s="2"><v>45322.395833333336</v></c><c r="J2"><f>1+1</f><v>2</v></c>\
            <c r="K2" t="d"><v>2024-01-31T00:00:00</v></c></row>
            """
        #expect(
            try cells(row) == [
                [
                    "二", "3.5", "TRUE", "#N/A", "", "a\rb", "一 二", "2024-01-31", "2024-01-31 09:30:00", "2",
                    "2024-01-31",
                ]
            ])
    }

    @Test("knows rows and cells without a place, and passes over what has no value")
    func places() throws {
        let rows = """
            <row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row r="9"><c r="B9"><v>2</v></c><c r="C9" s="1"/></row>\
            <row r="12"><c r="A12" t="s"/></row><row r="13"><c r="A13" t="inlineStr"><is><t></t></is></c></row>
            """
        var fixture = Fixture()
        fixture.sheet = "<sheetData>\(rows)</sheetData>"
        let found = try Fixture.read(try fixture.bytes)[0].rows
        #expect(found.map(\.number) == [1, 9])
        #expect(found.map(\.texts) == [["1", "", "3"], ["", "2"]])
    }

    @Test(
        "writes numbers as they are shown",
        arguments: [
            ("0.30000000000000004", "0.3", true), ("0.1", "0.1", true), ("1E-3", "0.001", true),
            ("-2.50", "-2.5", true),
            ("100000", "100000", true), ("4.2000000000000002", "4.2", true), ("1.15E+2", "115", true),
            ("-0.0", "0", true),
            ("123456789012345", "123456789012345", true), ("110220100012345678", "110220100012345678", false),
            ("1.1022010001234568E+17", "110220100012345680", false), ("99999.999999999996", "100000", true),
            ("1234567.8901234567", "1234567.89012346", true), ("5E-7", "0.0000005", true), ("1e300", "1e+300", false),
            ("007", "007", true), ("-5", "-5", true),
        ])
    func numbers(spelled: String, shown: String, isExact: Bool) throws {
        var fixture = Fixture()
        fixture.sheet = "<sheetData><row><c><v>\(spelled)</v></c></row></sheetData>"
        let cell = try #require(try Fixture.read(try fixture.bytes)[0].rows.first?.cells.first)
        guard case .number(let number) = cell.value else {
            Issue.record("no number")
            return
        }
        #expect(number.text == shown)
        #expect(number.isExact == isExact)
    }

    @Test(
        "counts days in both systems",
        arguments: [
            ("1", "1900-01-01", "1904-01-02"), ("59", "1900-02-28", "1904-02-29"), ("60", "60", "1904-03-01"),
            ("61", "1900-03-01", "1904-03-02"), ("45322", "2024-01-31", "2028-02-01"),
            ("45322.5", "2024-01-31 12:00:00", "2028-02-01 12:00:00"), ("2958465", "9999-12-31", ""),
            ("2958466", "2958466", "2958466"), ("-1", "-1", "-1"), ("0", "0", "1904-01-01"),
            ("45321.999999999", "2024-01-31", "2028-02-01"),
        ])
    func days(serial: String, from1900: String, from1904: String) throws {
        let row = "<row><c s=\"1\"><v>\(serial)</v></c></row>"
        #expect(try cells(row) == [[from1900]])
        guard !from1904.isEmpty else { return }
        #expect(try cells(row) { $0.properties = "<workbookPr date1904=\"1\"/>" } == [[from1904]])
    }

    @Test(
        "tells by the format what a number is",
        arguments: [
            ("General", "45322.25"), ("0.00", "45322.25"), ("#,##0.00_);[Red](#,##0.00)", "45322.25"),
            ("0.00E+00", "45322.25"), ("yyyy/m/d", "2024-01-31 06:00:00"),
            ("yyyy\"年\"m\"月\"d\"日\";@", "2024-01-31 06:00:00"),
            ("[$-804]yyyy年m月d日", "2024-01-31 06:00:00"), ("h:mm AM/PM", "2024-01-31 06:00:00"), ("[h]:mm", "45322.25"),
            ("\"day\" 0", "45322.25"), ("0\\d", "45322.25"), ("[DBNum1]General", "45322.25"),
            ("mmm-yy", "2024-01-31 06:00:00"),
            ("[$-411]ge.m.d", "2024-01-31 06:00:00"), ("@", "45322.25"),
        ])
    func formats(code: String, shown: String) throws {
        let found = try cells("<row><c s=\"1\"><v>45322.25</v></c></row>") {
            let escaped = code.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "&quot;")
            $0.styles =
                "<numFmts><numFmt numFmtId=\"170\" formatCode=\"\(escaped)\"/></numFmts>"
                + "<cellXfs><xf/><xf numFmtId=\"170\"/></cellXfs>"
        }
        #expect(found == [[shown]])
    }

    @Test("gives back the zeros that a format of zeros shows")
    func zeros() throws {
        let found = try cells("<row><c s=\"1\"><v>423</v></c><c s=\"1\"><v>1234567</v></c></row>") {
            $0.styles =
                "<numFmts><numFmt numFmtId=\"170\" formatCode=\"000000\"/></numFmts>"
                + "<cellXfs><xf/><xf numFmtId=\"170\"/></cellXfs>"
        }
        #expect(found == [["000423", "1234567"]])
    }

    @Test("fills merged cells with the value that is shown")
    func merged() throws {
        var fixture = Fixture()
        fixture.sheet = """
            <sheetData><row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c><c r="E1"><v>5</v></c></row>\
            <row r="2"><c r="A2"><v>99</v></c><c r="B2"><v>2</v></c></row><row r="3"><c r="A3"><v>7</v></c></row>\
            <row r="4"><c r="D4"><v>8</v></c></row></sheetData>\
            <mergeCells><mergeCell ref="C1:D1"/><mergeCell ref="A1:A2"/><mergeCell ref="A3:B5"/></mergeCells>
            """
        #expect(try fixture.texts() == [["1", "", "3", "3", "5"], ["1", "2"], ["7", "7"], ["7", "7", "", "8"]])
    }

    @Test("reads what openpyxl writes")
    func judged() throws {
        let directory = try TemporaryDirectory()
        let script = """
            import datetime, sys
            from openpyxl import Workbook
            b = Workbook(write_only=False)
            s = b.active
            s.title = "处罚"
            s.append(["行政相对人", None, "决定日期", "金额"])
            s.append(["名称", "代码", None, None])
            s.merge_cells("A1:B1"); s.merge_cells("C1:C2"); s.merge_cells("D1:D2")
            for i in range(300):
                s.append(["示例公司" + str(i % 7), "91150402YY0000052E", datetime.date(2024, 1, 31), 4.2 + i])
            s["C5"] = datetime.datetime(2024, 2, 29, 9, 30)
            s["A6"] = "<&>\\"' \\n 行"
            s.row_dimensions[7].hidden = True
            h = b.create_sheet("隐藏"); h.sheet_state = "hidden"; h["C3"] = True; h["D3"] = "=1+1"
            b.create_sheet("空")
            b.save(sys.argv[1] + "/a.xlsx")
            b.epoch = datetime.datetime(1904, 1, 1)
            b.save(sys.argv[1] + "/b.xlsx")
            """
        let made = try Tool.run("python3", ["-c", script, directory.path])
        #expect(made.status == 0, "\(made.errorText)")
        for file in ["a.xlsx", "b.xlsx"] {
            let workbook = try Workbook(.memory(try TestFile.read(directory.path(file))))
            #expect(workbook.sheets.map(\.name) == ["处罚", "隐藏", "空"])
            #expect(workbook.sheets.map(\.visibility) == [.visible, .hidden, .visible])
            let survey = try workbook.survey(workbook.sheets[0])
            #expect(survey.lastRow == 302 && survey.hiddenRows == 1 && survey.merges.count == 3)
            #expect(try workbook.survey(workbook.sheets[2]).isEmpty)
            let rows = try workbook.rows(of: workbook.sheets[0], survey)
            var found: [SheetRow] = []
            while let row = try rows.next() { found.append(row) }
            #expect(found[0].texts == ["行政相对人", "行政相对人", "决定日期", "金额"])
            #expect(found[1].texts == ["名称", "代码", "决定日期", "金额"])
            #expect(found[2].texts == ["示例公司0", "91150402YY0000052E", "2024-01-31", "4.2"])
            #expect(found[4].cells[2].text == "2024-02-29 09:30:00")
            #expect(found[5].cells[0].text == "<&>\"' \n 行")
            #expect(found[6].isHidden && !found[5].isHidden)
            #expect(found.last?.texts == ["示例公司5", "91150402YY0000052E", "2024-01-31", "303.2"])
            let hidden = try workbook.rows(of: workbook.sheets[1], try workbook.survey(workbook.sheets[1]))
            #expect(try hidden.next()?.cells.map(\.value) == [.boolean(true), .uncomputed])
        }
    }
}
