// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Documents

extension Scorecard {
    /// From what 迟报率 on, in per cent, a unit is named: as the circular of Qinghai of February 2024 does.
    public static let usualLimit = 50

    /// The circular (通报) of the month.
    ///
    /// - Parameters:
    ///   - issuer: who sends it out.
    ///   - instant: the moment of which it speaks.
    ///   - limit: above what 迟报率, in per cent, a unit is named.
    ///   - names: the names of divisions.
    public func circular(
        issuer: String, at instant: Instant, limit: Int = usualLimit, names: DivisionNames = DivisionNames()
    ) -> Circular {
        let all = tally(.all)
        var circular = Circular(
            kind: "scorecard", title: "\(month.chinese)公共信用信息归集质量通报", issuer: issuer, instant: instant,
            facts: [
                .init("month", "评估月份", month.description), .init("limit", "点名阈值", "迟报率 > \(limit)%"),
                .init("term", "报送时限", "决定之日起\(term)个工作日"),
                .init("cutoff", "数据截止时间", instant.description), .init("snapshot", "数据快照", snapshot),
            ])
        let summary =
            "\(month.chinese)共报送\(all.delivered)条，入库\(all.stored)条，合规率\(Self.text(all.compliance))；"
            + "可判定的新报\(all.late.whole)条中迟报\(all.late.part)条，迟报率\(Self.text(all.late))。"
            + "另有补报\(all.backfill)条不计迟报，决定日期不明\(all.undated)条，时限无法计算\(all.uncomputed)条，目录外\(all.outside)条。"
        circular.sections.append(
            .init(
                "total", "一、总体情况", article: Article.assessment, notes: [.init(summary)], trend: trend(limit: limit),
                tables: [trendSheet(limit: limit)], formulas: FigureFormulas.all(term: term)))
        circular.sections.append(
            .init(
                "departments", "二、部门",
                tables: [
                    sheet("departments", "按数据来源单位", limit: limit, names) {
                        if case .department = $0 { true } else { false }
                    }
                ]))
        circular.sections.append(
            .init(
                "cities", "三、盟市", notes: [.init("按决定机关统一社会信用代码第3至8位的行政区划统计；“区本级”为自治区机关和派驻机构。")],
                tables: [
                    sheet("cities", "按盟市", limit: limit, names) { if case .city = $0 { true } else { false } }
                ]))
        circular.sections.append(
            .init(
                "counties", "四、旗县市区",
                tables: [
                    sheet("counties", "按旗县市区", limit: limit, names) { if case .county = $0 { true } else { false } }
                ]))
        circular.sections.append(
            .init("named", "五、需要整改的单位", notes: named(limit: limit, names)))
        return circular
    }

    private static func text(_ ratio: Ratio) -> String { ratio.percent.map { $0 + "%" } ?? "不适用" }

    // MARK: Twelve months

    private func trend(limit: Int) -> (chart: Chart, text: String) {
        let ratios = (0..<Self.months).reversed().map { tally(.all, before: $0).late }
        let chart = Chart(
            .up, bars: ratios.map { Chart.Bar($0.permyriad, isMarked: $0.exceeds(percent: limit)) }, full: 10_000,
            limit: limit * 100)
        return (
            chart,
            "近\(Self.months)个月迟报率：自\(month.adding(1 - Self.months).chinese)至\(month.chinese)，每月一柱，全高为100%，横线为\(limit)%；无可判定信息的月份无柱"
        )
    }

    private func trendSheet(limit: Int) -> Sheet {
        Sheet(
            "months", "近\(Self.months)个月",
            columns: [
                .init("month", "月份", weight: 12), .init("delivered", "报送"), .init("stored", "入库"),
                .init("compliance", "合规率", weight: 11), .init("late", "迟报率", weight: 11, bar: true, limit: limit),
                .init("required", "必填完整率", weight: 12), .init("correction", "更正率"),
                .init("backfill", "补报"), .init("nil", "零报送"),
            ],
            rows: (0..<Self.months).reversed().map { before in
                let sums = tally(.all, before: before)
                return Sheet.Row(
                    [
                        .text(month.adding(-before).description), .count(sums.delivered), .count(sums.stored),
                        .ratio(sums.compliance), .ratio(sums.late), .ratio(sums.required), .ratio(sums.correction),
                        .count(sums.backfill), .count(sums.nilReports),
                    ], before == 0 ? .total : .usual)
            })
    }

