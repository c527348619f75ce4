// SPDX-License-Identifier: Apache-2.0

public import Documents

extension Circular {
    /// What HTML and PDF show of the document.
    public var composition: [Composition] {
        var parts: [Composition] = [
            .paragraph(class: "issuer", issuer), .heading(level: 1, class: "", title),
            .table(
                class: "facts",
                CompositionTable(
                    columns: [240, 760], head: [],
                    rows: facts.map { fact in
                        ("", [.init(.text(fact.label), scope: .row), .init(.text(fact.value))])
                    })),
        ]
        parts += sections.map(\.composition)
        parts.append(
            .section(
                class: "colophon",
                [.paragraph(class: "formula", "本文件由平台按所列快照计算生成；同一快照、同一参数得到同一文件。未加盖印章的，以发布单位正式印发的为准。")]))
        return parts
    }
}

extension Circular.Section {
    fileprivate var composition: Composition {
        var parts: [Composition] = [.heading(level: 2, class: "", heading)]
        if !article.isEmpty { parts.append(.paragraph(class: "basis", "依据：" + article)) }
        parts += notes.map { .paragraph(class: $0.isMarked ? "named" : "body", $0.text) }
        if let trend {
            parts.append(.chart(class: "trend", trend.chart, alternative: trend.text))
            parts.append(.paragraph(class: "trend-text", trend.text))
        }
        for sheet in tables where sheet.place != .data { parts += sheet.composition }
        parts += formulas.map { .paragraph(class: "formula", $0.name + "：" + $0.text) }
        return .section(class: "", parts)
    }
}

extension Sheet {
    /// The table, and behind it how many rows it does not show.
    fileprivate var composition: [Composition] {
        guard !rows.isEmpty else { return [.paragraph(class: "body", title + "：无。")] }
        let visible = rows.prefix(shown ?? rows.count)
        let showing = columns.indices.filter { columns[$0].weight > 0 }
        var weights: [Int] = []
        var head: [CompositionTable.Cell] = []
        for index in showing {
            let column = columns[index]
            let isNumber = rows.contains { $0.values[index].isNumber }
            weights.append(column.weight)
            head.append(.init(.text(column.heading), class: isNumber ? "number" : "", scope: .column))
            if column.hasBar {
                weights.append(Self.barWeight)
                head.append(.init(.text(""), scope: .column))
            }
        }
        let total = max(1, weights.reduce(0, +))
        let table = CompositionTable(
            columns: weights.map { $0 * 1000 / total }, caption: title, head: head,
            rows: visible.map { row in
                (row.standing.className, showing.flatMap { cells(of: row.values[$0], columns[$0]) })
            })
        var parts: [Composition] = [.table(class: "", table)]
        if rows.count > visible.count {
            parts.append(
                .paragraph(class: "formula", "表中列示前 \(visible.count) 行，另有 \(rows.count - visible.count) 行，全部见所附电子表格。"))
        }
        return parts
    }

    private static let barWeight = 14

    private func cells(of value: Value, _ column: Column) -> [CompositionTable.Cell] {
        let shown = CompositionTable.Cell(.text(value.text), class: value.isNumber ? "number" : "")
        guard column.hasBar else { return [shown] }
        guard case .ratio(let ratio) = value, let permyriad = ratio.permyriad else {
            return [shown, .init(.text(""))]
        }
        let chart = Chart(
            .across,
            bars: [Chart.Bar(permyriad, isMarked: column.limit.map { ratio.exceeds(percent: $0) } ?? false)],
            full: 10_000, limit: column.limit.map { $0 * 100 })
        return [shown, .init(.chart(chart, alternative: column.heading + " " + value.text))]
    }
}

extension Sheet.Row.Standing {
    fileprivate var className: String {
        switch self {
        case .usual: ""
        case .total: "total"
        case .marked: "marked"
        }
    }
}
