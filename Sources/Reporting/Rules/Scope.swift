// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Records

/// What one report asks: the part of a request that the rules work with, checked.
public struct Scope: Sendable {
    /// Which domains are asked for (rules, 3.3).
    public enum Domains: Sendable {
        /// Any: the word "all" was said.
        case all
        /// Those at these places of the table, and 其他 if it was named.
        case named(Set<Int>, other: Bool)
    }

    /// Who asks (rules, 3.5).
    public enum Requester: String, Sendable, CaseIterable {
        /// The subject itself (本主体).
        case subject = "self"
        /// An agency in its duties (政务部门).
        case agency
        /// Somebody else (第三方).
        case thirdParty = "third-party"
    }

    /// The first day of the period (报告期).
    public var from: CivilDay
    /// The last day of the period.
    public var to: CivilDay
    /// The domains asked for.
    public var domains: Domains
    /// Who asks.
    public var requester: Requester
    /// Whether the subject's authorisation is named and valid.
    public var isAuthorised: Bool
    /// The day at which the report speaks.
    public var day: CivilDay
    /// The instant after which nothing received is considered.
    public var cutoff: Instant

    /// A scope of those parts.
    public init(
        from: CivilDay, to: CivilDay, domains: Domains, requester: Requester, isAuthorised: Bool, day: CivilDay,
        cutoff: Instant
    ) {
        self.from = from
        self.to = to
        self.domains = domains
        self.requester = requester
        self.isAuthorised = isAuthorised
        self.day = day
        self.cutoff = cutoff
    }

    /// All that the subject itself could ever see, on a day.
    static func everything(on day: CivilDay, cutoff: Instant) -> Scope {
        Scope(
            from: DeliveredDay.first, to: day, domains: .all, requester: .subject, isAuthorised: true, day: day,
            cutoff: cutoff)
    }

    /// Whether the domain at a place is asked for: itself, or a domain that it is a part of (rules, 3.3). No place is 其他.
    func asks(for place: Int?, in table: DomainTable) -> Bool {
        guard case .named(let places, let other) = domains else { return true }
        guard var ancestor = place else { return other }
        while !places.contains(ancestor) {
            guard let parent = table.parent(of: ancestor) else { return false }
            ancestor = parent
        }
        return true
    }

    /// Whether the request may see what has a permission (rules, 3.5).
    func permits(_ permission: Permission) -> Bool {
        switch permission {
        case .open: true
        case .government: requester == .agency
        case .authorised: requester == .subject || isAuthorised
        }
    }
}
