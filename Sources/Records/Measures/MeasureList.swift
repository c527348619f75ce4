// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A 失信惩戒措施清单: the versioned list of what may be done to whoever stands on a 名单 (国办发〔2020〕49号; seed
/// document 内发改财金字〔2024〕920号, 九).
///
/// Nothing that is not in it may be done, so nothing that is not in it is printed.
public struct MeasureList: Sendable {
    /// The name of the list, the same in all its versions.
    public let id: String
    /// The version, as printed in reports.
    public let version: String
    /// Its title.
    public let title: String
    /// The first day on which it is in force.
    public let effective: CivilDay
    /// The last day on which it is in force; nil while none is fixed.
    public let expires: CivilDay?
    /// The measures, in the order of the list.
    public let measures: [Measure]
    /// SHA-256 of the file it was read from, in lower-case hex.
    public let sha256: String

    /// A list of checked parts; `MeasureList.read` makes one from a file.
    public init(
        id: String, version: String, title: String, effective: CivilDay, expires: CivilDay?, measures: [Measure],
        sha256: String
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.effective = effective
        self.expires = expires
        self.measures = measures
        self.sha256 = sha256
    }

    /// The measure of that code, in any spelling; nil if the list has none.
    public func measure(_ code: String) -> Measure? {
        let wanted = Spelling.normalize(code)
        return measures.first { Spelling.normalize($0.code) == wanted }
    }

    /// Whether the list is in force on a day: the first and the last day are.
    public func isInForce(on day: CivilDay) -> Bool {
        effective <= day && expires.map { day <= $0 } ?? true
    }
}

/// A 失信惩戒措施: something that the law allows to be done to whoever stands on certain 名单.
public struct Measure: Sendable {
    /// The code that policies cite.
    public let code: String
    /// What is done, as reports print it, such as 限制参加招标投标.
    public let name: String
    /// The provisions that allow it (法规政策依据), as printed; never empty.
    public let basis: [String]
    /// Whom it may strike (惩戒对象): the lists whose entries do; never empty.
    public let targets: [ListKind]
    /// Who carries it out (实施主体), as printed.
    public let executor: String

    /// A measure of those parts.
    public init(code: String, name: String, basis: [String], targets: [ListKind], executor: String) {
        self.code = code
        self.name = name
        self.basis = basis
        self.targets = targets
        self.executor = executor
    }
}

/// A kind of 名单: an item of the catalogue, or the list of one name within it.
public struct ListKind: Sendable {
    /// The code of the catalogue item, such as YZSX.
    public let item: String
    /// The 名单名称, such as 拖欠农民工工资失信联合惩戒对象名单; nil for every list of the item.
    public let list: String?

    /// The kind of that item and name.
    public init(item: String, list: String?) {
        self.item = item
        self.list = list
    }

    /// Whether every entry that the other kind has is one of this kind too; codes and names in whatever spelling.
    public func covers(_ other: ListKind) -> Bool {
        guard Spelling.normalize(item) == Spelling.normalize(other.item) else { return false }
        guard let list else { return true }
        return other.list.map { Spelling.normalize($0) == Spelling.normalize(list) } ?? false
    }
}
