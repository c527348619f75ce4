// SPDX-License-Identifier: Apache-2.0

internal import Records

/// The state of a record on the day (rules, 2).
public enum RecordState: String, Sendable, CaseIterable {
    /// It stands.
    case active
    /// 已修复: repaired, or delisted.
    case repaired
    /// 公示期满: its publicity is over.
    case expired
    /// 已撤销: revoked, or found unlawful or void.
    case revoked

    /// What a report prints beside a record in this state; nil for one that simply stands.
    public var text: String? {
        switch self {
        case .active: nil
        case .repaired: "已修复"
        case .expired: "公示期满"
        case .revoked: "已撤销"
        }
    }

    /// The state of a version, and what the policy does with it (rules, 2 and 3).
    ///
    /// A version both repaired and past its end gets the more lenient treatment and the state that goes with it;
    /// where the two are the same, the state is the first that applies.
    static func of(
        _ version: VersionExamination, events: RecordEvents, policy: Policy
    ) -> (state: RecordState, treatment: Policy.Treatment) {
        if events.isRevoked { return (.revoked, .omit) }
        switch (events.isRepaired, version.isPast) {
        case (true, true) where policy.expired < policy.repaired: return (.expired, policy.expired)
        case (true, _): return (.repaired, policy.repaired)
        case (false, true): return (.expired, policy.expired)
        case (false, false): return (.active, .show)
        }
    }
}
