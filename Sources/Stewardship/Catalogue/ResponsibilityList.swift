// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import RecordStore
internal import Records

/// The 共享责任清单 (内发改财金字〔2024〕920号, 十一): what each department must deliver, how and how often, and whether it does.
public struct ResponsibilityList: Sendable {
    /// From what it follows that a department must deliver an item.
    public enum Ground: String, Sendable {
        /// 提供单位 of the catalogue names a domain that the department feeds.
        case catalogue = "目录载明"
        /// It has delivered it before, if only as 零报送.
        case practice = "曾经报送"
    }

    /// Whether it does.
    public enum State: String, Sendable {
        /// What it has delivered reaches near enough to the day of the list.
        case current = "按期"
        /// It does not.
        case overdue = "超期"
        /// It has never delivered.
        case never = "从未报送"
        /// It delivers, but 更新周期 says no number of days.
        case unknown = "周期不可计算"
    }

    /// What one department must deliver of one item.
    public struct Duty: Sendable {
        /// The department's code.
        public let department: String
        /// The item's code and name.
        public let item: (code: String, name: String)
        /// From what the duty follows.
        public let ground: Ground
        /// 归集路径, 数据格式, 更新周期 and 归集时限 of the catalogue.
        public let path: String, format: String, cycle: String, limit: String
        /// When it delivered last.
        public let last: CivilDay?
        /// Up to which day it has stated to be complete.
        public let through: CivilDay?
        /// How many deliveries it made in the year up to the day of the list, and how many 零报送.
        public let deliveries: Int, nilReports: Int
        /// Whether it does what it must.
        public let state: State
    }

    /// The day of the list.
    public let day: CivilDay
    /// The duties, by department and then in the order of the catalogue.
    public let duties: [Duty]
    /// The departments of the domain table that have no duty: nothing says what they must deliver.
    public let without: [String]
    /// The departments.
    public let departments: Departments

    /// The list of a day, by the catalogue in force on it.
    public init(_ snapshot: Snapshot, on day: CivilDay) throws {
        self.day = day
        departments = try Departments(snapshot)
        guard let catalog = try CatalogTimeline(snapshot).catalog(on: day) else {
            throw StewardshipError(
                .empty, "the store has no catalogue", hint: "catalog update FILE takes one into use")
        }
        let file = try snapshot.configuration().domains
        let table = try DomainTable.read(file.bytes, sha256: file.hash)
        var domains: [String: [String]] = [:]
        for domain in table.domains {
            for source in domain.sources { domains[Spelling.normalize(source.code), default: []].append(domain.name) }
        }
        var received: [String: [String: [ImportDescription]]] = [:]
        for delivery in snapshot.imports where delivery.received.day <= day {
            received[delivery.source, default: [:]][delivery.item, default: []].append(delivery)
        }
        var duties: [Duty] = []
        var without: [String] = []
        for code in departments.codes {
            let before = duties.count
            for item in catalog.items {
                let deliveries = received[code]?[Spelling.normalize(item.code)] ?? []
                let isNamed = (domains[code] ?? []).contains { item.element("提供单位").contains($0) }
                guard isNamed || !deliveries.isEmpty else { continue }
                duties.append(Self.duty(code, item, deliveries, isNamed: isNamed, on: day))
            }
            if duties.count == before { without.append(code) }
        }
        self.duties = duties
        self.without = without
    }

    private static func duty(
        _ department: String, _ item: CatalogItem, _ deliveries: [ImportDescription], isNamed: Bool, on day: CivilDay
    ) -> Duty {
        let through = deliveries.compactMap(\.through).max()
        let last = deliveries.last?.received.day
        let recent = deliveries.filter { $0.received.day > day.adding(days: -365) }
        let nilReports = recent.count { $0.counts.rows == 0 && $0.file.isEmpty }
        let state: State
        if let reached = through ?? last {
            if let days = item.updateDays {
                // What is complete up to a day may lie one cycle back, and the delivery that ends the cycle takes its days too.
                let slack = days + StoreSurvey.usualTerm
                state = Int(day.ordinal - reached.ordinal) > slack ? .overdue : .current
            } else {
                state = .unknown
            }
        } else {
            state = .never
        }
        return Duty(
            department: department, item: (item.code, item.name), ground: isNamed ? .catalogue : .practice,
            path: item.element("归集路径"), format: item.element("数据格式"), cycle: item.element("更新周期"),
            limit: item.element("归集时限"), last: last, through: through, deliveries: recent.count - nilReports,
            nilReports: nilReports, state: state)
    }

    /// The list as a document.
    public func circular(issuer: String, at instant: Instant, snapshot: String) -> Circular {
        let sheet = Sheet(
            "duties", "责任清单",
            columns: [
                .init("code", "代码", weight: 0), .init("department", "部门", weight: 30), .init("item", "目录项", weight: 16),
                .init("ground", "依据", weight: 11), .init("path", "报送路径", weight: 0), .init("format", "数据格式", weight: 0),
                .init("cycle", "更新周期", weight: 9), .init("limit", "归集时限", weight: 24),
                .init("last", "最近报送", weight: 14), .init("through", "完整至", weight: 14),
                .init("deliveries", "近一年报送次数", weight: 9), .init("nil", "零报送次数", weight: 8),
                .init("state", "履行情况", weight: 11),
            ],
            rows: duties.map { duty in
                Sheet.Row(
                    [
                        .text(duty.department), .text(departments.name(duty.department)), .text(duty.item.name),
                        .text(duty.ground.rawValue), .text(duty.path), .text(duty.format), .text(duty.cycle),
                        .text(duty.limit), .day(duty.last), .day(duty.through), .count(duty.deliveries),
                        .count(duty.nilReports), .text(duty.state.rawValue),
                    ], duty.state == .overdue || duty.state == .never ? .marked : .usual)
            })
        let overdue = duties.count { $0.state == .overdue }
        let never = duties.count { $0.state == .never }
        var notes = [
            Circular.Note("截至\(day)，责任事项\(duties.count)项，其中超期\(overdue)项、从未报送\(never)项。")
        ]
        if !without.isEmpty {
            notes.append(
                .init(
                    "领域表列有、但目录未载明且从未报送任何目录项的部门\(without.count)个："
                        + without.map(departments.name).joined(separator: "、") + "。", isMarked: true))
        }
        return Circular(
            kind: "responsibilities", title: "公共信用信息共享责任清单", issuer: issuer, instant: instant,
            facts: [.init("day", "清单日期", day.description), .init("snapshot", "数据快照", snapshot)],
            sections: [
                .init(
                    "duties", "责任与履行", article: Article.responsibilities, notes: notes, tables: [sheet],
                    formulas: [
                        ("依据", "“目录载明”指目录的“提供单位”写有该部门所供领域的名称；“曾经报送”指该部门此前报送过该项（含零报送）"),
                        ("履行情况", "清单日期 − 完整至（未声明的取最近报送日）> 更新周期的日数 + \(StoreSurvey.usualTerm)日的，为超期"),
                    ])
            ])
    }
}
