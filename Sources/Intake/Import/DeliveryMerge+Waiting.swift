// SPDX-License-Identifier: Apache-2.0

internal import RecordStore
internal import Records

/// A row that was taken as waiting, in the store or further up in the delivery.
struct KnownWait {
    let sequence: Int
    let row: Int
    /// Whether it still waits.
    let isOpen: Bool
}

extension DeliveryMerge {
    /// Events, rows that wait, copies, and what may correct rows that wait: none of them is a version of a record.
    mutating func closeUnidentified(_ group: [SortedLine], into lines: inout ImportLines) throws {
        switch group.first?.purpose {
        case .record, nil: return
        case .pending: for line in group { try takePending(line, into: &lines) }
        case .candidate, .correction: for line in group { try takeCorrection(line, into: &lines) }
        case .event, .copy:
            guard try group.contains(where: { try Self.entry($0).kind == .event }) else {
                return try takeCopies(group, into: &lines)
            }
            try takeEvents(group, into: &lines)
        }
    }

    /// Takes in a row that waits, of which others of the same content may have come before it.
    private mutating func takePending(_ line: SortedLine, into lines: inout ImportLines) throws {
        let entry = try Self.entry(line)
        if firstAlike == nil {
            let content = reconciliation.content(of: entry)
            stored.restate(content, of: entry.source, by: reconciliation)
            firstAlike = stored.known(entry, content: content, by: reconciliation)
        }
        if let known = firstAlike {
            counts.unchanged += 1
            // One that was corrected since is the same old row once more: it waits no longer.
            if known.isOpen { try pending?.append(entry, line, at: known) }
            return
        }
        counts.pending += 1
        let new = KnownWait(sequence: sequence, row: entry.row, isOpen: true)
        firstAlike = new
        try lines.append(subject: subject, identity: [], row: line.row, line: line.text)
        try pending?.append(entry, line, at: new)
    }

    /// Takes in the first of copies of the same content, if the store does not have it.
    private mutating func takeCopies(_ group: [SortedLine], into lines: inout ImportLines) throws {
        guard firstAlike == nil, let line = group.first else { return }
        let entry = try Self.entry(line)
        let content = reconciliation.content(of: entry)
        if entry.kind == .pending { stored.restate(content, of: entry.source, by: reconciliation) }
        firstAlike = stored.known(entry, content: content, by: reconciliation)
        guard firstAlike == nil else { return }
        firstAlike = KnownWait(sequence: sequence, row: entry.row, isOpen: true)
        // Copies of lines of the register have the kind and the identity of those.
        let identity = Array(entry.identity.utf8)
        try lines.append(subject: subject, identity: identity[...], row: line.row, line: line.text)
    }

    /// Takes in all events of a subject, and copies of events.
    private mutating func takeEvents(_ group: [SortedLine], into lines: inout ImportLines) throws {
        var seen: [[String]: Set<[UInt8]>] = [:]
        var numbers = EventNumbers(item: item, content: reconciliation.content)
        for line in group { numbers.note(try Self.entry(line)) }
        for line in group {
            let entry = try Self.entry(line)
            let key = [entry.source] + numbers.key(of: entry)
            if seen[key] == nil {
                let known = stored.lines(entry.kind, source: entry.source, identity: entry.identity)
                let held = numbers.lines(heldAgainst: entry, of: known)
                seen[key] = Set(held.map(reconciliation.content))
            }
            let isNew = seen[key, default: []].insert(reconciliation.content(of: entry)).inserted
            if isNew { try lines.append(subject: subject, identity: [], row: line.row, line: line.text) }
            guard line.purpose == .event else { continue }
            if isNew { counts.accepted += 1 } else { counts.unchanged += 1 }
            if isNew, numbers.movesAway(entry, of: stored.lines(.event, source: entry.source, identity: "")) {
                oddities.note(
                    "event.number", item.field(.eventNumber), line.line,
                    "the number of an event on another record, in whose place this one stands")
            }
            try noteName(line.note, of: line)
            waitingEvents.note(
                entry, line: line.line, item: item, catalog: catalog, table: table, records: stored.records)
        }
        for line in group where line.purpose == .event { try resolveOwn(by: try Self.entry(line), into: &lines) }
    }
}
