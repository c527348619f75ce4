// SPDX-License-Identifier: Apache-2.0

import Records
import Reporting

/// Replaced identities (rules, 1.5 and 7).
extension NaiveRules {
    /// The replacements that act, from their receipt on until they are undone.
    func actingReplacements() -> [(old: RecordIdentity, new: RecordIdentity)] {
        var result: [(old: RecordIdentity, new: RecordIdentity)] = []
        for event in events where event.kind == .replace && !hasFault(event) && !isUndone(event) {
            guard let old = record(namedBy: event), let new = event.replacement else { continue }
            if let found = record(named: new) { result.append((old, found)) }
        }
        return result
    }

    /// Whether replacements lead from one record to another.
    func isReached(_ identity: RecordIdentity, from start: RecordIdentity) -> Bool {
        var reached: [RecordIdentity] = []
        for (old, new) in replacements where old == start { reached.append(new) }
        var place = 0
        while place < reached.count {
            for (old, new) in replacements where old == reached[place] && !reached.contains(new) {
                reached.append(new)
            }
            place += 1
        }
        return reached.contains(identity)
    }

    /// Whether another record stands in a record's place.
    func isReplaced(_ identity: RecordIdentity) -> Bool {
        for (old, new) in replacements where old == identity {
            if identities.contains(new) && new != old && !isReached(old, from: new) { return true }
        }
        return false
    }
}
