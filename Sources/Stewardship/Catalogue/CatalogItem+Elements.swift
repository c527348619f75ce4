// SPDX-License-Identifier: Apache-2.0

internal import Records

extension CatalogItem {
    /// The thirteen elements (目录代码 to 安全级别) by name, in the order of the catalogue.
    var thirteen: [(name: String, value: String)] {
        var stated = elements.map { ($0.name, $0.value) }
        // 使用权限 stands behind 提供单位.
        let place = stated.firstIndex { $0.0 == "提供单位" }.map { $0 + 1 } ?? stated.count
        stated.insert(("使用权限", permission.rawValue), at: place)
        return [("目录代码", code), ("项目名称", name)] + stated
    }

    /// What the catalogue says under an element's name; empty if it has none.
    func element(_ name: String) -> String {
        elements.first { $0.name == name }?.value ?? ""
    }

    /// How many days may lie between updates, as far as 更新周期 says it in a word that is known; nil if it does not.
    var updateDays: Int? {
        let text = element("更新周期")
        let known = [
            ("实时", 1), ("每日", 1), ("每天", 1), ("每周", 7), ("每半月", 16), ("半月", 16), ("每月", 31), ("每季", 92), ("每半年", 184),
            ("每年", 366),
        ]
        return known.first { text.contains($0.0) }?.1
    }
}
