// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Records

/// What the rules find in a history: the conclusions of each domain, the records in their order, and what is left over.
public struct Finding: Sendable {
    /// Every record of the history with what became of it, in the order of report: by domain, day and identity.
    public let records: [RecordExamination]
    /// A line for each domain asked for and each of its descendants, in pre-order; 其他 last.
    public let domains: [DomainConclusion]
    /// How many records are left out because their domain is unknown (领域不明).
    public let unknownDomain: Int
    /// How many rows name the subject and could not be accepted (待核).
    public let pending: Int
    /// How many lines that named the subject were erased by law (依法删除).
    public let erased: [ErasedCount]
    /// The events that wait for their record.
    public let waiting: [Event]
    /// The events that can have no effect.
    public let faults: [(event: Event, fault: EventFault)]

    /// The records that are shown, in order.
    public var shown: [RecordExamination] { records.filter { $0.inclusion == .shown } }

    /// The finding on a history (rules, 1 to 4).
    public init(on history: History, scope: Scope, rulebook: Rulebook, coverage: Coverage) {
        let board = EventBoard(history: history, scope: scope)
        let examinations = history.records.compactMap { rulebook.examine($0, on: board, scope: scope) }
        records = examinations.sorted { Self.stands($0, before: $1) }
        domains = DomainConclusion.lines(of: records, scope: scope, rulebook: rulebook, coverage: coverage)
        if case .all = scope.domains {
            unknownDomain = 0
        } else {
            unknownDomain = records.count { $0.inclusion == .unplaced }
        }
        pending = history.pending
        erased = history.erased
        waiting = board.waiting
        faults = board.faults
    }

    /// The order of rules, 3: domains in pre-order, 其他 last; newest day first, unknown days last; then identity.
    private static func stands(_ left: RecordExamination, before right: RecordExamination) -> Bool {
        if left.place != right.place { return (left.place ?? .max) < (right.place ?? .max) }
        if left.day != right.day {
            guard let leftDay = left.day else { return false }
            guard let rightDay = right.day else { return true }
            return leftDay > rightDay
        }
        return left.record.identity < right.record.identity
    }
}

/// The numbers of a domain.
public struct DomainCounts: Hashable, Sendable {
    /// Records that are shown.
    public var shown = 0
    /// Records that count and are not shown.
    public var counted = 0
    /// Records that only agencies may see.
    public var withheldGovernment = 0
    /// Records that need the subject's authorisation.
    public var withheldAuthorised = 0

    /// Nothing.
    public init() {}

    /// The n of rules, 4.
    public var count: Int { shown + counted }
    /// The m of rules, 4.
    public var withheld: Int { withheldGovernment + withheldAuthorised }

    static func += (left: inout DomainCounts, right: DomainCounts) {
        left.shown += right.shown
        left.counted += right.counted
        left.withheldGovernment += right.withheldGovernment
        left.withheldAuthorised += right.withheldAuthorised
    }

    mutating func add(_ inclusion: Inclusion) {
        switch inclusion {
        case .shown: shown += 1
        case .counted: counted += 1
        case .withheld(.government): withheldGovernment += 1
        case .withheld: withheldAuthorised += 1
        case .omitted, .revoked, .replaced, .unplaced, .outside: break
        }
    }
}

/// The conclusion on one domain (rules, 4).
public struct DomainConclusion: Sendable {
    /// Its place in the table; nil for 其他.
    public var place: Int?
    /// The numbers of it and its descendants.
    public var counts: DomainCounts
    /// The numbers of it alone.
    public var ownCounts: DomainCounts
    /// The day up to which it is covered; nil for none.
    public var coveredThrough: CivilDay?
    /// Whether that day is too long ago (数据未更新至今).
    public var isStale: Bool

    /// The conclusion in the words of rules, 4.
    public var text: String {
        let stale = isStale ? "（数据未更新至今）" : ""
        if counts.count > 0 { return "\(counts.count) 条\(stale)" }
        if counts.withheld > 0 { return "另有 \(counts.withheld) 条须授权查询\(stale)" }
        if isStale { return "数据未更新至今" }
        return place == nil ? "无" : "未查见"
    }

    static func lines(
        of records: [RecordExamination], scope: Scope, rulebook: Rulebook, coverage: Coverage
    ) -> [DomainConclusion] {
        let table = rulebook.table
        var own = [DomainCounts](repeating: DomainCounts(), count: table.domains.count)
        var other = DomainCounts()
        for record in records {
            if let place = record.place { own[place].add(record.inclusion) } else { other.add(record.inclusion) }
        }
        var total = own
        for place in table.domains.indices.reversed() {
            if let parent = table.parent(of: place) { total[parent] += total[place] }
        }
        var lines = table.domains.indices.filter { scope.asks(for: $0, in: table) }.map { place in
            DomainConclusion(
                place: place, counts: total[place], ownCounts: own[place], coveredThrough: coverage.days[place],
                isStale: coverage.isStale(place, on: scope.day, freshnessDays: rulebook.policy.freshnessDays))
        }
        let isNamed = if case .named(_, true) = scope.domains { true } else { false }
        if isNamed || other.count + other.withheld > 0 {
            lines.append(
                DomainConclusion(place: nil, counts: other, ownCounts: other, coveredThrough: nil, isStale: false))
        }
        return lines
    }
}
