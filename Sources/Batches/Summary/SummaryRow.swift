// SPDX-License-Identifier: Apache-2.0

internal import Registry

/// A row of the summary: one firm of a bidder, and what became of the bidder.
struct SummaryRow {
    /// The columns that every summary has, before those of the domains.
    static let columns = [
        "序号", "统一社会信用代码", "名称", "联合体", "结果", "关注", "查见条数", "提示", "名单与惩戒措施", "报告编号", "核验码", "报告指纹", "原因",
    ]

    /// The bidder's place in the round, from 1 on.
    let bidder: Int
    /// The firm, and what its report says of it.
    let firm: RoundRow.Firm
    /// 牵头人 or 成员 of a consortium (联合体); empty for a firm that bids alone.
    let role: String
    /// The report, or why there is none.
    let outcome: Manifest.Outcome
    /// What the plan warned of.
    let warnings: [String]
    /// Why somebody should look at it; nothing if the report says 未查见 of all that was asked and nothing besides.
    let attention: [Attention]

    /// The rows of a bidder.
    static func rows(of row: RoundRow) -> [SummaryRow] {
        row.firms.enumerated().map { index, firm in
            SummaryRow(
                bidder: row.bidder, firm: firm, role: row.firms.count == 1 ? "" : index == 0 ? "牵头人" : "成员",
                outcome: row.entry.outcome, warnings: row.warnings,
                attention: row.report == nil ? [.notIssued] : Attention.reasons(firm, row.warnings))
        }
    }

    /// Its cells: integers where a program may add them up, else texts.
    func cells(domains: [String]) -> [SummaryCell] {
        let words = attention.map(\.rawValue).joined(separator: "、")
        var cells: [SummaryCell] = [.integer(bidder), .text(firm.code), .text(firm.name), .text(role)]
        switch outcome {
        case .issued(let report):
            cells += [
                .text("已出具"), .text(words), .integer(firm.total ?? 0),
                .text((firm.notes + warnings).joined(separator: "；")), .text(firm.lists.joined(separator: "\n")),
                .text(report.number), .text(report.code), .text(report.hash), .text(""),
            ]
        case .notIssued(let code, let reason):
            cells += [
                .text("未出具"), .text(words), .text(""), .text(warnings.joined(separator: "；")), .text(""), .text(""),
                .text(""), .text(""), .text("\(reason) [\(code)]"),
            ]
        }
        return cells + domains.map { .text(conclusion(on: $0)) }
    }

    /// The conclusion on a domain in the words of the report; empty where it says nothing of it.
    func conclusion(on domain: String) -> String {
        firm.domains.first { $0.domain == domain }?.text ?? ""
    }
}

/// Why somebody should look at a row (关注).
enum Attention: String, CaseIterable {
    case notIssued = "未出具"
    case listed = "在名单"
    case recorded = "有记录"
    case stale = "数据未更新"
    case noted = "有提示"
    case warned = "计划有提醒"

    /// The reasons that a firm's report and the plan give.
    static func reasons(_ firm: RoundRow.Firm, _ warnings: [String]) -> [Attention] {
        var reasons: [Attention] = []
        if !firm.lists.isEmpty { reasons.append(.listed) }
        if firm.total ?? 0 > 0 { reasons.append(.recorded) }
        if firm.isStale { reasons.append(.stale) }
        if !firm.notes.isEmpty { reasons.append(.noted) }
        if !warnings.isEmpty { reasons.append(.warned) }
        return reasons
    }
}

/// A cell of the summary.
enum SummaryCell {
    case text(String)
    case integer(Int)

    /// As a person reads it.
    var text: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        }
    }
}
