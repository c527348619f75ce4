// SPDX-License-Identifier: Apache-2.0

internal import Desk

extension DeskStatistics {
    /// The section of the statistics that says how matters stand to their terms.
    func section(_ departments: Departments) -> Circular.Section {
        Circular.Section(
            "desk", "一、信用修复与异议", article: Article.repair,
            tables: [
                Sheet(
                    "desk", "按来源单位（截至数据截止时间）",
                    columns: [
                        .init("code", "代码", weight: 0), .init("department", "承办单位", weight: 28),
                        .init("duty", "事项", weight: 16), .init("all", "合计", weight: 8),
                        .init("inTime", "按时办结", weight: 8), .init("late", "超期办结", weight: 8),
                        .init("open", "在办", weight: 8), .init("overdue", "超期未办", weight: 8),
                        .init("unknown", "无法判定", weight: 8), .init("rate", "按时率", weight: 10),
                    ],
                    rows: lines.map { line in
                        Sheet.Row(
                            [
                                .text(line.department), .text(departments.name(line.department)),
                                .text(line.duty.name), .count(line.all), .count(line.inTime), .count(line.late),
                                .count(line.open), .count(line.overdue), .count(line.unknown), .ratio(line.rate),
                            ], line.overdue > 0 ? .marked : .usual)
                    }),
                Sheet(
                    "repairs", "修复申请的结果（按受理单位）",
                    columns: [
                        .init("code", "代码", weight: 0), .init("department", "受理单位", weight: 40),
                        .init("all", "申请", weight: 12), .init("granted", "准予", weight: 12),
                        .init("refused", "不予", weight: 12), .init("withdrawn", "撤回", weight: 12),
                        .init("open", "在办", weight: 12),
                    ],
                    rows: outcomes.map { line in
                        Sheet.Row([
                            .text(line.department), .text(departments.name(line.department)), .count(line.all),
                            .count(line.granted), .count(line.refused), .count(line.withdrawn), .count(line.open),
                        ])
                    }),
                Sheet(
                    "terms", "办理时限及其依据（现行规则）",
                    columns: [
                        .init("duty", "事项", weight: 24), .init("workingDays", "工作日", weight: 10),
                        .init("basis", "依据", weight: 66),
                    ], rows: terms.map { Sheet.Row([.text($0.duty.name), .count($0.workingDays), .text($0.basis)]) }),
            ],
            formulas: [
                ("最后办理日", "起算日（不计入）之后第n个工作日，按现行节假日表。起算日：异议为受理日，修复反馈为申请收到日，修复决定为转办日"),
                (
                    "办结日",
                    "异议为办结事件生效日；修复反馈为准予事件送达平台之日，或登记的不予修复之日；修复决定为准予事件生效日与送达日的较早者，或登记的不予修复之日"
                ),
                ("按时办结、超期办结", "办结日不晚于最后办理日为按时，晚于为超期；未办结的，未过最后办理日为在办，已过为超期未办"),
                ("按时率", "按时办结 ÷（按时办结 + 超期办结 + 超期未办）"),
                ("无法判定", "节假日表缺所涉年份、受理日不可读或规则未定时限。撤回的申请、被取消或尚未生效的异议不计"),
            ])
    }
}
