// SPDX-License-Identifier: Apache-2.0

public import RecordStore
public import Records

/// The catalogue, domain table, list of measures and policy in use.
public struct Rulebook: Sendable {
    /// The catalogue.
    public let catalog: Catalog
    /// The domain table.
    public let table: DomainTable
    /// The policy.
    public let policy: Policy
    /// The list of measures (失信惩戒措施清单) if the policy prints consequences; nil if it prints none.
    public let measures: MeasureList?
    private let items: [String: CatalogItem]

    /// A rulebook of those; a list of measures that the policy does not cite is no part of it.
    public init(catalog: Catalog, table: DomainTable, policy: Policy, measures: MeasureList? = nil) {
        self.catalog = catalog
        self.table = table
        self.policy = policy
        self.measures = policy.consequences.isEmpty ? nil : measures
        var items: [String: CatalogItem] = [:]
        for item in catalog.items { items[Spelling.normalize(item.code)] = item }
        self.items = items
    }

    /// The rulebook that a store's configuration gives under one of its policies.
    ///
    /// - Throws: `RecordsError` if a file cannot be read as what it is kept for.
    public init(_ configuration: Configuration, following policy: ConfigurationFile) throws {
        self.init(
            catalog: try Catalog.read(configuration.catalog.bytes, sha256: configuration.catalog.hash),
            table: try DomainTable.read(configuration.domains.bytes, sha256: configuration.domains.hash),
            policy: try Policy.read(policy.bytes, sha256: policy.hash),
            measures: try configuration.measures.map { try MeasureList.read($0.bytes, sha256: $0.hash) })
    }

    /// What an item that the catalogue does not know is printed as.
    public static let unknownItemName = "其他事项"

    /// The catalogue's item of a normalised code; nil if the catalogue does not know it.
    public func item(_ code: String) -> CatalogItem? {
        items[code]
    }

    /// The name under which an item is printed.
    public func itemName(_ code: String) -> String {
        items[code]?.name ?? Self.unknownItemName
    }
}
