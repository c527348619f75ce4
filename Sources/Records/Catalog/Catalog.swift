// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A 公共信用信息目录: the versioned list of the kinds of information that may be collected (内发改财金字〔2024〕920号, 一).
public struct Catalog: Sendable {
    /// The name of the catalogue, the same in all its versions.
    public let id: String
    /// The version, as printed in reports.
    public let version: String
    /// Its title.
    public let title: String
    /// The day from which it is in force.
    public let effective: CivilDay
    /// The kinds of information, in the order of the catalogue.
    public let items: [CatalogItem]
    /// SHA-256 of the file it was read from, in lower-case hex.
    public let sha256: String

    /// A catalogue of checked parts; `Catalog.read` makes one from a file.
    public init(
        id: String, version: String, title: String, effective: CivilDay, items: [CatalogItem], sha256: String
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.effective = effective
        self.items = items
        self.sha256 = sha256
    }

    /// The item of that code, in any spelling; nil if this catalogue does not know it.
    public func item(_ code: String) -> CatalogItem? {
        let wanted = Spelling.normalize(code)
        return items.first { Spelling.normalize($0.code) == wanted }
    }
}

/// A 目录项: one kind of information, such as 行政处罚.
public struct CatalogItem: Sendable {
    /// What lines of an item are about.
    public enum Nature: String, Sendable, CaseIterable {
        /// A fact about a subject: a penalty, a permit, a listing.
        case record
        /// The subject itself: 登记信息.
        case registration
        /// Something that happened to a record: repair, revocation, objection.
        case event
    }

    /// The 目录代码.
    public let code: String
    /// The 项目名称, as departments and reports write it.
    public let name: String
    /// What its lines are about.
    public let nature: Nature
    /// Whether it is a 名单: its records stand until they are delisted.
    public let isList: Bool
    /// Whether its records have a procedure (简易程序, 普通程序).
    public let hasProcedure: Bool
    /// The 使用权限 of its records that name none of their own.
    public let permission: Permission
    /// The other elements of the catalogue (信息内容, 提供单位, 归集范围, …) by their Chinese names, in order.
    public let elements: [CatalogElement]
    /// The fields of a line, in the order in which reports print them.
    public let fields: [CatalogField]

    /// An item of checked parts.
    public init(
        code: String, name: String, nature: Nature, isList: Bool, hasProcedure: Bool, permission: Permission,
        elements: [CatalogElement], fields: [CatalogField]
    ) {
        self.code = code
        self.name = name
        self.nature = nature
        self.isList = isList
        self.hasProcedure = hasProcedure
        self.permission = permission
        self.elements = elements
        self.fields = fields
    }

    /// The field that plays a role; nil if the item has none.
    public func field(_ role: FieldRole) -> CatalogField? {
        fields.first { $0.role == role }
    }

    /// The field of that code; nil if the item has none.
    public func field(code: String) -> CatalogField? {
        fields.first { $0.code == code }
    }
}

/// One of the elements that describe a catalogue item, such as 更新周期.
public struct CatalogElement: Hashable, Sendable {
    /// The element's Chinese name.
    public let name: String
    /// What the catalogue says of it.
    public let value: String

    /// An element of that name and value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// Who may see a record (使用权限).
public enum Permission: String, Sendable, CaseIterable {
    /// Everybody.
    case open = "社会公开"
    /// Agencies in their duties.
    case government = "政务共享"
    /// The subject, and whom it authorises. What is not one of the three counts as this.
    case authorised = "授权查询"
}
