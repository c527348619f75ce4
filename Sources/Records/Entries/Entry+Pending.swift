// SPDX-License-Identifier: Apache-2.0

extension Entry {
    /// The copy of a row that can't be told whom it is about, under another key that it gives.
    ///
    /// Its identity is the key under which the row itself stands, as a row that waits, or accepted under a code or number
    /// that the register does not have. The rows themselves that wait have none.
    public func waitingCopy(under key: SubjectKey) -> Entry {
        var copy = self
        copy.kind = .pending
        copy.identity = subject.text
        copy.subject = key
        return copy
    }

    /// The key under which the row stands that this line is a copy of; nil if it is none.
    public var copied: SubjectKey? {
        kind == .pending && !identity.isEmpty ? SubjectKey(identity) : nil
    }
}

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
