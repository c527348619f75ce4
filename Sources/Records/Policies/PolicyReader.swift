// SPDX-License-Identifier: Apache-2.0

internal import Bytes

extension Policy {
    /// The format that `read` takes.
    public static let format = "creditreport-policy-1"

    private static let keys = [
        "format", "id", "version", "title", "issuer", "numberPrefix", "verificationAddress", "legalBasis", "items",
        "procedures", "narrowScopeBasis", "repaired", "expired", "publicityMonths", "freshnessDays",
        "longestPeriodYears", "longestLagDays", "validityDays", "consequences", "mask", "objectionChannel",
        "repairChannel", "desk", "suites",
    ]

    /// Reads a policy; whether it fits a catalogue is for `validate(against:)` to say.
    ///
    /// - Parameters:
    ///   - bytes: JSON of the format `creditreport-policy-1`.
    ///   - sha256: the digest of `bytes` in lower-case hex.
    /// - Throws: `RecordsError` with every fault.
    public static func read(_ bytes: [UInt8], sha256: String) throws(RecordsError) -> Policy {
        let faults = ConfigurationNode.Faults(area: "policy")
        guard let root = ConfigurationNode.root(of: bytes, format: format, faults: faults) else {
            throw RecordsError(faults: faults.list)
        }
        root.expect(keys: keys)
        let id = root.required("id").flatMap(identifier)
        let version = root.required("version")?.text(upTo: 128)
        let title = root.required("title")?.text
        let issuer = root.required("issuer")?.text
        let prefix = root.required("numberPrefix").flatMap(prefix)
        let address = root.required("verificationAddress").flatMap(address)
        let basisNode = root.required("legalBasis")
        let basis = basisNode?.elements.compactMap { $0.text(upTo: 1000) } ?? []
        if let basisNode, basis.isEmpty {
            faults.note("empty", at: basisNode.path, "a policy rests on at least one document")
        }
        let items = named(root.required("items"), spelling: Spelling.normalize) { $0.bool }
        let procedures = named(root.required("procedures"), spelling: bare) { $0.bool }
        for name in ["简易程序", "普通程序"] where !procedures.contains(where: { bare($0.name) == bare(name) }) {
            faults.note("missing-key", at: "procedures." + name, "the policy must say whether this procedure counts")
        }
        let narrowBasis = root.optional("narrowScopeBasis")?.text(upTo: 1000)
        let repaired = root.required("repaired").flatMap(treatment)
        let expired = root.required("expired").flatMap(treatment)
        let months = named(root.required("publicityMonths"), spelling: Spelling.normalize) { $0.integer(in: 1...1200) }
        let freshness = root.required("freshnessDays")?.integer(in: 0...3660)
        let years = root.required("longestPeriodYears")?.integer(in: 1...100)
        let lag = root.required("longestLagDays")?.integer(in: 0...366)
        let validity = root.required("validityDays")?.integer(in: 1...3660)
        let consequences = consequences(root.optional("consequences"))
        let mask = root.required("mask")
        mask?.expect(keys: ["first", "last"])
        let first = mask?.required("first")?.integer(in: 0...6)
        let last = mask?.required("last")?.integer(in: 0...4)
        let objection = root.required("objectionChannel")?.text(upTo: 1000)
        let repair = root.required("repairChannel")?.text(upTo: 1000)
        let desk = root.optional("desk").flatMap { DeskRules($0) }
        let suites = root.optional("suites").map(suites)
        try faults.check()
        guard let id, let version, let title, let issuer, let prefix, let address, let repaired, let expired,
            let freshness, let years, let lag, let validity, let first, let last, let objection, let repair
        else { throw RecordsError(faults: faults.list) }
        return Policy(
            id: id, version: version, title: title, issuer: issuer, numberPrefix: prefix, verificationAddress: address,
            legalBasis: basis, items: items.map { (code: $0.name, counts: $0.value) },
            procedures: procedures.map { (name: $0.name, counts: $0.value) }, narrowScopeBasis: narrowBasis,
            repaired: repaired, expired: expired, publicityMonths: months.map { (severity: $0.name, months: $0.value) },
            freshnessDays: freshness, longestPeriodYears: years, longestLagDays: lag, validityDays: validity,
            consequences: consequences, mask: (first: first, last: last), objectionChannel: objection,
            repairChannel: repair, desk: desk, suites: suites, sha256: sha256)
    }

