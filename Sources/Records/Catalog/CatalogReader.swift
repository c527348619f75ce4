// SPDX-License-Identifier: Apache-2.0

internal import Bytes

extension Catalog {
    /// The format that `read` takes.
    public static let format = "creditreport-catalog-1"

    /// The elements that an item states by name; 目录代码, 项目名称 and 使用权限, which make them thirteen, are its own.
    public static let elementNames = [
        "信息内容", "提供单位", "数据格式", "归集范围", "归集程序", "归集路径", "归集时限", "公布方式", "更新周期", "安全级别",
    ]

    /// Reads a catalogue.
    ///
    /// - Parameters:
    ///   - bytes: JSON of the format `creditreport-catalog-1`.
    ///   - sha256: the digest of `bytes` in lower-case hex.
    /// - Throws: `RecordsError` with every fault: unknown keys, codes and headings that stand twice, roles that an
    ///   item of its nature needs and has not, or has twice, or whose field has another type.
    public static func read(_ bytes: [UInt8], sha256: String) throws(RecordsError) -> Catalog {
        let faults = ConfigurationNode.Faults(area: "catalog")
        guard let root = ConfigurationNode.root(of: bytes, format: format, faults: faults) else {
            throw RecordsError(faults: faults.list)
        }
        root.expect(keys: ["format", "id", "version", "title", "effective", "note", "items"])
        let id = root.required("id")?.text(upTo: 128)
        let version = root.required("version")?.text(upTo: 128)
        let title = root.required("title")?.text
        let effective = root.required("effective")?.day
        _ = root.optional("note")?.text(upTo: 1000)
        let nodes = root.required("items")?.elements ?? []
        if nodes.isEmpty && faults.list.isEmpty { faults.note("empty", at: "items", "the catalogue has no item") }
        let items = nodes.compactMap(CatalogItem.read)
        checkDistinct(nodes, faults)
        try faults.check()
        guard let id, let version, let title, let effective else { throw RecordsError(faults: faults.list) }
        return Catalog(id: id, version: version, title: title, effective: effective, items: items, sha256: sha256)
    }

    /// Codes and names of items live in one space: an operator may name an item either way.
    private static func checkDistinct(_ nodes: [ConfigurationNode], _ faults: ConfigurationNode.Faults) {
        var owners: [String: Int] = [:]
        for (index, node) in nodes.enumerated() {
            for key in ["code", "name"] {
                guard let spelling = node.value[key]?.string else { continue }
                let normal = Spelling.normalize(spelling)
                if let owner = owners[normal], owner != index {
                    faults.note(
                        "duplicate", at: node.path + "." + key, "\"\(spelling)\" already names \(nodes[owner].path)")
                }
                owners[normal] = owners[normal] ?? index
            }
        }
    }
}

extension CatalogItem {
    fileprivate static func read(_ node: ConfigurationNode) -> CatalogItem? {
        node.expect(keys: ["code", "name", "nature", "list", "procedure", "permission", "elements", "fields"])
        let code = node.required("code")?.plainCode
        let name = node.required("name")?.text
        let nature = node.required("nature")?.one(of: Nature.self)
        let isList = node.required("list")?.bool
        let hasProcedure = node.required("procedure")?.bool
        let permission = node.required("permission")?.one(of: Permission.self)
        let elements = node.required("elements").map(readElements) ?? []
        let fieldNodes = node.required("fields")?.elements ?? []
        let fields = fieldNodes.compactMap(CatalogField.read)
        checkHeadings(fieldNodes, node.faults)
        // Roles can be judged only where every field could be read.
        if let nature, fields.count == fieldNodes.count {
            checkRoles(of: fields, nature: nature, hasProcedure: hasProcedure ?? false, at: node)
        }
        guard let code, let name, let nature, let isList, let hasProcedure, let permission else { return nil }
        return CatalogItem(
            code: code, name: name, nature: nature, isList: isList, hasProcedure: hasProcedure, permission: permission,
            elements: elements, fields: fields)
    }

    private static func readElements(_ node: ConfigurationNode) -> [CatalogElement] {
        node.expect(keys: Catalog.elementNames)
        return Catalog.elementNames.compactMap { name in
            node.required(name)?.text(upTo: 1000).map { CatalogElement(name: name, value: $0) }
        }
    }

    /// A heading must lead to one field: codes, names and aliases of an item are all different.
    private static func checkHeadings(_ nodes: [ConfigurationNode], _ faults: ConfigurationNode.Faults) {
        var owners: [String: Int] = [:]
        for (index, node) in nodes.enumerated() {
            let aliases = (node.value["aliases"]?.array ?? []).enumerated().map { (".aliases[\($0)]", $1) }
            for (place, value) in [(".code", node.value["code"]), (".name", node.value["name"])] + aliases {
                guard let spelling = value?.string else { continue }
                let normal = Spelling.normalize(spelling)
                if let owner = owners[normal], owner != index || place.utf8.count > 5 {
                    faults.note(
                        "duplicate", at: node.path + place,
                        "\"\(spelling)\" is already a heading of \(nodes[owner].path)")
                }
                owners[normal] = owners[normal] ?? index
            }
        }
    }

    /// The kinds of events that the rules know (rules, 2): the codes of an event item's choices.
    private static let eventKinds = [
        "repair", "revoke", "delist", "objection-open", "objection-close", "replace", "undo",
    ]

