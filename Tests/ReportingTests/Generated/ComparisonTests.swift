// SPDX-License-Identifier: Apache-2.0

import Glibc
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
