// SPDX-License-Identifier: Apache-2.0

public import Records

/// What an operator should look at in a catalogue that can be read (内发改财金字〔2024〕920号, 一): reading finds what is wrong in form,
/// this what is empty, doubtful or out of order.
public struct CatalogInspection: Sendable {
    /// Something to look at.
    public struct Finding: Hashable, Sendable {
        /// What it is, as a stable word.
        public enum Kind: String, Sendable, CaseIterable {
            /// An element says nothing.
            case emptyElement = "empty-element"
            /// 更新周期 is in no word from which days can be told, so that nobody can be found late by it.
            case updateCycle = "update-cycle"
            /// A field of identity numbers is public.
            case publicPersonal = "public-personal"
            /// 安全级别 of the item and 使用权限 contradict each other.
            case security = "security"
            /// Records of the item have no field with the decision day, so that no lateness can be told.
            case decisionDay = "decision-day"
            /// The version is that of another file, or not in force after the one before it.
            case version = "version"
            /// An item of the version before is gone.
            case itemGone = "item-gone"
        }

        /// What it is.
        public let kind: Kind
        /// Where: the code of the item, and that of the field behind a dot.
        public let place: String
        /// What was found, and what was expected.
        public let message: String
    }

    /// What was found, in the order of the catalogue.
    public let findings: [Finding]

    /// Looks through a catalogue.
    ///
    /// - Parameters:
    ///   - catalog: the catalogue.
    ///   - previous: the version that it is to follow; nil if there is none.
    public init(_ catalog: Catalog, following previous: Catalog? = nil) {
        var findings: [Finding] = []
        func note(_ kind: Finding.Kind, _ place: String, _ message: String) {
            findings.append(Finding(kind: kind, place: place, message: message))
        }
        if let previous, previous.sha256 != catalog.sha256 {
            if previous.id == catalog.id, previous.version == catalog.version {
                note(
                    .version, "",
                    "version \(catalog.version) is that of another file; a changed catalogue has a new one")
            }
            if catalog.effective <= previous.effective {
                note(
                    .version, "",
                    "it is in force from \(catalog.effective), not after \(previous.effective) as version \(previous.version) is"
                )
            }
            for item in previous.items where catalog.item(item.code) == nil {
                note(
                    .itemGone, item.code,
                    "\(item.name) was in version \(previous.version): its records are no longer taken in")
            }
        }
        for item in catalog.items {
            for element in item.elements where Self.isBlank(element.value) {
                note(.emptyElement, item.code, "\(element.name) says \"\(element.value)\"")
            }
            if item.updateDays == nil {
                note(
                    .updateCycle, item.code,
                    "更新周期 is \"\(item.element("更新周期"))\", expected 实时, 每日, 每周, 每半月, 每月, 每季度, 每半年 or 每年")
            }
            if item.nature == .record, item.field(.decisionDay) == nil {
                note(.decisionDay, item.code, "no field has the role decisionDay, so lateness cannot be told")
            }
            if item.permission != .open, item.element("安全级别") == "公开" {
                note(.security, item.code, "安全级别 is 公开, but 使用权限 is \(item.permission.rawValue)")
            }
            for field in item.fields where field.security == .open && Self.isPersonal(field.name) {
                note(.publicPersonal, item.code + "." + field.code, "\(field.name) is 公开, expected 个人信息")
            }
        }
        self.findings = findings
    }

    private static func isBlank(_ text: String) -> Bool {
        ["", "无", "待定", "暂无", "—", "-", "/", "／"].contains(Spelling.normalize(text))
    }

    private static func isPersonal(_ name: String) -> Bool {
        ["身份证", "证件号码", "护照", "手机", "银行账号"].contains { name.contains($0) }
    }
}
