// SPDX-License-Identifier: Apache-2.0

/// How many rows of a summary there are, and how many of them somebody should look at, by reason.
struct SummaryCounts: Hashable {
    private(set) var rows = 0
    private(set) var clear = 0
    private var reasons: [Int] = Attention.allCases.map { _ in 0 }

    /// The counts of no rows.
    init() {}

    /// The counts of some rows.
    init(_ rows: [SummaryRow]) {
        for row in rows {
            self.rows += 1
            if row.attention.isEmpty { clear += 1 }
            for (index, reason) in Attention.allCases.enumerated() where row.attention.contains(reason) {
                reasons[index] += 1
            }
        }
    }

    /// How many rows are to be looked at for that reason.
    subscript(reason: Attention) -> Int {
        zip(Attention.allCases, reasons).first { $0.0 == reason }?.1 ?? 0
    }

    /// The counts of the rows of both.
    static func + (one: SummaryCounts, other: SummaryCounts) -> SummaryCounts {
        var sum = one
        sum.rows += other.rows
        sum.clear += other.clear
        for index in sum.reasons.indices { sum.reasons[index] += other.reasons[index] }
        return sum
    }
}
