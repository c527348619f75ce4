// SPDX-License-Identifier: Apache-2.0

import Compression
import Spreadsheets
import TestSupport
import Testing

@Suite("Hostile workbooks")
struct AttackTests {
    private static let prologs = [
        "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "<?instruction?>", "\u{0}",
    ]

    @Test("are refused for what stands before the root of any part that is read", arguments: Fixture.names.dropFirst())
    func prologs(part: String) throws {
        for prolog in Self.prologs {
            var fixture = Fixture()
            fixture.prologs[part] = prolog
            #expect(try fixture.code() == .markup, "\(prolog)")
        }
        for bytes in [[0x3C, 0x61, 0xFF, 0x2F, 0x3E], [], Array("<a>".utf8), Array("<a/><b/>".utf8)] as [[UInt8]] {
            var fixture = Fixture()
            fixture.parts[part] = bytes
            #expect(try fixture.code() == .markup)
        }
        var fixture = Fixture()
        fixture.parts[part] = Array((String(repeating: "<a>", count: 100_000)).utf8)
        #expect(try fixture.code() == .limit)
    }

    @Test("are refused for entities in a cell")
    func entities() throws {
        var fixture = Fixture()
        fixture.sheet = "<sheetData><row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData>"
        #expect(try fixture.code() == .markup)
    }

    @Test(
        "are refused for cells out of place",
        arguments: [
            "<row r=\"2\"><c r=\"A1\"><v>1</v></c></row>",
            "<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
            "<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", "<row r=\"2\"/><row r=\"1\"/>",
            "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"1048577\"/>", "<row r=\"-1\"/>", "<row r=\"x\"/>",
            "<row><c r=\"XFE1\"><v>1</v></c></row>", "<row><c r=\"1A\"><v>1</v></c></row>",
        ])
    func places(rows: String) throws {
        var fixture = Fixture()
        fixture.sheet = "<sheetData>\(rows)</sheetData>"
        #expect(try fixture.code() == .structure)
    }

    @Test(
        "are refused for values that are none",
        arguments: [
            "<c t=\"s\"><v>2</v></c>", "<c t=\"s\"><v>-1</v></c>", "<c t=\"s\"><v>x</v></c>", "<c><v>x</v></c>",
            "<c><v>inf</v></c>", "<c><v>nan</v></c>", "<c><v>0x10</v></c>", "<c><v>1e999</v></c>",
            "<c t=\"b\"><v>2</v></c>",
            "<c t=\"q\"><v>1</v></c>",
        ])
    func values(cell: String) throws {
        var fixture = Fixture()
        fixture.sheet = "<sheetData><row>\(cell)</row></sheetData>"
        #expect(try fixture.code() == .cell)
    }

