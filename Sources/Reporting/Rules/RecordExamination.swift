// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// Whether a record is in the finding, and why.
public enum Inclusion: Hashable, Sendable {
    /// It is shown.
    case shown
    /// It counts and is not shown, by the policy's treatment of its state.
    case counted
    /// It is in, but the policy omits records in its state.
    case omitted
    /// It was revoked.
    case revoked
    /// Another record stands in its place.
    case replaced(by: RecordIdentity)
    /// Rule 3.5 alone leaves it out, and it would be shown or counted.
    case withheld(Permission)
    /// Its domain is unknown and not asked for (领域不明), and it would be shown or counted.
    case unplaced
    /// Some other rule of section 3 leaves it out; `VersionExamination` says which.
    case outside
}

/// A record as the rules see it: what became of it, and all that decided.
public struct RecordExamination: Sendable {
    /// The record.
    public var record: RecordHistory
    /// What the events do to it.
    public var events: RecordEvents
    /// The current version of each source and how it stands to the rules, in the order of the sources' codes.
    public var versions: [VersionExamination]
    /// Whether it is in, and why.
    public var inclusion: Inclusion
    /// Which of `versions` decided: the one that is or would be shown; nil if none is in question.
    public var decisive: Int?
    /// The state of that version.
    public var state: RecordState
    /// Where the record stands, as a place of the domain table; nil for 其他.
    public var place: Int?
    /// Its decision or listing day there, if readable.
    public var day: CivilDay?
    /// Whether the sources differ on what decides inclusion or state (来源不一致).
    public var sourcesDiffer: Bool
    /// Whether a day that keeps it in is missing or unreadable (日期不明).
    public var dayIsUnknown: Bool

    /// The marks that a report prints beside the record, in their order.
    public var marks: [String] {
        var marks: [String] = []
        if let text = state.text { marks.append(text) }
        if events.isDisputed { marks.append("异议处理中") }
        if sourcesDiffer { marks.append("来源不一致") }
        if dayIsUnknown { marks.append("日期不明") }
        return marks
    }

    /// Whether a source's current version says that the record was revoked, while no event does.
    ///
    /// A word in a row has no document and no day: it hides nothing, and sends the reader to the source.
    public var isCalledRevoked: Bool {
        state != .revoked && versions.contains { $0.version.parts.contains(where: \.isCalledRevoked) }
    }
}

extension Rulebook {
    /// Examines a record; nil if nothing of it was received by the cutoff.
    func examine(_ record: RecordHistory, on board: EventBoard, scope: Scope) -> RecordExamination? {
        let current = record.currentVersions(at: scope.cutoff)
        guard !current.isEmpty else { return nil }
        let events = board.events(on: record.identity)
        let versions = current.map { examine($0, of: record, events: events, scope: scope) }
        var result = RecordExamination(
            record: record, events: events, versions: versions, inclusion: .outside, decisive: nil, state: .active,
            place: nil, day: nil, sourcesDiffer: sourcesDiffer(current), dayIsUnknown: false)

        // Withheld comes before 领域不明; a record that is revoked or omitted is in neither (rules, 7).
        let questions: [(part: (PartExamination) -> Bool, inclusion: (PartExamination) -> Inclusion)] = [
            (\.isIn, { _ in .shown }), (\.isWithheld, { .withheld($0.permission) }), (\.isUnplaced, { _ in .unplaced }),
        ]
        for question in questions {
            let candidates = versions.indices.filter { versions[$0].parts.contains(where: question.part) }
            guard let decisive = shown(of: candidates, in: versions, authority: record.authority),
                let part = versions[decisive].parts.first(where: question.part)
            else { continue }
            let (state, treatment) = RecordState.of(versions[decisive], events: events, policy: policy)
            result.decisive = decisive
            result.state = state
            result.place = part.place
            result.day = part.day
            result.dayIsUnknown = versions[decisive].parts.contains { question.part($0) && $0.timing == .unknown }
            result.inclusion =
                switch treatment {
                case _ where state == .revoked: .revoked
                case .omit: .omitted
                case .count where question.inclusion(part) == .shown: .counted
                case .count, .show: question.inclusion(part)
                }
            if question.inclusion(part) == .shown || ![.omitted, .revoked].contains(result.inclusion) { break }
        }
        if let identity = board.replacements.replacement(of: record.identity) {
            result.inclusion = .replaced(by: identity)
        }
        return result
    }

    /// The version that is shown (rules, 1.4): the deciding authority's own, else the latest received, else the later delivery.
    private func shown(of candidates: [Int], in versions: [VersionExamination], authority: String) -> Int? {
        if let own = candidates.first(where: { versions[$0].version.source == authority }) { return own }
        return candidates.max {
            RecordHistory.isReceivedBefore(versions[$0].version, versions[$1].version)
        }
    }

    /// Whether sources differ on fields that decide inclusion or state (rules, 1.4 and 7).
    private func sourcesDiffer(_ versions: [Version]) -> Bool {
        guard versions.count > 1, let first = versions.first else { return false }
        let expected = Set(first.parts.map(decisiveFields))
        return versions.dropFirst().contains { Set($0.parts.map(decisiveFields)) != expected }
    }

    /// The fields of a part that decide: domain and authority as normalised codes, everything else as delivered.
    private func decisiveFields(_ part: Part) -> [String] {
        let domain = part.domain.map { table.index(named: $0).map { table.domains[$0].code } ?? $0 }
        return [
            Spelling.normalize(domain ?? ""), Spelling.normalize(part.authorityCode ?? ""),
            part.decisionDay.text ?? "", part.publicityEnd.text ?? "", part.procedure?.text ?? "",
            part.severity?.text ?? "", part.permission?.text ?? "",
        ]
    }
}
