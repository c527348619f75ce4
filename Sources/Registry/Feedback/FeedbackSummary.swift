// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// What agencies did with reports, summed up per agency and matter.
public struct FeedbackSummary: Sendable {
    /// An item of the list of measures, and how often it was applied.
    public struct Measure: Hashable, Sendable {
        /// The item.
        public var item: String
        /// How often.
        public var count: Int
    }

    /// The sums of one agency in one matter.
    public struct Line: Hashable, Sendable {
        /// The agency.
        public var agency: String
        /// The matter (事项).
        public var matter: String
        /// How many reports, each once, were used.
        public var reports = 0
        /// How often a report was a basis.
        public var basis = 0
        /// How often a consequence was applied.
        public var consequence = 0
        /// How often nothing came of it.
        public var none = 0
        /// The items of the list of measures that were applied, in their order.
        public var measures: [Measure] = []
    }

    private struct Key: Hashable {
        var agency: String
        var matter: String
    }

    private var entries: [Key: [FeedbackEntry]] = [:]

    /// The sums of nothing.
    public init() {}

    /// Takes in an entry.
    public mutating func add(_ entry: FeedbackEntry) {
        entries[Key(agency: entry.agency, matter: entry.matter), default: []].append(entry)
    }

    /// The sums, in the order of agency and matter by code points.
    public var lines: [Line] {
        let sorted = entries.sorted { left, right in
            [left.key.agency, left.key.matter].lexicographicallyPrecedes([right.key.agency, right.key.matter]) {
                $0.utf8.lexicographicallyPrecedes($1.utf8)
            }
        }
        return sorted.map { key, entries in
            var line = Line(agency: key.agency, matter: key.matter)
            line.reports = Set(entries.map(\.number)).count
            var measures: [String: Int] = [:]
            for entry in entries {
                switch entry.outcome {
                case .basis: line.basis += 1
                case .consequence(let measure):
                    line.consequence += 1
                    measures[measure, default: 0] += 1
                case .none: line.none += 1
                }
            }
            line.measures = measures.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { Measure(item: $0.key, count: $0.value) }
            return line
        }
    }
}
