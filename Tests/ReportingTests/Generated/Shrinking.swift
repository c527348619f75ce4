// SPDX-License-Identifier: Apache-2.0

import Reporting

extension GeneratedCase {
    /// The case without whatever can be left out while the two readings still differ.
    func shrunk() -> GeneratedCase {
        var smallest = self
        var isSmaller = true
        while isSmaller {
            isSmaller = false
            for candidate in smallest.smaller where candidate.naive != candidate.found {
                smallest = candidate
                isSmaller = true
                break
            }
        }
        return smallest
    }

    /// The case with one thing less, for each thing that it has.
    private var smaller: [GeneratedCase] {
        var result: [GeneratedCase] = []
        func without(_ leaveOut: (inout GeneratedCase) -> Void) {
            var smaller = self
            leaveOut(&smaller)
            result.append(smaller)
        }
        for record in history.records.indices {
            without { $0.history.records.remove(at: record) }
            let deliveries = history.records[record].deliveries
            for delivery in deliveries.indices where deliveries.count > 1 {
                without { $0.history.records[record].deliveries.remove(at: delivery) }
            }
            for delivery in deliveries.indices {
                for part in deliveries[delivery].parts.indices where deliveries[delivery].parts.count > 1 {
                    without { $0.history.records[record].deliveries[delivery].parts.remove(at: part) }
                }
            }
        }
        for event in history.events.indices { without { $0.history.events.remove(at: event) } }
        for identity in history.elsewhere.indices { without { $0.history.elsewhere.remove(at: identity) } }
        for statement in statements.indices { without { $0.statements.remove(at: statement) } }
        if history.pending > 0 { without { $0.history.pending = 0 } }
        return result
    }
}
