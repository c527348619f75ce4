// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore
internal import Records

/// The assessment of a month (内发改财金字〔2024〕920号, 六): sums by department, league or city, and county, for the month and the
/// eleven before it.
public struct Scorecard: Sendable {
    /// Whom a sum is about.
    public enum Unit: Hashable, Sendable {
        /// All.
        case all
        /// A department (数据来源单位), by its code.
        case department(String)
        /// A league or city (盟市) by the division of the deciding authority; nil if its code states none.
        case city(Division?)
        /// A county (旗县市区) in the same way.
        case county(Division)
    }

    /// How many months it looks back over, the month itself among them.
    public static let months = 12

    /// The month.
    public let month: Month
    /// The snapshot that it was computed of.
    public let snapshot: String
    /// The departments.
    public let departments: Departments
    /// The term in working days.
    public let term: Int
    private var tallies: [Unit: [Tally]] = [:]

    /// Computes the sums of a month in one pass over the store.
    public init(_ survey: StoreSurvey, month: Month) throws {
        self.month = month
        snapshot = survey.snapshot.id
        term = survey.term
        departments = try Departments(survey.snapshot)
        let first = month.adding(1 - Self.months)
        for delivery in survey.snapshot.imports {
            let place = first.distance(to: Month(of: delivery.received.day))
            guard (0..<Self.months).contains(place) else { continue }
            for unit in [Unit.all, .department(delivery.source)] { add(unit, place) { $0.add(delivery) } }
        }
        let range = first...month
        try survey.forEach(where: { range.contains(Month(of: $0.received.day)) }) { line in
            let place = first.distance(to: Month(of: line.delivery.received.day))
            let division = Division(authority: line.authority)
            add(.all, place) { $0.add(line) }
            add(.department(line.entry.source), place) { $0.add(line) }
            add(.city(division?.city), place) { $0.add(line) }
            if let county = division?.county { add(.county(county), place) { $0.add(line) } }
        }
    }

    private mutating func add(_ unit: Unit, _ place: Int, _ change: (inout Tally) -> Void) {
        change(&tallies[unit, default: Array(repeating: Tally(), count: Self.months)][place])
    }

    /// The sums of a unit in the month, or so many months before it.
    public func tally(_ unit: Unit, before: Int = 0) -> Tally {
        tallies[unit]?[Self.months - 1 - before] ?? Tally()
    }

    /// The units of a kind that were there in the month or the one before, those with the least 迟报率 first.
    ///
    /// Equal ones stand in the order of 合规率 downwards, lines delivered downwards, and code. Those that delivered no line come
    /// last and have no rank.
    public func ranking(where isOfKind: (Unit) -> Bool) -> [(unit: Unit, rank: Int?)] {
        let present = tallies.keys.filter { unit in
            isOfKind(unit) && (tally(unit) != Tally() || tally(unit, before: 1) != Tally())
        }
        let sorted = present.sorted { left, right in
            let (one, other) = (tally(left), tally(right))
            if (one.delivered == 0) != (other.delivered == 0) { return other.delivered == 0 }
            if Self.isBetter(one, other) { return true }
            if Self.isBetter(other, one) { return false }
            if one.delivered != other.delivered { return one.delivered > other.delivered }
            return Self.key(left).utf8.lexicographicallyPrecedes(Self.key(right).utf8)
        }
        var ranking: [(unit: Unit, rank: Int?)] = []
        for (index, unit) in sorted.enumerated() {
            let sums = tally(unit)
            guard sums.delivered > 0 else {
                ranking.append((unit, nil))
                continue
            }
            let isTied =
                index > 0 && !Self.isBetter(tally(sorted[index - 1]), sums)
                && tally(sorted[index - 1]).delivered == sums.delivered
            ranking.append((unit, isTied ? ranking[index - 1].rank : index + 1))
        }
        return ranking
    }

    /// Whether one has a lower 迟报率, or the same and a higher 合规率. Where nothing can be late, nothing is.
    private static func isBetter(_ left: Tally, _ right: Tally) -> Bool {
        func whole(_ ratio: Ratio) -> Ratio { ratio.whole == 0 ? Ratio(0, of: 1) : ratio }
        let (one, other) = (whole(left.late), whole(right.late))
        if Ratio.precedes(one, other) { return true }
        if Ratio.precedes(other, one) { return false }
        return Ratio.precedes(right.compliance, left.compliance)
    }

    private static func key(_ unit: Unit) -> String {
        switch unit {
        case .all: ""
        case .department(let code): code
        case .city(let division): division?.code ?? "~"
        case .county(let division): division.code
        }
    }

    /// The departments of which nothing came in the month, not even a 零报送.
    public var silent: [String] {
        departments.codes.filter { tally(.department($0)).deliveries + tally(.department($0)).nilReports == 0 }
    }
}
