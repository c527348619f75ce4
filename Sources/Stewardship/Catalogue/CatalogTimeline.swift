// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
public import RecordStore
public import Records

/// The versions of a store's catalogue with the days from which they are in force.
///
/// A record is judged by the catalogue that was in force on its decision day, whatever came later: nobody owes a field that no
/// catalogue asked for. What was decided before the first version is judged by the first.
public struct CatalogTimeline: Sendable {
    /// A version, and when the store took it into use; nil for the one that it was made with.
    public struct Version: Sendable {
        /// The version.
        public let catalog: Catalog
        /// When the store took it into use.
        public let installed: Instant?
    }

    /// The versions by the day from which they are in force; of several for one day the one that was taken into use last.
    public let versions: [Version]

    /// The versions that a snapshot has.
    ///
    /// - Throws: `StoreError`, or `RecordsError` if a file is no catalogue.
    public init(_ snapshot: Snapshot) throws {
        var versions: [Version] = []
        for (installed, file) in try snapshot.configurations(.catalog) {
            let catalog = try Catalog.read(file.bytes, sha256: file.hash)
            versions.removeAll { $0.catalog.effective == catalog.effective }
            versions.append(Version(catalog: catalog, installed: installed))
        }
        self.versions = versions.sorted { $0.catalog.effective < $1.catalog.effective }
    }

    /// The version in force on a day.
    public func catalog(on day: CivilDay) -> Catalog? {
        (versions.last { $0.catalog.effective <= day } ?? versions.first)?.catalog
    }
}
