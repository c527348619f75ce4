// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import RecordStore
import Records
import Testing

struct HeadingTests {
    private static let names = "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚决定日期,处罚机关,处罚机关统一社会信用代码"
    private static let row = "包头市示例钢构制造有限公司,\(Codes.plain),蒙示〔2025〕1号,2025-01-02,示例机关,\(Codes.authority)"

    /// Names, aliases and codes, in any order and spelling, lead to the same line.
    @Test func recognisesEachSpelling() throws {
        let samples = try SampleStore()
        let first = try samples.take(Self.names + "\n" + Self.row + "\n")
        #expect(first.item.code == "XZCF" && first.counts.list == [1, 0, 0, 0, 0] && first.unknownHeadings.isEmpty)
        let headings = [
            "当事人名称,行政相对人代码_1（统一社会信用代码）,CF_WSH,决定日期,处罚机关名称,cf_cfjgdm",
            "*行政相对人名称,＊行政相对人代码_1*,处罚决定书文号, CF_JDRQ ,CF_XZJG,处罚机关代码",
        ]
        for heading in headings {
            let outcome = try samples.take(heading + "\n" + Self.row + "\n")
            #expect(outcome.item.code == "XZCF" && outcome.counts.list == [0, 1, 0, 0, 0], "\(heading)")
        }
        let turned = try samples.take(
            "处罚机关统一社会信用代码;处罚机关;处罚决定日期;行政处罚决定书文号;统一社会信用代码;行政相对人名称\n"
                + Self.row.split(separator: ",").reversed().joined(separator: ";") + "\n")
        #expect(turned.counts.list == [0, 1, 0, 0, 0])
    }

    @Test func keepsUnknownColumns() throws {
        let samples = try SampleStore()
        let outcome = try samples.take(Self.names + ",承办科室,\n" + Self.row + ", 一科 ,\n")
        #expect(outcome.unknownHeadings == ["承办科室"])
        let line = try #require(try samples.lines().first)
        #expect(line.value("x:承办科室") == "一科")
        #expect(line.asDelivered.contains(FieldValue("x:承办科室", " 一科 ")))
        // It is part of what makes rows equal.
        #expect(try samples.take(Self.names + ",承办科室\n" + Self.row + ", 一科 \n").counts.list == [0, 1, 0, 0, 0])
        #expect(try samples.take(Self.names + ",承办科室\n" + Self.row + ",二科\n").counts.list == [0, 0, 1, 0, 0])
    }

    @Test(arguments: [
        ("行政相对人名称,统一社会信用代码,处罚决定日期,处罚机关", IntakeError.Code.missingColumn, "行政处罚决定书文号 (CF_WSH)"),
        ("甲,乙,丙", .headings, "甲"),
        ("统一社会信用代码", .headings, "统一社会信用代码"),
        (names + ",CF_WSH", .duplicateColumn, "CF_WSH"),
        (names + ",科室,科室", .duplicateColumn, "科室"),
        ("", .headings, "empty"),
    ])
    func refusesBeforeAnyRow(
        vector: (headings: String, code: IntakeError.Code, mention: String)
    ) throws {
        let samples = try SampleStore()
        let text = vector.headings + "\n" + Self.row + "\n"
        let error = try #require(throws: IntakeError.self) {
            try samples.take(vector.headings.isEmpty ? "" : text)
        }
        #expect(error.code == vector.code && error.message.contains(vector.mention), "\(error)")
        #expect(try samples.store.snapshot().imports.isEmpty)
    }

    /// UTF-8 with one damaged byte reads as GB 18030; the message says so.
    @Test func doubtsTheEncodingOfStrangeHeadings() throws {
        let samples = try SampleStore()
        var bytes = Array((Self.names + "\n" + Self.row + "\n").utf8)
        bytes.insert(0xE5, at: 3)
        bytes.insert(0xA4, at: 3)
        let error = try #require(throws: IntakeError.self) { try samples.take(bytes) }
        #expect(error.code == .encoding || error.hint?.contains("meant as UTF-8") == true, "\(error)")
    }

    @Test func asksWhenTwoItemsFit() throws {
        let samples = try SampleStore()
        let penalty = try #require(samples.catalog.item("XZCF"))
        let twin = CatalogItem(
            code: "TWIN", name: "孪生", nature: .record, isList: false, hasProcedure: true, permission: .open,
            elements: penalty.elements, fields: penalty.fields)
        let catalog = Catalog(
            id: "T", version: "1", title: "测试", effective: samples.catalog.effective, items: [penalty, twin], sha256: ""
        )
        let intake = DeliveryIntake(store: samples.store, catalog: catalog)
        var options = ImportOptions(received: try #require(.init("2026-06-30T12:00:00+08:00")), source: Codes.authority)
        let bytes = Array((Self.names + "\n" + Self.row + "\n").utf8)
        let error = try #require(throws: IntakeError.self) {
            try intake.importBytes(bytes, name: "x", options)
        }
        #expect(error.code == .headings && error.message.contains("TWIN") && error.hint?.contains("--item") == true)
        options.item = "孪生"
        #expect(try intake.importBytes(bytes, name: "x", options).item.code == "TWIN")
        options.item = "三胞胎"
        let unknown = try #require(throws: IntakeError.self) {
            try intake.importBytes(bytes, name: "x", options)
        }
        #expect(unknown.code == .unknownItem)
    }

    @Test func readsJSONLinesWithNamesThatComeLate() throws {
        let samples = try SampleStore()
        let lines = [
            #"{"行政相对人名称":"包头市示例钢构制造有限公司","统一社会信用代码":"\#(Codes.plain)","行政处罚决定书文号":"蒙示〔2025〕1号","处罚决定日期":"2025-01-02","处罚机关":"示例机关","罚款金额（万元）":1.50,"备注":null}"#,
            "",
            #"{"处罚机关":"示例机关","CF_XDR_MC":"甲","统一社会信用代码":"\#(Codes.plain)","CF_WSH":"2","CF_JDRQ":"2025/1/3","案卷":{"a":[1,true]}}"#,
        ]
        // A second name for one field is refused even where it comes late.
        let error = try #require(throws: IntakeError.self) { try samples.take(lines.joined(separator: "\n")) }
        #expect(error.code == .duplicateColumn)
        let outcome = try samples.take([lines[0], lines[1]].joined(separator: "\r\n"))
        #expect(outcome.counts.list == [1, 0, 0, 0, 0])
        let line = try #require(try samples.lines().first)
        #expect(line.value("CF_NR_FK") == "1.5" && line.delivered == [FieldValue("CF_NR_FK", "1.50")])
        #expect(line.value("BZ") == nil)
    }

    @Test(arguments: [
        ("{\"a\":1", "line 1"), ("{}\n[1]\n", "line 2"), ("{\"a\":1,\"a\":2}", "twice"),
        ("{\"a\":\"\\ud800\"}", "surrogate"),
        ("{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}", "nested"),
    ])
    func refusesOtherJSON(vector: (text: String, mention: String)) throws {
        let samples = try SampleStore()
        let error = try #require(throws: IntakeError.self) { try samples.take(vector.text) }
        #expect(error.code == .format && error.message.contains(vector.mention), "\(error)")
    }
}
