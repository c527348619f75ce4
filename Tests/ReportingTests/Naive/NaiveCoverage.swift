// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// Up to which day a domain's data are complete (rules, 4 and 7).
extension NaiveRules {
    /// The day of a domain.
    func coveredDay(of place: Int) -> CivilDay? {
        var earliest: CivilDay?
        var hasAny = false
        for within in domains.indices where isWithin(within, place) {
            for source in domains[within].sources {
                guard let day = latestDay(of: source.code, for: within) else { return nil }
                hasAny = true
                if earliest.map({ day < $0 }) ?? true { earliest = day }
            }
            // A domain that nobody feeds has no day, unless its parts have.
            if domains[within].sources.isEmpty && !domains.contains(where: { $0.parent == domains[within].code }) {
                return nil
            }
        }
        return hasAny ? earliest : nil
    }

    /// Whether a domain's data are too old.
    func isStale(_ place: Int) -> Bool {
        guard let day = coveredDay(of: place) else { return true }
        return NaiveDays.distance(from: day, to: scope.day) > policy.freshnessDays
    }

    private func latestDay(of source: String, for place: Int) -> CivilDay? {
        var latest: CivilDay?
        for statement in statements where statement.received <= scope.cutoff {
            if NaiveSpelling.code(statement.source) != NaiveSpelling.code(source) { continue }
            if !self.places(of: statement).contains(place) { continue }
            if !holdsWhatCounts(statement) { continue }
            guard let day = day(of: statement) else { continue }
            if latest.map({ day > $0 }) ?? true { latest = day }
        }
        return latest
    }

    private func places(of statement: CoverageStatement) -> [Int?] {
        var result: [Int?] = []
        if statement.domains.count > 0 {
            for domain in statement.domains { result.append(place(of: domain)) }
        } else {
            for record in statement.placements {
                result.append(
                    place(
                        domain: record.domain, authorityCode: record.authorityCode,
                        authorityName: record.authorityName, source: statement.source))
            }
        }
        return result
    }

    /// Whether a delivery is of an item that counts, and the store holds what it brought.
    private func holdsWhatCounts(_ statement: CoverageStatement) -> Bool {
        if statement.onlyWaits { return false }
        for item in catalog.items where NaiveSpelling.code(item.code) == NaiveSpelling.code(statement.item) {
            return item.nature == .record && counts(item)
        }
        return true
    }

    private func day(of statement: CoverageStatement) -> CivilDay? {
        let receipt = statement.received.day
        if statement.through == .missing {
            if statement.isBackfill { return nil }
            return receipt.adding(days: -1)
        }
        return NaiveDays.readableDecision(statement.through, receivedOn: receipt)
    }
}
