// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// A history with all that a finding on it needs, and both readings of the rules.
struct GeneratedCase {
    var history: History
    var scope: Scope
    var catalog: Catalog
    var table: DomainTable
    var policy: Policy
    var statements: [CoverageStatement]

    /// What the naive reading finds.
    var naive: Outcome { NaiveRules(self).outcome }

    /// What `Finding` finds.
    var found: Outcome {
        let rulebook = Rulebook(catalog: catalog, table: table, policy: policy)
        let finding = Finding(
            on: history, scope: scope, rulebook: rulebook,
            coverage: Coverage(statements: statements, cutoff: scope.cutoff, rulebook: rulebook))
        var outcome = Outcome()
        for line in finding.domains { outcome.lines.append(Self.line(line, table)) }
        for record in finding.records {
            if record.inclusion == .shown {
                outcome.shown.append(Self.shown(record, table))
            } else {
                outcome.others.append("\(record.record.identity): \(Self.fate(record.inclusion))")
            }
        }
        outcome.others.sort(by: NaiveSpelling.precedes)
        outcome.unknownDomain = finding.unknownDomain
        outcome.pending = finding.pending
        outcome.waiting = finding.waiting.map { $0.label.document ?? "" }
        outcome.faults = finding.faults.map { $0.event.label.document ?? "" }
        return outcome
    }

    private static func line(_ conclusion: DomainConclusion, _ table: DomainTable) -> Outcome.Line {
        Outcome.Line(
            domain: conclusion.place.map { table.domains[$0].code } ?? "其他", shown: conclusion.counts.shown,
            counted: conclusion.counts.counted, withheldGovernment: conclusion.counts.withheldGovernment,
            withheldAuthorised: conclusion.counts.withheldAuthorised, own: conclusion.ownCounts.count,
            covered: conclusion.coveredThrough, isStale: conclusion.isStale, text: conclusion.text)
    }

    private static func shown(_ record: RecordExamination, _ table: DomainTable) -> Outcome.Record {
        let version = record.decisive.map { record.versions[$0] }
        var parts: [String] = []
        if let version {
            for (part, delivered) in zip(version.parts, version.version.parts) where part.isPermitted {
                parts.append(String(decoding: delivered.content, as: UTF8.self))
            }
        }
        return Outcome.Record(
            identity: record.record.identity.text, domain: record.place.map { table.domains[$0].code } ?? "其他",
            day: record.day, state: record.state,
            marks: (record.marks + (record.isCalledRevoked ? ["来源称已撤销"] : [])).sorted(),
            sources: record.versions.map(\.version.source), source: version?.version.source ?? "", parts: parts)
    }

    private static func fate(_ inclusion: Inclusion) -> NaiveRules.Fate {
        switch inclusion {
        case .shown: .shown
        case .counted: .counted
        case .withheld(.government): .withheldGovernment
        case .withheld: .withheldAuthorised
        case .unplaced: .unknownDomain
        case .omitted, .revoked, .replaced, .outside: .absent
        }
    }
}

extension GeneratedCase: CustomStringConvertible {
    /// The whole case in a readable form.
    var description: String {
        var lines = [
            "day \(scope.day), cutoff \(scope.cutoff), period \(scope.from) to \(scope.to), "
                + "\(scope.requester)\(scope.isAuthorised ? " authorised" : ""), asks for \(Self.text(scope.domains))",
            "policy: repaired \(policy.repaired), expired \(policy.expired), months \(policy.publicityMonths), "
                + "freshness \(policy.freshnessDays), items \(policy.items), procedures \(policy.procedures)",
        ]
        for item in catalog.items {
            lines.append(
                "item \(item.code)\(item.isList ? ", list" : "")\(item.hasProcedure ? ", procedure" : ""), "
                    + item.permission.rawValue)
        }
        for (place, domain) in table.domains.enumerated() {
            lines.append(
                "domain \(place) \(domain.code) in \(domain.parent ?? "-") fed by "
                    + domain.sources.map { $0.code + "=" + $0.name }.joined(separator: " "))
        }
        for record in history.records {
            lines.append("record \(record.identity.text) [\(record.item), \(record.authority)]")
            for delivery in record.deliveries {
                lines.append("  #\(delivery.sequence) \(delivery.received) from \(delivery.source)")
                for part in delivery.parts {
                    lines.append(
                        "    \(String(decoding: part.content, as: UTF8.self)) day \(part.decisionDay.day, "-") "
                            + "end \(part.publicityEnd.day, "-") updated \(part.updated, "-")")
                }
            }
        }
        for identity in history.elsewhere { lines.append("elsewhere \(identity.text)") }
        for event in history.events { lines.append(Self.text(event)) }
        for statement in statements {
            lines.append(
                "delivery of \(statement.item) of \(statement.source) at \(statement.received) for \(statement.domains) "
                    + "through \(statement.through.text ?? "-") placed \(statement.placements)"
                    + (statement.isBackfill ? " 补报" : "") + (statement.onlyWaits ? " 待核" : ""))
        }
        return lines.joined(separator: "\n")
    }

    private static func text(_ domains: Scope.Domains) -> String {
        switch domains {
        case .all: "all"
        case .named(let places, let other): "\(places.sorted())\(other ? " and 其他" : "")"
        }
    }

    private static func text(_ event: Event) -> String {
        let names = event.names.map { " names \($0)" } ?? ""
        let new = event.replacement.map { " by \($0)" } ?? ""
        return
            "event \(event.label.document ?? "") number '\(event.number)' \(event.kind?.rawValue ?? "unknown kind")\(names) "
            + "on \(event.target)\(new) day \(event.day.day, event.day.text ?? "-") received \(event.received)"
            + " in #\(event.place.sequence) of '\(event.source)'" + (event.isOwn ? "" : " (another's)")
    }
}

extension DefaultStringInterpolation {
    /// A value, or what stands where there is none.
    fileprivate mutating func appendInterpolation(_ value: (some CustomStringConvertible)?, _ none: String) {
        appendLiteral(value?.description ?? none)
    }
}
