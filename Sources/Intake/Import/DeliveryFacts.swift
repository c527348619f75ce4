// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// What is known of a delivery as a whole once all of its rows have been read.
struct DeliveryFacts {
    let item: CatalogItem
    let encoding: TextEncoding?
    let fileHash: String
    let map: HeadingMap
    /// The names of the sheets that rows stand in.
    let sheets: [String]
    let rows: Int
    let outOfScope: Int
    var oddities: OddityList
    /// Who delivered, normalised.
    let source: String
    let placements: [DomainPlacement]
}

/// Who delivered, as the rows say.
struct DeliverySource {
    private var first: (source: [UInt8], row: Int)?
    private var other: (source: [UInt8], row: Int)?

    /// Notes who delivered a row.
    mutating func note(_ source: [UInt8], row: Int) {
        guard let first else {
            first = (source, row)
            return
        }
        if other == nil, first.source != source { other = (source, row) }
    }

    /// Notes who delivered a row.
    mutating func note(_ source: String, row: Int) {
        note(Array(source.utf8), row: row)
    }

    /// Notes who delivered further rows.
    mutating func note(_ later: DeliverySource) {
        if let first = later.first { note(first.source, row: first.row) }
        if let other = later.other { note(other.source, row: other.row) }
    }

    /// The department that delivered: the one given, else the one that all rows name.
    func source(_ given: String?) throws(IntakeError) -> String {
        if let given { return given }
        let hint = "name the department's code with --source"
        guard let first else {
            throw IntakeError(.source, "no row says which department delivered the file", hint: hint)
        }
        let name = String(decoding: first.source, as: UTF8.self)
        if let other {
            throw IntakeError(
                .source,
                "row \(first.row) is from \(name), row \(other.row) from \(String(decoding: other.source, as: UTF8.self))",
                hint: hint)
        }
        return name
    }
}

/// What places the records of a delivery in domains (rules, 4).
struct Placing {
    /// What is said of records that are placed by the same.
    private struct Place {
        var domain: [UInt8]
        var code: [UInt8]
        var name: [UInt8]
        var source: [UInt8]
        var isUnknown = false
        var isNowhere = false
    }

    private var places: [Place] = []
    private var current = 0
    private var placements: Set<DomainPlacement> = []

    /// How many places are remembered.
    private static let most = 16

    /// Records whose domain the table does not know, and those that it can't place at all (其他).
    private(set) var oddities = OddityList()

    /// Notes what places a record.
    mutating func note(
        domain: ArraySlice<UInt8>, code: ArraySlice<UInt8>, name: ArraySlice<UInt8>, source: [UInt8], line: Int,
        item: CatalogItem, table: DomainTable?
    ) {
        func isSame(_ place: Place) -> Bool {
            place.domain[...] == domain && place.code[...] == code && place.name[...] == name && place.source == source
        }
        if places.isEmpty || !isSame(places[current]) {
            if let known = places.firstIndex(where: isSame) {
                current = known
            } else {
                let new = place(Array(domain), Array(code), Array(name), source, table)
                current = places.count < Self.most ? places.count : (current + 1) % Self.most
                if current == places.count { places.append(new) } else { places[current] = new }
            }
        }
        if places[current].isUnknown {
            oddities.note("domain.unknown", item.field(.domain), line, "the domain table has no such domain")
        }
        if places[current].isNowhere {
            oddities.note(
                "domain.none", nil, line,
                "neither domain nor authority nor source leads to a domain: the records belong to 其他")
        }
    }

    /// Notes what places the records of further rows.
    mutating func note(_ later: Placing) {
        placements.formUnion(later.placements)
        oddities.note(later.oddities)
    }

    private mutating func place(
        _ domain: [UInt8], _ code: [UInt8], _ name: [UInt8], _ source: [UInt8], _ table: DomainTable?
    ) -> Place {
        var place = Place(domain: domain, code: code, name: name, source: source)
        let (domain, code) = (String(decoding: domain, as: UTF8.self), String(decoding: code, as: UTF8.self))
        let name = String(decoding: name, as: UTF8.self)
        placements.insert(DomainPlacement(domain: domain, authorityCode: code, authorityName: name))
        guard let table else { return place }
        place.isUnknown = !domain.isEmpty && table.index(named: domain) == nil
        place.isNowhere =
            table.place(
                domain: domain.isEmpty ? nil : domain, authorityCode: code.isEmpty ? nil : code,
                authorityName: name.isEmpty ? nil : name, source: String(decoding: source, as: UTF8.self)) == nil
        return place
    }

    /// Each combination once, sorted, for a delivery that states no domains.
    ///
    /// Registrations and events are in no domain. A delivery without a row about an enterprise is for the domains of
    /// its source, like a 零报送.
    func placements(_ item: CatalogItem, hasLines: Bool) -> [DomainPlacement] {
        guard item.nature == .record else { return [] }
        guard hasLines else { return [DomainPlacement(domain: "", authorityCode: "", authorityName: "")] }
        return placements.sorted()
    }
}
