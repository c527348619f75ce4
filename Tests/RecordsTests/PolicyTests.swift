// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import TestSupport
import Testing

@Suite struct PolicyTests {
    static let names = ["default", "marked-repaired", "ordinary-procedure", "bidding", "listing"]

    private func sample(_ name: String = "default") throws -> String {
        String(decoding: try TestFile.read(Repository.path("Samples/policies/\(name).json")), as: UTF8.self)
    }

    private func catalog() throws -> Catalog {
        try Catalog.read(try TestFile.read(Repository.path("Samples/catalog.json")), sha256: "00")
    }

    /// The codes and paths of the faults of the default policy with some text replaced.
    private func faults(_ changes: (String, String)...) throws -> [String] {
        var text = try sample()
        for (part, replacement) in changes {
            try #require(text.contains(part))
            text = text.replacing(part, with: replacement)
        }
        do {
            try Policy.read(Array(text.utf8), sha256: "00").validate(against: try catalog())
            return []
        } catch let error as RecordsError {
            return error.faults.map { $0.code + " " + $0.path }
        }
    }

    @Test(arguments: names)
    func samplesLoad(_ name: String) throws {
        let policy = try Policy.read(Array(try sample(name).utf8), sha256: "00")
        let bytes = try TestFile.read(Repository.path("Samples/measures.json"))
        try policy.validate(against: try catalog(), measures: try MeasureList.read(bytes, sha256: "00"))
        #expect(policy.id == name)
        #expect(policy.issuer.contains("测试"))
    }

    @Test func choices() throws {
        let policy = try Policy.read(Array(try sample("ordinary-procedure").utf8), sha256: "00")
        #expect(policy.counts(item: "xzcf"))
        #expect(!policy.counts(item: "XZXK"))
        #expect(policy.counts(item: "NEU"))
        #expect(!policy.counts(procedure: " 简易程序"))
        #expect(!policy.counts(procedure: "简易"))
        #expect(policy.counts(procedure: "听证"))
        #expect(policy.publicityMonths(severity: "严重") == 36)
        #expect(policy.publicityMonths(severity: "别的") == nil)
        #expect(Policy.Treatment.omit < .count && Policy.Treatment.count < .show)
    }

    @Test func everyItemMustBeDecided() throws {
        #expect(
            try faults(("\"XZXK\": false", "\"NEU\": false")) == [
                "policy.item-left-out items.XZXK", "policy.unknown-item items.NEU",
            ])
        #expect(try faults(("\"XSCP\": true,", "\"XSCP\": true, \"xscp\": false,")) == ["policy.duplicate items.xscp"])
        #expect(try faults(("\"XSCP\": true", "\"XSCP\": 1")) == ["policy.wrong-type items.XSCP"])
    }

    @Test func narrowScopeNeedsABasis() throws {
        #expect(try faults(("\"XSCP\": true", "\"XSCP\": false")) == ["policy.narrow-scope items.XSCP"])
        #expect(try faults(("\"简易程序\": true", "\"简易程序\": false")) == ["policy.narrow-scope procedures.简易程序"])
        #expect(
            try faults(("\"repaired\"", "\"narrowScopeBasis\": \"x\", \"repaired\"")) == [
                "policy.needless-basis narrowScopeBasis"
            ])
        #expect(
            try faults(
                ("\"XSCP\": true", "\"XSCP\": false"), ("\"repaired\"", "\"narrowScopeBasis\": \"x\", \"repaired\""))
                == [])
        #expect(try faults(("\"简易程序\": true,", "")) == ["policy.missing-key procedures.简易程序"])
    }

    @Test(arguments: [
        ("\"omit\"", "\"hide\"", 2), ("\"format\": \"creditreport-policy-1\"", "\"format\": \"x\"", 1),
        ("\"freshnessDays\": 45", "\"freshnessDays\": -1", 1),
        ("\"freshnessDays\": 45", "\"freshnessDays\": 4.5", 1), ("\"first\": 3", "\"first\": 9", 1),
        ("https://", "http://", 1),
        ("\"numberPrefix\": \"NM\"", "\"numberPrefix\": \"nm-1\"", 1), ("\"version\"", "\"versions\"", 2),
        ("\"轻微\": 3", "\"轻微\": 0", 1),
        ("\"id\": \"default\"", "\"id\": \"../x\"", 1), ("\"validityDays\": 30", "\"validityDays\": 0", 1),
    ])
    func otherFaults(_ part: String, _ replacement: String, _ count: Int) throws {
        #expect(try faults((part, replacement)).count == count)
    }

    @Test func textsHaveALimit() throws {
        let long = String(repeating: "长", count: 301)
        #expect(try faults(("\"专项信用报告\"", "\"\(long)\"")) == ["policy.too-long title"])
        #expect(try faults(("\"专项信用报告\"", "\"\(long.dropLast())\"")) == [])
    }

    /// What does not fit the catalogue is listed as a whole too: left out, unknown, too narrow twice.
    @Test func allInconsistenciesAtOnce() throws {
        let found = try faults(
            ("\"XZXK\": false", "\"NEU\": false"), ("\"XZQZ\": true", "\"XZQZ\": false"),
            ("\"简易程序\": true", "\"简易程序\": false"))
        #expect(
            found == [
                "policy.item-left-out items.XZXK", "policy.unknown-item items.NEU", "policy.narrow-scope items.XZQZ",
                "policy.narrow-scope procedures.简易程序",
            ])
    }

    @Test func everySamplePolicyIsTried() throws {
        let files = try Directory.names(in: Repository.path("Samples/policies"))
        #expect(files == Self.names.map { $0 + ".json" }.sorted())
    }

    @Test func allFaultsAtOnce() throws {
        #expect(try faults(("\"omit\"", "\"hide\""), ("https://", "ftp://"), ("\"mask\"", "\"masks\"")).count == 5)
    }
}
