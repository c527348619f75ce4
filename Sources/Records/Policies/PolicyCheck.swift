// SPDX-License-Identifier: Apache-2.0

internal import Bytes

extension Policy {
    /// Checks that the policy fits a catalogue and a list of measures: it says of every item whether it counts, counts
    /// what it must, and prints no consequence that the list of measures does not have.
    ///
    /// - Parameters:
    ///   - catalog: the catalogue in use.
    ///   - measures: the list of measures in use; nil if there is none.
    /// - Throws: `RecordsError` with an item it leaves out, an item that the catalogue does not have, a narrower scope
    ///   than the four categories of 发改财金〔2025〕565号 without a basis, a basis without a narrower scope, a
    ///   consequence that is not lawful.
    public func validate(against catalog: Catalog, measures: MeasureList? = nil) throws(RecordsError) {
        let faults = ConfigurationNode.Faults(area: "policy")
        let records = catalog.items.filter { $0.nature == .record }
        let known = Set(items.map { Spelling.normalize($0.code) })
        for item in records where !known.contains(Spelling.normalize(item.code)) {
            faults.note(
                "item-left-out", at: "items." + item.code, "the policy does not say whether \(item.name) counts")
        }
        for (code, _) in items
        where !records.contains(where: { Spelling.normalize($0.code) == Spelling.normalize(code) }) {
            faults.note(
                "unknown-item", at: "items." + code, "catalogue \(catalog.id) has no kind of record with this code")
        }
        let omissions = Self.omissions(of: self, in: records)
        if narrowScopeBasis == nil {
            for omission in omissions {
                faults.note(
                    "narrow-scope", at: omission.path, omission.message,
                    hint: "name the legal basis of the narrower scope in narrowScopeBasis")
            }
        } else if omissions.isEmpty {
            faults.note(
                "needless-basis", at: "narrowScopeBasis",
                "a basis is named for a narrower scope, but nothing is left out")
        }
        for (index, consequence) in consequences.enumerated() {
            check(consequence, at: "consequences[\(index)]", catalog, measures, faults)
        }
        try faults.check()
    }

    /// Notes what makes a consequence unlawful: it must be a measure of the list, on a basis that the list names, and
    /// strike entries that the measure may strike.
    private func check(
        _ consequence: Consequence, at path: String, _ catalog: Catalog, _ measures: MeasureList?,
        _ faults: ConfigurationNode.Faults
    ) {
        consequence.kind.check(against: catalog, at: path, faults)
        if catalog.item(consequence.kind.item)?.nature == .record, !counts(item: consequence.kind.item) {
            faults.note(
                "uncounted-list", at: path + ".item",
                "the policy does not count this list, so no report shows an entry of it")
        }
        guard let measures else {
            faults.note(
                "no-measures", at: path + ".measure", "no list of measures (失信惩戒措施清单) is in use",
                hint: "creditreport measures update FILE takes one into use")
            return
        }
        guard let measure = measures.measure(consequence.measure) else {
            faults.note(
                "unknown-measure", at: path + ".measure",
                "list of measures \(measures.id) \(measures.version) has no measure \"\(consequence.measure)\"",
                hint:
                    "what is not in the list may not be printed; it has \(measures.measures.map(\.code).joined(separator: ", "))"
            )
            return
        }
        if !measure.basis.contains(consequence.basis) {
            faults.note(
                "unknown-basis", at: path + ".basis",
                "list of measures \(measures.id) \(measures.version) does not name this as a basis of \(measure.code)",
                hint: "it names \(measure.basis.joined(separator: "; "))")
        }
        if !measure.targets.contains(where: { $0.covers(consequence.kind) }) {
            faults.note(
                "unlawful-target", at: path + ".item",
                "by list of measures \(measures.id) \(measures.version), \(measure.code) does not strike entries of this list"
            )
        }
    }

    /// What 发改财金〔2025〕565号 asks for at least and this policy does not count.
    private static func omissions(of policy: Policy, in records: [CatalogItem]) -> [(path: String, message: String)] {
        var omissions: [(path: String, message: String)] = []
        for category in ["行政处罚", "行政强制", "严重失信主体名单", "刑事裁判"] {
            let items = records.filter { $0.name.hasPrefix(category) }
            if items.isEmpty {
                omissions.append(
                    (path: "items", message: "the catalogue has no item named \(category), which must count"))
            }
            for item in items where !policy.counts(item: item.code) {
                omissions.append((path: "items." + item.code, message: "\(item.name) must count"))
            }
        }
        for procedure in policy.procedures where !procedure.counts {
            omissions.append((path: "procedures." + procedure.name, message: "penalties of this procedure must count"))
        }
        return omissions
    }
}
