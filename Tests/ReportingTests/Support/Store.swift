// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// Store lines in memory, under the keys of their subjects.
struct Store {
    struct Unreadable: Error, CustomStringConvertible {
        let description = "segment 3 has a wrong checksum"
    }

    var entries: [Entry] = []
    var isReadable = true

    func lines(_ key: SubjectKey) throws(Unreadable) -> [Entry] {
        guard isReadable else { throw Unreadable() }
        return entries.filter { $0.subject == key }.sorted { ($0.sequence, $0.row) < ($1.sequence, $1.row) }
    }

    /// Import 1 came on 1 June 2026, each further one a day later.
    func received(_ sequence: Int) throws(Unreadable) -> Instant {
        World.instant("2026-06-01T12:00:00+08:00").adding(days: sequence - 1)
    }

    mutating func add(
        _ kind: Entry.Kind, _ item: String, key: SubjectKey? = nil, identity: String = "", source: String = "A1",
        sequence: Int = 1, row: Int = 1, delivered: [String: String] = [:], faults: [String] = [],
        reason: String = "day.unreadable", _ fields: [String: String]
    ) {
        func values(_ table: [String: String]) -> [FieldValue] {
            table.sorted { $0.key < $1.key }.map { FieldValue($0.key, $0.value) }
        }
        entries.append(
            Entry(
                kind: kind, subject: key ?? SubjectKey(World.subject) ?? .nobody, item: item, source: source,
                identity: identity, fields: values(fields), delivered: values(delivered),
                faults: faults.map { FieldFault(field: $0, reason: reason) }, sequence: sequence, row: row))
    }

    /// The register's entry of the test subject, and one of another.
    static func registered() -> Store {
        var store = Store()
        store.add(
            .record, "DJXX", identity: "DJXX " + World.subject,
            [
                "ZT_MC": "示例塞北公司", "ZT_DM": World.subject, "ZT_ZCH": "150000000000001", "ZT_CYM": "示例北疆公司；示例草原公司",
                "ZT_FR_ZJHM": "11010519491231002X", "ZT_ZTM": "1",
            ])
        return store
    }

    /// A penalty of the test subject.
    mutating func addPenalty(
        _ number: String = "1号", source: String = "A1", sequence: Int = 1, row: Int = 1, key: SubjectKey? = nil,
        _ more: [String: String] = [:]
    ) {
        let fields = [
            "MC": "示例塞北公司", "DM": World.subject, "WSH": number, "SY": "示例事实", "JDRQ": "2026-05-01", "JG": "甲局",
            "JGDM": "A1", "SJLY": "甲局",
        ].merging(more) { $1 }
        add(
            .record, "XZCF", key: key, identity: identity(number).text, source: source, sequence: sequence, row: row,
            fields)
    }
}

extension World {
    /// What makes reports of this world's rules and coverage.
    var making: ReportMaking {
        ReportMaking(
            rulebook: rulebook, snapshot: String(repeating: "d", count: 64), cutoff: Self.cutoff,
            statements: coverage, secret: Array(0..<32))
    }

    /// The report on the test subject.
    func report(_ store: Store, _ request: ReportRequest? = nil) throws -> Report {
        try making.report(
            request ?? ReportRequest(subject: Self.subject, purpose: "投标"), issuedAt: Self.issuedAt,
            received: store.received, lines: store.lines)
    }
}
