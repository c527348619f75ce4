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

    /// A file in which nothing is right names everything that is wrong.
    @Test func aFileOfFaultsNamesThemAll() throws {
        let text = #"""
            {"format": "creditreport-policy-1", "id": "a b", "version": 5, "title": "", "issuer": " ",
             "numberPrefix": "nm", "verificationAddress": "http://x", "legalBasis": [], "colour": "red",
             "items": {"XZCF": 1, "": true, "YZSX": true, "yzsx": false}, "procedures": {"简易": "yes"},
             "narrowScopeBasis": 7, "repaired": "hide", "expired": null, "publicityMonths": {"一般": 0},
             "freshnessDays": -1, "longestPeriodYears": 101, "longestLagDays": 1.5, "validityDays": "30",
             "consequences": [{"item": "", "measure": 1}, 5], "mask": {"first": 7, "middle": 1}, "repairChannel": []}
            """#
        let error = try #require(throws: RecordsError.self) { try Policy.read(Array(text.utf8), sha256: "00") }
        let found = error.faults.map { $0.code.dropFirst("policy.".utf8.count) + " " + $0.path }
        #expect(
            Set(found) == [
                "unknown-key colour", "identifier id", "wrong-type version", "empty title", "empty issuer",
                "number-prefix numberPrefix", "address verificationAddress", "empty legalBasis",
                "wrong-type items.XZCF",
                "empty items.", "duplicate items.yzsx", "wrong-type procedures.简易", "missing-key procedures.简易程序",
                "missing-key procedures.普通程序", "wrong-type narrowScopeBasis", "treatment repaired",
                "missing-key expired",
                "out-of-range publicityMonths.一般", "out-of-range freshnessDays", "out-of-range longestPeriodYears",
                "out-of-range longestLagDays", "out-of-range validityDays", "empty consequences[0].item",
                "wrong-type consequences[0].measure", "missing-key consequences[0].basis", "wrong-type consequences[1]",
                "out-of-range mask.first", "unknown-key mask.middle", "missing-key mask.last",
                "missing-key objectionChannel", "wrong-type repairChannel",
            ])
        #expect(found.count == 31)
    }

    /// The five samples: what each is for, and the documents that its reports print.
    @Test func samplesAreWhatTheyAreFor() throws {
        func policy(_ name: String) throws -> Policy {
            try Policy.read(Array(try sample(name).utf8), sha256: "00")
        }
        for name in Self.names {
            #expect(try policy(name).legalBasis.contains { $0.contains("发改财金〔2025〕565号") }, "\(name)")
        }
        // 令36号: repaired records are no longer shared or used; where it is followed, it is named.
        for name in ["default", "ordinary-procedure", "bidding"] {
            #expect(try policy(name).repaired == .omit, "\(name)")
            #expect(try policy(name).legalBasis.contains { $0.contains("国家发展改革委令第36号") }, "\(name)")
        }
        #expect(try policy("marked-repaired").repaired == .show)
        #expect(try policy("listing").repaired == .show)
        #expect(try policy("ordinary-procedure").narrowScopeBasis?.contains("山东省") == true)
        #expect(try !policy("ordinary-procedure").counts(procedure: "简易程序"))
        for name in Self.names where name != "ordinary-procedure" {
            #expect(try policy(name).narrowScopeBasis == nil, "\(name)")
            #expect(try policy(name).counts(procedure: "简易程序"), "\(name)")
        }
        for name in Self.names {
            #expect(try policy(name).consequences.isEmpty == (name != "bidding"), "\(name)")
            #expect(try policy(name).mask == (first: 3, last: 2), "\(name)")
        }
    }
}
