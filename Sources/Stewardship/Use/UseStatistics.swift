// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import RecordStore
internal import Records
internal import Registry

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

        struct Key: Hashable {
            let purpose: String
            let requester: String

            init(_ entry: QueryEntry) {
                purpose = entry.purpose
                requester = entry.requesterKind
            }
        }

        init(_ entry: QueryEntry) {
            purpose = entry.purpose
            requester = entry.requesterKind
        }

        mutating func add(_ entry: QueryEntry) {
            if case .issued = entry.outcome { issued += 1 } else { refused += 1 }
        }
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
    /// Repair and objections, against their terms.
    public let desk: DeskStatistics
    /// The moment up to which logs were counted and at which matters stand.
    public let instant: Instant
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
    ///   - instant: up to when queries, feedback and matters count; nil for all that the logs hold: then it is the moment of the
    ///     last import, or of the last line of a log if that is later.
    ///   - handled: the matters that agencies handled in the month; nil if none are known.
    ///   - window: how many days before a matter was handled a query counts for it.
    public init(
        _ store: RecordStore, _ snapshot: Snapshot, month: Month, at instant: Instant? = nil,
        handled: HandledMatters? = nil, window: Int = usualWindow
    ) throws {
        self.month = month
        self.window = window
        departments = try Departments(snapshot)
        var latest = snapshot.cutoff ?? Instant(seconds: 0)
        /// Whether a line of a log counts.
        func takes(_ moment: Instant) -> Bool {
            if let instant { return moment <= instant }
            latest = max(latest, moment)
            return true
        }
        var summary = FeedbackSummary()
        try FeedbackLog(store: store.path, store.digestAlgorithm).forEach { entry in
            if takes(entry.at), Month(of: entry.day) == month { summary.add(entry) }
        }
        feedback = summary.lines
        var questions = Questions(handled, window: window)
        var sums: [Queries.Key: Queries] = [:]
        try QueryLog(store: store.path, store.digestAlgorithm).forEach { entry in
            guard takes(entry.at) else { return }
            if Month(of: entry.at.day) == month { sums[Queries.Key(entry), default: Queries(entry)].add(entry) }
            questions.answer(entry)
        }
        queries = sums.values.sorted { ($0.purpose, $0.requester) < ($1.purpose, $1.requester) }
        if instant == nil {
            for known in try ApplicationLog(store: store.path, store.digestAlgorithm).cases(at: nil) {
                for moment in [known.application.at] + known.steps.map(\.at) { _ = takes(moment) }
            }
        }
        self.instant = instant ?? latest
        desk = try DeskStatistics(store, snapshot, at: self.instant, departments: departments)
        (coverage, uncovered) = questions.coverage
        countMeasures(try snapshot.configuration().measures)
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
}
