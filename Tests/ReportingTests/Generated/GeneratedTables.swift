// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// Catalogues, policies, domain tables and deliveries of generated cases.
extension HistoryGenerator {
    /// The departments that feed domains and deliver records; two have one name.
    static let departments = [
        Department(code: "PA", name: "甲局"), Department(code: "QB", name: "乙局"), Department(code: "RC", name: "丙局"),
        Department(code: "SD", name: "甲局"),
    ]

    mutating func makeDomains() -> [Domain] {
        var result: [Domain] = []
        var path: [String] = []
        for number in 1...pick([1, 2, 3, 4, 5]) {
            let code = "D\(number)"
            path = Array(path.prefix(Int.random(in: 0...path.count, using: &random)))
            let sources = Self.departments.shuffled(using: &random).prefix(pick([0, 1, 1, 2]))
                .map { Department(code: spell($0.code), name: spell($0.name)) }
            result.append(Domain(code: code, name: "领域\(number)A", parent: path.last, sources: sources))
            path.append(code)
        }
        return result
    }

    mutating func makeCatalog() -> Catalog {
        var items: [CatalogItem] = []
        for (code, isList, hasProcedure) in [("CF", false, true), ("MD", true, false), ("XK", false, false)] {
            items.append(
                CatalogItem(
                    code: code, name: "事项" + code, nature: .record, isList: isList, hasProcedure: hasProcedure,
                    permission: pick([.open, .open, .government, .authorised]), elements: [], fields: []))
        }
        for (code, nature) in [("DJ", CatalogItem.Nature.registration), ("SJ", .event)] {
            items.append(
                CatalogItem(
                    code: code, name: "事项" + code, nature: nature, isList: false, hasProcedure: false,
                    permission: .open, elements: [], fields: []))
        }
        let effective = CivilDay(ordinal: 0)
        return Catalog(id: "test", version: "1", title: "示例目录", effective: effective, items: items, sha256: "")
    }

    mutating func makePolicy(_ catalog: Catalog, day: CivilDay) -> Policy {
        let treatments = Policy.Treatment.allCases
        return Policy(
            id: "test", version: "1", title: "专项信用报告", issuer: "示例", numberPrefix: "CS",
            verificationAddress: "https://example.invalid/", legalBasis: ["示例"],
            items: catalog.items.map { (code: spell($0.code), counts: chance(85)) },
            procedures: [(name: "简易程序", counts: chance(60)), (name: "普通程序", counts: chance(80))],
            narrowScopeBasis: nil, repaired: pick(treatments), expired: pick(treatments),
            publicityMonths: ["轻微", "一般", "严重"].map { (severity: $0, months: pick([0, 1, 2, 3, 12, 36])) },
            freshnessDays: chance(50) ? pick([0, 1, 2, 31]) : abs(Int(day.ordinal) - Int(self.day().ordinal)),
            longestPeriodYears: pick([1, 2, 3, 4, 5]), longestLagDays: pick([0, 1, 7]), validityDays: 30,
            mask: (first: 3, last: 2),
            objectionChannel: "示例", repairChannel: "示例", sha256: "")
    }

    /// A domain as a delivery may spell it; nil where it names none.
    mutating func deliveredDomain(none: Int) -> String? {
        if chance(none) { return nil }
        if chance(15) { return pick(["D9", "其他", "QT", " "]) }
        let domain = pick(domains)
        return spell(chance(70) ? domain.code : domain.name)
    }

    /// What a delivery is of: mostly penalties.
    private mutating func deliveredItem() -> String {
        spell(chance(80) ? "CF" : pick(["CF", "MD", "XK", "ZZ", "DJ", "SJ"]))
    }

    mutating func makeStatements() -> [CoverageStatement] {
        var result: [CoverageStatement] = []
        if chance(40) {
            // Nearly every source covers what it feeds.
            for domain in domains {
                for source in domain.sources where chance(95) {
                    let received = instant()
                    let through = chance(50) ? .missing : DeliveredDay(min(day(), received.day))
                    result.append(
                        CoverageStatement(
                            source: spell(source.code), item: deliveredItem(), domains: [spell(domain.code)],
                            through: through, placements: [],
                            received: received, isBackfill: chance(5),
                            onlyWaits: chance(3)))
                }
            }
        }
        for _ in 0..<pick([0, 1, 2, 4, 6, 8]) {
            var stated: [String] = []
            for _ in 0..<pick([0, 1, 1, 2]) {
                if let domain = deliveredDomain(none: 0) { stated.append(domain) }
            }
            var placements: [DomainPlacement] = []
            for _ in 0..<pick([0, 1, 2]) {
                let authority = pick(Self.departments)
                placements.append(
                    DomainPlacement(
                        domain: deliveredDomain(none: 50) ?? "", authorityCode: chance(60) ? spell(authority.code) : "",
                        authorityName: chance(60) ? spell(authority.name) : ""))
            }
            let received = instant()
            var through = delivered(missing: 40)
            if chance(20) { through = DeliveredDay(received.day.adding(days: pick([-1, 0, 1]))) }
            result.append(
                CoverageStatement(
                    source: spell(pick(Self.departments).code), item: deliveredItem(), domains: stated,
                    through: through,
                    placements: placements, received: received, isBackfill: chance(15),
                    onlyWaits: chance(10)))
        }
        return result
    }
}