    /// The signature suites that are required, each once.
    private static func suites(_ node: ConfigurationNode) -> [String] {
        var suites: [String] = []
        for element in node.elements {
            guard let name = element.text(upTo: 16) else { continue }
            if !["p256", "sm2"].contains(name) || suites.contains(name) {
                node.faults.note("suite", at: element.path, "p256 or sm2 was expected, each once, this is \"\(name)\"")
            }
            suites.append(name)
        }
        if node.value.array?.isEmpty ?? false {
            node.faults.note("empty", at: node.path, "leave it out if the request is to say how a report is signed")
        }
        return suites
    }

    private static func named<Value>(
        _ node: ConfigurationNode?, spelling: (String) -> String, value: (ConfigurationNode) -> Value?
    ) -> [(name: String, value: Value)] {
        guard let node else { return [] }
        node.expect(keys: node.value.members?.map(\.name) ?? [])
        var result: [(name: String, value: Value)] = []
        var seen: Set<String> = []
        for member in node.value.members ?? [] {
            let child = ConfigurationNode(
                value: member.value, path: node.path + "." + member.name, faults: node.faults)
            if spelling(member.name).isEmpty { node.faults.note("empty", at: child.path, "the name is empty") }
            if !seen.insert(spelling(member.name)).inserted {
                node.faults.note("duplicate", at: child.path, "the name stands twice, in two spellings")
            }
            if let value = value(child) { result.append((name: member.name, value: value)) }
        }
        return result
    }

    private static func consequences(_ node: ConfigurationNode?) -> [Consequence] {
        var result: [Consequence] = []
        for element in node?.elements ?? [] {
            element.expect(keys: ["item", "list", "measure", "basis"])
            let kind = ListKind.read(element)
            let measure = element.required("measure")?.text(upTo: 128)
            let basis = element.required("basis")?.text(upTo: 1000)
            guard let kind, let measure, let basis else { continue }
            let isKnown = result.contains { known in
                Spelling.normalize(known.measure) == Spelling.normalize(measure)
                    && (known.kind.covers(kind) || kind.covers(known.kind))
            }
            if isKnown {
                element.faults.note(
                    "duplicate", at: element.path, "the measure is printed beside entries of this list already")
            }
            result.append(Consequence(kind: kind, measure: measure, basis: basis))
        }
        return result
    }

    private static func treatment(_ node: ConfigurationNode) -> Treatment? {
        if let treatment = node.value.string.flatMap(Treatment.init(rawValue:)) { return treatment }
        let names = Treatment.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        node.faults.note("treatment", at: node.path, "one of \(names) was expected, this is \(node.value.text)")
        return nil
    }

    private static func identifier(_ node: ConfigurationNode) -> String? {
        guard let text = node.text else { return nil }
        let allowed = text.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || (0x30...0x39).contains(byte)
                || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        if allowed && text.utf8.count <= 64 { return text }
        node.faults.note("identifier", at: node.path, "letters, digits, points and hyphens were expected, at most 64")
        return nil
    }

    private static func prefix(_ node: ConfigurationNode) -> String? {
        guard let text = node.text else { return nil }
        let allowed = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        if allowed && text.utf8.count <= 8 { return text }
        node.faults.note("number-prefix", at: node.path, "1 to 8 of A-Z and 0-9 were expected")
        return nil
    }

    private static func address(_ node: ConfigurationNode) -> String? {
        guard let text = node.text else { return nil }
        let allowed = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\"<>\\^`{|}#".utf8.contains($0) }
        if allowed && text.hasPrefix("https://") && (9...200).contains(text.utf8.count) { return text }
        node.faults.note("address", at: node.path, "an https address of at most 200 characters was expected")
        return nil
    }
}
