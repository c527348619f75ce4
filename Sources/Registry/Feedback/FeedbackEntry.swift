// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// What an agency did with a report (结果反馈; 内发改财金字〔2024〕920号, 八), as the feedback log keeps it.
public struct FeedbackEntry: Hashable, Sendable {
    /// What came of the use of a report.
    public enum Outcome: Hashable, Sendable {
        /// It served as a basis; for what.
        case basis(String)
        /// A consequence was applied: the item of the list of measures (失信惩戒措施清单) that allows it.
        case consequence(measure: String)
        /// Nothing.
        case none

        /// The stable name of the outcome.
        public var name: String {
            switch self {
            case .basis: "basis"
            case .consequence: "consequence"
            case .none: "none"
            }
        }

        /// For what it was a basis, or the item of the list; empty for nothing.
        public var detail: String {
            switch self {
            case .basis(let text), .consequence(let text): text
            case .none: ""
            }
        }
    }

    /// When it was recorded.
    public var at: Instant
    /// The number of the report.
    public var number: String
    /// Who used it.
    public var agency: String
    /// In which matter (事项).
    public var matter: String
    /// On which day.
    public var day: CivilDay
    /// What came of it.
    public var outcome: Outcome

    /// An entry of those parts.
    public init(at: Instant, number: String, agency: String, matter: String, day: CivilDay, outcome: Outcome) {
        self.at = at
        self.number = number
        self.agency = agency
        self.matter = matter
        self.day = day
        self.outcome = outcome
    }

    /// Appends its members as JSON, each after a comma.
    func write(to writer: inout ByteWriter) {
        writer.append(member: "at", at.description)
        writer.append(member: "number", number)
        writer.append(member: "agency", agency)
        writer.append(member: "matter", matter)
        writer.append(member: "day", day.description)
        writer.append(member: "outcome", outcome.name)
        writer.append(member: "detail", outcome.detail)
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor) throws(JSONError) {
        at = try cursor.instantMember("at")
        number = try cursor.member("number")
        agency = try cursor.member("agency")
        matter = try cursor.member("matter")
        day = try cursor.dayMember("day")
        let name = try cursor.member("outcome")
        let detail = try cursor.member("detail")
        switch name {
        case "basis": outcome = .basis(detail)
        case "consequence": outcome = .consequence(measure: detail)
        case "none" where detail.isEmpty: outcome = .none
        default: throw cursor.fault("an outcome was expected")
        }
    }
}
