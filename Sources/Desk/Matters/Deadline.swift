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

    /// What must have happened.
    public let kind: Kind
    /// The term, with its basis.
    public let term: DeskRules.Term
    /// The day on which it began to run, which does not count.
    public let start: CivilDay
    /// Its last day; nil if it can't be computed.
    public let end: CivilDay?
    /// Why it can't be computed, or how far away it is; nil if both can be told.
    public let problem: String?
    /// How many working days are left after today, 0 on the last day; negative for those since; nil if it can't be told.
    public let daysLeft: Int?
    /// Whether the last day is over.
    public let isOverdue: Bool

    /// The deadline of a term that began to run on a day.
    ///
    /// - Parameters:
    ///   - kind: what must have happened.
    ///   - term: the term.
    ///   - start: the day on which it began to run.
    ///   - today: the day on which this is asked.
    ///   - workingDays: the working days; nil if there is no table of holidays.
    init(_ kind: Kind, _ term: DeskRules.Term, from start: CivilDay, on today: CivilDay, by workingDays: WorkingDays?) {
        self.kind = kind
        self.term = term
        self.start = start
        guard let workingDays else {
            (end, daysLeft, isOverdue) = (nil, nil, false)
            problem = "the store has no table of holidays: holidays update takes one into use"
            return
        }
        var end: CivilDay?
        var left: Int?
        var problem: String?
        do throws(WorkingDays.Gap) {
            let last = try workingDays.day(term.workingDays, after: start)
            end = last
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
        isOverdue = end.map { $0 < today } ?? false
    }
}