    @Test("hold to the length of a cell, of a row and of the shared strings")
    func lengths() throws {
        var fixture = Fixture()
        let long = String(repeating: "字", count: 32_768)
        fixture.sheet = "<sheetData><row><c t=\"inlineStr\"><is><t>\(long)</t></is></c></row></sheetData>"
        #expect(try fixture.code() == .limit)
        fixture = Fixture()
        fixture.strings = "<si><t>\(long)</t></si>"
        #expect(try fixture.code() == .limit)
        fixture.strings = "<si>" + String(repeating: "<r><t>0123456789</t></r>", count: 50_000) + "</si>"
        #expect(try fixture.code() == .limit)
        fixture.strings = String(repeating: "<si><t>0123456789</t></si>", count: 1_000)
        #expect(try fixture.code(limits: SpreadsheetLimits(sharedBytes: 9_999)) == .limit)
        // One long string that every cell of a row shows.
        fixture.strings = "<si><t>\(long.dropLast())</t></si>"
        let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 100)
        fixture.sheet = "<sheetData><row>\(cells)</row></sheetData>"
        #expect(try fixture.code() == .limit)
        fixture.sheet =
            "<sheetData>" + String(repeating: "<row><c t=\"s\"><v>0</v></c></row>", count: 200) + "</sheetData>"
        #expect(try fixture.code() == nil)
        #expect(try fixture.code(limits: SpreadsheetLimits(sheetBytes: 10_000_000)) == .limit)
    }

    @Test("hold to the ratio and the whole size of the container")
    func bombs() throws {
        var fixture = Fixture()
        fixture.sheet = "<sheetData>" + String(repeating: "<row></row>", count: 100_000) + "</sheetData>"
        #expect(try fixture.code() == nil)
        let ratio = SpreadsheetLimits(archive: ZIPLimits(ratio: 100, ratioFloor: 1 << 20))
        #expect(try fixture.code(limits: ratio) == .limit)
        #expect(try fixture.code(limits: SpreadsheetLimits(archive: ZIPLimits(totalBytes: 1_000_000))) == .limit)
    }

    @Test("hold to what merged ranges may fill, and refuse those that overlap")
    func merges() throws {
        let rows = (1...40).map { "<row r=\"\($0)\"><c r=\"B\($0)\"><v>1</v></c></row>" }.joined()
        var fixture = Fixture()
        let sheet = { (merges: [String]) in
            "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                + rows.dropFirst("<row r=\"1\"><c r=\"B1\"><v>1</v></c></row>".count) + "</sheetData><mergeCells>"
                + merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined() + "</mergeCells>"
        }
        fixture.sheet = sheet(["A1:XFD1048576"])
        #expect(try fixture.code(limits: SpreadsheetLimits(filledCells: 100_000)) == .limit)
        fixture.sheet = sheet(["A1:B3", "B2:C9"])
        #expect(try fixture.code() == .structure)
        fixture.sheet = sheet(["A1:B3", "A4:B9", "C1:C9"])
        #expect(try fixture.code() == nil)
        fixture.sheet = sheet(["A1:B3", "A4:B9"])
        #expect(try fixture.code(limits: SpreadsheetLimits(merges: 1)) == .limit)
        for range in ["", "B1:A1", "A1:A1:A1", "A0", "A1:XFE1"] {
            fixture.sheet = sheet([range])
            #expect(try fixture.code() == .structure)
        }
    }

    @Test("are no workbook without their parts")
    func missing() throws {
        var writer = ZIPWriter()
        try writer.add("a.txt", [1])
        let bytes = writer.finish()
        #expect(throws: SpreadsheetError.self) { try Workbook(.memory(bytes)) }
        #expect(throws: SpreadsheetError.self) { try Workbook(.memory(Array("no archive".utf8))) }
        var fixture = Fixture()
        fixture.parts["xl/_rels/workbook.xml.rels"] = Array("<Relationships xmlns=\"\(Fixture.package)\"/>".utf8)
        #expect(try fixture.code() == .structure)
        fixture = Fixture()
        fixture.parts["_rels/.rels"] = Array(
            ("<Relationships xmlns=\"\(Fixture.package)\"><Relationship Id=\"r\" Type=\"\(Fixture.office)/officeDocument\" "
                + "Target=\"../../etc/passwd\"/></Relationships>").utf8)
        #expect(try fixture.code() == .notWorkbook)
    }

    @Test("never give other cells when they are cut or damaged")
    func damaged() throws {
        var random = SeededGenerator.fresh(for: "damaged workbooks")
        let bytes = try Fixture().bytes
        let whole = try Fixture.read(bytes)[0].rows
        for _ in 0..<1_500 {
            var damaged = bytes
            damaged[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            guard let found = try? Fixture.read(damaged) else { continue }
            #expect(found[0].rows == whole)
        }
        for _ in 0..<200 {
            let cut = Array(bytes[..<Int.random(in: 0..<bytes.count, using: &random)])
            #expect(throws: SpreadsheetError.self) { try Fixture.read(cut) }
        }
    }

    @Test("whatever stands in their XML, reading ends")
    func fuzz() throws {
        var random = SeededGenerator.fresh(for: "fuzzed sheets")
        let tokens = [
            "<row>", "</row>", "<row r=\"3\">", "<c>", "</c>", "<c r=\"B3\" t=\"s\">", "<v>", "</v>", "1", "<f>",
            "</f>",
            "<is>", "</is>", "<t>", "</t>", "<rPh>", "</rPh>", "<mergeCell ref=\"A1:B2\"/>", "<x xmlns=\"urn:x\">",
            "</x>",
            "_x0041_", "<sheetData>", "</sheetData>", "&amp;",
        ]
        for _ in 0..<1_000 {
            var fixture = Fixture()
            fixture.sheet = (0..<Int.random(in: 1...12, using: &random))
                .map { _ in tokens.randomElement(using: &random) ?? "" }.joined()
            _ = try fixture.code()
        }
    }
}
