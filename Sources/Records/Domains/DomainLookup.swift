// SPDX-License-Identifier: Apache-2.0

extension DomainTable {
    /// The place among `domains` of the one with that code or name, in any spelling; nil if the table has none.
    public func index(named text: String) -> Int? {
        index.domains[Spelling.normalize(text)]
    }

    /// The place of a domain's parent; nil at the top.
    public func parent(of place: Int) -> Int? {
        index.parents[place]
    }

    /// How deep a domain lies, 0 at the top.
    public func level(of place: Int) -> Int {
        index.levels[place]
    }

    /// A domain and its descendants: one run of the pre-order.
    public func subtree(of place: Int) -> Range<Int> {
        var end = place + 1
        while end < domains.count, index.levels[end] > index.levels[place] { end += 1 }
        return place..<end
    }

    /// The domain of a record (rules, 3.3): its own, else its authority's by code, else by name, else its source's.
    ///
    /// A domain of its own that the table does not know is as good as none. A department that feeds several domains
    /// places nothing: any choice among them could hide the record from a report on the others.
    ///
    /// - Returns: a place among `domains`; nil if the domain is unknown, so that the record belongs to 其他.
    public func place(domain: String?, authorityCode: String?, authorityName: String?, source: String?) -> Int? {
        if let domain, let own = index(named: domain) { return own }
        let departments = [
            (authorityCode, index.feedersByCode), (authorityName, index.feedersByName), (source, index.feedersByCode),
        ]
        for (spelling, feeders) in departments {
            guard let spelling, let places = feeders[Spelling.normalize(spelling)] else { continue }
            return places.count == 1 ? places[0] : nil
        }
        return nil
    }

    /// The name under which the table knows a department of that code; nil if it does not.
    public func departmentName(code: String) -> String? {
        index.departmentNames[Spelling.normalize(code)]
    }

    /// The normalised code of the one department that the table knows under a name; nil if it knows none, or several.
    public func departmentCode(name: String) -> String? {
        guard let codes = index.departmentCodes[Spelling.normalize(name)], codes.count == 1 else { return nil }
        return codes.first
    }

    /// An authority as identities spell it: by its code where it is named, and one department of the table is called so.
    public func authority(_ authority: String) -> String {
        guard authority.hasPrefix("name:") else { return authority }
        return departmentCode(name: String(authority.dropFirst("name:".count))) ?? authority
    }

    /// The spelling of a record's identity with its authority by code, where `authority(_:)` finds one.
    public func identity(_ identity: String) -> String {
        var parts = identity.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, parts[1].hasPrefix("name:") else { return identity }
        parts[1] = authority(parts[1])
        return parts.joined(separator: " ")
    }

    /// What look-ups need, made once for a table.
    struct Index: Sendable {
        var domains: [String: Int] = [:]
        var parents: [Int?] = []
        var levels: [Int] = []
        var feedersByCode: [String: [Int]] = [:]
        var feedersByName: [String: [Int]] = [:]
        var departmentNames: [String: String] = [:]
        var departmentCodes: [String: Set<String>] = [:]

        init(_ table: [Domain]) {
            for (place, domain) in table.enumerated() {
                // Codes first: a name never takes the place of a code.
                domains[Spelling.normalize(domain.code)] = place
                let parent = domain.parent.flatMap { domains[Spelling.normalize($0)] }
                parents.append(parent)
                levels.append(parent.map { levels[$0] + 1 } ?? 0)
                for source in domain.sources {
                    let code = Spelling.normalize(source.code)
                    feedersByCode[code, default: []].append(place)
                    for name in ([source.name] + source.aliases).map(Spelling.normalize) {
                        departmentCodes[name, default: []].insert(code)
                        if feedersByName[name]?.last != place { feedersByName[name, default: []].append(place) }
                    }
                    if departmentNames[code] == nil { departmentNames[code] = source.name }
                }
            }
            for (place, domain) in table.enumerated() {
                for name in ([domain.name] + domain.aliases).map(Spelling.normalize) where domains[name] == nil {
                    domains[name] = place
                }
            }
        }
    }
}
