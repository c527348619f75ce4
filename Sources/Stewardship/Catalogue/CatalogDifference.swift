// SPDX-License-Identifier: Apache-2.0

public import Records

/// What a new version of a catalogue changes.
public struct CatalogDifference: Sendable {
    /// One change.
    public struct Change: Hashable, Sendable {
        /// What it means for departments.
        public enum Effect: String, Sendable, CaseIterable {
            /// More is collected than before.
            case wider = "扩大归集"
            /// Less is collected than before.
            case narrower = "缩减归集"
            /// Deliveries that were taken in before are refused: a column is required now, or a heading is gone.
            case deliveries = "须改报送"
            /// Who may see it, or how far it is protected, has changed.
            case protection = "权限与安全"
            /// Words alone.
            case wording = "文字"
        }

        /// The code of the item.
        public let item: String
        /// The code of the field; empty if the item itself has changed.
        public let field: String
        /// What has changed: an element or a property by name.
        public let what: String
        /// How it was; empty for what is new.
        public let old: String
        /// How it is; empty for what is gone.
        public let new: String
        /// What it means for departments.
        public let effect: Effect
    }

    /// The changes, in the order of the new catalogue; what is gone comes last.
    public let changes: [Change]

    /// The changes from one version to another.
    public init(from old: Catalog, to new: Catalog) {
        var changes: [Change] = []
        if old.title != new.title {
            changes.append(
                Change(item: "", field: "", what: "标题", old: old.title, new: new.title, effect: .wording))
        }
        for item in new.items {
            if let before = old.item(item.code) {
                changes += Self.changes(of: before, item)
            } else {
                changes.append(
                    Change(item: item.code, field: "", what: "目录项", old: "", new: item.name, effect: .wider))
            }
        }
        for item in old.items where new.item(item.code) == nil {
            changes.append(
                Change(item: item.code, field: "", what: "目录项", old: item.name, new: "", effect: .narrower))
        }
        self.changes = changes
    }

    private static func changes(of old: CatalogItem, _ new: CatalogItem) -> [Change] {
        var changes: [Change] = []
        let item = new.code
        func note(_ field: String, _ what: String, _ old: String, _ new: String, _ effect: Change.Effect) {
            guard old != new else { return }
            changes.append(
                Change(item: item, field: field, what: what, old: old, new: new, effect: effect))
        }
        for (before, after) in zip(old.thirteen, new.thirteen).dropFirst() {
            let isProtection = ["使用权限", "公布方式", "安全级别"].contains(after.name)
            note("", after.name, before.value, after.value, isProtection ? .protection : .wording)
        }
        note("", "性质", old.nature.rawValue, new.nature.rawValue, .deliveries)
        note("", "名单", mark(old.isList), mark(new.isList), .wording)
        note("", "程序", mark(old.hasProcedure), mark(new.hasProcedure), .deliveries)
        for field in new.fields {
            guard let before = old.field(code: field.code) else {
                note(field.code, "数据项", "", field.name, field.isRequired ? .deliveries : .wider)
                continue
            }
            note(field.code, "名称", before.name, field.name, .deliveries)
            let gone = before.aliases.contains { !field.aliases.contains($0) }
            note(
                field.code, "别名", before.aliases.joined(separator: "、"), field.aliases.joined(separator: "、"),
                gone ? .deliveries : .wording)
            note(field.code, "类型", before.type.rawValue, field.type.rawValue, .deliveries)
            let isShorter = (field.length ?? .max) < (before.length ?? .max)
            note(
                field.code, "长度", before.length.map(String.init) ?? "不限", field.length.map(String.init) ?? "不限",
                isShorter ? .deliveries : .wider)
            note(
                field.code, "必填", mark(before.isRequired), mark(field.isRequired),
                field.isRequired ? .deliveries : .narrower)
            note(field.code, "用途", before.role?.rawValue ?? "", field.role?.rawValue ?? "", .wording)
            note(field.code, "安全级别", before.security.rawValue, field.security.rawValue, .protection)
            note(field.code, "取值", choices(before), choices(field), .deliveries)
        }
        for field in old.fields where new.field(code: field.code) == nil {
            note(field.code, "数据项", field.name, "", .narrower)
        }
        return changes
    }

    private static func mark(_ flag: Bool) -> String { flag ? "是" : "否" }

    private static func choices(_ field: CatalogField) -> String {
        field.choices.map { $0.code + " " + $0.meaning }.joined(separator: "、")
    }
}
