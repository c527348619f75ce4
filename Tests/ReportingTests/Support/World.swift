// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

/// A small catalogue, domain table and policy, and the shortest ways to write histories and scopes under them.
struct World {
    /// The day at which everything speaks, and the cutoff in its morning.
    static let day = date("2026-11-23")
    static let cutoff = instant("2026-11-23T08:00:00+08:00")
    static let issuedAt = instant("2026-11-23T20:00:00+08:00")
    static let subject = "91350100M000100Y43"

    var repaired = Policy.Treatment.omit
    var expired = Policy.Treatment.omit
    var counts: [String: Bool] = ["XZCF": true, "XZQZ": true, "YZSX": true, "XSCP": true, "JYYC": false]
    var simpleProcedureCounts = true
    var freshnessDays = 45
    var from = date("2021-11-23")
    var to = World.day
    var domains: Scope.Domains = .all
    var requester = Scope.Requester.subject
    var isAuthorised = false
    var coverage: [CoverageStatement] = []
    var consequences: [Policy.Consequence] = []
    var measures: MeasureList?

    static func date(_ text: String) -> CivilDay { CivilDay(text) ?? CivilDay(ordinal: 0) }
    static func instant(_ text: String) -> Instant { Instant(text) ?? Instant(seconds: 0) }

    /// 市场监管 with the child 知识产权; 税务; 水利 without a source; 综合 fed by a department that also feeds 税务.
    static let table = DomainTable(
        id: "TEST", version: "1", region: "示例",
        domains: [
            Domain(code: "SC", name: "市场监管", parent: nil, sources: [Department(code: "A1", name: "甲局")]),
            Domain(code: "ZS", name: "知识产权", parent: "SC", sources: [Department(code: "A2", name: "乙局")]),
            Domain(
                code: "SW", name: "税务", parent: nil,
                sources: [Department(code: "B1", name: "丙局"), Department(code: "D1", name: "丁局")]),
            Domain(code: "SL", name: "水利", parent: nil, sources: []),
            Domain(code: "ZH", name: "综合", parent: nil, sources: [Department(code: "D1", name: "丁局")]),
        ], sha256: String(repeating: "b", count: 64))

    static let catalog: Catalog = {
        func item(
            _ code: String, _ name: String, isList: Bool = false, hasProcedure: Bool = false,
            permission: Permission = .open
        ) -> CatalogItem {
            CatalogItem(
                code: code, name: name, nature: .record, isList: isList, hasProcedure: hasProcedure,
                permission: permission, elements: [], fields: fields(of: code))
        }
        return Catalog(
            id: "TEST", version: "1", title: "示例目录", effective: date("2026-01-01"),
            items: [
                CatalogItem(
                    code: "DJXX", name: "登记信息", nature: .registration, isList: false, hasProcedure: false,
                    permission: .open, elements: [], fields: registrationFields),
                item("XZCF", "行政处罚", hasProcedure: true), item("XZQZ", "行政强制", permission: .government),
                item("YZSX", "严重失信主体名单", isList: true), item("XSCP", "刑事裁判", permission: .authorised),
                item("JYYC", "经营异常名录", isList: true),
                CatalogItem(
                    code: "XYSJ", name: "信用事件", nature: .event, isList: false, hasProcedure: false,
                    permission: .government, elements: [], fields: eventFields),
            ], sha256: String(repeating: "a", count: 64))
    }()

    var policy: Policy {
        Policy(
            id: "test", version: "1", title: "专项信用报告", issuer: "示例中心（测试）", numberPrefix: "NM",
            verificationAddress: "https://credit.example/verify", legalBasis: ["示例依据"],
            items: counts.sorted { $0.key < $1.key }.map { (code: $0.key, counts: $0.value) },
            procedures: [(name: "简易程序", counts: simpleProcedureCounts), (name: "普通程序", counts: true)],
            narrowScopeBasis: nil, repaired: repaired, expired: expired,
            publicityMonths: [(severity: "轻微", months: 3), (severity: "一般", months: 12), (severity: "严重", months: 36)],
            freshnessDays: freshnessDays, longestPeriodYears: 5, longestLagDays: 7, validityDays: 30,
            consequences: consequences,
            mask: (first: 3, last: 2), objectionChannel: "示例异议渠道", repairChannel: "示例修复渠道",
            sha256: String(repeating: "c", count: 64))
    }

