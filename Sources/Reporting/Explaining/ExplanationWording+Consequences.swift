// SPDX-License-Identifier: Apache-2.0

internal import Records

/// What may be done to a subject that stands on a list (rules, 8) in words.
extension ExplanationWording {
    /// Rules, 8: the consequences that the policy has for an entry, and whether they are printed.
    func consequences(_ examination: RecordExamination) -> [Line] {
        guard let list = rulebook.measures else { return [] }
        return rulebook.consequences(of: examination).map { consequence in
            let isPrinted = examination.bearsConsequences
            let measure = Sentence(
                "惩戒措施：\(consequence.name)（\(consequence.code)），依据：\(consequence.basis)，"
                    + "见失信惩戒措施清单 \(list.id) \(list.version)",
                "consequence \(consequence.name) (\(consequence.code)), basis \(consequence.basis), "
                    + "of list of measures \(list.id) \(list.version)")
            guard isPrinted else {
                return Line(
                    rule: "8", holds: false,
                    text: measure
                        + Sentence(
                            "：不列示，只有列示的有效名单信息才附惩戒措施",
                            ": not printed, it stands only beside entries that are shown and active"))
            }
            return Line(
                rule: "8", holds: true, text: measure + Sentence("：列示", ": printed"),
                change: Sentence("移出名单，或者清单不再有此措施", "a delisting, or a list of measures without it"))
        }
    }
}
