// SPDX-License-Identifier: Apache-2.0

/// What a new version of a domain table must still know.
extension DomainTable {
    /// Checks that what was stored under the version before can still be read: every code and name of its domains leads
    /// to a domain, and every name of a department that the table has still leads to that department.
    ///
    /// - Throws: `RecordsError` with each code and name that the table has lost.
    public func validate(following previous: DomainTable) throws(RecordsError) {
        let faults = ConfigurationNode.Faults(area: "domains")
        for domain in previous.domains {
            for spelling in [domain.code, domain.name] + domain.aliases where index(named: spelling) == nil {
                faults.note(
                    "dropped", at: "domains",
                    "\"\(spelling)\" of version \(previous.version) leads to no domain, and records may name it",
                    hint: "give it to the aliases of the domain that takes its place")
            }
            for source in domain.sources where departmentName(code: source.code) != nil {
                let code = Spelling.normalize(source.code)
                for name in [source.name] + source.aliases
                where previous.departmentCode(name: name) == code && departmentCode(name: name) != code {
                    faults.note(
                        "dropped", at: "domains",
                        "\"\(name)\" of version \(previous.version) leads to the department \(source.code) no more, and "
                            + "records without the code may name it",
                        hint: "give it to the aliases of that source")
                }
            }
        }
        try faults.check()
    }
}
