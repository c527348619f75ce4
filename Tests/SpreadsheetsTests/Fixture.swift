// SPDX-License-Identifier: Apache-2.0

import Compression
import Spreadsheets
import TestSupport

/// A workbook made part by part, so that each can be wrong.
struct Fixture {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

    /// What stands in the sheet's root element.
    var sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>示例</t></is></c></row></sheetData>"
    var strings = "<si><t>一</t></si><si><t>二</t></si>"
    var styles =
        "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>"
        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"22\"/></cellXfs>"
    var properties = ""
    /// Stands before the root element of the part of that name.
    var prologs: [String: String] = [:]
    /// Stands in the place of a part.
    var parts: [String: [UInt8]] = [:]

    static let names = [
        "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml",
    ]

    var bytes: [UInt8] {
        get throws {
            let texts = [
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
                "<Relationships xmlns=\"\(Self.package)\"><Relationship Id=\"r\" Type=\"\(Self.office)/officeDocument\" "
                    + "Target=\"xl/workbook.xml\"/></Relationships>",
                "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">\(properties)"
                    + "<sheets><sheet name=\"表一\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                "<Relationships xmlns=\"\(Self.package)\">"
                    + "<Relationship Id=\"r1\" Type=\"\(Self.office)/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/>"
                    + "<Relationship Id=\"r2\" Type=\"\(Self.office)/styles\" Target=\"styles.xml\"/>"
                    + "<Relationship Id=\"r3\" Type=\"\(Self.office)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                    + "<Relationship Id=\"r4\" Type=\"\(Self.office)/hyperlink\" Target=\"http://example.test/\" "
                    + "TargetMode=\"External\"/></Relationships>",
                "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>",
                "<sst xmlns=\"\(Self.main)\">\(strings)</sst>",
                "<worksheet xmlns=\"\(Self.main)\">\(sheet)</worksheet>",
            ]
            var writer = ZIPWriter(level: 1)
            for (name, text) in zip(Self.names, texts) {
                try writer.add(name, parts[name] ?? Array(((prologs[name] ?? "") + text).utf8))
            }
            return writer.finish()
        }
    }

    /// All rows of all sheets, as the texts that they show.
    static func read(
        _ bytes: [UInt8], limits: SpreadsheetLimits = SpreadsheetLimits()
    ) throws(SpreadsheetError) -> [(sheet: String, rows: [SheetRow])] {
        let workbook = try Workbook(.memory(bytes), limits: limits)
        var sheets: [(sheet: String, rows: [SheetRow])] = []
        for sheet in workbook.sheets {
            let rows = try workbook.rows(of: sheet, try workbook.survey(sheet))
            var all: [SheetRow] = []
            while let row = try rows.next() { all.append(row) }
            sheets.append((sheet.name, all))
        }
        return sheets
    }

    /// The cells of the only sheet, as the texts that they show, by their columns.
    func texts() throws -> [[String]] {
        try Self.read(try bytes)[0].rows.map(\.texts)
    }

    /// The code of the error that reading it gives; nil if it is read.
    func code(limits: SpreadsheetLimits = SpreadsheetLimits()) throws -> SpreadsheetError.Code? {
        let bytes = try bytes
        do throws(SpreadsheetError) {
            _ = try Self.read(bytes, limits: limits)
            return nil
        } catch {
            return error.code
        }
    }
}

extension SheetRow {
    /// The texts of the cells up to the last with a value; empty where there is none.
    var texts: [String] {
        var texts = [String](repeating: "", count: (cells.last?.column ?? -1) + 1)
        for cell in cells { texts[cell.column] = cell.text }
        return texts
    }
}
