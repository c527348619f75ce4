// SPDX-License-Identifier: Apache-2.0

internal import Records

/// Sums of lines and deliveries, from which all ratios are formed.
public struct Tally: Hashable, Sendable {
    /// Deliveries with rows.
    public var deliveries = 0
    /// 零报送.
    public var nilReports = 0
    /// Rows read, as the deliveries brought them.
    public var rows = 0
    /// Rows equal to what was there already.
    public var unchanged = 0
    /// Rows about natural persons.
    public var outOfScope = 0
    /// Lines of records that were delivered for the first time (新报).
    public var new = 0
    /// Lines of other versions (更正).
    public var updated = 0
    /// Lines of events.
    public var events = 0
    /// Rows that could not be accepted when they came (待核).
    public var pending = 0
    /// Those of them that still wait.
    public var open = 0
    /// New lines with a term that can be computed: late, of all.
    public var late = Ratio()
    /// New lines of backfills (补报), for which no term runs.
    public var backfill = 0
    /// New lines without a readable decision day.
    public var undated = 0
    /// New lines whose term no table of holidays covers.
    public var uncomputed = 0
    /// Required fields with a value, of all.
    public var required = Ratio()
    /// Fields with a value, of all.
    public var fields = Ratio()
    /// Lines whose item is not in the catalogue of their day.
    public var outside = 0

    /// Sums of nothing.
    public init() {}

    /// Lines that were delivered (报送): accepted, updated, events and pending.
    public var delivered: Int { new + updated + events + pending }
    /// Lines that went into the store (入库).
    public var stored: Int { new + updated + events }
    /// 合规率: stored, of delivered.
    public var compliance: Ratio { Ratio(stored, of: delivered) }
    /// 更正率: other versions, of all lines of records.
    public var correction: Ratio { Ratio(updated, of: new + updated) }

    /// Takes in a line.
    public mutating func add(_ line: SurveyedLine) {
        switch line.kind {
        case .new: new += 1
        case .updated: updated += 1
        case .event: events += 1
        case .pending:
            pending += 1
            if line.isOpen { open += 1 }
        }
        switch line.timeliness {
        case .onTime: late = late + Ratio(0, of: 1)
        case .late: late = late + Ratio(1, of: 1)
        case .backfill: backfill += 1
        case .undated: undated += 1
        case .uncomputed: uncomputed += 1
        case .none: break
        }
        required = required + line.required
        fields = fields + line.fields
        if !line.isInCatalogue { outside += 1 }
    }

    /// Takes in what the chain says of a delivery; its lines are taken in one by one.
    mutating func add(_ delivery: ImportDescription) {
        if delivery.counts.rows == 0 && delivery.file.isEmpty { nilReports += 1 } else { deliveries += 1 }
        rows += delivery.counts.rows
        unchanged += delivery.counts.unchanged
        outOfScope += delivery.counts.outOfScope
    }
}

extension Tally {
    /// Takes in other sums.
    mutating func add(_ other: Tally) {
        deliveries += other.deliveries
        nilReports += other.nilReports
        rows += other.rows
        unchanged += other.unchanged
        outOfScope += other.outOfScope
        new += other.new
        updated += other.updated
        events += other.events
        pending += other.pending
        open += other.open
        late = late + other.late
        backfill += other.backfill
        undated += other.undated
        uncomputed += other.uncomputed
        required = required + other.required
        fields = fields + other.fields
        outside += other.outside
    }
}
