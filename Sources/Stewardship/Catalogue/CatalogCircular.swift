// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

extension Circular {
    /// The yearly 公共信用信息目录 as a document (内发改财金字〔2024〕920号, 一).
    ///
    /// - Parameters:
    ///   - timeline: all versions.
    ///   - day: the day whose version is published.
    ///   - issuer: who publishes it.
    ///   - instant: the moment of which the document speaks.
    ///   - snapshot: what it was made of.
    public static func catalog(
        _ timeline: CatalogTimeline, on day: CivilDay, issuer: String, at instant: Instant, snapshot: String
    ) throws(StewardshipError) -> Circular {
        guard let catalog = timeline.catalog(on: day) else {
            throw StewardshipError(
                .empty, "the store has no catalogue", hint: "catalog update FILE takes one into use")
        }
        var circular = Circular(
            kind: "catalog", title: catalog.title, issuer: issuer, instant: instant,
            facts: [
                Fact("catalog", "目录编号", catalog.id), Fact("version", "版本", catalog.version),
                Fact("effective", "施行日期", catalog.effective.description),
                Fact("items", "目录项数", String(catalog.items.count)), Fact("sha256", "目录文件摘要（SHA-256）", catalog.sha256),
                Fact("snapshot", "数据快照", snapshot),
            ])
        circular.sections.append(
            Section(
                "versions", "一、版本与施行日期", article: Article.catalogue,
                notes: [Note("信用信息按其决定日期当日施行的目录版本归集和评判；决定日期早于最早版本的，按最早版本。")],
                tables: [versions(timeline, chosen: catalog)]))
        circular.sections.append(
            Section("items", "二、目录项", tables: [Self.items(catalog), Self.fields(catalog)]))
        for (number, item) in catalog.items.enumerated() {
            var elements = Sheet(
                "elements", item.name,
                columns: [.init("element", "要素", weight: 20), .init("value", "内容", weight: 80)],
                rows: item.thirteen.map { Sheet.Row([.text($0.name), .text($0.value)]) })
            elements.place = .document
            var fields = Sheet(
                "fields", item.name + "的数据项", columns: Array(fieldColumns.dropFirst()),
                rows: item.fields.map { Sheet.Row(Array(values(of: $0, in: item).dropFirst())) })
            fields.place = .document
            circular.sections.append(
                Section("item-\(item.code)", "（\(number + 1)）\(item.name)", tables: [elements, fields]))
        }
        return circular
    }

    private static func versions(_ timeline: CatalogTimeline, chosen: Catalog) -> Sheet {
        Sheet(
            "versions", "目录版本",
            columns: [
                .init("version", "版本", weight: 15), .init("effective", "施行日期", weight: 15),
                .init("until", "施行至", weight: 15), .init("items", "目录项", weight: 10),
                .init("installed", "平台启用时间", weight: 25), .init("published", "本次公布", weight: 12),
            ],
            rows: timeline.versions.enumerated().map { index, version in
                let next = timeline.versions.dropFirst(index + 1).first?.catalog.effective
                let isChosen = version.catalog.sha256 == chosen.sha256
                return Sheet.Row(
                    [
                        .text(version.catalog.version), .day(version.catalog.effective),
                        .day(next?.adding(days: -1)), .count(version.catalog.items.count),
                        .text(version.installed?.description ?? "建库时"), .text(isChosen ? "是" : ""),
                    ], isChosen ? .total : .usual)
            })
    }

    private static func items(_ catalog: Catalog) -> Sheet {
        let names = catalog.items.first?.thirteen.map(\.name) ?? []
        var sheet = Sheet(
            "items", "目录（十三要素）", columns: names.map { Sheet.Column($0, $0) },
            rows: catalog.items.map { item in Sheet.Row(item.thirteen.map { .text($0.value) }) })
        sheet.place = .data
        return sheet
    }

    private static let fieldColumns: [Sheet.Column] = [
        .init("item", "目录代码", weight: 12), .init("code", "数据项代码", weight: 18), .init("name", "数据项名称", weight: 36),
        .init("type", "类型", weight: 14), .init("length", "长度", weight: 8), .init("required", "必填", weight: 8),
        .init("security", "安全级别", weight: 14),
    ]

    private static func values(of field: CatalogField, in item: CatalogItem) -> [Sheet.Value] {
        [
            .text(item.code), .text(field.code), .text(field.name), .text(field.type.chinese),
            field.length.map { .count($0) } ?? .none, .text(field.isRequired ? "是" : "否"),
            .text(field.security.rawValue),
        ]
    }

    private static func fields(_ catalog: Catalog) -> Sheet {
        var sheet = Sheet(
            "fields", "数据项", columns: fieldColumns,
            rows: catalog.items.flatMap { item in item.fields.map { Sheet.Row(values(of: $0, in: item)) } })
        sheet.place = .data
        return sheet
    }

    /// What a new version of a catalogue changes, as a document.
    public static func catalogDifference(
        from old: Catalog, to new: Catalog, issuer: String, at instant: Instant
    ) -> Circular {
        let changes = CatalogDifference(from: old, to: new).changes
        let sheet = Sheet(
            "changes", "变更",
            columns: [
                .init("item", "目录代码", weight: 12), .init("field", "数据项", weight: 18), .init("what", "变更内容", weight: 14),
                .init("old", "原为", weight: 28), .init("new", "改为", weight: 28), .init("effect", "影响", weight: 14),
            ],
            rows: changes.map {
                Sheet.Row(
                    [
                        .text($0.item), .text($0.field), .text($0.what), .text($0.old), .text($0.new),
                        .text($0.effect.rawValue),
                    ],
                    $0.effect == .deliveries ? .marked : .usual)
            })
        return Circular(
            kind: "catalog-diff", title: "公共信用信息目录变更对照", issuer: issuer, instant: instant,
            facts: [
                Fact("old", "原版本", "\(old.id) \(old.version)，\(old.effective)起施行"),
                Fact("new", "新版本", "\(new.id) \(new.version)，\(new.effective)起施行"),
                Fact("changes", "变更处数", String(changes.count)),
            ], sections: [Section("changes", "变更对照", article: Article.catalogue, tables: [sheet])])
    }
}

extension CatalogField.ValueType {
    /// What documents call it.
    fileprivate var chinese: String {
        switch self {
        case .text: "文本"
        case .day: "日期"
        case .instant: "时间"
        case .money: "金额（万元）"
        case .creditCode: "信用代码"
        case .choice: "代码选项"
        }
    }
}
