// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import RecordStore
internal import Records

/// Where records are likely missing (内发改财金字〔2024〕920号, 二): by department over three years.
///
/// It finds nothing out by itself: a hole in a series of numbers may be a decision about a natural person or one that was never
/// made. It says where to ask.
public struct GapList: Sendable {
    /// A series of document numbers with holes.
    public struct Series: Sendable {
        /// The department's code.
        public let department: String
        /// The item's code.
        public let item: String
        /// What its numbers have in common.
        public let name: String
        /// Its numbers.
        public let numbers: NumberSeries
    }

    /// A month of a department.
    public struct MonthCount: Sendable {
        /// The department's code.
        public let department: String
        /// The month.
        public let month: Month
        /// How many records were decided in it, each line delivered first counted once.
        public let decided: Int
        /// How many of them came as a backfill.
        public let backfilled: Int
        /// How many were decided in the twelve months before.
        public let before: Int
        /// How many deliveries and 零报送 came in the month.
        public let deliveries: Int

        /// The month's number against a twelfth of the year before.
        public var ratio: Ratio { Ratio(12 * decided, of: before) }
    }

    /// How far it looks back.
    public static let months = 36
    /// Below which part of its own past, in per cent, a month is suspicious, if that past had at least one record a month.
    public static let suspicious = 25

    /// The last month.
    public let month: Month
    /// The departments.
    public let departments: Departments
    /// The series with holes or an unknown beginning, those with the most missing numbers first.
    public let series: [Series]
    /// The months from each department's first delivery or decision on, by department and month.
    public let counts: [MonthCount]

    /// The gaps as of the month in which a day lies.
    public init(_ survey: StoreSurvey, on day: CivilDay) throws {
        let month = Month(of: day)
        let first = month.adding(1 - Self.months)
        self.month = month
        departments = try Departments(survey.snapshot)
        /// By department: records decided and backfilled, by month from twelve before the first on.
        struct Sums {
            var decided = [Int](repeating: 0, count: GapList.months + 12)
            var backfilled = [Int](repeating: 0, count: GapList.months + 12)
            var deliveries = [Int](repeating: 0, count: GapList.months + 12)
        }
        struct Key: Hashable {
            var department: String
            var item: String
            var name: String
        }
        let start = first.adding(-12)
        let span = 0..<(Self.months + 12)
        var sums: [String: Sums] = [:]
        var series: [Key: NumberSeries] = [:]
        for delivery in survey.snapshot.imports {
            let place = start.distance(to: Month(of: delivery.received.day))
            if span.contains(place) { sums[delivery.source, default: Sums()].deliveries[place] += 1 }
        }
        let catalog = survey.timeline.catalog(on: day)
        var numberFields: [String: String] = [:]
        for item in catalog?.items ?? [] where item.nature == .record {
            numberFields[Spelling.normalize(item.code)] = item.field(.documentNumber)?.code
        }
        try survey.forEach(where: { $0.received.day <= day }) { line in
            guard line.kind == .new || line.kind == .pending, let field = numberFields[line.entry.item] else { return }
            if line.kind == .new, let decided = line.decisionDay {
                let place = start.distance(to: Month(of: decided))
                if span.contains(place) {
                    sums[line.entry.source, default: Sums()].decided[place] += 1
                    if line.timeliness == .backfill { sums[line.entry.source]?.backfilled[place] += 1 }
                }
            }
            // A row that waits has been delivered: its number is no hole.
            guard let written = line.entry.value(field),
                let member = NumberSeries.Member(Spelling.normalizeNumber(written)),
                (first.year...month.year).contains(member.year)
            else { return }
            series[
                Key(department: line.entry.source, item: line.entry.item, name: member.series), default: NumberSeries()
            ].insert(member.number)
        }
        self.series = series.filter { $0.value.missing > 0 || $0.value.beginning != nil }.sorted { left, right in
            if left.value.missing != right.value.missing { return left.value.missing > right.value.missing }
            if left.value.first != right.value.first { return left.value.first > right.value.first }
            return (left.key.department, left.key.name, left.key.item)
                < (right.key.department, right.key.name, right.key.item)
        }.map { Series(department: $0.key.department, item: $0.key.item, name: $0.key.name, numbers: $0.value) }

        var counts: [MonthCount] = []
        for code in departments.codes {
            guard let sums = sums[code] else { continue }
            let begin = span.first { sums.decided[$0] + sums.deliveries[$0] > 0 } ?? 0
            for place in max(12, begin)..<(Self.months + 12) {
                counts.append(
                    MonthCount(
                        department: code, month: start.adding(place), decided: sums.decided[place],
                        backfilled: sums.backfilled[place], before: sums.decided[(place - 12)..<place].reduce(0, +),
                        deliveries: sums.deliveries[place]))
            }
        }
        self.counts = counts
    }

