// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// How a part stands to the five rules of selection (rules, 3).
struct NaivePart {
    var content: [UInt8]
    var itemCounts: Bool
    var procedureCounts: Bool
    var place: Int?
    var isAsked: Bool
    var isInPeriod: Bool
    var day: CivilDay?
    var permission: Permission
    var isPermitted: Bool
    var isPastItsEnd: Bool

    /// All but rules 3 and 5.
    var isRelevant: Bool { itemCounts && procedureCounts && isInPeriod }
}

/// Selection of parts, versions and records (rules, 3 and 7).
extension NaiveRules {
    /// The parts of a version, each by itself.
    func parts(of version: Version, of record: RecordHistory) -> [NaivePart] {
        var result: [NaivePart] = []
        let item = self.item(of: record)
        let receipt = version.received.day
        for part in version.parts {
            let place = self.place(
                domain: part.domain, authorityCode: part.authorityCode, authorityName: part.authorityName,
                source: version.source)
            let day = NaiveDays.readableDecision(part.decisionDay, receivedOn: receipt)
            let permission = self.permission(of: part, item: item)
            result.append(
                NaivePart(
                    content: part.content, itemCounts: counts(item), procedureCounts: counts(part.procedure, of: item),
                    place: place, isAsked: isAsked(place), isInPeriod: isInPeriod(day, of: record, item: item),
                    day: day, permission: permission, isPermitted: isPermitted(permission),
                    isPastItsEnd: isPastItsEnd(part, day: day, item: item)))
        }
        return result
    }

    /// Rule 3.1: what the catalogue does not know counts.
    func counts(_ item: CatalogItem?) -> Bool {
        guard let item else { return true }
        for (code, counts) in policy.items where NaiveSpelling.code(code) == NaiveSpelling.code(item.code) {
            return counts
        }
        return true
    }

    /// Rule 3.2.
    private func counts(_ procedure: DeliveredWord?, of item: CatalogItem?) -> Bool {
        guard let item, item.hasProcedure, let procedure else { return true }
        func bare(_ name: String) -> String {
            var name = NaiveSpelling.code(name)
            if name.hasSuffix("程序") { name = String(name.dropLast(2)) }
            return name
        }
        for (name, counts) in policy.procedures where bare(name) == bare(procedure.meaning) { return counts }
        return true
    }

    /// Rule 3.4; a day of nil is missing or unreadable.
    private func isInPeriod(_ day: CivilDay?, of record: RecordHistory, item: CatalogItem?) -> Bool {
        guard let day else { return true }
        if scope.from <= day && day <= scope.to { return true }
        if let item, item.isList, day < scope.from {
            for repair in repairDays(of: record.identity) where repair < scope.from { return false }
            return true
        }
        return false
    }

    private func permission(of part: Part, item: CatalogItem?) -> Permission {
        guard let word = part.permission else { return item?.permission ?? .authorised }
        if NaiveSpelling.code(word.meaning) == "社会公开" { return .open }
        if NaiveSpelling.code(word.meaning) == "政务共享" { return .government }
        return .authorised
    }

    /// Rule 3.5.
    private func isPermitted(_ permission: Permission) -> Bool {
        switch permission {
        case .open: return true
        case .government: return scope.requester == .agency
        case .authorised: return scope.requester == .subject || scope.isAuthorised
        }
    }

    /// Rule 2, 3: whether the last day of publicity is before the day; a list record has none.
    private func isPastItsEnd(_ part: Part, day: CivilDay?, item: CatalogItem?) -> Bool {
        if let item, item.isList { return false }
        if let end = NaiveDays.readable(part.publicityEnd), day == nil || end >= day ?? end {
            if end.description == "2099-12-31" { return false }
            return end < scope.day
        }
        guard let day, let severity = part.severity else { return false }
        for (name, months) in policy.publicityMonths
        where NaiveSpelling.code(name) == NaiveSpelling.code(severity.meaning) {
            return NaiveDays.plus(day, months: months) < scope.day
        }
        return false
    }

    /// The state of a version of a record and what is done with it (rules, 2 and 3).
    func treatment(of version: Version, of record: RecordHistory) -> (state: RecordState, treatment: Policy.Treatment) {
        let isRepaired = repairDays(of: record.identity).count > 0
        var isExpired = true
        for part in parts(of: version, of: record) where !part.isPastItsEnd { isExpired = false }
        if isRepaired && isExpired {
            if policy.repaired == .omit { return (.repaired, .omit) }
            if policy.expired == .omit { return (.expired, .omit) }
            if policy.repaired == .count { return (.repaired, .count) }
            if policy.expired == .count { return (.expired, .count) }
            return (.repaired, .show)
        }
        if isRepaired { return (.repaired, policy.repaired) }
        if isExpired { return (.expired, policy.expired) }
        return (.active, .show)
    }

    /// The version shown of some: the deciding authority's own, else the latest received.
    func shown(of versions: [Version], of record: RecordHistory) -> Version? {
        for version in versions where version.source == record.authority { return version }
        var latest: Version?
        for version in versions {
            if latest.map({ Self.isLater(version, than: $0) }) ?? true { latest = version }
        }
        return latest
    }

    /// The versions of a record of which some part is as wanted, and of these the one shown, with that part.
    func decisive(of record: RecordHistory, where isWanted: (NaivePart) -> Bool) -> (Version, NaivePart)? {
        var candidates: [Version] = []
        for version in currentVersions(of: record) {
            for part in parts(of: version, of: record) where isWanted(part) {
                candidates.append(version)
                break
            }
        }
        guard let version = shown(of: candidates, of: record) else { return nil }
        for part in parts(of: version, of: record) where isWanted(part) { return (version, part) }
        return nil
    }

    /// Whether the sources differ on what decides inclusion or state (rules, 1.4 and 7).
    func sourcesDiffer(on record: RecordHistory) -> Bool {
        var all: [Set<[String]>] = []
        for version in currentVersions(of: record) {
            var deciding: Set<[String]> = []
            for part in version.parts {
                var domain = part.domain ?? ""
                if let place = place(of: domain) { domain = domains[place].code }
                deciding.insert([
                    NaiveSpelling.code(domain), NaiveSpelling.code(part.authorityCode ?? ""),
                    part.decisionDay.text ?? "", part.publicityEnd.text ?? "", part.procedure?.text ?? "",
                    part.severity?.text ?? "", part.permission?.text ?? "",
                ])
            }
            all.append(deciding)
        }
        for one in all where one != all[0] { return true }
        return false
    }
}
