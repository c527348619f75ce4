// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// By when a matter must be settled (办理时限), in working days.
public struct Deadline: Sendable {
    /// What must have happened by then.
    public enum Kind: String, Sendable, CaseIterable {
        /// An objection is settled.
        case objection
        /// The applicant for repair is told what came of it.
        case repairFeedback = "repair-feedback"
        /// The department that was handed an application decides.
        case repairDecision = "repair-decision"
    }

    /// How a matter stands to its term.
    public enum Standing: String, Sendable, CaseIterable {
        /// It was settled by the last day (按时办结).
        case settledInTime = "settled-in-time"
        /// It was settled after the last day (超期办结).
        case settledLate = "settled-late"
        /// It is not settled, and the last day is not over (在办).
        case open
        /// It is not settled, and the last day is over (超期).
        case overdue
        /// The last day can't be computed.
        case unknown
    }

    /// What must have happened.
    public let kind: Kind
    /// Who must have done it, by code: who took the matter in, or the department that was handed it.
    public let party: String
    /// The term, with its basis.
    public let term: DeskRules.Term
    /// The day on which it began to run, which does not count.
    public let start: CivilDay
    /// Its last day; nil if it can't be computed.
    public let end: CivilDay?
    /// Why it can't be computed, or how far away it is; nil if both can be told.
    public let problem: String?
    /// The day on which it happened; nil if it has not.
    public let settled: CivilDay?
    /// How many working days are left after today, 0 on the last day; negative for those since; nil if it can't be told or the
    /// matter is settled.
    public let daysLeft: Int?
    /// How the matter stands to it.
    public let standing: Standing

    /// Whether the last day is over and the matter is not settled.
    public var isOverdue: Bool { standing == .overdue }

    /// The deadline of a term that began to run on a day.
    ///
    /// - Parameters:
    ///   - kind: what must have happened.
    ///   - party: who must have done it.
    ///   - term: the term.
    ///   - start: the day on which it began to run.
    ///   - settled: the day on which it happened; nil if it has not.
    ///   - today: the day on which this is asked.
    ///   - workingDays: the working days; nil if there is no table of holidays.
    init(
        _ kind: Kind, of party: String, _ term: DeskRules.Term, from start: CivilDay, settled: CivilDay?,
        on today: CivilDay,
        by workingDays: WorkingDays?
    ) {
        self.kind = kind
        self.party = party
        self.term = term
        self.start = start
        self.settled = settled
        guard let workingDays else {
            (end, daysLeft, standing) = (nil, nil, .unknown)
            problem = "the store has no table of holidays: holidays update takes one into use"
            return
        }
        var end: CivilDay?
        var left: Int?
        var problem: String?
        reckoning: do throws(WorkingDays.Gap) {
            let last = try workingDays.day(term.workingDays, after: start)
            end = last
            guard settled == nil else { break reckoning }
            left =
                last >= today
                ? try workingDays.count(after: today, through: last)
                : -(try workingDays.count(after: last, through: today))
        } catch {
            problem = error.description
        }
        self.end = end
        self.daysLeft = left
        self.problem = problem
        standing =
            switch (end, settled) {
            case (nil, _): .unknown
            case (let end?, let settled?): settled <= end ? .settledInTime : .settledLate
            case (let end?, nil): today <= end ? .open : .overdue
            }
    }
}
