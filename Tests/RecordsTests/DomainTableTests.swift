// SPDX-License-Identifier: Apache-2.0

import Records
import TestSupport
import Testing

@Suite struct DomainTableTests {
    private func table(_ domains: String) throws(RecordsError) -> DomainTable {
        let text = #"{"format":"creditreport-domains-1","id":"T","version":"1","region":"示例","domains":[\#(domains)]}"#
        return try DomainTable.read(Array(text.utf8), sha256: "00")
    }

    private func faults(_ domains: String) -> [String] {
        do {
            _ = try table(domains)
            return []
        } catch {
            return error.faults.map { $0.code + " " + $0.path }
        }
    }

    @Test func preOrderOfSiblingsByOrderThenCode() throws {
        let ordered = try table(
            """
            {"code":"C","name":"丙","order":2},{"code":"C2","name":"丙二","parent":"c","order":1},
            {"code":"B","name":"乙","order":1},{"code":"A","name":"甲","order":2},
            {"code":"C1","name":"丙一","parent":"C","order":1},{"code":"C11","name":"丙一一","parent":"C1"}
            """)
        #expect(ordered.domains.map(\.code) == ["B", "A", "C", "C1", "C11", "C2"])
        #expect(ordered.domains.indices.map(ordered.level) == [0, 0, 0, 1, 2, 1])
        #expect(ordered.domains.indices.map(ordered.parent) == [nil, nil, nil, 2, 3, 2])
        #expect(ordered.subtree(of: 2) == 2..<6)
        #expect(ordered.subtree(of: 5) == 5..<6)
        #expect(try table(#"{"code":"B","name":"乙"},{"code":"A","name":"甲"}"#).domains.map(\.code) == ["B", "A"])
    }

    @Test func lookUp() throws {
        let found = try table(
            #"{"code":"A","name":"甲","sources":[{"code":"s1","name":"甲局"}]},{"code":"B","name":"乙"}"#)
        #expect(found.index(named: " ａ ") == 0)
        #expect(found.index(named: "甲") == 0)
        #expect(found.index(named: "丙") == nil)
        #expect(found.departmentName(code: "S1") == "甲局")
    }

    /// What is stored under the codes and names of a version stays readable under the next.
    @Test func aNewVersionKnowsWhatTheOneBeforeKnew() throws {
        let old = try table(
            #"{"code":"A","name":"甲","sources":[{"code":"S1","name":"甲局"},{"code":"S2","name":"乙局"}]}"#)
        func lost(_ domains: String) throws -> [String] {
            let new = try table(domains)
            do throws(RecordsError) {
                try new.validate(following: old)
                return []
            } catch {
                #expect(error.faults.allSatisfy { $0.code == "domains.dropped" })
                return error.faults.compactMap { $0.message.split(separator: "\"").first.map(String.init) }
            }
        }
        #expect(try lost(#"{"code":"A","name":"甲","sources":[{"code":"S1","name":"甲局"}]}"#) == [])
        #expect(try lost(#"{"code":"B","name":"甲乙","sources":[{"code":"S1","name":"新局"}]}"#) == ["A", "甲", "甲局"])
        let heir =
            #"{"code":"B","name":"甲乙","aliases":["a","甲"],"sources":[{"code":"S1","name":"新局","aliases":["甲局"]}]}"#
        #expect(try lost(heir) == [])
        let new = try table(heir)
        #expect(new.index(named: "A") == 0 && new.index(named: "甲") == 0)
        #expect(new.departmentCode(name: "甲局") == "S1" && new.departmentName(code: "S1") == "新局")
        #expect(new.place(domain: nil, authorityCode: nil, authorityName: "甲局", source: nil) == 0)
        #expect(
            faults(#"{"code":"A","name":"甲"},{"code":"B","name":"乙","aliases":["甲"]}"#) == [
                "domains.duplicate domains[1].aliases[0]"
            ])
    }

    @Test func faultsAreAllListed() {
        #expect(faults("") == ["domains.empty domains"])
        #expect(
            faults(#"{"code":"A","name":"甲","colour":"red"},{"code":"a","name":"乙"},{"code":"B","name":"甲"}"#) == [
                "domains.unknown-key domains[0].colour", "domains.duplicate domains[1].code",
                "domains.duplicate domains[2].name",
            ])
        #expect(faults(#"{"code":"A","name":"甲","parent":"Z"}"#) == ["domains.unknown-parent domains[0].parent"])
        #expect(faults(#"{"code":"A","name":"甲","parent":"A"}"#) == ["domains.cycle domains[0].parent"])
        #expect(
            faults(
                #"{"code":"A","name":"甲","parent":"B"},{"code":"B","name":"乙","parent":"A"},{"code":"C","name":"丙","parent":"A"}"#
            )
                == ["domains.cycle domains[0].parent", "domains.cycle domains[1].parent"])
        #expect(faults(#"{"code":"QT","name":"甲"},{"code":"A","name":"其他"}"#).count == 2)
        #expect(faults(#"{"code":"A","name":"甲","order":1},{"code":"B","name":"乙"}"#).count == 1)
        #expect(faults(#"{"code":"A"},{},3"#).count == 4)
        #expect(
            faults(#"{"code":"A","name":"甲","sources":[{"code":"S","name":"x"},{"code":"s","name":"y"}]}"#).count == 1)
        #expect(faults(#"{"code":"A\u0001","name":" "}"#).count == 2)
    }

    @Test(arguments: ["", "[]", "{}", #"{"format":"creditreport-domains-2"}"#, #"{"format":"creditreport-domains-1"}"#])
    func noTableAtAll(_ text: String) {
        #expect(throws: RecordsError.self) { try DomainTable.read(Array(text.utf8), sha256: "00") }
    }

    @Test func sampleLoads() throws {
        let table = try DomainTable.read(try TestFile.read(Repository.path("Samples/domains.json")), sha256: "00")
        #expect(table.domains.count >= 40)
    }
}
