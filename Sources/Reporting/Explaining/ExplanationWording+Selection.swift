// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// The rules of selection (rules, 3) and the end of publicity (rules, 2), for one part of a version.
extension ExplanationWording {
    /// What each rule says of a part.
    func lines(_ examination: PartExamination, of part: Part, record: RecordHistory) -> [Line] {
        [
            item(examination, record), procedure(examination, part, record), domain(examination, part),
            period(examination, part, record), permission(examination, part), publicity(examination, part, record),
        ].compactMap(\.self)
    }

    private func item(_ examination: PartExamination, _ record: RecordHistory) -> Line {
        guard let item = rulebook.item(record.item) else {
            return Line(
                rule: "3.1", holds: true,
                text: Sentence(
                    "目录没有 \(masking.text(record.item)) 这一项，作为“\(Rulebook.unknownItemName)”计入",
                    "the catalogue does not know the item \(masking.text(record.item)), which counts as "
                        + Rulebook.unknownItemName))
        }
        guard !examination.itemCounts else {
            return Line(
                rule: "3.1", holds: true,
                text: Sentence("出具规则计入\(item.name)", "the policy counts the item \(item.name)"))
        }
        return Line(
            rule: "3.1", holds: false,
            text: Sentence("出具规则不计入\(item.name)", "the policy does not count the item \(item.name)"),
            change: Sentence(
                "采用计入\(item.name)（\(item.code)）的出具规则", "a policy that counts \(item.name) (\(item.code))"))
    }

    private func procedure(_ examination: PartExamination, _ part: Part, _ record: RecordHistory) -> Line? {
        guard rulebook.item(record.item)?.hasProcedure == true else { return nil }
        guard let name = part.procedure.map({ masking.text($0.meaning) }) else {
            return Line(
                rule: "3.2", holds: true, text: Sentence("没有报送程序，计入", "no procedure was delivered, so it counts"))
        }
        guard examination.procedureCounts else {
            return Line(
                rule: "3.2", holds: false,
                text: Sentence("出具规则不计入\(name)", "the policy does not count the procedure \(name)"),
                change: Sentence("采用计入\(name)的出具规则", "a policy that counts the procedure \(name)"))
        }
        let isKnown = policy.procedures.contains { Policy.isSame(procedure: $0.name, name) }
        return Line(
            rule: "3.2", holds: true,
            text: isKnown
                ? Sentence("出具规则计入\(name)", "the policy counts the procedure \(name)")
                : Sentence("出具规则不认识程序“\(name)”，计入", "the policy does not know the procedure \(name), so it counts"))
    }

    private func domain(_ examination: PartExamination, _ part: Part) -> Line {
        guard let place = examination.place else {
            let reason = Sentence(
                "报送的领域、决定机关和来源都不能确定领域，归入\(DomainTable.otherName)",
                "neither a delivered domain nor the authority nor the source places it, so it belongs to "
                    + DomainTable.otherName)
            guard !examination.isAsked else { return Line(rule: "3.3", holds: true, text: reason) }
            return Line(
                rule: "3.3", holds: false,
                text: reason + Sentence("，不在所查领域内（领域不明）", ", which is not asked for (领域不明)"),
                change: Sentence(
                    "查询全部领域或者\(DomainTable.otherName)；或者在领域表中登记决定机关",
                    "ask for all domains or for \(DomainTable.otherName); or enter the authority in the domain table"))
        }
        let table = rulebook.table
        let domain = table.domains[place]
        let own = part.domain.flatMap { table.index(named: $0) } == place
        let byAuthority =
            table.place(
                domain: nil, authorityCode: part.authorityCode, authorityName: part.authorityName, source: nil) == place
        let reason =
            own
            ? Sentence("报送的领域是\(domain.name)", "the delivered domain is \(domain.name)")
            : byAuthority
                ? Sentence("由决定机关确定领域为\(domain.name)", "the authority places it in \(domain.name)")
                : Sentence("由数据来源单位确定领域为\(domain.name)", "the source places it in \(domain.name)")
        guard !examination.isAsked else {
            return Line(rule: "3.3", holds: true, text: reason + Sentence("，属于所查领域", ", which is asked for"))
        }
        return Line(
            rule: "3.3", holds: false, text: reason + Sentence("，不在所查领域内", ", which is not asked for"),
            change: Sentence(
                "查询领域 \(domain.code)、其上级或者全部领域", "ask for \(domain.code), what it is a part of, or all domains"))
    }

