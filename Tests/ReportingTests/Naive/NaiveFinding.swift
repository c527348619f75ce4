// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// The finding and its conclusions (rules, 3 and 4).
extension NaiveRules {
    /// What becomes of a record.
    enum Fate: Equatable {
        case shown, counted, withheldGovernment, withheldAuthorised, unknownDomain, absent
    }

    /// What becomes of a record, and the version and the part by which it does.
    func fate(of record: RecordHistory) -> (fate: Fate, version: Version?, part: NaivePart?) {
        if isReplaced(record.identity) || isRevoked(record.identity) { return (.absent, nil, nil) }
        if let (version, part) = decisive(of: record, where: { $0.isRelevant && $0.isAsked && $0.isPermitted }) {
            switch treatment(of: version, of: record).treatment {
            case .show: return (.shown, version, part)
            case .count: return (.counted, version, part)
            case .omit: return (.absent, version, part)
            }
        }
        if let (version, part) = decisive(of: record, where: { $0.isRelevant && $0.isAsked }) {
            if treatment(of: version, of: record).treatment != .omit {
                return (part.permission == .government ? .withheldGovernment : .withheldAuthorised, version, part)
            }
        }
        if let (version, part) = decisive(of: record, where: { $0.isRelevant && $0.place == nil && !$0.isAsked }) {
            if treatment(of: version, of: record).treatment != .omit { return (.unknownDomain, version, part) }
        }
        return (.absent, nil, nil)
    }

    /// All that a report says.
    var outcome: Outcome {
        var outcome = Outcome()
        var fates: [(record: RecordHistory, fate: Fate, version: Version?, part: NaivePart?)] = []
        for record in records {
            let fate = self.fate(of: record)
            fates.append((record, fate.fate, fate.version, fate.part))
        }

        for place in domains.indices where isAsked(place) {
            outcome.lines.append(line(of: place, fates))
        }
        var other = line(of: nil, fates)
        var wasNamed = false
        if case .named(_, true) = scope.domains { wasNamed = true }
        if wasNamed || other.shown + other.counted + other.withheldGovernment + other.withheldAuthorised > 0 {
            other.domain = "其他"
            outcome.lines.append(other)
        }

        var shown: [(Outcome.Record, place: Int)] = []
        for (record, fate, version, part) in fates {
            guard fate == .shown, let version, let part else {
                if fate == .unknownDomain { outcome.unknownDomain += 1 }
                outcome.others.append("\(record.identity): \(fate)")
                continue
            }
            shown.append((self.shown(record, version, part), part.place ?? domains.count))
        }
        outcome.shown = shown.sorted { Self.precedes($0, $1) }.map(\.0)
        outcome.others.sort(by: NaiveSpelling.precedes)
        outcome.pending = history.pending
        for event in events where event.isOwn {
            if hasFault(event) || isTooEarly(event) { outcome.faults.append(event.label.document ?? "") }
            if isWaiting(event) { outcome.waiting.append(event.label.document ?? "") }
        }
        return outcome
    }

    private static func precedes(_ left: (Outcome.Record, place: Int), _ right: (Outcome.Record, place: Int)) -> Bool {
        if left.place != right.place { return left.place < right.place }
        if left.0.day != right.0.day {
            guard let day = left.0.day else { return false }
            guard let other = right.0.day else { return true }
            return day > other
        }
        return NaiveSpelling.precedes(left.0.identity, right.0.identity)
    }

    private func shown(_ record: RecordHistory, _ version: Version, _ part: NaivePart) -> Outcome.Record {
        let state = treatment(of: version, of: record).state
        var marks: [String] = []
        if state == .repaired { marks.append("已修复") }
        if state == .expired { marks.append("公示期满") }
        if isDisputed(record.identity) { marks.append("异议处理中") }
        for version in currentVersions(of: record) {
            for part in version.parts where part.status?.meaning == "撤销" && !marks.contains("来源称已撤销") {
                marks.append("来源称已撤销")
            }
        }
        if sourcesDiffer(on: record) { marks.append("来源不一致") }
        var parts: [String] = []
        var hasUnknownDay = false
        for part in self.parts(of: version, of: record) {
            if part.isRelevant && part.isAsked && part.isPermitted && part.day == nil { hasUnknownDay = true }
            if part.isPermitted { parts.append(String(decoding: part.content, as: UTF8.self)) }
        }
        if hasUnknownDay { marks.append("日期不明") }
        return Outcome.Record(
            identity: record.identity.text, domain: part.place.map { domains[$0].code } ?? "其他", day: part.day,
            state: state, marks: marks.sorted(), sources: sources(of: record), source: version.source, parts: parts)
    }

    private func line(
        of place: Int?, _ fates: [(record: RecordHistory, fate: Fate, version: Version?, part: NaivePart?)]
    ) -> Outcome.Line {
        var line = Outcome.Line(domain: place.map { domains[$0].code } ?? "")
        for (_, fate, _, part) in fates {
            guard let part else { continue }
            if let place {
                guard let own = part.place, isWithin(own, place) else { continue }
            } else if part.place != nil {
                continue
            }
            switch fate {
            case .shown: line.shown += 1
            case .counted: line.counted += 1
            case .withheldGovernment: line.withheldGovernment += 1
            case .withheldAuthorised: line.withheldAuthorised += 1
            case .unknownDomain, .absent: continue
            }
            if part.place == place && (fate == .shown || fate == .counted) { line.own += 1 }
        }
        if let place {
            line.covered = coveredDay(of: place)
            line.isStale = isStale(place)
        }
        line.text = text(of: line, isOther: place == nil)
        return line
    }

    private func text(of line: Outcome.Line, isOther: Bool) -> String {
        let count = line.shown + line.counted
        let withheld = line.withheldGovernment + line.withheldAuthorised
        let mark = line.isStale ? "（数据未更新至今）" : ""
        if count > 0 { return "\(count) 条" + mark }
        if withheld > 0 { return "另有 \(withheld) 条须授权查询" + mark }
        if isOther { return "无" }
        return line.isStale ? "数据未更新至今" : "未查见"
    }
}
