// SPDX-License-Identifier: Apache-2.0

import Records
import Reporting

/// Domains: the tree, and where a record belongs (rules, 3.3).
extension NaiveRules {
    /// The place of a domain's parent; nil at the top.
    func parent(of place: Int) -> Int? {
        guard let code = domains[place].parent else { return nil }
        for (other, domain) in domains.enumerated() where domain.code == code { return other }
        return nil
    }

    /// Whether a domain is another or one of its descendants.
    func isWithin(_ place: Int, _ ancestor: Int) -> Bool {
        if place == ancestor { return true }
        guard let parent = parent(of: place) else { return false }
        return isWithin(parent, ancestor)
    }

    /// The place of the domain of that code or name.
    func place(of text: String) -> Int? {
        for (place, domain) in domains.enumerated() {
            if NaiveSpelling.code(domain.code) == NaiveSpelling.code(text) { return place }
        }
        for (place, domain) in domains.enumerated() {
            if NaiveSpelling.code(domain.name) == NaiveSpelling.code(text) { return place }
        }
        return nil
    }

    /// The domain of a record: its own, else by the authority's code, else its name, else the source; nil for 其他.
    func place(domain: String?, authorityCode: String?, authorityName: String?, source: String) -> Int? {
        if let domain, let place = place(of: domain) { return place }
        if let authorityCode {
            let fed = fedDomains { NaiveSpelling.code($0.code) == NaiveSpelling.code(authorityCode) }
            // A department of several domains leaves it unknown to which the record belongs.
            if fed.count > 0 { return fed.count == 1 ? fed[0] : nil }
        }
        if let authorityName {
            let fed = fedDomains { NaiveSpelling.code($0.name) == NaiveSpelling.code(authorityName) }
            if fed.count > 0 { return fed.count == 1 ? fed[0] : nil }
        }
        let fed = fedDomains { NaiveSpelling.code($0.code) == NaiveSpelling.code(source) }
        return fed.count == 1 ? fed[0] : nil
    }

    private func fedDomains(by isMeant: (Department) -> Bool) -> [Int] {
        var result: [Int] = []
        for (place, domain) in domains.enumerated() {
            for department in domain.sources where isMeant(department) && !result.contains(place) {
                result.append(place)
            }
        }
        return result
    }

    /// Whether a domain is asked for; nil is 其他.
    func isAsked(_ place: Int?) -> Bool {
        switch scope.domains {
        case .all:
            return true
        case .named(let asked, let other):
            guard let place else { return other }
            for ancestor in asked where isWithin(place, ancestor) { return true }
            return false
        }
    }
}
