// SPDX-License-Identifier: Apache-2.0

import Records
import TestSupport
import Testing

/// A policy prints no consequence that the list of measures does not have (rules, 8).
@Suite struct ConsequenceCheckTests {
    private func file(_ path: String) throws -> String {
        String(decoding: try TestFile.read(Repository.path(path)), as: UTF8.self)
    }

    /// The codes and paths of the faults of the bidding policy under the sample list, with texts of both replaced.
    private func faults(
        policy: [(String, String)] = [], measures: [(String, String)] = [], hasList: Bool = true
    ) throws -> [String] {
        func changed(_ path: String, _ changes: [(String, String)]) throws -> [UInt8] {
            var text = try file(path)
            for (part, replacement) in changes {
                try #require(text.contains(part), "\(part)")
                text = text.replacing(part, with: replacement, maxReplacements: 1)
            }
            return Array(text.utf8)
        }
        let catalog = try Catalog.read(Array(try file("Samples/catalog.json").utf8), sha256: "00")
        let list = try MeasureList.read(try changed("Samples/measures.json", measures), sha256: "00")
        do {
            try Policy.read(try changed("Samples/policies/bidding.json", policy), sha256: "00")
                .validate(against: catalog, measures: hasList ? list : nil)
            return []
        } catch let error as RecordsError {
            return error.faults.map { $0.code + " " + $0.path }
        }
    }

    @Test func theSampleIsLawful() throws {
        #expect(try faults() == [])
    }

    @Test func whatTheListDoesNotHaveDoesNotLoad() throws {
        #expect(
            try faults(hasList: false) == [
                "policy.no-measures consequences[0].measure", "policy.no-measures consequences[1].measure",
            ])
        #expect(
            try faults(policy: [("\"XZ-ZBTB\"", "\"XZ-CJ\"")]) == ["policy.unknown-measure consequences[0].measure"])
        // Taken off the list: the policy that cites it fits no longer.
        #expect(
            try faults(measures: [("\"XZ-ZFCG\"", "\"XZ-ALT\"")]) == ["policy.unknown-measure consequences[1].measure"])
        #expect(
            try faults(policy: [("第四十八条", "第四十九条")]) == ["policy.unknown-basis consequences[0].basis"])
        #expect(
            try faults(policy: [("拖欠农民工工资失信联合惩戒对象名单", "市场监督管理严重违法失信名单")])
                == ["policy.unlawful-target consequences[0].item"])
        // Every list of the kind is more than the one that the measure may strike.
        #expect(
            try faults(policy: [("\"list\": \"拖欠农民工工资失信联合惩戒对象名单\",", "")])
                == ["policy.unlawful-target consequences[0].item"])
    }

    @Test func whatIsNoListOrDoesNotCountHasNone() throws {
        #expect(
            try faults(policy: [("\"item\": \"YZSX\"", "\"item\": \"XZCF\"")]) == [
                "policy.no-list consequences[0].item", "policy.unlawful-target consequences[0].item",
            ])
        #expect(
            try faults(policy: [("\"item\": \"YZSX\"", "\"item\": \"NEU\"")]) == [
                "policy.unknown-item consequences[0].item", "policy.unlawful-target consequences[0].item",
            ])
        #expect(
            try faults(policy: [
                ("\"YZSX\": true", "\"YZSX\": false"), ("\"repaired\"", "\"narrowScopeBasis\": \"示例\", \"repaired\""),
            ]) == ["policy.uncounted-list consequences[0].item", "policy.uncounted-list consequences[1].item"])
    }

    @Test func aConsequenceIsSaidOnceAndWhole() throws {
        #expect(try faults(policy: [("\"XZ-ZFCG\"", "\" xz-zbtb\"")]) == ["policy.duplicate consequences[1]"])
        #expect(
            try faults(policy: [("\"measure\": \"XZ-ZBTB\",", "\"text\": \"限制一切\",")]) == [
                "policy.unknown-key consequences[0].text", "policy.missing-key consequences[0].measure",
            ])
        #expect(try faults(policy: [("\"consequences\": [", "\"consequences\": 5, \"note\": [")]).count == 2)
    }
}
