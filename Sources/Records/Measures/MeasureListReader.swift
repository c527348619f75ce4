// SPDX-License-Identifier: Apache-2.0

internal import Bytes

extension MeasureList {
    /// The format that `read` takes.
    public static let format = "creditreport-measures-1"

    /// Reads a list of measures; whether it fits a catalogue is for `validate(against:)` to say.
    ///
    /// - Parameters:
    ///   - bytes: JSON of the format `creditreport-measures-1`.
    ///   - sha256: the digest of `bytes` in lower-case hex.
    /// - Throws: `RecordsError` with every fault.
    public static func read(_ bytes: [UInt8], sha256: String) throws(RecordsError) -> MeasureList {
        let faults = ConfigurationNode.Faults(area: "measures")
        guard let root = ConfigurationNode.root(of: bytes, format: format, faults: faults) else {
            throw RecordsError(faults: faults.list)
        }
        root.expect(keys: ["format", "id", "version", "title", "effective", "expires", "note", "measures"])
        let id = root.required("id")?.text(upTo: 128)
        let version = root.required("version")?.text(upTo: 128)
        let title = root.required("title")?.text
        let effective = root.required("effective")?.day
        let expires = root.optional("expires").map { (node: $0, day: $0.day) }
        if let effective, let expires, let day = expires.day, day < effective {
            faults.note(
                "range", at: expires.node.path, "\(day) is before \(effective), when the list comes into force")
        }
        _ = root.optional("note")?.text(upTo: 1000)
        let nodes = root.required("measures").map { node in
            let nodes = node.elements
            if nodes.isEmpty && node.value.array != nil {
                faults.note("empty", at: node.path, "the list has no measure")
            }
            return nodes
        }
        let measures = (nodes ?? []).compactMap(Measure.read)
        checkCodes(nodes ?? [], faults)
        try faults.check()
        guard let id, let version, let title, let effective else { throw RecordsError(faults: faults.list) }
        return MeasureList(
            id: id, version: version, title: title, effective: effective, expires: expires?.day, measures: measures,
            sha256: sha256)
    }

    /// Checks that the list fits a catalogue: each of its measures strikes entries of lists that the catalogue has.
    ///
    /// - Throws: `RecordsError` with every item that the catalogue does not have, or that is no list in it.
    public func validate(against catalog: Catalog) throws(RecordsError) {
        let faults = ConfigurationNode.Faults(area: "measures")
        for (place, measure) in measures.enumerated() {
            for (index, target) in measure.targets.enumerated() {
                target.check(against: catalog, at: "measures[\(place)].targets[\(index)]", faults)
            }
        }
        try faults.check()
    }

    private static func checkCodes(_ nodes: [ConfigurationNode], _ faults: ConfigurationNode.Faults) {
        var owners: [String: ConfigurationNode] = [:]
        for node in nodes {
            guard let code = node.value["code"]?.string else { continue }
            let normal = Spelling.normalize(code)
            if let owner = owners[normal] {
                faults.note("duplicate", at: node.path + ".code", "\"\(code)\" is already the code of \(owner.path)")
            } else {
                owners[normal] = node
            }
        }
    }
}

extension Measure {
    fileprivate static func read(_ node: ConfigurationNode) -> Measure? {
        node.expect(keys: ["code", "name", "basis", "targets", "executor"])
        let code = node.required("code")?.text(upTo: 128)
        let name = node.required("name")?.text
        let basis = list(node, "basis", "a measure rests on at least one provision") { $0.text(upTo: 1000) }
        var seen: [ListKind] = []
        let targets = list(node, "targets", "a measure strikes the entries of at least one list") { target in
            target.expect(keys: ["item", "list"])
            guard let kind = ListKind.read(target) else { return nil as ListKind? }
            if seen.contains(where: { $0.covers(kind) || kind.covers($0) }) {
                target.faults.note("duplicate", at: target.path, "another target of the measure has these entries")
            }
            seen.append(kind)
            return kind
        }
        let executor = node.required("executor")?.text
        guard let code, let name, let executor else { return nil }
        return Measure(code: code, name: name, basis: basis, targets: targets, executor: executor)
    }

    private static func list<Value>(
        _ node: ConfigurationNode, _ name: String, _ expected: String, read: (ConfigurationNode) -> Value?
    ) -> [Value] {
        guard let child = node.required(name) else { return [] }
        let elements = child.elements
        if elements.isEmpty && child.value.array != nil { node.faults.note("empty", at: child.path, expected) }
        return elements.compactMap(read)
    }
}

extension ListKind {
    /// The kind of list that the members `item` and `list` of an object name.
    static func read(_ node: ConfigurationNode) -> ListKind? {
        let item = node.required("item")?.text(upTo: 128)
        let list = node.optional("list").map { $0.text }
        guard let item, list.map({ $0 != nil }) ?? true else { return nil }
        return ListKind(item: item, list: list ?? nil)
    }

    /// Notes an item that the catalogue does not have, that is no list, or whose lists bear no names.
    func check(against catalog: Catalog, at path: String, _ faults: ConfigurationNode.Faults) {
        guard let known = catalog.item(item), known.nature == .record else {
            faults.note(
                "unknown-item", at: path + ".item",
                "catalogue \(catalog.id) has no kind of record with the code \"\(item)\"")
            return
        }
        guard known.isList else {
            faults.note("no-list", at: path + ".item", "\(known.name) is no list (名单), so nobody stands on it")
            return
        }
        if list != nil && known.field(.listName) == nil {
            faults.note(
                "unnamed-list", at: path + ".list",
                "the entries of \(known.name) do not say on which list they stand: no field has the role listName")
        }
    }
}
