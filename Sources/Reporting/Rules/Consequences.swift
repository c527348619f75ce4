// SPDX-License-Identifier: Apache-2.0

internal import Records

/// A consequence of standing on a list (失信惩戒措施), as printed beside the entry (rules, 8).
public struct Consequence: Hashable, Sendable {
    /// The code of the measure in the list of measures.
    public var code: String
    /// What may be done.
    public var name: String
    /// The provision that allows it.
    public var basis: String
    /// Who carries it out.
    public var executor: String
}

extension Rulebook {
    /// The consequences that the policy prints beside a record: those of the lists that its visible parts stand on,
    /// each a measure of the list of measures on a basis that the list names, in the order of the policy.
    ///
    /// Whether they are printed is for the record's state to say: `printedConsequences`.
    func consequences(of examination: RecordExamination) -> [Consequence] {
        guard let measures, let decisive = examination.decisive, item(examination.record.item)?.isList == true else {
            return []
        }
        let version = examination.versions[decisive]
        let kinds = zip(version.version.parts, version.parts).filter(\.1.isPermitted).map { part, _ in
            ListKind(item: examination.record.item, list: part.listName)
        }
        return policy.consequences.compactMap { consequence in
            guard kinds.contains(where: consequence.kind.covers), let measure = measures.measure(consequence.measure),
                measure.basis.contains(consequence.basis),
                measure.targets.contains(where: { $0.covers(consequence.kind) })
            else { return nil }
            return Consequence(
                code: measure.code, name: measure.name, basis: consequence.basis, executor: measure.executor)
        }
    }

    /// The consequences that a report prints beside a record.
    package func printedConsequences(beside examination: RecordExamination) -> [Consequence] {
        examination.bearsConsequences ? consequences(of: examination) : []
    }
}

extension RecordExamination {
    /// Whether consequences are printed beside it: it is shown, and stands on its list still.
    var bearsConsequences: Bool { inclusion == .shown && state == .active }
}
