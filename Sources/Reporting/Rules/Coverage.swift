// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Records

/// Up to which day the store's deliveries cover each domain (rules, 4): the same for all reports of one snapshot.
public struct Coverage: Sendable {
    /// For each place of the domain table, the day up to which it is covered; nil for none.
    public let days: [CivilDay?]

    /// The coverage that a snapshot's deliveries give.
    public init(statements: [CoverageStatement], cutoff: Instant, rulebook: Rulebook) {
        let table = rulebook.table
        var latest = [[String: CivilDay]](repeating: [:], count: table.domains.count)
        for statement in statements where statement.received <= cutoff {
            guard Self.holdsWhatCounts(statement, rulebook), let day = Self.day(of: statement) else { continue }
            let source = Spelling.normalize(statement.source)
            for place in Self.places(of: statement, in: table) {
                let known = latest[place][source] ?? day
                latest[place][source] = max(known, day)
            }
        }
        var days = [CivilDay?](repeating: nil, count: table.domains.count)
        // Children stand behind their parents, so from the end on each parent finds its children done.
        for place in table.domains.indices.reversed() {
            let own = table.domains[place].sources.map { latest[place][Spelling.normalize($0.code)] }
            let below = table.subtree(of: place).dropFirst().filter { table.parent(of: $0) == place }.map { days[$0] }
            days[place] = Self.earliest(own + below)
        }
        self.days = days
    }

    /// The earliest of some days; nil if one of them is none, or there are none at all.
    private static func earliest(_ days: [CivilDay?]) -> CivilDay? {
        let known = days.compactMap(\.self)
        return known.count == days.count ? known.min() : nil
    }

    /// Whether a delivery is of an item that the policy counts (rules, 3.1), and something of it did not have to wait.
    ///
    /// What was said of permits, of the register or of events says nothing of penalties; and rows of which every one
    /// waits are not nothing.
    private static func holdsWhatCounts(_ statement: CoverageStatement, _ rulebook: Rulebook) -> Bool {
        if statement.onlyWaits { return false }
        guard let item = rulebook.item(Spelling.normalize(statement.item)) else { return true }
        return item.nature == .record && rulebook.policy.counts(item: item.code)
    }

    /// The day that a delivery states if it can be right, else nothing; the day before its receipt if it states none.
    ///
    /// A backfill says for which decision days it is, so that nothing can be filled in for it.
    private static func day(of statement: CoverageStatement) -> CivilDay? {
        let receipt = statement.received.day
        guard statement.through.text == nil else { return statement.through.readable(receivedOn: receipt) }
        return statement.isBackfill ? nil : receipt.adding(days: -1)
    }

    /// The domains that a delivery is for: the very ones that it names, else those of its records.
    private static func places(of statement: CoverageStatement, in table: DomainTable) -> Set<Int> {
        if !statement.domains.isEmpty { return Set(statement.domains.compactMap { table.index(named: $0) }) }
        return Set(
            statement.placements.compactMap {
                table.place(
                    domain: $0.domain.isEmpty ? nil : $0.domain,
                    authorityCode: $0.authorityCode.isEmpty ? nil : $0.authorityCode,
                    authorityName: $0.authorityName.isEmpty ? nil : $0.authorityName, source: statement.source)
            })
    }

    /// Whether a domain is stale: covered to a day more than the policy's freshness before the day, or to none.
    func isStale(_ place: Int, on day: CivilDay, freshnessDays: Int) -> Bool {
        guard let covered = days[place] else { return true }
        return covered.adding(days: freshnessDays) < day
    }
}
