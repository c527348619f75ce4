// SPDX-License-Identifier: Apache-2.0

import Glibc
import Records
import Reporting
import TestSupport
import Testing

/// Two readings of the rules, written independently of each other, say the same of whatever history.
@Suite struct ComparisonTests {
    @Test func bothReadingsAgreeOnGeneratedHistories() {
        var seeds = SeededGenerator.fresh(for: "comparison of the two readings of the rules")
        var differences = 0
        for _ in 0..<Self.histories where differences < 3 {
            let seed = seeds.next()
            var generator = HistoryGenerator(seed: seed)
            let generated = generator.makeCase()
            if generated.naive == generated.found { continue }
            differences += 1
            let smallest = generated.shrunk()
            Issue.record(
                """
                the two readings differ on history \(seed):
                \(smallest)
                Finding:
                \(smallest.found)
                the naive reading:
                \(smallest.naive)
                """)
        }
    }

    @Test func everythingThatCanBeSaidComesUp() {
        var seeds = SeededGenerator(seed: 1)
        var seen: [String: Int] = [:]
        for _ in 0..<2000 {
            var generator = HistoryGenerator(seed: seeds.next())
            for word in Self.words(of: generator.makeCase()) { seen[word, default: 0] += 1 }
        }
        let expected = [
            "counted", "withheldGovernment", "withheldAuthorised", "unknownDomain", "absent", "waiting", "fault",
            "active", "repaired", "expired", "已修复", "公示期满", "异议处理中", "来源不一致", "日期不明", "several shown",
            "several sources", "several parts", "无", "未查见", "数据未更新至今", "fresh with records", "withheld only",
            "replaced", "revoked", "undone", "without a number",
        ]
        for word in expected {
            #expect(seen[word, default: 0] >= 10, "\(word) came up \(seen[word, default: 0]) times")
        }
    }

    /// What a case is an example of.
    private static func words(of generated: GeneratedCase) -> Set<String> {
        let rules = NaiveRules(generated)
        let outcome = rules.outcome
        var words: Set<String> = []
        for line in outcome.lines {
            words.insert(line.text)
            if line.text.hasPrefix("另有") { words.insert("withheld only") }
            if line.shown > 0 && line.covered != nil && !line.isStale { words.insert("fresh with records") }
        }
        for other in outcome.others { words.insert(String(other.split(separator: " ").last ?? "")) }
        for record in outcome.shown {
            words.formUnion(record.marks + ["\(record.state)"])
            if record.sources.count > 1 { words.insert("several sources") }
            if record.parts.count > 1 { words.insert("several parts") }
        }
        if outcome.shown.count > 1 { words.insert("several shown") }
        if !outcome.waiting.isEmpty { words.insert("waiting") }
        if !outcome.faults.isEmpty { words.insert("fault") }
        for record in rules.records {
            if rules.isReplaced(record.identity) { words.insert("replaced") }
            if rules.isRevoked(record.identity) { words.insert("revoked") }
            if record.identity.groupWithoutNumber != nil { words.insert("without a number") }
        }
        for event in rules.events where rules.isUndone(event) { words.insert("undone") }
        return words
    }

    /// How many histories are compared: `CREDITREPORT_HISTORIES`, or else what a build of this kind does in seconds.
    private static var histories: Int {
        guard let text = unsafe getenv("CREDITREPORT_HISTORIES") else { return usualHistories }
        return Int(unsafe String(cString: text)) ?? usualHistories
    }

    #if DEBUG
        private static let usualHistories = 3000
    #else
        private static let usualHistories = 50_000
    #endif
}