    /// The list as a document.
    public func circular(issuer: String, at instant: Instant, snapshot: String) -> Circular {
        Circular(
            kind: "gaps", title: "公共信用信息疑似漏报清单", issuer: issuer, instant: instant,
            facts: [
                .init("from", "起始月份", month.adding(1 - Self.months).description),
                .init("to", "截止月份", month.description), .init("snapshot", "数据快照", snapshot),
            ], sections: [seriesSection, silentSection, ratioSection])
    }

    private var seriesSection: Circular.Section {
        Circular.Section(
            "series", "一、文号不连续", article: Article.backfill,
            notes: [.init("缺号可能是对自然人的决定、作废文号或漏报，请逐一核对。“起点不明”的号在已报最小号之前：序列可能从那里才开始（如年中开始报送），也可能漏报，不计入缺号。")],
            tables: [
                Sheet(
                    "series", "缺号",
                    columns: [
                        .init("code", "代码", weight: 0), .init("department", "部门", weight: 26),
                        .init("series", "文号序列", weight: 22), .init("first", "最小号", weight: 8),
                        .init("last", "最大号", weight: 8), .init("count", "已报号数", weight: 8),
                        .init("missing", "缺号数", weight: 8), .init("holes", "缺号", weight: 24),
                        .init("beginning", "起点不明", weight: 10),
                    ],
                    rows: series.map { series in
                        func words(_ run: ClosedRange<Int>) -> String {
                            run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)–\(run.upperBound)"
                        }
                        let holes = series.numbers.holes(atMost: 20).map(words)
                        return Sheet.Row([
                            .text(series.department), .text(departments.name(series.department)), .text(series.name),
                            .count(series.numbers.first), .count(series.numbers.last), .count(series.numbers.count),
                            .count(series.numbers.missing), .text(holes.joined(separator: "、")),
                            .text(series.numbers.beginning.map(words) ?? ""),
                        ])
                    }, shown: 200)
            ],
            formulas: [
                ("缺号数", "同一文号序列（方括号中年份相同）从已报的最小号到最大号之间未见报送的号数；只列前20段"),
                ("起点不明", "从1到最小号之前未见报送的号；最小号为1则无"),
            ])
    }

    /// By department the months in which nothing came, runs of them together.
    private var silentSection: Circular.Section {
        var rows: [Sheet.Row] = []
        for code in departments.codes {
            let silent = counts.filter { $0.department == code && $0.deliveries == 0 }.map(\.month)
            guard !silent.isEmpty else { continue }
            var runs: [(first: Month, last: Month)] = []
            for month in silent {
                if let run = runs.last, run.last.adding(1) == month {
                    runs[runs.count - 1].last = month
                } else {
                    runs.append((month, month))
                }
            }
            let words = runs.map { $0.first == $0.last ? $0.first.description : "\($0.first) 至 \($0.last)" }
            rows.append(
                Sheet.Row([
                    .text(code), .text(departments.name(code)), .count(silent.count),
                    .text(words.joined(separator: "、")),
                ]))
        }
        return Circular.Section(
            "silent", "二、没有报送的月份",
            tables: [
                Sheet(
                    "silent", "无报送月份",
                    columns: [
                        .init("code", "代码", weight: 0), .init("department", "部门", weight: 34),
                        .init("months", "月数", weight: 8), .init("list", "月份", weight: 58),
                    ], rows: rows)
            ], formulas: [("无报送月份", "自该部门首次报送（或首个决定）当月起，既无报送、也无零报送的月份")])
    }

    private var ratioSection: Circular.Section {
        let low = counts.filter { $0.before >= 12 && $0.decided * 1200 < Self.suspicious * $0.before }
        func row(_ count: MonthCount) -> Sheet.Row {
            Sheet.Row([
                .text(count.department), .text(departments.name(count.department)), .text(count.month.description),
                .count(count.decided), .count(count.backfilled), .count(count.before), .ratio(count.ratio),
                .count(count.deliveries),
            ])
        }
        let columns: [Sheet.Column] = [
            .init("code", "代码", weight: 0), .init("department", "部门", weight: 34), .init("month", "决定月份", weight: 12),
            .init("decided", "当月决定", weight: 10), .init("backfilled", "其中补报", weight: 10),
            .init("before", "前十二个月", weight: 11), .init("ratio", "与自身比", weight: 12, bar: true),
            .init("deliveries", "当月报送批次", weight: 11),
        ]
        var all = Sheet("counts", "逐月条数", columns: columns, rows: counts.map(row))
        all.place = .data
        return Circular.Section(
            "ratio", "三、明显少于自身以往的月份",
            tables: [Sheet("low", "偏少的月份", columns: columns, rows: low.map(row), shown: 200), all],
            formulas: [
                ("与自身比", "当月决定的新报条数 ÷（前十二个月条数 ÷ 12）；低于\(Self.suspicious)%且前十二个月不少于12条的列出")
            ])
    }
}
