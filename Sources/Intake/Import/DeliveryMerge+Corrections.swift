// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore
internal import Records

extension DeliveryMerge {
    /// Ends the waiting of the rows under the subject that an accepted row of the subject itself corrects.
    mutating func resolveOwn(by accepted: Entry, into lines: inout ImportLines) throws {
        stored.leaveOutRestated()
        for waiting in stored.waiting where correction.corrects(accepted, waiting) {
            try resolve(waiting, by: accepted, into: &lines)
        }
    }

    /// Ends the waiting of rows under another key.
    ///
    /// - Parameter line: an accepted row that may be a correction, or one that says which line it corrects.
    mutating func takeCorrection(_ line: SortedLine, into lines: inout ImportLines) throws {
        let accepted = try Self.entry(line)
        stored.leaveOutRestated()
        guard line.purpose == .correction else { return try resolveOwn(by: accepted, into: &lines) }
        guard let reference = PendingReference(String(decoding: line.note, as: UTF8.self)) else { return }
        if let waiting = stored.waiting.first(where: { reference.names($0) && $0.source == accepted.source }) {
            return try resolve(waiting, by: accepted, into: &lines)
        }
        // A corrected file that comes twice finds its rows resolved.
        guard !stored.hasEverWaited({ reference.names($0) && $0.source == accepted.source }) else {
            return
        }
        oddities.note(
            "pending.unknown", nil, line.line, "\(HeadingMap.reference) names no row of the source that waits")
    }

    private mutating func resolve(
        _ waiting: Entry, by accepted: Entry, into lines: inout ImportLines
    ) throws {
        let entry = PendingCorrection.resolution(of: waiting, by: accepted)
        var line = ByteWriter(capacity: 256)
        try EntryLine.write(entry, sequence: sequence, to: &line)
        try lines.append(subject: subject, identity: [], row: entry.row, line: line.bytes[...])
        stored.waiting.removeAll { $0.sequence == waiting.sequence && $0.row == waiting.row }
        // A copy is no row of its own.
        if waiting.identity.isEmpty { resolved += 1 }
    }
}
