// SPDX-License-Identifier: Apache-2.0

internal import Bytes

extension DomainTable {
    /// The format that `read` takes.
    public static let format = "creditreport-domains-1"

    /// Reads a domain table.
    ///
    /// The siblings of the tree stand in the order that their `order` gives, then by code; where no sibling has one,
    /// in the order of the file.
    ///
    /// - Parameters:
    ///   - bytes: JSON of the format `creditreport-domains-1`.
    ///   - sha256: the digest of `bytes` in lower-case hex.
    /// - Throws: `RecordsError` with every fault: unknown keys, duplicate codes or names, unknown parents, cycles.
    public static func read(_ bytes: [UInt8], sha256: String) throws(RecordsError) -> DomainTable {
        let faults = ConfigurationNode.Faults(area: "domains")
        guard let root = ConfigurationNode.root(of: bytes, format: format, faults: faults) else {
            throw RecordsError(faults: faults.list)
        }
        root.expect(keys: ["format", "id", "version", "region", "note", "domains"])
        let id = root.required("id")?.text(upTo: 128)
        let version = root.required("version")?.text(upTo: 128)
        let region = root.required("region")?.text
        _ = root.optional("note")?.text(upTo: 1000)
        let rows = (root.required("domains")?.elements ?? []).compactMap(row)
        if rows.isEmpty && faults.list.isEmpty { faults.note("empty", at: "domains", "the table has no domain") }
        checkNames(rows, faults)
        checkParents(rows, faults)
        let domains = preOrder(rows, faults)
        try faults.check()
        guard let id, let version, let region else { throw RecordsError(faults: faults.list) }
        return DomainTable(id: id, version: version, region: region, domains: domains, sha256: sha256)
    }

    private struct Row {
        let domain: Domain
        let order: Int?
        let node: ConfigurationNode
        var code: String { Spelling.normalize(domain.code) }
        var parent: String? { domain.parent.map(Spelling.normalize) }
    }

    private static func row(_ node: ConfigurationNode) -> Row? {
        node.expect(keys: ["code", "name", "aliases", "parent", "order", "sources"])
        let order = node.optional("order")?.integer(in: 0...1_000_000)
        let sources = (node.optional("sources")?.elements ?? []).compactMap { source -> Department? in
            source.expect(keys: ["code", "name", "aliases"])
            let (code, name) = (source.required("code")?.text(upTo: 128), source.required("name")?.text)
            guard let code, let name else { return nil }
            return Department(code: code, name: name, aliases: aliases(source))
        }
        for (index, source) in sources.enumerated() {
            let code = Spelling.normalize(source.code)
            if sources[..<index].contains(where: { Spelling.normalize($0.code) == code }) {
                node.faults.note("duplicate", at: node.path + ".sources", "the source \(source.code) stands twice")
            }
        }
        let (code, name) = (node.required("code")?.text(upTo: 128), node.required("name")?.text)
        guard let code, let name else { return nil }
        let domain = Domain(
            code: code, name: name, parent: node.optional("parent")?.text, sources: sources, aliases: aliases(node))
        return Row(domain: domain, order: order, node: node)
    }

    private static func aliases(_ node: ConfigurationNode) -> [String] {
        (node.optional("aliases")?.elements ?? []).compactMap(\.text)
    }

    private static func checkNames(_ rows: [Row], _ faults: ConfigurationNode.Faults) {
        // Codes and names live in one space: a delivery may spell a domain either way.
        var owners: [String: Int] = [
            Spelling.normalize(otherCode): -1, Spelling.normalize(otherName): -1,
        ]
        for (index, row) in rows.enumerated() {
            let aliases = row.domain.aliases.enumerated().map { ("aliases[\($0.offset)]", $0.element) }
            for (key, spelling) in [("code", row.domain.code), ("name", row.domain.name)] + aliases {
                let normal = Spelling.normalize(spelling)
                switch owners[normal] {
                case nil: owners[normal] = index
                case index: continue
                case -1:
                    faults.note(
                        "reserved", at: row.node.path + "." + key,
                        "\"\(spelling)\" is kept for what belongs to no domain of the table")
                case .some(let other):
                    faults.note(
                        "duplicate", at: row.node.path + "." + key,
                        "\"\(spelling)\" already names \(rows[other].node.path)")
                }
            }
        }
    }

    private static func checkParents(_ rows: [Row], _ faults: ConfigurationNode.Faults) {
        let parents = Dictionary(rows.map { ($0.code, $0.parent) }, uniquingKeysWith: { first, _ in first })
        for row in rows {
            guard let parent = row.parent else { continue }
            guard parents[parent] != nil else {
                faults.note(
                    "unknown-parent", at: row.node.path + ".parent",
                    "no domain has the code \"\(row.domain.parent ?? "")\"")
                continue
            }
            var ancestor: String? = parent
            var steps = 0
            while let code = ancestor, code != row.code, steps <= rows.count {
                ancestor = parents[code] ?? nil
                steps += 1
            }
            if ancestor == row.code {
                faults.note("cycle", at: row.node.path + ".parent", "the domain is an ancestor of itself")
            }
        }
    }

    private static func preOrder(_ rows: [Row], _ faults: ConfigurationNode.Faults) -> [Domain] {
        var children: [String: [Row]] = [:]
        for row in rows { children[row.parent ?? "", default: []].append(row) }
        for (parent, siblings) in children.sorted(by: { $0.key < $1.key }) {
            guard siblings.contains(where: { $0.order != nil }) else { continue }
            for row in siblings where row.order == nil {
                faults.note(
                    "missing-key", at: row.node.path + ".order", "a sibling has an order, so each of them needs one")
            }
            children[parent] = siblings.sorted {
                ($0.order ?? 0, $0.code) < ($1.order ?? 0, $1.code)
            }
        }
        var result: [Domain] = []
        func visit(_ parent: String) {
            for row in children[parent] ?? [] where result.count < rows.count {
                result.append(
                    Domain(
                        code: row.domain.code, name: row.domain.name,
                        parent: rows.first { $0.code == row.parent }?.domain.code, sources: row.domain.sources,
                        aliases: row.domain.aliases))
                visit(row.code)
            }
        }
        // A tree with a cycle has no order; its fault is noted already.
        if faults.list.isEmpty { visit("") }
        return result
    }
}
