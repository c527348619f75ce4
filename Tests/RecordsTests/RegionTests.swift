// SPDX-License-Identifier: Apache-2.0

import Records
import TestSupport
import Testing

/// The domain tables of the samples: another region is only data.
struct RegionTests {
    private static let lasa = """
        建筑市场监管、物业管理、工程建设、科技、城市管理、市场监管、交通运输、安全生产、文化和旅游、医疗保障、公积金、税务、社会保险、法院执行、资源规划、\
        地方金融监管、消防、人社、生态环境、水利、卫生健康、统计、公共资源交易、网信、电信、财政、公安
        """
    private static let guangdong = """
        新闻出版、版权、教育、科技、工业和信息化、民族宗教、公安、民政、社会组织、司法行政、财政、自然资源、生态环境、交通运输、水利、农业农村、商务、\
        卫生健康、退役军人事务、体育、统计、地方金融监管、粮食和储备、能源、林业、中医药、法院执行
        """

    private func table(_ file: String) throws -> DomainTable {
        try DomainTable.read(try TestFile.read(Repository.path("Samples/\(file)")), sha256: "00")
    }

    @Test(arguments: [
        ("lasa-domains.json", "拉萨市", "540100", lasa), ("guangdong-domains.json", "广东省", "440000", guangdong),
    ])
    func namesAreThePublishedOnes(file: String, region: String, district: String, list: String) throws {
        let table = try table("regions/" + file)
        #expect(table.region == region)
        #expect(table.domains.count == 27)
        #expect(table.domains.map(\.name) == list.split(separator: "、").map(String.init))
        for department in table.domains.flatMap(\.sources) {
            #expect(department.code.hasPrefix("11" + district + "YY"))
            #expect(department.name.hasPrefix(region))
        }
    }

    @Test(arguments: ["domains.json", "regions/lasa-domains.json", "regions/guangdong-domains.json"])
    func everyDomainHasFictitiousDepartments(file: String) throws {
        var names: [String: String] = [:]
        for domain in try table(file).domains {
            #expect(!domain.sources.isEmpty, "\(domain.name)")
            for department in domain.sources {
                let code = try CreditCode(department.code)
                #expect(code.hasValidOrganizationCode)
                #expect(department.name.hasSuffix("（示例）"))
                #expect(names[department.code] ?? department.name == department.name, "one code, two departments")
                names[department.code] = department.name
            }
        }
        #expect(Set(names.values).count == names.count, "one department, two codes")
    }

    @Test func noDepartmentIsOfTwoRegions() throws {
        let files = ["domains.json", "regions/lasa-domains.json", "regions/guangdong-domains.json"]
        let codes = try files.map { Set(try table($0).domains.flatMap(\.sources).map(\.code)) }
        #expect(Set(codes.joined()).count == codes.map(\.count).reduce(0, +))
    }

    @Test func innerMongoliaHasATree() throws {
        let table = try table("domains.json")
        #expect(table.domains.count >= 40)
        #expect(table.domains.contains { $0.parent != nil })
        let court = try #require(table.index(named: "法院执行"))
        #expect(table.parent(of: court) == table.index(named: "法院"))
    }

    /// A department that feeds one domain places its records; one that feeds several places none (rules, 3.3).
    @Test func departmentsOfLasaPlaceRecords() throws {
        let table = try table("regions/lasa-domains.json")
        func place(_ authority: String, domain: String? = nil) -> String? {
            table.place(domain: domain, authorityCode: nil, authorityName: authority, source: nil)
                .map { table.domains[$0].name }
        }
        #expect(place("拉萨市水利局（示例）") == "水利")
        #expect(place("拉萨市住房和城乡建设局（示例）") == nil)
        #expect(place("拉萨市住房和城乡建设局（示例）", domain: "物业管理") == "物业管理")
    }
}