    // MARK: Units

    private func sheet(
        _ id: String, _ title: String, limit: Int, _ names: DivisionNames, where isOfKind: (Unit) -> Bool
    ) -> Sheet {
        let ranking = ranking(where: isOfKind)
        let isDepartments = id == "departments"
        var rows = ranking.map { unit, rank in
            row(unit, rank.map { .count($0) } ?? .none, names, limit: limit)
        }
        if !rows.isEmpty && id != "counties" { rows.append(row(.all, .none, names, limit: limit)) }
        var sheet = Sheet(
            id, title,
            columns: [
                .init("rank", "排名", weight: 7), .init("code", "代码", weight: 0), .init("name", "单位", weight: 34),
                .init("delivered", "报送", weight: 9), .init("stored", "入库", weight: 9),
                .init("compliance", "合规率", weight: 12), .init("late", "迟报率", weight: 11, bar: true, limit: limit),
                .init("change", "变化", weight: 11), .init("required", "必填完整率", weight: 12),
                .init("correction", "更正率", weight: 11), .init("open", "待核", weight: 7),
                .init("nil", "零报送", weight: isDepartments ? 9 : 0), .init("backfill", "补报", weight: 0),
                .init("undated", "日期不明", weight: 0), .init("uncomputed", "时限无法计算", weight: 0),
                .init("outside", "目录外", weight: 0), .init("fields", "数据项完整率", weight: 0),
                .init("previous", "上月迟报率", weight: 0),
            ], rows: rows)
        sheet.shown = isDepartments ? nil : 150
        return sheet
    }

    private func row(_ unit: Unit, _ rank: Sheet.Value, _ names: DivisionNames, limit: Int) -> Sheet.Row {
        let sums = tally(unit)
        let before = tally(unit, before: 1)
        var change: Int?
        if let now = sums.late.permyriad, let then = before.late.permyriad { change = now - then }
        let standing: Sheet.Row.Standing =
            unit == .all ? .total : sums.late.exceeds(percent: limit) ? .marked : .usual
        return Sheet.Row(
            [
                rank, .text(Self.code(unit)), .text(name(unit, names)), .count(sums.delivered), .count(sums.stored),
                .ratio(sums.compliance), .ratio(sums.late), .change(change), .ratio(sums.required),
                .ratio(sums.correction), .count(sums.open), .count(sums.nilReports), .count(sums.backfill),
                .count(sums.undated), .count(sums.uncomputed), .count(sums.outside), .ratio(sums.fields),
                .ratio(before.late),
            ], standing)
    }

    private static func code(_ unit: Unit) -> String {
        switch unit {
        case .all: ""
        case .department(let code): code
        case .city(let division): division?.code ?? ""
        case .county(let division): division.code
        }
    }

    private func name(_ unit: Unit, _ names: DivisionNames) -> String {
        switch unit {
        case .all: "合计"
        case .department(let code): departments.name(code)
        case .city(let division?): names.name(of: division) + (division.code.hasSuffix("0000") ? "（区本级）" : "")
        case .city(nil): "（区划不明）"
        case .county(let division): names.name(of: division)
        }
    }

    /// Who is past the limit, and of whom nothing came.
    private func named(limit: Int, _ names: DivisionNames) -> [Circular.Note] {
        var notes: [Circular.Note] = []
        func note(_ kind: String, where isOfKind: (Unit) -> Bool) {
            let past = ranking(where: isOfKind).map(\.unit).filter { tally($0).late.exceeds(percent: limit) }
            guard !past.isEmpty else { return }
            let list = past.map { unit in "\(name(unit, names))（\(Self.text(tally(unit).late))）" }
            notes.append(.init("迟报率超过\(limit)%的\(kind)：\(list.joined(separator: "、"))。", isMarked: true))
        }
        note("部门") { if case .department = $0 { true } else { false } }
        note("盟市") { if case .city = $0 { true } else { false } }
        note("旗县市区") { if case .county = $0 { true } else { false } }
        if notes.isEmpty { notes.append(.init("没有迟报率超过\(limit)%的单位。")) }
        let silent = silent
        if !silent.isEmpty {
            let list = silent.map(departments.name).joined(separator: "、")
            notes.append(.init("本月既未报送、也未零报送的单位\(silent.count)个：\(list)。", isMarked: true))
        }
        return notes
    }
}
