// SPDX-License-Identifier: Apache-2.0

public import Bytes

extension Reconciliation {
    /// The sheet (对账单) that goes back to the department.
    ///
    /// - Parameters:
    ///   - issuer: who sends it.
    ///   - instant: the moment of which it speaks.
    ///   - waiting: events of the department that wait for their record: number, kind and record of each.
    public func circular(
        issuer: String, at instant: Instant, waiting: [(number: String, kind: String, record: String)]
    ) -> Circular {
        var circular = Circular(
            kind: "reconciliation", title: "公共信用信息归集对账单", issuer: issuer, instant: instant,
            facts: [
                .init("number", "对账单编号", number), .init("source", "报送单位", source.name),
                .init("sourceCode", "报送单位代码", source.code), .init("period", "对账期间", period.description),
                .init("cutoff", "数据截止时间", instant.description), .init("snapshot", "数据快照", snapshot),
            ])
        circular.sections.append(
            .init(
                "items", "一、报送与处理", article: Article.reconciliation, tables: [itemSheet],
                formulas: [
                    ("报送行数", "新报 + 更正 + 信用事件 + 未变 + 待核 + 范围外（自然人）"),
                    ("差异", "本单位自报条数 − 报送行数"), ("迟报", FigureFormulas.late(term: term)),
                ]))
        if matched != nil || items.contains(where: { $0.declared != nil }) { circular.sections.append(declaredSection) }
        circular.sections.append(
            .init(
                "pending", "三、待核", notes: [.init("下列各行未能入库，请更正后重报；更正后的行自动接替原行。")],
                tables: [rows("pending", "待核的行", pending, reason: true)]))
        circular.sections.append(.init("late", "四、迟报", tables: [rows("late", "迟报的行", late, reason: false)]))
        circular.sections.append(
            .init(
                "waiting", "五、等待记录的信用事件",
                tables: [
                    Sheet(
                        "waiting", "等待其记录的事件",
                        columns: [
                            .init("number", "事件编号", weight: 30), .init("kind", "事件类型", weight: 15),
                            .init("record", "所指记录", weight: 55),
                        ], rows: waiting.map { Sheet.Row([.text($0.number), .text($0.kind), .text($0.record)]) })
                ]))
        circular.sections.append(
            .init(
                "answer", "六、反馈",
                notes: [
                    .init(
                        "请逐条核对，并以 CSV 反馈（列：目录项、文号、答复、说明；答复为“一致”“异议”“将补报”“将更正”之一），或确认全单无误。对账单编号：\(number)。")
                ]))
        return circular
    }

    private var itemSheet: Sheet {
        var rows = items.map { row($0.item.name, $0.sums) }
        if rows.count > 1 {
            // Sums of sums: the total is formed of the counts, not of the ratios.
            var total = Tally()
            for item in items { total.add(item.sums) }
            rows.append(row("合计", total, .total))
        }
        return Sheet(
            "items", "按目录项",
            columns: [
                .init("item", "目录项", weight: 24), .init("deliveries", "批次", weight: 7),
                .init("rows", "报送行数", weight: 9),
                .init("new", "新报", weight: 8), .init("updated", "更正", weight: 8), .init("events", "事件", weight: 8),
                .init("unchanged", "未变", weight: 8), .init("pending", "待核", weight: 8), .init("open", "仍待核", weight: 8),
                .init("outOfScope", "范围外", weight: 8), .init("late", "迟报", weight: 8),
                .init("lateRate", "迟报率", weight: 12), .init("backfill", "补报", weight: 8),
                .init("nil", "零报送", weight: 8), .init("compliance", "合规率", weight: 12),
            ], rows: rows)
    }

    private func row(_ name: String, _ sums: Tally, _ standing: Sheet.Row.Standing = .usual) -> Sheet.Row {
        Sheet.Row(
            [
                .text(name), .count(sums.deliveries), .count(sums.rows), .count(sums.new), .count(sums.updated),
                .count(sums.events), .count(sums.unchanged), .count(sums.pending), .count(sums.open),
                .count(sums.outOfScope), .count(sums.late.part), .ratio(sums.late), .count(sums.backfill),
                .count(sums.nilReports), .ratio(sums.compliance),
            ], standing)
    }

    private var declaredSection: Circular.Section {
        var section = Circular.Section("declared", "二、与本单位自报的比对")
        if let matched {
            section.notes.append(
                .init(
                    "清单所列文号\(matched + differences.count { $0.kind != .extra })个，平台已入库\(matched)个；差异\(differences.count)处。",
                    isMarked: !differences.isEmpty))
            section.tables.append(
                Sheet(
                    "differences", "差异",
                    columns: [
                        .init("kind", "差异", weight: 25), .init("item", "目录项", weight: 25),
                        .init("number", "文号", weight: 50),
                    ],
                    rows: differences.map {
                        Sheet.Row([.text($0.kind.rawValue), .text($0.item), .text($0.number)], .marked)
                    }, shown: 200))
        }
        let counted = items.filter { $0.declared != nil }
        if !counted.isEmpty {
            section.tables.append(
                Sheet(
                    "counts", "条数比对",
                    columns: [
                        .init("item", "目录项", weight: 40), .init("declared", "自报条数", weight: 20),
                        .init("rows", "报送行数", weight: 20), .init("difference", "差异", weight: 20),
                    ],
                    rows: counted.map { item in
                        let difference = (item.declared ?? 0) - item.sums.rows
                        return Sheet.Row(
                            [
                                .text(item.item.name), .count(item.declared ?? 0), .count(item.sums.rows),
                                .count(difference),
                            ], difference == 0 ? .usual : .marked)
                    }))
        }
        return section
    }

    private func rows(_ id: String, _ title: String, _ rows: [Row], reason: Bool) -> Sheet {
        var columns: [Sheet.Column] = [
            .init("place", "批次-行", weight: 10), .init("item", "目录项", weight: 14), .init("number", "文号", weight: 28),
            .init("day", "决定日期", weight: 14), .init("received", "收到日期", weight: 14),
        ]
        if reason { columns.append(.init("reason", "原因", weight: 34)) }
        return Sheet(
            id, title, columns: columns,
            rows: rows.map { row in
                let values: [Sheet.Value] = [
                    .text(row.place), .text(row.item), .text(row.number), .day(row.day), .day(row.received),
                ]
                return Sheet.Row(values + (reason ? [.text(row.reason)] : []))
            }, shown: 200)
    }
}
