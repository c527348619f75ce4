// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// All that a snapshot of the store holds about one subject, with the meaning of each line: what the rules work on.
public struct History: Sendable {
    /// What the register says; nil if it does not know the subject.
    public var registration: Registration?
    /// The records, each with every version of every source.
    public var records: [RecordHistory]
    /// Identities that the store holds under other subjects, as far as events name them.
    public var elsewhere: [RecordIdentity]
    /// The events, in the order of receipt.
    public var events: [Event]
    /// How many rows name the subject and could not be accepted (待核).
    public var pending: Int
    /// How many lines that named the subject were erased by law (依法删除).
    public var erased: [ErasedCount]

    /// A history of those parts.
    public init(
        registration: Registration?, records: [RecordHistory], elsewhere: [RecordIdentity] = [], events: [Event] = [],
        pending: Int = 0, erased: [ErasedCount] = []
    ) {
        self.registration = registration
        self.records = records
        self.elsewhere = elsewhere
        self.events = events
        self.pending = pending
        self.erased = erased
    }
}

/// How many lines were erased by one law.
public struct ErasedCount: Hashable, Sendable {
    /// The law, as the erasure states it.
    public var basis: String
    /// How many lines.
    public var count: Int

    /// A count of those parts.
    public init(basis: String, count: Int) {
        self.basis = basis
        self.count = count
    }
}

/// A subject's entry in the register (登记信息).
public struct Registration: Sendable {
    /// The current name.
    public var name: String
    /// Every other name that it has had (曾用名), the latest first.
    public var formerNames: [String]
    /// The register's word for its state, such as 存续 or 注销; nil if none was delivered.
    public var status: String?
    /// The day on which it was established (成立日期); nil if that is not known.
    public var established: CivilDay?
    /// The fields that a report prints, in the catalogue's order.
    public var fields: [ShownField]

    /// An entry of those parts.
    public init(
        name: String, formerNames: [String] = [], status: String? = nil, established: CivilDay? = nil,
        fields: [ShownField] = []
    ) {
        self.name = name
        self.formerNames = formerNames
        self.status = status
        self.established = established
        self.fields = fields
    }
}

/// A field as a report prints it.
public struct ShownField: Hashable, Sendable {
    /// The field code.
    public var code: String
    /// The Chinese name.
    public var label: String
    /// The value, masked where it must be.
    public var value: String

    /// A field of those parts.
    public init(code: String, label: String, value: String) {
        self.code = code
        self.label = label
        self.value = value
    }
}

/// What one delivery says about its completeness (rules, 4).
public struct CoverageStatement: Sendable {
    /// The code of the department that delivered.
    public var source: String
    /// The code of the catalogue item that it delivered.
    public var item: String
    /// The domains that it states it is for, as delivered; empty if it states none.
    public var domains: [String]
    /// The day up to which it states to be complete; missing if it states none.
    public var through: DeliveredDay
    /// What places its records in domains, for a delivery that states none.
    public var placements: [DomainPlacement]
    /// When it was received.
    public var received: Instant
    /// Whether it was declared a backfill (补报) of some decision days.
    public var isBackfill: Bool
    /// Whether it had rows and every one of them waits (待核), so that the store holds nothing of it.
    public var onlyWaits: Bool

    /// A statement of those parts.
    public init(
        source: String, item: String, domains: [String], through: DeliveredDay, placements: [DomainPlacement],
        received: Instant, isBackfill: Bool = false, onlyWaits: Bool = false
    ) {
        self.source = source
        self.item = item
        self.domains = domains
        self.through = through
        self.placements = placements
        self.received = received
        self.isBackfill = isBackfill
        self.onlyWaits = onlyWaits
    }

    /// What an import says about its completeness.
    public init(_ delivery: ImportDescription) {
        self.init(
            source: delivery.source, item: delivery.item, domains: delivery.statedDomains,
            through: delivery.through.map { DeliveredDay($0) } ?? .missing, placements: delivery.placements,
            received: delivery.received, isBackfill: delivery.backfill != nil,
            onlyWaits: delivery.counts.pending > 0
                && delivery.counts.accepted + delivery.counts.unchanged + delivery.counts.updated == 0)
    }
}