    var rulebook: Rulebook { Rulebook(catalog: Self.catalog, table: Self.table, policy: policy, measures: measures) }

    var scope: Scope {
        Scope(
            from: from, to: to, domains: domains, requester: requester, isAuthorised: isAuthorised, day: Self.day,
            cutoff: Self.cutoff)
    }

    /// The finding on some records and events.
    func find(
        _ records: [RecordHistory], _ events: [Event] = [], elsewhere: [RecordIdentity] = [], pending: Int = 0
    ) -> Finding {
        Finding(
            on: History(
                registration: Registration(name: "示例公司"), records: records, elsewhere: elsewhere, events: events,
                pending: pending),
            scope: scope, rulebook: rulebook,
            coverage: Coverage(statements: coverage, cutoff: Self.cutoff, rulebook: rulebook))
    }

    /// What becomes of one record.
    func inclusion(_ record: RecordHistory, _ events: Event...) -> Inclusion? {
        find([record], events).records.first?.inclusion
    }

    /// The line of a domain, by its code; "QT" for 其他.
    func line(_ code: String, _ records: RecordHistory...) -> DomainConclusion? {
        find(records).domains.first { ($0.place.map { Self.table.domains[$0].code } ?? "QT") == code }
    }
}

/// An identity of the test subject.
func identity(_ number: String, item: String = "XZCF", authority: String = "A1") -> RecordIdentity {
    RecordIdentity(text: "\(item) \(authority) \(number) \(World.subject)")
}

/// A part with the usual values.
func part(
    _ day: String? = "2026-05-01", end: String? = nil, procedure: DeliveredWord? = nil, severity: DeliveredWord? = nil,
    domain: String? = nil, authority: String = "A1", permission: DeliveredWord? = nil, updated: String? = nil,
    content: String = "x"
) -> Part {
    Part(
        content: Array((content + (day ?? "") + (end ?? "")).utf8),
        decisionDay: DeliveredDay(text: day, day: day.flatMap { CivilDay($0) }),
        publicityEnd: DeliveredDay(text: end, day: end.flatMap { CivilDay($0) }), procedure: procedure,
        severity: severity, domain: domain, authorityCode: authority, authorityName: "甲局", permission: permission,
        updated: updated.flatMap { Instant($0) })
}

/// A version that was received at noon of a day.
func version(
    _ source: String = "A1", on day: String = "2026-06-01", sequence: Int = 1, _ parts: Part...
) -> Version {
    Version(
        source: source, received: World.instant(day + "T12:00:00+08:00"), sequence: sequence,
        parts: parts.isEmpty ? [part()] : parts)
}

/// A record of some versions.
func record(
    _ number: String = "1号", item: String = "XZCF", authority: String = "A1", _ versions: Version...
) -> RecordHistory {
    RecordHistory(
        identity: identity(number, item: item, authority: authority), item: item, authority: authority,
        deliveries: versions.isEmpty ? [version()] : versions)
}

/// A record that one delivery brought.
func record(_ number: String = "1号", item: String = "XZCF", of first: Part, _ more: Part...) -> RecordHistory {
    var only = version()
    only.parts = [first] + more
    return record(number, item: item, only)
}

/// An event about a record.
func event(
    _ kind: Event.Kind?, on target: RecordIdentity = identity("1号"), day: String? = "2026-07-01", number: String = "",
    names: String? = nil, replacement: RecordIdentity? = nil, received: String = "2026-07-02"
) -> Event {
    Event(
        number: number, kind: kind, target: .record(target),
        day: DeliveredDay(text: day, day: day.flatMap { CivilDay($0) }),
        received: World.instant(received + "T12:00:00+08:00"), names: names,
        replacement: replacement.map(Event.Target.record))
}
