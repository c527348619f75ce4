// SPDX-License-Identifier: Apache-2.0

extension Sequence<Entry> {
    /// The rows that still wait (待核) among all lines under one key: those that no resolution names (rules, 3.6).
    public var openPending: [Entry] {
        var resolved: Set<[Int]> = []
        for entry in self where entry.kind == .resolution {
            guard let sequence = entry.value("import").flatMap({ Int($0) }),
                let row = entry.value("row").flatMap({ Int($0) })
            else { continue }
            resolved.insert([sequence, row])
        }
        return filter { $0.kind == .pending && !resolved.contains([$0.sequence, $0.row]) }
    }
}