    private func period(_ examination: PartExamination, _ part: Part, _ record: RecordHistory) -> Line {
        let delivered = part.decisionDay.text.map(masking.text)
        guard let day = examination.day else {
            let reason =
                delivered.map {
                    Sentence("决定日期“\($0)”无法识别", "the decision day \"\($0)\" is unreadable")
                } ?? Sentence("没有报送决定日期", "no decision day was delivered")
            return Line(
                rule: "3.4", holds: true,
                text: reason + Sentence("，在任何报告期内（日期不明）", ", so it is in every period (日期不明)"),
                change: Sentence("来源报送可以识别的日期", "the source delivers a readable day"))
        }
        let isList = rulebook.item(record.item)?.isList == true
        let name = isList ? Sentence("列入日期", "listing day") : Sentence("决定日期", "decision day")
        let subject = name + Sentence(" \(day) ", " \(day) ")
        switch examination.timing {
        case .inside, .unknown:
            return Line(rule: "3.4", holds: true, text: subject + Sentence("在报告期内", "lies in the period"))
        case .standing:
            return Line(
                rule: "3.4", holds: true,
                text: subject
                    + Sentence(
                        "早于报告期，但在报告期首日仍在名单上", "is before the period, but it still stood on the list on the first day"),
                change: Sentence(
                    "自 \(scope.from) 以前移出名单", "a delisting with effect before \(scope.from)"))
        case .outside where day > scope.to:
            return Line(
                rule: "3.4", holds: false, text: subject + Sentence("晚于报告期", "is after the period"),
                change: Sentence("报告期末日不早于 \(day)", "a period that ends on \(day) or later"))
        case .outside:
            let delisted =
                isList ? Sentence("，且报告期前已经移出名单", ", and it was delisted before the period") : Sentence("", "")
            let needsBasis = scope.to > day.adding(years: policy.longestPeriodYears)
            let basis =
                needsBasis
                ? Sentence(
                    "（超过 \(policy.longestPeriodYears) 年，须有法定依据）",
                    " (longer than \(policy.longestPeriodYears) years, so with a legal basis)") : Sentence("", "")
            return Line(
                rule: "3.4", holds: false, text: subject + Sentence("早于报告期", "is before the period") + delisted,
                change: Sentence("报告期首日不晚于 \(day)", "a period that begins on \(day) or before") + basis)
        }
    }

    private func permission(_ examination: PartExamination, _ part: Part) -> Line {
        let name = examination.permission.rawValue
        let origin: Sentence =
            if let delivered = part.permission {
                Permission(rawValue: Spelling.normalize(delivered.meaning)) == nil
                    ? Sentence(
                        "使用权限“\(masking.text(delivered.text))”不是规定的三种之一，按\(name)",
                        "the permission \"\(masking.text(delivered.text))\" is none of the three and taken as \(name)")
                    : Sentence("使用权限是\(name)", "the permission is \(name)")
            } else {
                Sentence("没有报送使用权限，按目录项的\(name)", "no permission was delivered; the item's is \(name)")
            }
        guard !examination.isPermitted else {
            return Line(
                rule: "3.5", holds: true, text: origin + Sentence("，本次查询可以看到", ", which the request may see"))
        }
        let change =
            examination.permission == .government
            ? Sentence("由政务部门查询", "a request by an agency")
            : Sentence("由本主体查询，或者有主体的有效授权", "a request by the subject, or with its valid authorisation")
        return Line(
            rule: "3.5", holds: false, text: origin + Sentence("，本次查询不能看到", ", which the request may not see"),
            change: change)
    }

    /// Until when the part is public: what expiry (rules, 2) goes by.
    private func publicity(_ examination: PartExamination, _ part: Part, _ record: RecordHistory) -> Line {
        if rulebook.item(record.item)?.isList == true {
            return Line(
                rule: "2", text: Sentence("名单信息移出为止，没有公示截止期", "a list record ends by delisting alone, not by time"))
        }
        let delivered = part.publicityEnd
        let unused: Sentence =
            if let text = delivered.text.map(masking.text) {
                delivered.readable == nil
                    ? Sentence("报送的公示截止期“\(text)”无法识别；", "the delivered end \"\(text)\" is unreadable; ")
                    : Sentence("报送的公示截止期“\(text)”早于决定日期，不采用；", "the delivered end \"\(text)\" is before the decision; ")
            } else {
                Sentence("没有报送公示截止期；", "no end was delivered; ")
            }
        let passed = examination.isPast ? Sentence("，已过", ", which is over") : Sentence("，未过", ", which is not over")
        guard let end = examination.publicityEnd else {
            if delivered.readable == DeliveredDay.never {
                return Line(rule: "2", text: Sentence("公示截止期为永久", "its publicity never ends"))
            }
            return Line(
                rule: "2",
                text: unused
                    + Sentence("也不能按严重程度计算，公示不届满", "none follows from the severity either, so it does not expire"),
                change: Sentence(
                    "来源报送公示截止期，或者决定日期和严重程度", "the source delivers an end, or the decision day and the severity"))
        }
        guard delivered.readable != end else {
            return Line(rule: "2", text: Sentence("公示截止期 \(end)", "its publicity ends on \(end)") + passed)
        }
        let severity = part.severity.map { masking.text($0.meaning) } ?? ""
        let months = part.severity.flatMap { policy.publicityMonths(severity: $0.meaning) } ?? 0
        return Line(
            rule: "2",
            text: unused
                + Sentence(
                    "按严重程度“\(severity)”自决定日期起 \(months) 个月，到 \(end)",
                    "the severity \(severity) gives \(months) months from the decision, to \(end)") + passed)
    }
}