    private static func checkRoles(
        of fields: [CatalogField], nature: Nature, hasProcedure: Bool, at node: ConfigurationNode
    ) {
        var seen: [FieldRole] = []
        for (index, field) in fields.enumerated() {
            guard let role = field.role else { continue }
            let path = "\(node.path).fields[\(index)]"
            if seen.contains(role) {
                node.faults.note("duplicate", at: path + ".role", "another field has the role \(role.rawValue) already")
            }
            seen.append(role)
            if let type = role.type, field.type != type {
                node.faults.note(
                    "wrong-type", at: path + ".type",
                    "a field with the role \(role.rawValue) has the type \(type.rawValue), this is \(field.type.rawValue)"
                )
            }
            if role == .eventKind {
                for (place, choice) in field.choices.enumerated() where !eventKinds.contains(choice.code) {
                    node.faults.note(
                        "unknown-value", at: "\(path).choices[\(place)].code",
                        "one of \(eventKinds.joined(separator: ", ")) was expected, this is \"\(choice.code)\"")
                }
            }
        }
        var needed = nature.neededRoles
        if hasProcedure { needed.append(.procedure) }
        for role in needed where !seen.contains(role) {
            node.faults.note(
                "missing-role", at: node.path + ".fields",
                "an item of the nature \(nature.rawValue) needs a field with the role \(role.rawValue)")
        }
    }
}

extension CatalogField {
    fileprivate static func read(_ node: ConfigurationNode) -> CatalogField? {
        node.expect(keys: ["code", "name", "aliases", "type", "length", "required", "role", "security", "choices"])
        let code = node.required("code")?.plainCode
        let name = node.required("name")?.text
        let type = node.required("type")?.one(of: ValueType.self)
        let role = node.optional("role")
        let readRole = role?.one(of: FieldRole.self)
        let security = node.required("security")?.one(of: Security.self)
        let aliases = (node.optional("aliases")?.elements ?? []).compactMap(\.text)
        let length = node.optional("length")?.integer(in: 1...1_000_000)
        let isRequired = node.optional("required")?.bool
        let choices = readChoices(node, type: type)
        guard let code, let name, let type, let security, role == nil || readRole != nil else { return nil }
        return CatalogField(
            code: code, name: name, aliases: aliases, type: type, length: length, isRequired: isRequired ?? false,
            role: readRole, security: security, choices: choices)
    }

    private static func readChoices(_ node: ConfigurationNode, type: ValueType?) -> [Choice] {
        guard let list = node.optional("choices") else {
            if type == .choice {
                node.faults.note(
                    "missing-key", at: node.path + ".choices", "a field of the type choice names its choices")
            }
            return []
        }
        if let type, type != .choice {
            node.faults.note("unexpected-key", at: list.path, "only a field of the type choice has choices")
        }
        if type == .choice, list.value.array?.isEmpty == true {
            node.faults.note("empty", at: list.path, "a field of the type choice has at least one choice")
        }
        var seen: Set<String> = []
        return list.elements.compactMap { element in
            element.expect(keys: ["code", "meaning"])
            guard let code = element.required("code")?.text, let meaning = element.required("meaning")?.text else {
                return nil
            }
            for spelling in Set([Spelling.normalize(code), Spelling.normalize(meaning)])
            where !seen.insert(spelling).inserted {
                node.faults.note("duplicate", at: element.path, "\"\(spelling)\" stands for another choice already")
            }
            return Choice(code: code, meaning: meaning)
        }
    }
}

extension FieldRole {
    /// The type that a field with this role must have; nil where any will do.
    fileprivate var type: CatalogField.ValueType? {
        switch self {
        case .decisionDay, .publicityEnd, .establishedDay, .effectiveDay: .day
        case .updatedAt: .instant
        case .subjectCode, .authorityCode, .sourceCode, .newAuthorityCode, .newSubjectCode, .parentCode: .creditCode
        case .subjectKind, .eventKind: .choice
        case .subjectName, .registrationNumber, .authorityName, .sourceName, .documentNumber, .eventNumber, .eventItem,
            .namedEvent, .newItem, .newDocumentNumber, .formerNames, .parentName, .listName:
            .text
        case .procedure, .severity, .domain, .permission, .tradeSecret, .subjectType, .legalRepresentative, .status,
            .address, .registrar, .eventDocument, .eventAuthority:
            nil
        }
    }
}

extension CatalogItem.Nature {
    /// The roles without which no rule could be applied to a line.
    fileprivate var neededRoles: [FieldRole] {
        switch self {
        case .record: [.subjectName, .subjectCode, .documentNumber, .decisionDay, .authorityName]
        case .registration: [.subjectName, .subjectCode]
        case .event:
            [.eventNumber, .eventKind, .eventItem, .subjectCode, .authorityCode, .documentNumber, .effectiveDay]
        }
    }
}

extension ConfigurationNode {
    /// The value of an enumeration that this string spells.
    fileprivate func one<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> Value?
    where Value.RawValue == String {
        guard let text else { return nil }
        if let value = Value(rawValue: text) { return value }
        faults.note("unknown-value", at: path, "one of \(names(of: type)) was expected, this is \"\(text)\"")
        return nil
    }

    /// The code that this string spells: what the store's lines are keyed by, so in its normalised spelling already.
    fileprivate var plainCode: String? {
        guard let text = text(upTo: 128) else { return nil }
        let normal = Spelling.normalize(text)
        guard Array(text.utf8) == Array(normal.utf8), !text.utf8.contains(UInt8(ascii: ":")) else {
            faults.note(
                "spelling", at: path, "\"\(text)\" is no code: upper case, without white space and colons was expected",
                hint: "write \(normal)")
            return nil
        }
        return text
    }
}

private func names<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> String
where Value.RawValue == String {
    Value.allCases.map(\.rawValue).joined(separator: ", ")
}
