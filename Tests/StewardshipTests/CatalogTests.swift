// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import RecordStore
import Records
import Stewardship
import TestSupport
import Testing

@Suite struct CatalogTests {
    private static func text() throws -> String {
        String(decoding: try TestFile.read(Repository.path("Samples/catalog.json")), as: UTF8.self)
    }

    private static func catalog(_ changes: [(String, String)] = []) throws -> Catalog {
        var text = try text()
        for (old, new) in changes {
            let range = try #require(text.firstRange(of: old), "\(old) is not in the sample catalogue")
            text.replaceSubrange(range, with: new)
        }
        let bytes = Array(text.utf8)
        return try Catalog.read(bytes, sha256: Hex.encode(Digest.of(bytes)))
    }

    @Test func theSampleHasNothingToLookAt() throws {
        #expect(CatalogInspection(try Self.catalog()).findings.isEmpty)
    }

    @Test func whatIsEmptyOrOutOfOrderIsNamed() throws {
        let old = try Self.catalog()
        let new = try Self.catalog([
            ("\"更新周期\": \"每日\"", "\"更新周期\": \"适时\""), ("\"归集程序\": \"产生单位审核后报送，平台校验入库\"", "\"归集程序\": \"待定\""),
            (
                "\"name\": \"法定代表人证件号码\", \"type\": \"text\", \"length\": 64, \"security\": \"个人信息\"",
                "\"name\": \"法定代表人证件号码\", \"type\": \"text\", \"length\": 64, \"security\": \"公开\""
            ),
        ])
        let findings = CatalogInspection(new, following: old).findings
        #expect(findings.map(\.kind) == [.version, .version, .emptyElement, .updateCycle, .publicPersonal])
        #expect(findings.last?.place == "DJXX.ZT_FR_ZJHM")
    }

    @Test func aDifferenceSaysWhatItMeansForDepartments() throws {
        let new = try Self.catalog([
            (
                "\"code\": \"ZT_CYM\", \"name\": \"曾用名\", \"aliases\": [\"曾用名称\"], \"type\": \"text\", \"length\": 1000",
                "\"code\": \"ZT_CYM\", \"name\": \"曾用名\", \"aliases\": [\"曾用名称\"], \"type\": \"text\", \"length\": 50"
            ),
            ("\"更新周期\": \"每日\"", "\"更新周期\": \"每周\""),
        ])
        let changes = CatalogDifference(from: try Self.catalog(), to: new).changes
        #expect(changes.map(\.what) == ["更新周期", "长度"])
        #expect(changes.map(\.effect) == [.wording, .deliveries])
        #expect(changes[1].old == "1000" && changes[1].new == "50" && changes[1].field == "ZT_CYM")
        #expect(CatalogDifference(from: new, to: new).changes.isEmpty)
    }

    @Test func aRecordIsJudgedByTheCatalogueOfItsDay() throws {
        let directory = try TemporaryDirectory()
        let samples = Repository.path("Samples") + "/"
        let store = try RecordStore.create(
            at: directory.path("store"), catalog: try TestFile.read(samples + "catalog.json"),
            domains: try TestFile.read(samples + "domains.json"),
            policy: try TestFile.read(samples + "policies/default.json"))
        var later = try Self.text()
        for (old, new) in [("\"2026.1\"", "\"2027.1\""), ("\"2026-01-01\"", "\"2027-01-01\"")] {
            later.replaceSubrange(try #require(later.firstRange(of: old)), with: new)
        }
        try store.update(.catalog, Array(later.utf8), at: try #require(Instant("2026-11-01T00:00:00+08:00")))
        let timeline = try CatalogTimeline(try store.snapshot())
        func version(_ day: String) throws -> String? { timeline.catalog(on: try #require(CivilDay(day)))?.version }
        #expect(try version("2026-12-31") == "2026.1")
        #expect(try version("2027-01-01") == "2027.1")
        #expect(try version("2019-05-05") == "2026.1")
    }
}
