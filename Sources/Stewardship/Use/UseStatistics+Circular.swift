// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Registry

extension UseStatistics {
    /// The statistics as a document.
    public func circular(issuer: String, snapshot: String) -> Circular {
        Circular(
            kind: "use", title: "\(month.chinese)公共信用信息应用与权益保护统计", issuer: issuer, instant: instant,
            facts: [
                .init("month", "统计月份", month.description), .init("cutoff", "数据截止时间", instant.description),
                .init("snapshot", "数据快照", snapshot),
            ], sections: [desk.section(departments), measureSection, useSection] + coverageSection)
    }

    private var measureSection: Circular.Section {
        Circular.Section(
            "measures", "二、失信惩戒措施", article: Article.sanctions,
            tables: [
                Sheet(
                    "measures", "采取的措施",
                    columns: [
                        .init("code", "清单编号", weight: 14), .init("name", "措施", weight: 30),
                        .init("basis", "依据", weight: 44), .init("count", "次数", weight: 10),
                    ],
                    rows: measures.map {
                        Sheet.Row([.text($0.code), .text($0.name), .text($0.basis), .count($0.count)])
                    })
            ], formulas: [("次数", "本月反馈中“采取措施”的条数，逐条对应惩戒措施清单的一项")])
    }

    private var useSection: Circular.Section {
        Circular.Section(
            "use", "三、查询与结果反馈", article: Article.use,
            tables: [
                Sheet(
                    "queries", "查询",
                    columns: [
                        .init("purpose", "用途", weight: 40), .init("requester", "查询人类别", weight: 20),
                        .init("issued", "出具报告", weight: 15), .init("refused", "未予出具", weight: 15),
                    ],
                    rows: queries.map { line in
                        Sheet.Row([
                            .text(line.purpose), .text(Self.kinds[line.requester] ?? line.requester),
                            .count(line.issued), .count(line.refused),
                        ])
                    }),
                Sheet(
                    "feedback", "结果反馈",
                    columns: [
                        .init("agency", "机关", weight: 30), .init("matter", "事项", weight: 26),
                        .init("reports", "报告", weight: 10), .init("basis", "作为依据", weight: 12),
                        .init("consequence", "采取措施", weight: 12), .init("none", "未采取措施", weight: 12),
                    ],
                    rows: feedback.map { line in
                        Sheet.Row([
                            .text(line.agency), .text(line.matter), .count(line.reports), .count(line.basis),
                            .count(line.consequence), .count(line.none),
                        ])
                    }),
            ])
    }

    private static let kinds = ["self": "本人", "agency": "机关", "third-party": "第三方"]

    private var coverageSection: [Circular.Section] {
        guard let coverage else { return [] }
        var rows = coverage.map {
            Sheet.Row([.text($0.agency), .ratio($0.ratio), .count($0.ratio.whole - $0.ratio.part)])
        }
        if rows.count > 1 {
            let all = coverage.reduce(Ratio()) { $0 + $1.ratio }
            rows.append(Sheet.Row([.text("合计"), .ratio(all), .count(all.whole - all.part)], .total))
        }
        return [
            Circular.Section(
                "coverage", "四、逢报必查", article: Article.use,
                tables: [
                    Sheet(
                        "coverage", "覆盖率",
                        columns: [
                            .init("agency", "机关", weight: 40), .init("coverage", "覆盖率", weight: 16, bar: true),
                            .init("uncovered", "办理而未查询", weight: 16),
                        ], rows: rows),
                    Sheet(
                        "uncovered", "办理而未查询的事项",
                        columns: [
                            .init("agency", "机关", weight: 30), .init("matter", "事项", weight: 26),
                            .init("subject", "主体代码", weight: 28), .init("day", "办理日期", weight: 16),
                        ],
                        rows: uncovered.map {
                            Sheet.Row([.text($0.agency), .text($0.matter), .text($0.subject), .day($0.day)], .marked)
                        }, shown: 200),
                ],
                formulas: [
                    (
                        "覆盖率",
                        "办理前\(window)日内（含当日）由同一机关就同一主体查询并取得报告的事项数 ÷ 所给办理清单的事项数；机关以查询登记的名称为准"
                    )
                ])
        ]
    }
}
