// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// The term within which a decision must have been delivered: so many working days after the day of the decision.
struct ReportingTerm {
    private let workingDays: WorkingDays
    private let count: Int
    private var ends: [CivilDay: CivilDay?] = [:]

    init(_ count: Int, by workingDays: WorkingDays) {
        self.count = count
        self.workingDays = workingDays
    }

    /// How a receipt stands to a decision.
    mutating func timeliness(
        of decision: CivilDay?, received: CivilDay, backfill: ClosedRange<CivilDay>?
    ) -> SurveyedLine.Timeliness {
        guard let decision, decision <= received else { return .undated }
        if backfill?.contains(decision) == true { return .backfill }
        guard let end = end(after: decision) else {
            // Where the table lacks a year the term has an upper bound all the same: of any week two days are worked on, and no
            // holiday takes a month.
            return Int(received.ordinal - decision.ordinal) > 31 + count * 7 / 2 ? .late : .uncomputed
        }
        return received > end ? .late : .onTime
    }

    private mutating func end(after decision: CivilDay) -> CivilDay? {
        if let known = ends[decision] { return known }
        let end = try? workingDays.day(count, after: decision)
        ends[decision] = .some(end)
        return end
    }
}
