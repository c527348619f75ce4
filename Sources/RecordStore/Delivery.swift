// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// What an import hands to the store: the description of a delivery and the lines that come of it.
public struct Delivery: Sendable {
    /// When it was received; never before what was received last.
    public var received: Instant
    /// The name of the delivered file; empty for a 零报送 without one.
    public var file: String
    /// The hash of the delivered file by the function of the store, in lower-case hex; of nothing for a 零报送 without one.
    public var fileHash: String
    /// The code of the catalogue item, normalised.
    public var item: String
    /// The code of the 数据来源单位 that delivered, normalised.
    public var source: String
    /// The domains that the delivery states it is for; empty if it states none.
    public var statedDomains: [String]
    /// The day up to which it states to be complete; nil if it states none.
    public var through: CivilDay?
    /// The decision days for which it was declared a backfill (补报); nil for a usual delivery.
    public var backfill: ClosedRange<CivilDay>?
    /// What places its records in domains, each combination once, sorted.
    public var placements: [DomainPlacement]
    /// What became of its rows.
    public var counts: ImportCounts
    /// Its accepted, updated and pending lines in any order; their `sequence` is given by the store.
    public var entries: [Entry]

    /// A delivery of those parts.
    public init(
        received: Instant, file: String, fileHash: String, item: String, source: String, statedDomains: [String] = [],
        through: CivilDay? = nil, backfill: ClosedRange<CivilDay>? = nil, placements: [DomainPlacement] = [],
        counts: ImportCounts, entries: [Entry]
    ) {
        self.received = received
        self.file = file
        self.fileHash = fileHash
        self.item = item
        self.source = source
        self.statedDomains = statedDomains
        self.through = through
        self.backfill = backfill
        self.placements = placements
        self.counts = counts
        self.entries = entries
    }

    /// The link's description, as import number `sequence`.
    func description(sequence: Int, linesHash: String) -> ImportDescription {
        ImportDescription(
            sequence: sequence, received: received, file: file, fileHash: fileHash, item: item, source: source,
            statedDomains: statedDomains, through: through, backfill: backfill, placements: placements,
            counts: counts, linesHash: linesHash)
    }
}
