// SPDX-License-Identifier: Apache-2.0

public import RecordStore
internal import Records

/// The departments that figures are about: those that the domain table names, and whoever else has delivered.
public struct Departments: Sendable {
    /// Their codes: in the order of the table, then those that only delivered, in the order of their first delivery.
    public let codes: [String]
    private let names: [String: String]

    /// The departments of a snapshot.
    public init(_ snapshot: Snapshot) throws {
        let file = try snapshot.configuration().domains
        let table = try DomainTable.read(file.bytes, sha256: file.hash)
        var codes: [String] = []
        var names: [String: String] = [:]
        for department in table.domains.flatMap(\.sources) {
            let code = Spelling.normalize(department.code)
            if names.updateValue(department.name, forKey: code) == nil { codes.append(code) }
        }
        var known = Set(codes)
        for delivery in snapshot.imports {
            if known.insert(delivery.source).inserted { codes.append(delivery.source) }
            // A department that is in no table is known by the name under which its records say that it decided.
            for place in delivery.placements
            where names[delivery.source] == nil && Spelling.normalize(place.authorityCode) == delivery.source {
                names[delivery.source] = place.authorityName
            }
        }
        self.codes = codes
        self.names = names.filter { !$0.value.isEmpty }
    }

    /// The name of a department, or its code.
    public func name(_ code: String) -> String { names[code] ?? code }

    /// Whether a department is known.
    public func contains(_ code: String) -> Bool { codes.contains(code) }
}
