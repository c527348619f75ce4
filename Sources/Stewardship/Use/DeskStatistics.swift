// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Desk
internal import RecordStore
internal import Records
internal import Reporting

/// How objections and applications for repair stand to their terms (异议、信用修复的办理时限), by who has to act.
public struct DeskStatistics: Sendable {
    /// The matters of one department with one duty.
    public struct Line: Sendable {
        /// The department's code.
        public let department: String
        /// The duty.
        public let duty: Deadline.Kind
        /// Settled by the last day of the term, and after it.
        public internal(set) var inTime = 0, late = 0
        /// Not settled: within the term, and past it.
        public internal(set) var open = 0, overdue = 0
        /// Those whose term can't be computed, or that have none.
        public internal(set) var unknown = 0

        /// All of them.
        public var all: Int { inTime + late + open + overdue + unknown }
        /// 按时办结率: settled in time, of all whose term is over or that are settled.
        public var rate: Ratio { Ratio(inTime, of: inTime + late + overdue) }
    }

    /// What applications for repair came to, by who took them in.
    public struct Outcomes: Sendable {
        /// The department's code.
        public let department: String
        /// Granted, refused, taken back and not settled.
        public internal(set) var granted = 0, refused = 0, withdrawn = 0, open = 0

        /// All of them.
        public var all: Int { granted + refused + withdrawn + open }
    }

    /// By department, in the order of the departments, and duty.
    public private(set) var lines: [Line] = []
    /// By department.
    public private(set) var outcomes: [Outcomes] = []
    /// The terms of the policy, with their legal basis.
    public let terms: [(duty: Deadline.Kind, workingDays: Int, basis: String)]

    /// How the matters of a snapshot stand at a moment.
    init(_ store: RecordStore, _ snapshot: Snapshot, at instant: Instant, departments: Departments) throws {
        let policy = try snapshot.configuration().policy(nil).map { try Policy.read($0.bytes, sha256: $0.hash) }
        terms =
            (policy?.desk).map { desk in
                Deadline.Kind.allCases.map { duty in
                    let term = duty.term(in: desk)
                    return (duty, term.workingDays, term.basis)
                }
            } ?? []
        for matter in try MatterList(store: store, snapshot: snapshot).matters(of: nil, at: instant) {
            for deadline in matter.deadlines {
                add(deadline.party, deadline.kind) { line in
                    switch deadline.standing {
                    case .settledInTime: line.inTime += 1
                    case .settledLate: line.late += 1
                    case .open: line.open += 1
                    case .overdue: line.overdue += 1
                    case .unknown: line.unknown += 1
                    }
                }
            }
            switch matter.content {
            case .event(let standing):
                guard standing.event.kind == .objectionOpen, matter.deadlines.isEmpty,
                    [.inForce, .waiting, .closed].contains(standing.standing)
                else { continue }
                add(matter.source, .objection) { $0.unknown += 1 }
            case .application: add(matter)
            }
        }
        let order = Dictionary(uniqueKeysWithValues: departments.codes.enumerated().map { ($1, $0) })
        func place(_ department: String) -> Int { order[department] ?? order.count }
        lines.sort { left, right in
            let (one, other) = (place(left.department), place(right.department))
            return (one, left.department, left.duty.place) < (other, right.department, right.duty.place)
        }
        outcomes.sort { (place($0.department), $0.department) < (place($1.department), $1.department) }
    }

    private mutating func add(_ department: String, _ duty: Deadline.Kind, _ change: (inout Line) -> Void) {
        let known = lines.firstIndex { $0.department == department && $0.duty == duty }
        if known == nil { lines.append(Line(department: department, duty: duty)) }
        change(&lines[known ?? lines.count - 1])
    }

    private mutating func add(_ application: Matter) {
        let known = outcomes.firstIndex { $0.department == application.source }
        if known == nil { outcomes.append(Outcomes(department: application.source)) }
        let place = known ?? outcomes.count - 1
        switch application.state {
        case "granted": outcomes[place].granted += 1
        case "refuse": outcomes[place].refused += 1
        case "withdraw": outcomes[place].withdrawn += 1
        default: outcomes[place].open += 1
        }
    }
}

extension Deadline.Kind {
    /// The Chinese name of what is due.
    var name: String {
        switch self {
        case .objection: "异议办结"
        case .repairFeedback: "修复反馈"
        case .repairDecision: "修复决定（转办）"
        }
    }

    fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    fileprivate func term(in desk: DeskRules) -> DeskRules.Term {
        switch self {
        case .objection: desk.objection
        case .repairFeedback: desk.repairFeedback
        case .repairDecision: desk.repairDecision
        }
    }
}
