// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import RecordStore
public import Records

/// Goes once over the lines of a snapshot, subject by subject, and says of each what figures count.
///
/// Memory does not grow with the records of the store: it holds the bytes of one subject's lines, its rows that wait, the
/// imports, a table of terms, and the places of replacements, which may stand under two subjects.
public struct StoreSurvey {
    /// The usual term for 行政许可 and 行政处罚: 7 working days from the decision.
    public static let usualTerm = 7

    /// The snapshot.
    public let snapshot: Snapshot
    /// The versions of the catalogue by which records are judged.
    public let timeline: CatalogTimeline
    /// The working days of the term.
    public let term: Int
    private let workingDays: WorkingDays

    /// A survey of a snapshot.
    ///
    /// - Parameter term: how many working days after a decision it must have been delivered.
    /// - Throws: `holidays` if the snapshot has no table of holidays.
    public init(_ snapshot: Snapshot, term: Int = usualTerm) throws {
        self.snapshot = snapshot
        self.term = term
        timeline = try CatalogTimeline(snapshot)
        guard let file = try snapshot.configuration().holidays else {
            throw StewardshipError(
                .holidays, "the store has no table of holidays, so working days cannot be counted",
                hint: "creditreport holidays update FILE takes one into use")
        }
        workingDays = try HolidayTable.read(file.bytes, sha256: file.hash).workingDays
    }

    /// Hands over each line of the imports that are wanted, those of a subject together.
    ///
    /// - Parameters:
    ///   - isWanted: whether lines of an import are handed over; others are read all the same, since they decide what is new.
    ///   - body: what is done with a line.
    public func forEach(
        where isWanted: (ImportDescription) -> Bool, _ body: (SurveyedLine) throws -> Void
    ) throws {
        let imports = snapshot.imports
        let wanted = imports.map(isWanted)
        var plans = Plans(timeline)
        var term = ReportingTerm(self.term, by: workingDays)
        /// Replacements, which may stand under two subjects.
        var replacements: Set<[Int]> = []
        /// The subject whose lines are read, the record and who delivered it first in which import, and its rows that may wait.
        var subject: SubjectKey?
        var record = ""
        var firsts: [String: Int] = [:]
        var pending: [Entry] = []
        func settlePending() throws {
            let waiting = Set(pending.openPending.map { [$0.sequence, $0.row] })
            for entry in pending where entry.kind == .pending && wanted[entry.sequence - 1] {
                let isOpen = waiting.contains([entry.sequence, entry.row])
                try body(line(entry, imports[entry.sequence - 1], .pending, isOpen: isOpen, &plans, &term))
            }
            pending.removeAll()
        }
        try snapshot.forEachLine { key, entry in
            if case .parent = key { return }
            guard entry.sequence <= imports.count, entry.sequence >= 1 else { return }
            if key != subject {
                try settlePending()
                (subject, record) = (key, "")
                firsts.removeAll(keepingCapacity: true)
            }
            let kind: SurveyedLine.Kind
            switch entry.kind {
            case .record:
                if entry.identity != record {
                    record = entry.identity
                    firsts.removeAll(keepingCapacity: true)
                }
                let first = firsts[entry.source] ?? entry.sequence
                firsts[entry.source] = first
                kind = first == entry.sequence ? .new : .updated
            case .event:
                if plans.mayReplace(entry, received: imports[entry.sequence - 1].received.day),
                    !replacements.insert([entry.sequence, entry.row]).inserted
                {
                    return
                }
                kind = .event
            case .pending, .resolution:
                // Whether a row waits is known when all lines of the subject are; what gives several keys counts once.
                if entry.copied == nil { pending.append(entry) }
                return
            case .erased: return
            }
            guard wanted[entry.sequence - 1] else { return }
            try body(line(entry, imports[entry.sequence - 1], kind, isOpen: false, &plans, &term))
        }
        try settlePending()
    }

    private func line(
        _ entry: Entry, _ delivery: ImportDescription, _ kind: SurveyedLine.Kind, isOpen: Bool, _ plans: inout Plans,
        _ term: inout ReportingTerm
    ) -> SurveyedLine {
        let received = delivery.received.day
        let latest = plans.plan(of: entry.item, on: received)
        let day = (latest?.decisionDay).flatMap { entry.readable($0) }.flatMap { CivilDay($0) }
        // A row that waits is judged by what is in force when it came: its day is not certain.
        let isRecord = kind == .new || kind == .updated
        let plan = isRecord && day != nil ? plans.plan(of: entry.item, on: day ?? received) : latest
        var timeliness = SurveyedLine.Timeliness.none
        if kind == .new, (plan ?? latest)?.nature == .record {
            timeliness = term.timeliness(of: day, received: received, backfill: delivery.backfill)
        }
        let completeness = isRecord ? plan?.completeness(of: entry) : nil
        let authority = (latest?.authorityCode).flatMap { entry.readable($0) } ?? ""
        return SurveyedLine(
            entry: entry, delivery: delivery, kind: kind, isOpen: kind == .pending && isOpen, timeliness: timeliness,
            decisionDay: day, required: completeness?.required ?? Ratio(), fields: completeness?.all ?? Ratio(),
            isInCatalogue: plan != nil, authority: authority.isEmpty ? entry.source : authority)
    }

    /// The plans of the items of all versions, each made once.
    private struct Plans {
        private let timeline: CatalogTimeline
        private var known: [String: [String: ItemPlan?]] = [:]

        init(_ timeline: CatalogTimeline) {
            self.timeline = timeline
        }

        /// Whether an event may be a replacement (更正身份).
        mutating func mayReplace(_ entry: Entry, received: CivilDay) -> Bool {
            guard let kind = plan(of: entry.item, on: received)?.eventKind.flatMap({ entry.value($0) }) else {
                return true
            }
            return kind == "replace"
        }

        mutating func plan(of item: String, on day: CivilDay) -> ItemPlan? {
            guard let catalog = timeline.catalog(on: day) else { return nil }
            if let known = known[catalog.sha256]?[item] { return known }
            let plan = catalog.item(item).map(ItemPlan.init)
            known[catalog.sha256, default: [:]][item] = .some(plan)
            return plan
        }
    }
}
