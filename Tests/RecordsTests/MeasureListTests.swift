// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import TestSupport
import Testing

@Suite struct MeasureListTests {
    private static let wages = "拖欠农民工工资失信联合惩戒对象名单"

    private func sample() throws -> String {
        String(decoding: try TestFile.read(Repository.path("Samples/measures.json")), as: UTF8.self)
    }

    private func catalog() throws -> Catalog {
        try Catalog.read(try TestFile.read(Repository.path("Samples/catalog.json")), sha256: "00")
    }

    private func read(_ text: String) throws -> MeasureList {
        try MeasureList.read(Array(text.utf8), sha256: "00")
    }

    /// The codes and paths of the faults of a text.
    private func faults(_ text: String) throws -> [String] {
        do {
            try read(text).validate(against: try catalog())
            return []
        } catch let error as RecordsError {
            return error.faults.map { $0.code + " " + $0.path }
        }
    }

    @Test func theSampleLoads() throws {
        let list = try read(try sample())
        try list.validate(against: try catalog())
        #expect(list.id == "NM-MEASURES")
        #expect(list.measures.count == 5)
        let measure = try #require(list.measure(" xz-zbtb"))
        #expect(measure.name == "限制参加招标投标")
        // The text of the regulation has no other article on what follows from this list.
        for measure in list.measures {
            #expect(measure.basis == ["《保障农民工工资支付条例》（国务院令第724号）第四十八条"])
            #expect(measure.targets.map(\.item) == ["YZSX"])
            #expect(measure.targets.map(\.list) == [Self.wages])
        }
        #expect(list.measure("XZ-CJ") == nil)
    }

    @Test func daysInForce() throws {
        let text = try sample().replacing("\"note\"", with: "\"expires\": \"2027-12-31\", \"note\"")
        let list = try read(text)
        for (day, isInForce) in [
            ("2025-12-31", false), ("2026-01-01", true), ("2027-12-31", true), ("2028-01-01", false),
        ] { #expect(list.isInForce(on: try #require(CivilDay(day))) == isInForce, "\(day)") }
        #expect(try read(try sample()).isInForce(on: try #require(CivilDay("2099-01-01"))))
        #expect(try faults(text.replacing("2027-12-31", with: "2025-12-31")) == ["measures.range expires"])
        #expect(try faults(text.replacing("2027-12-31", with: "2027-12-31")) == [])
    }

    @Test func kindsOfLists() {
        let every = ListKind(item: "YZSX", list: nil)
        let one = ListKind(item: " yzsx", list: Self.wages)
        #expect(every.covers(one) && every.covers(every) && one.covers(one))
        #expect(one.covers(ListKind(item: "YZSX", list: "拖欠农民工工资 失信联合惩戒对象名单")))
        #expect(!one.covers(every))
        #expect(!one.covers(ListKind(item: "YZSX", list: "别的名单")))
        #expect(!every.covers(ListKind(item: "JYYC", list: nil)))
    }

    @Test func allFaultsAtOnce() throws {
        let text = #"""
            {"format": "creditreport-measures-1", "id": "", "version": 1, "effective": "2026-02-30",
             "expires": "soon", "colour": "red", "measures": [
              {"code": "A", "name": "甲", "basis": [], "targets": [], "executor": "乙"},
              {"code": "a", "basis": [""], "targets": [{"list": "x"}, {"item": "YZSX"}, {"item": "YZSX", "list": "x"}],
               "executor": "乙"},
              {"code": "B", "name": "丙", "basis": "x", "targets": [{"item": "YZSX", "list": 5}], "executor": " "}]}
            """#
        #expect(
            try faults(text) == [
                "measures.unknown-key colour", "measures.empty id", "measures.wrong-type version",
                "measures.missing-key title", "measures.wrong-type effective", "measures.wrong-type expires",
                "measures.empty measures[0].basis", "measures.empty measures[0].targets",
                "measures.missing-key measures[1].name", "measures.empty measures[1].basis[0]",
                "measures.missing-key measures[1].targets[0].item", "measures.duplicate measures[1].targets[2]",
                "measures.wrong-type measures[2].basis", "measures.wrong-type measures[2].targets[0].list",
                "measures.empty measures[2].executor", "measures.duplicate measures[1].code",
            ])
        #expect(try faults(#"{"format": "creditreport-measures-1", "measures": []}"#).last == "measures.empty measures")
        #expect(try faults(#"{"format": "creditreport-policy-1"}"#) == ["measures.format format"])
        #expect(try faults("[]") == ["measures.wrong-type "])
    }

    /// A measure strikes entries of a list that the catalogue has: nobody stands on a 行政处罚.
    @Test func targetsAreLists() throws {
        let text = try sample()
        let first = try #require(text.firstRange(of: "\"item\": \"YZSX\""))
        func replaced(_ item: String) -> String { text.replacingCharacters(in: first, with: "\"item\": \"\(item)\"") }
        #expect(try faults(replaced("XZCF")) == ["measures.no-list measures[0].targets[0].item"])
        #expect(try faults(replaced("DJXX")) == ["measures.unknown-item measures[0].targets[0].item"])
        #expect(try faults(replaced("NEU")) == ["measures.unknown-item measures[0].targets[0].item"])
        #expect(try faults(replaced("JYYC")) == ["measures.unnamed-list measures[0].targets[0].list"])
    }
}

extension String {
    /// The text with a range of it replaced.
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
