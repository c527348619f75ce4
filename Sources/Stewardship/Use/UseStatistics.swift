// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Desk
public import RecordStore
internal import Records
internal import Registry
internal import Reporting

/// What was done with reports and records in a month (内发改财金字〔2024〕920号, 八 to 十): queries, feedback, measures, repair and
/// objections.
public struct UseStatistics: Sendable {
    /// How many days before a matter was handled a query counts for it, the day itself among them.
    public static let usualWindow = 30

    /// Queries for one purpose by one kind of requester.
    public struct Queries: Sendable {
        /// For what.
        public let purpose: String
        /// By what kind of requester.
        public let requester: String
        /// How many were answered with a report, and how many refused.
        public internal(set) var issued = 0, refused = 0
    }

    /// Matters of repair or objection of one department.
    public struct DeskSums: Sendable {
        /// The department's code.
        public let department: String
        /// Objections: all, those that are open within their term, those past it, those that are settled.
        public internal(set) var objections = 0, objectionsOpen = 0, objectionsOverdue = 0, objectionsSettled = 0
        /// Applications for repair: all, open within their term, past it, granted, refused or withdrawn.
        public internal(set) var repairs = 0, repairsOpen = 0, repairsOverdue = 0, repairsGranted = 0
        /// Applications that were refused or withdrawn.
        public internal(set) var repairsRefused = 0
    }

    /// A matter that was handled though nobody had looked the subject up.
    public struct Uncovered: Sendable {
        /// Who handled it, what, about whom, when.
        public let agency: String, matter: String, subject: String
        /// When.
        public let day: CivilDay
    }

    /// The month.
    public let month: Month
    /// The queries, by purpose and kind of requester.
    public private(set) var queries: [Queries] = []
    /// The feedback, by agency and matter.
    let feedback: [FeedbackSummary.Line]
    /// The measures that were applied: code, name and basis in the list, and how often.
    public private(set) var measures: [(code: String, name: String, basis: String, count: Int)] = []
    /// Repair and objections as they stand, by department.
    public private(set) var desks: [DeskSums] = []
    /// Matters by agency: handled, and queried before; nil if no list was given.
    public private(set) var coverage: [(agency: String, ratio: Ratio)]?
    /// The matters that were handled and not queried.
    public private(set) var uncovered: [Uncovered] = []
    /// The departments.
    public let departments: Departments
    /// How many days before a matter was handled a query counts for it.
    public let window: Int

    /// The statistics of a month.
    ///
    /// - Parameters:
    ///   - handled: the matters that agencies handled in the month; nil if none are known.
    ///   - window: how many days before a matter was handled a query counts for it.
    public init(
        _ store: RecordStore, _ snapshot: Snapshot, month: Month, at instant: Instant, handled: HandledMatters? = nil,
        window: Int = usualWindow
    ) throws {
        self.month = month
        self.window = window
        departments = try Departments(snapshot)
        var summary = FeedbackSummary()
        try FeedbackLog(store: store.path, store.digestAlgorithm).forEach { entry in
            if Month(of: entry.day) == month { summary.add(entry) }
        }
        feedback = summary.lines
        countMeasures(try snapshot.configuration().measures)
        try countQueries(store, handled)
        try countMatters(store, at: instant)
    }

    private mutating func countMeasures(_ file: ConfigurationFile?) {
        let list = file.flatMap { try? MeasureList.read($0.bytes, sha256: $0.hash) }
        var counts: [String: Int] = [:]
        for measure in feedback.flatMap(\.measures) { counts[measure.item, default: 0] += measure.count }
        for (code, count) in counts.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            let measure = list?.measure(code)
            measures.append((code, measure?.name ?? "（现行清单中没有）", measure?.basis.joined(separator: "；") ?? "", count))
        }
    }

    private mutating func countQueries(_ store: RecordStore, _ handled: HandledMatters?) throws {
        struct Key: Hashable {
            var purpose: String
            var requester: String
        }
        struct Question: Hashable {
            var agency: String
            var subject: String
        }
        var sums: [Key: Queries] = [:]
        var open: [Question: [Int]] = [:]
        for (index, matter) in (handled?.matters ?? []).enumerated() {
            open[Question(agency: matter.agency, subject: matter.subject), default: []].append(index)
        }
        var covered: Set<Int> = []
        let month = self.month
        let window = self.window
        try QueryLog(store: store.path, store.digestAlgorithm).forEach { entry in
            let day = entry.at.day
            if Month(of: day) == month {
                let key = Key(purpose: entry.purpose, requester: entry.requesterKind)
                var line = sums[key] ?? Queries(purpose: entry.purpose, requester: entry.requesterKind)
                if case .issued = entry.outcome { line.issued += 1 } else { line.refused += 1 }
                sums[key] = line
            }
            guard !open.isEmpty, case .issued = entry.outcome else { return }
            for subject in entry.subjects {
                let question = Question(agency: entry.requester, subject: Spelling.normalize(subject))
                for index in open[question] ?? [] {
                    let handledDay = handled?.matters[index].day ?? day
                    if day <= handledDay, day > handledDay.adding(days: -window) { covered.insert(index) }
                }
            }
        }
        queries = sums.values.sorted { ($0.purpose, $0.requester) < ($1.purpose, $1.requester) }
        guard let handled else { return }
        var ratios: [(agency: String, ratio: Ratio)] = []
        for (index, matter) in handled.matters.enumerated() {
            let isCovered = covered.contains(index)
            let place = ratios.firstIndex { $0.agency == matter.agency } ?? ratios.count
            if place == ratios.count { ratios.append((matter.agency, Ratio())) }
            ratios[place].ratio = ratios[place].ratio + Ratio(isCovered ? 1 : 0, of: 1)
            if !isCovered {
                uncovered.append(
                    Uncovered(agency: matter.agency, matter: matter.matter, subject: matter.subject, day: matter.day))
            }
        }
        coverage = ratios
    }

    private mutating func countMatters(_ store: RecordStore, at instant: Instant) throws {
        var sums: [String: DeskSums] = [:]
        for matter in try MatterList(store: store).matters(of: nil, at: instant) {
            var desk = sums[matter.source] ?? DeskSums(department: matter.source)
            switch matter.content {
            case .event(let standing):
                guard standing.event.kind == .objectionOpen else { continue }
                desk.objections += 1
                switch (matter.isOpen, matter.isOverdue) {
                case (true, false): desk.objectionsOpen += 1
                case (true, true): desk.objectionsOverdue += 1
                case (false, _): desk.objectionsSettled += 1
                }
            case .application:
                desk.repairs += 1
                switch (matter.isOpen, matter.isOverdue, matter.state) {
                case (true, false, _): desk.repairsOpen += 1
                case (true, true, _): desk.repairsOverdue += 1
                case (false, _, "granted"): desk.repairsGranted += 1
                case (false, _, _): desk.repairsRefused += 1
                }
            }
            sums[matter.source] = desk
        }
        let order = departments.codes
        desks = sums.values.sorted { left, right in
            let (one, other) = (order.firstIndex(of: left.department), order.firstIndex(of: right.department))
            return (one ?? order.count, left.department) < (other ?? order.count, right.department)
        }
    }
}
