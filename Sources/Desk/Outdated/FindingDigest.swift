// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records
internal import Reporting

/// What a report says of a subject, in a form in which two reports can be held against each other.
///
/// The days up to which domains are covered are not in it: they grow with every delivery.
struct FindingDigest {
    /// A record that a report shows, counts or mentions in a number.
    struct Line {
        let identity: RecordIdentity
        let title: String
        let domain: String
        /// In which way the report has it, with its marks.
        let standing: String
        /// What it shows of it.
        let content: [[ShownField]]
        /// Who delivered it, and by which events it stands as it does.
        let evidence: [String]
    }

    let lines: [RecordIdentity: Line]
    let pending: Int
    let events: Int
    let registration: [ShownField]

    /// What a report of a scope says about a history.
    init(_ history: History, scope: Scope, rulebook: Rulebook) {
        let coverage = Coverage(statements: [], cutoff: scope.cutoff, rulebook: rulebook)
        let finding = Finding(on: history, scope: scope, rulebook: rulebook, coverage: coverage)
        let asksForAll = if case .all = scope.domains { true } else { false }
        var lines: [RecordIdentity: Line] = [:]
        for record in finding.records {
            switch record.inclusion {
            case .shown, .counted, .withheld: break
            case .unplaced where !asksForAll: break
            case .unplaced, .omitted, .revoked, .replaced, .outside: continue
            }
            lines[record.record.identity] = Line(record, rulebook: rulebook)
        }
        self.lines = lines
        pending = finding.pending
        events = finding.waiting.count + finding.faults.count
        let name = history.registration.map { [ShownField(code: "", label: "", value: $0.name)] } ?? []
        registration = name + (history.registration?.fields ?? [])
    }
}

extension FindingDigest.Line {
    fileprivate init(_ record: RecordExamination, rulebook: Rulebook) {
        identity = record.record.identity
        let parts = record.versions.flatMap(\.version.parts)
        let number = parts.compactMap(\.documentNumber).first { !RecordIdentity.isBlank(number: $0) }
        let item = rulebook.itemName(record.record.item)
        title = number.map { item + " " + $0 } ?? item
        domain = record.place.map { rulebook.table.domains[$0].name } ?? DomainTable.otherName
        guard record.inclusion == .shown else {
            standing = record.inclusion.name
            (content, evidence) = ([], [])
            return
        }
        standing = ([record.inclusion.name] + record.marks).joined(separator: " ")
        let decisive = record.decisive.map { record.versions[$0] }
        content = zip(decisive?.version.parts ?? [], decisive?.parts ?? []).filter(\.1.isPermitted).map(\.0.fields)
        evidence =
            record.versions.map(\.version.source)
            + record.events.causes.map { event in
                let label = event.label
                return [event.number, event.day.text, label.document, label.authority].map { $0 ?? "" }
                    .joined(separator: "\n")
            }
    }
}
