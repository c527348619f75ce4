// SPDX-License-Identifier: Apache-2.0

import Glibc
import Records
import Reporting
import TestSupport
import Testing

/// Two readings of the rules, written independently of each other, say the same of whatever history.
@Suite struct ComparisonTests {
    @Test func bothReadingsAgreeOnGeneratedHistories() async {
        var random = SeededGenerator.fresh(for: "comparison of the two readings of the rules")
        let seeds = (0..<Self.histories).map { _ in random.next() }
        let compared = await withTaskGroup(of: Int.self) { group in
            for start in stride(from: 0, to: seeds.count, by: 1000) {
                group.addTask { Self.compare(on: seeds[start..<min(start + 1000, seeds.count)]) }
            }
            return await group.reduce(0, +)
        }
        #expect(compared == Self.histories, "the comparison was broken off")
    }

    /// Compares the two readings on the histories of some seeds, and breaks off at the third difference.
    ///
    /// - Returns: on how many histories they were compared.
    private static func compare(on seeds: ArraySlice<UInt64>) -> Int {
        var differences = 0
        var compared = 0
        for seed in seeds where differences < 3 {
            compared += 1
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
        return compared
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
            "put right", "too early", "来源称已撤销",
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
        for event in rules.events where rules.isTooEarly(event) { words.insert("too early") }
        for event in rules.history.events where rules.isPutRight(event) { words.insert("put right") }
        return words
    }

    /// How many histories are compared: 50,000, or what `CREDITREPORT_HISTORIES` says.
    private static let histories: Int = {
        guard let text = unsafe getenv("CREDITREPORT_HISTORIES") else { return 50_000 }
        return Int(unsafe String(cString: text)) ?? 50_000
    }()
}
