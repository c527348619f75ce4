// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import TestSupport
import Testing

/// The smallest catalogue that loads, as text, so that each test can spoil one place of it.
private let sound = #"""
    {"format":"creditreport-catalog-1","id":"T","version":"1","title":"测试目录","effective":"2026-01-01","items":[
    {"code":"CF","name":"行政处罚","nature":"record","list":false,"procedure":true,"permission":"社会公开",
    "elements":{"信息内容":"a","提供单位":"a","数据格式":"a","归集范围":"a","归集程序":"a","归集路径":"a","归集时限":"a",
    "公布方式":"a","更新周期":"a","安全级别":"a"},
    "fields":[
    {"code":"MC","name":"名称","type":"text","length":200,"required":true,"role":"subjectName","security":"公开"},
    {"code":"DM","name":"代码","aliases":["统一代码"],"type":"creditCode","role":"subjectCode","security":"公开"},
    {"code":"WH","name":"文号","type":"text","role":"documentNumber","security":"公开"},
    {"code":"RQ","name":"日期","type":"day","role":"decisionDay","security":"公开"},
    {"code":"JG","name":"机关","type":"text","role":"authorityName","security":"公开"},
    {"code":"CX","name":"程序","type":"choice","role":"procedure","security":"公开",
     "choices":[{"code":"1","meaning":"简易程序"},{"code":"2","meaning":"普通程序"}]}]}]}
    """#

private func read(_ text: String) throws(RecordsError) -> Catalog {
    try Catalog.read(Array(text.utf8), sha256: "00")
}

struct CatalogReaderTests {
    /// What is stored under the codes of a version stays readable under the next.
    @Test func aNewVersionKeepsWhatStoredLinesBear() throws {
        func lost(_ old: String, _ new: String, stored: Bool = true) throws -> [String] {
            let sample = try TestFile.read(Repository.path("Samples/catalog.json"))
            let text = String(decoding: sample, as: UTF8.self)
            let next = text.replacing(old, with: new)
            #expect(next != text)
            do throws(RecordsError) {
                try read(next).validate(following: try read(text)) { _ in stored }
                return []
            } catch {
                return error.faults.map { $0.code + " " + $0.path }
            }
        }
        #expect(try lost("\"CF_JDRQ\"", "\"CF_JDRQ2\"") == ["catalog.dropped items.XZCF"])
        #expect(try lost("\"CF_JDRQ\"", "\"CF_JDRQ2\"", stored: false) == [])
        #expect(try lost("\"XYSJ\"", "\"XYSJ2\"") == ["catalog.dropped items"])
        #expect(try lost("\"信用修复\"", "\"修复\"").allSatisfy { $0.hasPrefix("catalog.dropped items.XYSJ.") })
        #expect(try !lost("\"信用修复\"", "\"修复\"").isEmpty)
        #expect(try lost("处罚决定日期", "处罚作出日期") == [], "a name may be another")
    }

    @Test func readsEachPart() throws {
        let catalog = try read(sound)
        #expect(catalog.id == "T" && catalog.version == "1" && catalog.title == "测试目录" && catalog.sha256 == "00")
        #expect(catalog.effective == CivilDay("2026-01-01"))
        let item = try #require(catalog.item(" cf"))
        #expect(item.nature == .record && !item.isList && item.hasProcedure && item.permission == .open)
        #expect(item.elements.map(\.name) == Catalog.elementNames)
        #expect(item.fields.map(\.code) == ["MC", "DM", "WH", "RQ", "JG", "CX"])
        let name = try #require(item.field(.subjectName))
        #expect(name.isRequired && name.length == 200 && name.type == .text)
        #expect(item.field(code: "DM")?.aliases == ["统一代码"])
        #expect(item.field(.procedure)?.choices.map(\.meaning) == ["简易程序", "普通程序"])
    }

    /// Each change makes exactly one fault, with its code and path.
    @Test(arguments: [
        (#""format":"creditreport-catalog-1""#, #""format":"x""#, "catalog.format", "format"),
        (#""version":"1","#, "", "catalog.missing-key", "version"),
        (#""title":"测试目录""#, #""title":" ""#, "catalog.empty", "title"),
        ("2026-01-01", "2026-02-30", "catalog.wrong-type", "effective"),
        (#""nature":"record""#, #""nature":"fact""#, "catalog.unknown-value", "items[0].nature"),
        (#""permission":"社会公开""#, #""permission":"公开""#, "catalog.unknown-value", "items[0].permission"),
        (#""list":false"#, #""list":0"#, "catalog.wrong-type", "items[0].list"),
        (#""信息内容":"a","#, "", "catalog.missing-key", "items[0].elements.信息内容"),
        (#""信息内容":"a","#, #""信息内容":"a","其它":"a","#, "catalog.unknown-key", "items[0].elements.其它"),
        (#""length":200"#, #""length":0"#, "catalog.out-of-range", "items[0].fields[0].length"),
        (#""length":200"#, #""size":200"#, "catalog.unknown-key", "items[0].fields[0].size"),
        (#""code":"DM""#, #""code":"MC""#, "catalog.duplicate", "items[0].fields[1].code"),
        (#""code":"DM""#, #""code":"dm""#, "catalog.spelling", "items[0].fields[1].code"),
        (#"["统一代码"]"#, #"["名 称"]"#, "catalog.duplicate", "items[0].fields[1].aliases[0]"),
        (#"["统一代码"]"#, #"["代码"]"#, "catalog.duplicate", "items[0].fields[1].aliases[0]"),
        (#""role":"authorityName","#, "", "catalog.missing-role", "items[0].fields"),
        (#""role":"authorityName""#, #""role":"subjectName""#, "catalog.duplicate", "items[0].fields[4].role"),
        (#""role":"authorityName""#, #""role":"boss""#, "catalog.unknown-value", "items[0].fields[4].role"),
        (
            #""type":"day","role":"decisionDay""#, #""type":"text","role":"decisionDay""#, "catalog.wrong-type",
            "items[0].fields[3].type"
        ),
        (#""role":"procedure","#, "", "catalog.missing-role", "items[0].fields"),
        (
            #"{"code":"2","meaning":"普通程序"}"#, #"{"code":"2","meaning":"简易程序"}"#, "catalog.duplicate",
            "items[0].fields[5].choices[1]"
        ),
        (
            #""type":"text","role":"documentNumber""#, #""type":"text","role":"documentNumber","choices":[]"#,
            "catalog.unexpected-key", "items[0].fields[2].choices"
        ),
        (
            #"[{"code":"1","meaning":"简易程序"},{"code":"2","meaning":"普通程序"}]"#, "[]", "catalog.empty",
            "items[0].fields[5].choices"
        ),
    ])
    func namesTheFault(change: (from: String, to: String, code: String, path: String)) throws {
        let from = try #require(sound.firstRange(of: change.from))
        let spoiled = sound.replacingCharacters(in: from, with: change.to)
        let error = try #require(throws: RecordsError.self) { _ = try read(spoiled) }
        let found = error.faults.map { "\($0.code) \($0.path)" }
        #expect(found.contains("\(change.code) \(change.path)"), "\(error)")
    }

    @Test func listsAllFaultsAtOnce() throws {
        let spoiled = sound.split(separator: "\"公开\"", omittingEmptySubsequences: false).joined(separator: "\"秘密\"")
        let error = try #require(throws: RecordsError.self) { _ = try read(spoiled) }
        #expect(error.faults.filter { $0.code == "catalog.unknown-value" }.count == 6)
    }

    @Test func refusesTwoItemsOfOneName() throws {
        let start = try #require(sound.firstRange(of: "\"items\":[")?.upperBound)
        let item = String(sound[start...].dropLast(2))
        let code = try #require(item.firstRange(of: "\"CF\""))
        let second = item.replacingCharacters(in: code, with: "\"行政 处罚\"")
        let two: String = String(sound.dropLast(2)) + "," + second + "]}"
        let error = try #require(throws: RecordsError.self) { _ = try read(two) }
        #expect(error.faults.contains { $0.path == "items[1].code" }, "\(error)")
        #expect(error.faults.contains { $0.path == "items[1].name" && $0.code == "catalog.duplicate" }, "\(error)")
    }

    @Test(arguments: ["", "[]", "{", "\u{FEFF}{}", "{\"format\":1}"])
    func refusesWhatIsNoCatalogue(text: String) throws {
        let error = try #require(throws: RecordsError.self) { _ = try read(text) }
        #expect(error.faults.count == 1)
    }
}

extension String {
    fileprivate func firstRange(of needle: String) -> Range<String.Index>? {
        guard let first = needle.unicodeScalars.first else { return nil }
        let scalars = unicodeScalars
        var start = scalars.startIndex
        while let place = scalars[start...].firstIndex(of: first) {
            if scalars[place...].starts(with: needle.unicodeScalars) {
                return place..<scalars.index(place, offsetBy: needle.unicodeScalars.count)
            }
            start = scalars.index(after: place)
        }
        return nil
    }

    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
