// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Puts what the rules decided into words, under one request.
struct ExplanationWording {
    typealias Line = Explanation.Line
    typealias Sentence = Explanation.Sentence

    let rulebook: Rulebook
    let scope: Scope
    let masking: Masking

    var policy: Policy { rulebook.policy }

    /// What was asked, from which data and by which policy.
    var question: [Sentence] {
        let domains: Sentence
        if case .named(let places, let other) = scope.domains {
            let names = places.sorted().map { rulebook.table.domains[$0].name } + (other ? [DomainTable.otherName] : [])
            domains = Sentence(names.joined(separator: "、"), names.joined(separator: ", "))
        } else {
            domains = Sentence("全部", "all")
        }
        let requester =
            switch scope.requester {
            case .subject: Sentence("本主体", "the subject itself")
            case .agency: Sentence("政务部门", "an agency")
            case .thirdParty:
                scope.isAuthorised
                    ? Sentence("经主体授权的第三方", "a third party with the subject's authorisation")
                    : Sentence("第三方", "a third party")
            }
        return [
            Sentence("报告期 \(scope.from) 至 \(scope.to)，所查领域：", "period \(scope.from) to \(scope.to), domains: ")
                + domains,
            Sentence("查询人：", "asked by ") + requester
                + Sentence("，出具规则：\(policy.id) \(policy.version)", ", policy \(policy.id) \(policy.version)"),
            Sentence(
                "报告日 \(scope.day)，数据截止时间 \(scope.cutoff)",
                "the report speaks on \(scope.day) of what was received by \(scope.cutoff)"),
        ]
    }

    /// What a policy's treatment does with a record.
    static func effect(of treatment: Policy.Treatment) -> Sentence {
        switch treatment {
        case .show: Sentence("加注后列示", "shown with a mark")
        case .count: Sentence("只计数、不列示", "counted and not shown")
        case .omit: Sentence("不列示、不计数", "neither shown nor counted")
        }
    }

    /// The department of a code, by the name that was delivered or that the table knows.
    func department(_ version: Version) -> Report.CodedName {
        let delivered = version.parts.compactMap(\.sourceName).first
        let name = delivered ?? rulebook.table.departmentName(code: version.source) ?? version.source
        return Report.CodedName(code: masking.text(version.source), name: name)
    }
}
