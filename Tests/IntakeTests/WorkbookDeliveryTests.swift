// SPDX-License-Identifier: Apache-2.0

import Compression
import Intake
import Records
import Spreadsheets
import TestSupport
import Testing

@Suite("Workbooks as deliveries")
struct WorkbookDeliveryTests {
    private let headings = ["行政相对人名称", "统一社会信用代码", "行政处罚决定书文号", "处罚决定日期", "处罚机关", "罚款金额（万元）"]

    private func row(_ number: Int, code: String = Codes.clean) -> [CellContent] {
        [
            .text("示例公司"), .text(code), .text("示罚〔2026〕\(number)号"), .text("2026年1月\(number)日"),
            .text("示例机关"), .number("4.2"),
        ]
    }

    private func workbook(_ sheets: [(String, [String], [[CellContent]])]) throws -> [UInt8] {
        var writer = WorkbookWriter()
        for (name, headings, rows) in sheets {
            try writer.addSheet(name, columns: headings.map { SheetColumn($0) })
            for row in rows { try writer.append(row) }
        }
        return try writer.finish()
    }

    /// A workbook that openpyxl makes; the script finds `b`, the workbook, and `s`, its first sheet.
    private func openpyxl(_ script: String) throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        let whole =
            "import datetime, sys\nfrom openpyxl import Workbook\nb = Workbook(); s = b.active\n\(script)\n"
            + "b.save(sys.argv[1])"
        let result = try Tool.run("python3", ["-c", whole, directory.path("a.xlsx")])
        #expect(result.status == 0, "\(result.errorText)")
        return try TestFile.read(directory.path("a.xlsx"))
    }

    private func code(_ bytes: [UInt8]) throws -> IntakeError.Code? {
        let store = try SampleStore()
        do {
            try store.take(bytes)
            return nil
        } catch let error as IntakeError {
            #expect(try store.lines().isEmpty)
            return error.code
        }
    }

    @Test("are read like the same rows in CSV")
    func same() throws {
        let store = try SampleStore()
        let outcome = try store.take(try workbook([("处罚", headings, [row(1), row(2)])]))
        #expect(outcome.counts.list == [2, 0, 0, 0, 0])
        #expect(outcome.encoding == nil)
        let csv =
            headings.joined(separator: ",") + "\n"
            + (1...2).map { "示例公司,\(Codes.clean),示罚〔2026〕\($0)号,2026年1月\($0)日,示例机关,4.2\n" }.joined()
        #expect(try store.take(csv, on: "2026-07-01").counts.list == [0, 2, 0, 0, 0])
    }

    @Test("give the rows of all their sheets, whatever the order of columns, and name the sheet of rows that wait")
    func sheets() throws {
        let codes = ["CF_CFJG", "CF_XDR_MC", "CF_XDR_SHXYM", "CF_WSH", "CF_JDRQ", "备考"]
        let second: [[CellContent]] = [
            [
                .text("示例机关"), .text("示例公司"), .text("91150105YY000001X0"), .text("示罚〔2026〕3号"), .text("2026-1-3"),
                .text("a"),
            ]
        ]
        let store = try SampleStore()
        let bytes = try workbook([("一月", headings, [row(1)]), ("空", ["", ""], []), ("二月", codes, second)])
        let path = store.directory.path("report.csv")
        let outcome = try store.take(bytes, report: path)
        #expect(outcome.counts.list == [1, 0, 0, 1, 0])
        #expect(outcome.unknownHeadings == ["备考"])
        let pending = try #require(outcome.pending.first)
        #expect(outcome.place(pending.line) == "二月!2")
        let report = String(decoding: try TestFile.read(path), as: UTF8.self)
        #expect(report.contains("二月!2,"))
    }

    @Test("may have titles, two rows of headings, dates and merged cells")
    func forms() throws {
        let bytes = try openpyxl(
            """
            s.append(["行政处罚信息公示表（示例）"]); s.merge_cells("A1:F1")
            s.append(["行政相对人名称", "行政相对人代码", None, "行政处罚决定书文号", "处罚决定日期", "处罚机关"])
            s.append([None, "统一社会信用代码", "工商注册号"])
            for c in "ADEF": s.merge_cells(f"{c}2:{c}3")
            s.merge_cells("B2:C2")
            s.append(["示例公司", "\(Codes.clean)", None, "示罚〔2026〕1号", datetime.date(2026, 1, 1), "示例机关"])
            s.append(["示例公司", "\(Codes.clean)", None, "示罚〔2026〕2号", datetime.datetime(2026, 1, 2, 9, 30), None])
            s.append(["示例公司", "\(Codes.clean)", 150000000012345, "示罚〔2026〕3号", "2026.1.3", None])
            s.merge_cells("F4:F6")
            s.row_dimensions[5].hidden = True
            for i in range(7, 2000): s.cell(i, 1).number_format = "0.0"
            """)
        let store = try SampleStore()
        let outcome = try store.take(bytes)
        #expect(outcome.counts.list == [3, 0, 0, 0, 0])
        #expect(outcome.unknownHeadings.isEmpty)
        #expect(outcome.oddities.map(\.code).contains("row.hidden"))
        let lines = try store.lines()
        #expect(lines.map { $0.value("CF_JDRQ") } == ["2026-01-01", "2026-01-02", "2026-01-03"])
        #expect(lines.allSatisfy { $0.value("CF_CFJG") == "示例机关" })
        #expect(lines[2].value("CF_XDR_GSZC") == "150000000012345")
    }

    /// A value may be called as a field is: 组织机构代码 as a kind of number.
    @Test("do not take their first row of values for headings", arguments: [["相对人证照类型"], ["", "相对人证照类型"]])
    func valuesLikeHeadings(more: [String]) throws {
        let value = CellContent.text("组织机构代码")
        let empty = [CellContent](repeating: .text(""), count: more.count - 1)
        let blank = [CellContent](repeating: .text(""), count: headings.count)
        for rows in [[row(1)], [row(1), row(2)], [blank, row(1)]] {
            let store = try SampleStore()
            let outcome = try store.take(
                try workbook([("处罚", headings + more, rows.map { $0 + empty + [value] })]))
            #expect(outcome.counts.rows == rows.count)
        }
        let nearly = Array(headings.dropLast(2)) + ["办理机关"]
        let values = Array(row(1).dropLast(2)) + [.text("处罚机关")]
        #expect(try code(try workbook([("处罚", nearly, [values, values])])) == .missingColumn)
    }

    @Test("flag codes that were typed as numbers")
    func rounded() throws {
        let columns = headings.map { "\"\($0)\"" }.joined(separator: ",")
        let bytes = try openpyxl(
            """
            s.append([\(columns)])
            s.append(["示例公司", 110220100012345678, "示罚〔2026〕1号", "2026-01-01", "示例机关", 0.1 + 0.2])
            """)
        let store = try SampleStore()
        let outcome = try store.take(bytes)
        #expect(outcome.counts.list == [0, 0, 0, 1, 0])
        #expect(outcome.oddities.map(\.code).contains("number.rounded"))
        #expect(try store.lines()[0].value("CF_NR_FK") == "0.3")
    }

    /// A spreadsheet keeps 15 digits, so that many numbers become one: they are none.
    @Test("do not make penalties one whose numbers were rounded")
    func roundedNumbers() throws {
        let columns = headings.map { "\"\($0)\"" }.joined(separator: ",")
        let bytes = try openpyxl(
            """
            s.append([\(columns)])
            for day in ["2026-01-01", "2026-01-02"]:
                s.append(["示例公司", "\(Codes.clean)", 150105202600001001, day, "示例机关", 1])
            s.append(["示例公司", 911501050000000123, "1号", "2026-01-01", "示例机关", 1])
            """)
        let store = try SampleStore()
        let outcome = try store.take(bytes)
        #expect(outcome.counts.list == [2, 0, 0, 1, 0] && outcome.pending.map(\.reason) == ["code.rounded"])
        let records = try store.lines().filter { $0.kind == .record }
        #expect(Set(records.map(\.identity)).count == 2)
        #expect(records.allSatisfy { $0.faults.map(\.reason) == ["number.rounded"] && $0.identity.contains("  ") })
        #expect(try store.take(bytes).counts.list == [0, 3, 0, 0, 0])
    }

    @Test("do not let an event act by a rounded number")
    func roundedEvents() throws {
        let bytes = try openpyxl(
            """
            s.append("SJ_BH,SJ_LX,SJ_DM,SJ_ML,SJ_JGDM,SJ_WSH,SJ_SXRQ".split(","))
            s.append(["E1", "repair", "\(Codes.plain)", "XZCF", "\(Codes.authority)", 150105202600001001, "2026-01-01"])
            """)
        let store = try SampleStore()
        #expect(try store.take(bytes).pending.map(\.reason) == ["event.number-rounded"])
    }

    @Test("take a rounded number of an event for none, and let an undo wait that names one")
    func roundedEventNumbers() throws {
        let bytes = try openpyxl(
            """
            s.append("SJ_BH,SJ_LX,SJ_DM,SJ_ML,SJ_JGDM,SJ_WSH,SJ_SXRQ,SJ_SZ".split(","))
            subject = ["\(Codes.plain)", "XZCF", "\(Codes.authority)"]
            for n in [1, 2]:
                s.append([202611010000000000 + n, "repair", *subject, f"{n}号", "2026-01-01", None])
            s.append(["QX1", "undo", *subject, "1号", "2026-01-01", 202611010000000001])
            """)
        let store = try SampleStore()
        let outcome = try store.take(bytes)
        #expect(outcome.counts.list == [2, 0, 0, 1, 0] && outcome.pending.map(\.reason) == ["event.number-rounded"])
        #expect(!outcome.oddities.map(\.code).contains("event.number"))
        #expect(try store.take(bytes).counts.list == [0, 3, 0, 0, 0])
    }

    @Test("that count from 1904 have days without a format of days as well")
    func serialsFrom1904() throws {
        let columns = headings.map { "\"\($0)\"" }.joined(separator: ",")
        let bytes = try openpyxl(
            """
            from openpyxl.utils.datetime import MAC_EPOCH
            b.epoch = MAC_EPOCH
            s.append([\(columns)])
            for day in [44681, "44681", datetime.date(2026, 5, 1), 20260501]:
                s.append(["示例公司", "\(Codes.clean)", f"{len(str(day))}号", day, "示例机关", 44681])
            """)
        let store = try SampleStore()
        #expect(try store.take(bytes).counts.rows == 4)
        #expect(Set(try store.lines().map { $0.value("CF_JDRQ") }) == ["2026-05-01"])
        #expect(Set(try store.lines().map { $0.value("CF_NR_FK") }) == ["44681"])
    }

    @Test("have amounts that are shown in another unit, and headings without one, noted")
    func units() throws {
        let columns = (headings.dropLast() + ["罚款金额"]).map { "\"\($0)\"" }.joined(separator: ",")
        for format in ["0!.0,", "0.00,", "0%", "#,##0,", "#,##0.00", "0"] {
            let bytes = try openpyxl(
                """
                s.append([\(columns)])
                s.append(["示例公司", "\(Codes.clean)", "1号", "2026-01-01", "示例机关", 20000])
                s["F2"].number_format = "\(format)"
                """)
            let odd = Set(try SampleStore().take(bytes).oddities.map(\.code))
            #expect(odd.contains("number.scaled") == !["#,##0.00", "0"].contains(format), "\(format)")
            #expect(odd.contains("money.unit"))
        }
    }

    @Test("are refused as a whole, with what is wrong")
    func refused() throws {
        #expect(try code(try workbook([("一", headings, [row(1)]), ("说明", ["填报说明", "无"], [])])) == .headings)
        #expect(try code(try workbook([("一", Array(headings.dropLast(2)), [])])) == .missingColumn)
        #expect(try code(try workbook([("一", headings + ["CF_WSH"], [])])) == .duplicateColumn)
        #expect(try code(try workbook([("空", [""], [])])) == .headings)
        let columns = headings.map { "\"\($0)\"" }.joined(separator: ",")
        #expect(try code(try openpyxl("s.append([\(columns)]); s.append(['=1+1'])")) == .format)
        var zip = ZIPWriter()
        try zip.add("a", [])
        #expect(try code(zip.finish()) == .format)
        let whole = try workbook([("一", headings, [row(1)])])
        for count in [4, 30, 100, whole.count / 2, whole.count - 1] {
            #expect(try code(Array(whole[..<count])) != nil)
        }
        #expect(try code([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == .encoding)
    }
}
