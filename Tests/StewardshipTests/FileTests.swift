// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Registry
import Spreadsheets
import Stewardship
import TestSupport
import Testing

@Suite struct FileTests {
    private static func catalog() throws -> Catalog {
        try Catalog.read(try TestFile.read(Repository.path("Samples/catalog.json")), sha256: "")
    }

    @Test(arguments: [
        ("", "empty"), ("文号\nA", "no column"), ("目录项\n行政处罚", "either a column"),
        ("目录项,条数,文号\n行政处罚,1,A〔2025〕1号", "either a column"), ("目录项,条数\n行政处罚,-1", "no number of rows"),
        ("目录项,条数\n行政处罚,1\nXZCF,2", "stands twice"), ("目录项,文号\n没有的项,A〔2025〕1号", "no item"),
        ("目录项,文号\n行政处罚,／", "no document number"), ("目录项,文号\n\"行政处罚,A", "never closed"),
        ("目录项,文号\n行政处罚,A,B", "3 cells"),
    ])
    func aBadDeclarationIsNamedByLine(_ text: String, _ words: String) throws {
        let error = #expect(throws: StewardshipError.self) {
            try Declaration(Array(text.utf8), catalog: try Self.catalog())
        }
        #expect(error?.code == .file)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    /// One list in the forms in which departments send it: UTF-8 with and without its mark, GB 18030, tabs, a workbook.
    @Test func aListMayComeInAnyTableForm() throws {
        let scratch = try TemporaryDirectory()
        func national(_ text: String) throws -> [UInt8] {
            try TestFile.write(Array(text.utf8), to: scratch.path("list"))
            return try Tool.run("iconv", ["-f", "UTF-8", "-t", "GB18030", scratch.path("list")]).output
        }
        let header = ["机关", "事项", "主体代码", "日期"]
        let row = ["示例机关", "评优", "91150402YY0000052E", "2026-11-24"]
        let text = [header, row].map { $0.joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
        var workbook = WorkbookWriter()
        try workbook.addSheet("清单", columns: header.map { SheetColumn($0) })
        try workbook.append(row.map { .text($0) })
        let forms = [
            Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), try national(text),
            Array(text.replacing(",", with: "\t").utf8), try workbook.finish(),
        ]
        #expect(forms[2] != forms[0])
        for (index, form) in forms.enumerated() { #expect(try HandledMatters(form).count == 1, "form \(index)") }
        _ = try Declaration(try national("目录项,文号\n行政处罚,蒙环罚〔2025〕1号\n"), catalog: try Self.catalog())
    }

    @Test func bytesThatAreNoTextAreRefused() throws {
        #expect(throws: StewardshipError.self) { try Declaration([0xC4, 0xBF, 0xC2], catalog: try Self.catalog()) }
        #expect(throws: StewardshipError.self) { try HandledMatters([0xFF]) }
        #expect(throws: StewardshipError.self) { try DivisionNames(Array("{}".utf8)) }
    }

    @Test func anAnswerIsReadRowByRow() throws {
        let instant = try #require(Instant("2026-11-25T09:00:00+08:00"))
        let text = "\u{FEFF}item,number,answer,note\r\n行政处罚,蒙环罚〔2025〕1号,异议,\"他说\"\"不\"\",两次\"\r\n"
        let answers = try AnswerFile.read(Array(text.utf8), sheet: "DZ-1", by: "示例", at: instant)
        #expect(answers.count == 1)
        #expect(answers.first?.kind == .dispute)
        #expect(answers.first?.note == "他说\"不\",两次")
        // Who wants to acknowledge the whole does not do so in a row.
        #expect(throws: StewardshipError.self) {
            try AnswerFile.read(Array("item,answer\n行政处罚,确认\n".utf8), sheet: "DZ-1", by: "示例", at: instant)
        }
    }

    @Test func theNamesOfTheSampleAreRead() throws {
        _ = try DivisionNames(try TestFile.read(Repository.path("Samples/divisions.json")))
        let twice =
            "{\"format\":\"creditreport-divisions-1\",\"divisions\":[{\"code\":\"150100\",\"name\":\"甲\"},{\"code\":\"150100\",\"name\":\"乙\"}]}"
        #expect(throws: StewardshipError.self) { try DivisionNames(Array(twice.utf8)) }
    }

    @Test func anAuthorityStatesItsDivision() {
        #expect(Division(authority: "11150402YY0006008F")?.county?.code == "150402")
        #expect(Division(authority: "11150402YY0006008F")?.city.code == "150400")
        #expect(Division(authority: "11150000YY0001178N")?.county == nil)
        #expect(Division(authority: "name:某局") == nil)
    }
}
