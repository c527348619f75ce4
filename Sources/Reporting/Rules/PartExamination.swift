// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// The rules of selection, by their numbers (rules, 3).
public enum SelectionRule: String, Sendable, CaseIterable {
    /// The policy counts the item.
    case item = "3.1"
    /// The policy counts the procedure.
    case procedure = "3.2"
    /// The domain is asked for.
    case domain = "3.3"
    /// The day lies in the period.
    case period = "3.4"
    /// The request may see it.
    case permission = "3.5"
}

/// How one part of a version stands to each rule of selection (rules, 3).
public struct PartExamination: Sendable {
    /// How the decision or listing day lies to the period (rules, 3.4).
    public enum Timing: Sendable {
        /// In the period.
        case inside
        /// Before it, but a list record that stood on its first day.
        case standing
        /// Missing or unreadable: in every period, marked 日期不明.
        case unknown
        /// Outside, and nothing keeps it in.
        case outside
    }

    /// Whether the policy counts the item (rules, 3.1).
    public var itemCounts: Bool
    /// Whether the policy counts the procedure (rules, 3.2).
    public var procedureCounts: Bool
    /// The domain's place in the table; nil if it is unknown, so that the record belongs to 其他.
    public var place: Int?
    /// Whether the domain is asked for (rules, 3.3).
    public var isAsked: Bool
    /// How its day lies to the period (rules, 3.4).
    public var timing: Timing
    /// Who may see it.
    public var permission: Permission
    /// Whether the request may see it (rules, 3.5).
    public var isPermitted: Bool
    /// The decision or listing day, if readable.
    public var day: CivilDay?
    /// The last day of publicity; nil if it does not expire (rules, 2).
    public var publicityEnd: CivilDay?
    /// Whether the last day of publicity is over.
    public var isPast: Bool

    /// The rules of section 3 that leave it out, in order; empty if it is in.
    public var failing: [SelectionRule] {
        var rules: [SelectionRule] = []
        if !itemCounts { rules.append(.item) }
        if !procedureCounts { rules.append(.procedure) }
        if !isAsked { rules.append(.domain) }
        if timing == .outside { rules.append(.period) }
        if !isPermitted { rules.append(.permission) }
        return rules
    }

    /// Whether rules 3.1, 3.2 and 3.4 hold.
    var isRelevant: Bool { itemCounts && procedureCounts && timing != .outside }

    /// Whether all five rules hold.
    public var isIn: Bool { isRelevant && isAsked && isPermitted }

    /// Whether rule 3.5 alone leaves it out.
    public var isWithheld: Bool { isRelevant && isAsked && !isPermitted }

    /// Whether it is left out because its domain is unknown, whatever rule 3.5 says (rules, 7).
    public var isUnplaced: Bool { isRelevant && !isAsked && place == nil }
}

/// How a source's current version stands to the rules.
public struct VersionExamination: Sendable {
    /// The version.
    public var version: Version
    /// How each of its parts stands.
    public var parts: [PartExamination]

    /// Whether the version is in: any of its parts is (rules, 1.3).
    public var isIn: Bool { parts.contains(where: \.isIn) }

    /// Whether its publicity is over: that of every part is (rules, 1.3).
    public var isPast: Bool { parts.allSatisfy(\.isPast) }
}

extension Rulebook {
    /// Examines a version of a record under the rules.
    func examine(
        _ version: Version, of record: RecordHistory, events: RecordEvents, scope: Scope
    ) -> VersionExamination {
        let item = item(record.item)
        let parts = version.parts.map { part -> PartExamination in
            let day = part.decisionDay.readable(receivedOn: version.received.day)
            let place = table.place(
                domain: part.domain, authorityCode: part.authorityCode, authorityName: part.authorityName,
                source: version.source)
            let permission = permission(of: part, item: item)
            let end = publicityEnd(of: part, day: day, item: item)
            return PartExamination(
                itemCounts: item == nil || policy.counts(item: record.item),
                procedureCounts: procedureCounts(part, item: item), place: place,
                isAsked: scope.asks(for: place, in: table),
                timing: timing(day, item: item, events: events, scope: scope), permission: permission,
                isPermitted: scope.permits(permission), day: day, publicityEnd: end,
                isPast: end.map { $0 < scope.day } ?? false)
        }
        return VersionExamination(version: version, parts: parts)
    }

    /// Rules, 3.2: an item without procedures and an unknown procedure always count.
    private func procedureCounts(_ part: Part, item: CatalogItem?) -> Bool {
        guard let item, item.hasProcedure, let procedure = part.procedure else { return true }
        return policy.counts(procedure: procedure.meaning)
    }

    /// Rules, 3.4.
    private func timing(
        _ day: CivilDay?, item: CatalogItem?, events: RecordEvents, scope: Scope
    ) -> PartExamination.Timing {
        guard let day else { return .unknown }
        if scope.from <= day && day <= scope.to { return .inside }
        let standsSinceBefore = day < scope.from && item?.isList == true && !events.isRepaired(before: scope.from)
        return standsSinceBefore ? .standing : .outside
    }

    /// Rules, 3.5: an unknown permission is 授权查询; a record that names none has its item's.
    private func permission(of part: Part, item: CatalogItem?) -> Permission {
        guard let delivered = part.permission else { return item?.permission ?? .authorised }
        return Permission(rawValue: Spelling.normalize(delivered.meaning)) ?? .authorised
    }

    /// Rules, 2: the delivered end if readable and not before the decision day, else the policy's term from that day.
    private func publicityEnd(of part: Part, day: CivilDay?, item: CatalogItem?) -> CivilDay? {
        if item?.isList == true { return nil }
        if let end = part.publicityEnd.readable, day.map({ $0 <= end }) ?? true {
            return end == DeliveredDay.never ? nil : end
        }
        guard let day, let severity = part.severity,
            let months = policy.publicityMonths(severity: severity.meaning)
        else { return nil }
        return day.adding(months: months)
    }
}
