// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography

/// What a configuration file is for.
public enum ConfigurationKind: String, Sendable, CaseIterable {
    /// The 公共信用信息目录.
    case catalog
    /// The table of 领域.
    case domains
    /// The 失信惩戒措施清单.
    case measures
    /// What a report counts and how.
    case policy
    /// The table of holidays and make-up days, by which working days are counted.
    case holidays
}

/// A version of a configuration file, as the import chain records it.
public struct ConfigurationVersion: Hashable, Sendable {
    /// What the file is for.
    public let kind: ConfigurationKind
    /// The name that all versions of it share.
    public let id: String
    /// The version, as printed in reports.
    public let version: String
    /// The hash of the file by the function of the store, in lower-case hex.
    public let hash: String
    /// When it came into use; nil for what the store was made with.
    public let installed: Instant?

    /// The version that a file is, by its own `id` and `version`.
    init(_ kind: ConfigurationKind, _ bytes: [UInt8], installed: Instant?, _ algorithm: DigestAlgorithm)
        throws(StoreError)
    {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes)
        } catch {
            throw StoreError(.badConfiguration, "the \(kind.rawValue) file is not JSON: \(error.description)")
        }
        guard let id = value["id"]?.string, !id.isEmpty, let version = value["version"]?.string, !version.isEmpty else {
            throw StoreError(
                .badConfiguration, "the \(kind.rawValue) file does not state its id and version",
                hint: "give it the members \"id\" and \"version\", both strings")
        }
        self.kind = kind
        self.id = id
        self.version = version
        self.installed = installed
        hash = Hex.encode(Digest.of(bytes, algorithm))
    }

    /// The name of the file in the directory `configuration`.
    var file: String { hash + ".json" }

    /// Appends it as JSON, its keys sorted, no white space.
    func write(_ algorithm: DigestAlgorithm, to writer: inout ByteWriter) {
        writer.append("{\"id\":")
        writer.append(jsonString: id)
        if let installed {
            writer.append(",\"installed\":")
            writer.append(jsonString: installed.description)
        }
        writer.append(",\"kind\":")
        writer.append(jsonString: kind.rawValue)
        writer.append(",\"\(algorithm.member)\":")
        writer.append(jsonString: hash)
        writer.append(",\"version\":")
        writer.append(jsonString: version)
        writer.append("}")
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor, _ algorithm: DigestAlgorithm) throws(JSONError) {
        try cursor.expect("{\"id\":")
        id = try cursor.string()
        if cursor.take(",\"installed\":") {
            guard let instant = Instant(try cursor.string()) else {
                throw cursor.fault("an instant was expected")
            }
            installed = instant
        } else {
            installed = nil
        }
        try cursor.expect(",\"kind\":")
        guard let kind = ConfigurationKind(rawValue: try cursor.string()) else {
            throw cursor.fault("a kind of configuration that is not known")
        }
        self.kind = kind
        try cursor.expect(",\"\(algorithm.member)\":")
        hash = try cursor.string()
        try cursor.expect(",\"version\":")
        version = try cursor.string()
        try cursor.expect("}")
    }
}

/// A configuration file with its contents.
public struct ConfigurationFile: Hashable, Sendable {
    /// The name that all versions of it share.
    public let id: String
    /// The version, as printed in reports.
    public let version: String
    /// The hash of the file by the function of the store, in lower-case hex.
    public let hash: String
    /// The file.
    public let bytes: [UInt8]
}

/// The configuration files that are in use at a snapshot.
public struct Configuration: Hashable, Sendable {
    /// The 公共信用信息目录.
    public let catalog: ConfigurationFile
    /// The table of 领域.
    public let domains: ConfigurationFile
    /// The 失信惩戒措施清单; nil if the store has none.
    public let measures: ConfigurationFile?
    /// The latest version of each policy, in the order of their ids.
    public let policies: [ConfigurationFile]
    /// The table of holidays; nil if the store has none.
    public let holidays: ConfigurationFile?

    /// The policy of that id, or the first if no id is named; nil if the store has none.
    public func policy(_ id: String?) -> ConfigurationFile? {
        guard let id else { return policies.first }
        return policies.first { $0.id == id }
    }
}
