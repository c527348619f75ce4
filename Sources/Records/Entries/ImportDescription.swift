// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// What one import brought: a link of the store's import chain.
public struct ImportDescription: Hashable, Sendable {
    /// Its place in the chain, from 1 on.
    public var sequence: Int
    /// When it was received. Later imports are never received earlier.
    public var received: Instant
    /// The name of the delivered file; empty for a 零报送 without one.
    public var file: String
    /// SHA-256 of the delivered file in lower-case hex; of nothing for a 零报送 without one.
    public var fileHash: String
    /// The code of the catalogue item, normalised.
    public var item: String
    /// The code of the 数据来源单位 that delivered, normalised.
    public var source: String
    /// The domains that the delivery states it is for; empty if it states none.
    public var statedDomains: [String]
    /// The day up to which it states to be complete, as delivered; nil if it states none.
    public var through: CivilDay?
    /// The decision days for which it was declared a backfill (补报); nil for a usual delivery.
    public var backfill: ClosedRange<CivilDay>?
    /// What places its records in domains, each combination once, sorted: for a delivery that states no domains.
    public var placements: [DomainPlacement]
    /// What became of its rows.
    public var counts: ImportCounts
    /// SHA-256 of the SHA-256 of each of its lines as they went into the store, one behind the other, in lower-case hex.
    public var linesHash: String

    /// A description of those parts.
    public init(
        sequence: Int, received: Instant, file: String, fileHash: String, item: String, source: String,
        statedDomains: [String], through: CivilDay?, backfill: ClosedRange<CivilDay>? = nil,
        placements: [DomainPlacement], counts: ImportCounts, linesHash: String
    ) {
        self.sequence = sequence
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
        self.linesHash = linesHash
    }
}

/// What places a record in a domain when the report is made: its own domain, else its authority, else its source.
public struct DomainPlacement: Hashable, Comparable, Sendable {
    /// The domain as delivered; empty if none was.
    public var domain: String
    /// The deciding authority's code as delivered; empty if none was.
    public var authorityCode: String
    /// The deciding authority's name as delivered; empty if none was.
    public var authorityName: String

    /// A placement of those parts.
    public init(domain: String, authorityCode: String, authorityName: String) {
        self.domain = domain
        self.authorityCode = authorityCode
        self.authorityName = authorityName
    }

    /// In the order of domain, code and name, by code points.
    public static func < (left: DomainPlacement, right: DomainPlacement) -> Bool {
        let leftKey = [left.domain, left.authorityCode, left.authorityName]
        let rightKey = [right.domain, right.authorityCode, right.authorityName]
        return leftKey.lexicographicallyPrecedes(rightKey) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

/// What became of the rows of a delivery; the five add up to the rows read.
public struct ImportCounts: Hashable, Sendable {
    /// New records, versions of new sources, and events.
    public var accepted = 0
    /// Rows equal to what the source had already delivered.
    public var unchanged = 0
    /// New versions of what the source had delivered before.
    public var updated = 0
    /// Rows that could not be accepted (待核).
    public var pending = 0
    /// Rows about natural persons.
    public var outOfScope = 0

    /// No rows.
    public init() {}

    /// The rows read.
    public var rows: Int { accepted + unchanged + updated + pending + outOfScope }
}
