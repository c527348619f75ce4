// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Desk
public import RecordStore
internal import Reporting

/// The events of a department that wait for the record which they name.
public enum WaitingEvents {
    /// Number, kind and record of each, in the order of subjects.
    ///
    /// - Parameters:
    ///   - source: the department's code, normalised.
    ///   - snapshot: of which snapshot.
    ///   - instant: the moment; what was received later is left out.
    public static func all(
        of source: String, in store: RecordStore, snapshot: Snapshot, at instant: Instant
    ) throws -> [(number: String, kind: String, record: String)] {
        try MatterList(store: store, snapshot: snapshot).matters(of: nil, at: instant).compactMap { matter in
            guard matter.source == source, matter.state == "waiting", case .event(let standing) = matter.content else {
                return nil
            }
            let record = [matter.record.item, matter.record.authority, matter.record.number, matter.subject]
            return (
                matter.number, standing.event.label.kind ?? "",
                record.filter { !$0.isEmpty }.joined(separator: " ")
            )
        }
    }
}
