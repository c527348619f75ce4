// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// The conclusions of the domains (rules, 4) and what stands beside them, in words.
extension ExplanationWording {
    /// A domain's conclusion with its reasons.
    func entry(_ conclusion: DomainConclusion) -> Explanation.DomainEntry {
        let counts = conclusion.counts
        let numbers = Sentence(
            "列示 \(counts.shown) 条，只计数 \(counts.counted) 条，须授权查询 \(counts.withheld) 条（含下级领域）",
            "\(counts.shown) shown, \(counts.counted) counted, \(counts.withheld) withheld, with the domains below")
        return Explanation.DomainEntry(
            domain: SubjectSection.domain(conclusion.place, rulebook.table), conclusion: conclusion.text,
            line: Line(
                rule: "4", text: numbers + coverage(conclusion),
                change: conclusion.isStale
                    ? Sentence(
                        "各数据来源单位报送（含零报送）到 \(scope.day.adding(days: -policy.freshnessDays)) 或者以后",
                        "every source delivers, or says that it has nothing, through "
                            + "\(scope.day.adding(days: -policy.freshnessDays)) or later") : nil))
    }

    private func coverage(_ conclusion: DomainConclusion) -> Sentence {
        guard conclusion.place != nil else { return Sentence("", "") }
        guard let day = conclusion.coveredThrough else {
            return Sentence(
                "；有数据来源单位从未报送计入的目录项，或者领域没有来源",
                "; a source never delivered an item that counts, or the domain has no source")
        }
        return conclusion.isStale
            ? Sentence(
                "；数据到 \(day)，早于报告日超过 \(policy.freshnessDays) 天",
                "; covered through \(day), more than \(policy.freshnessDays) days before the report speaks")
            : Sentence("；数据到 \(day)", "; covered through \(day)")
    }

    /// The rows that could not be accepted; nil if there are none.
    func pending(_ count: Int) -> Line? {
        guard count > 0 else { return nil }
        return Line(
            rule: "3",
            text: Sentence(
                "另有 \(count) 条待核：报送的行指名该主体而未能收录",
                "另有 \(count) 条待核: rows that name the subject and could not be accepted"),
            change: Sentence("来源改正后重新报送", "the source corrects them and delivers them again"))
    }

    /// The lines that were erased by one law.
    func erased(_ erased: ErasedCount) -> Line {
        Line(
            rule: "3",
            text: Sentence(
                "另有 \(erased.count) 条已依法删除：指名该主体的行，依据 \(erased.basis) 删除，内容已不存在",
                "另有 \(erased.count) 条已依法删除: lines that named the subject, erased by \(erased.basis)"))
    }
}
