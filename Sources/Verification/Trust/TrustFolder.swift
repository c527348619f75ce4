// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

/// A trust folder (信任目录): a directory with `trust.json`, certificates, revocation lists and a status list.
public struct TrustFolder: Sendable {
    /// Why a folder cannot be used.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        /// What is wrong, with the file.
        public let description: String
    }

    /// The file that describes a folder.
    public static let descriptionFile = "trust.json"
    /// The most bytes of a file that decides whom it trusts.
    public static let limit = RevocationList.limit

    /// Where the folder is.
    public let path: String
    /// What its `trust.json` says.
    public let description: TrustDescription
    /// Whom it trusts.
    public let trust: Trust

    /// The path of its status list; nil if it has none.
    public var statusList: String? { description.statusList.map { path + "/" + $0 } }

    /// Opens a folder: all that its description names must be there and in order.
    ///
    /// - Throws: `Fault` for a certificate that is not the one described, `RecordsError` for the description,
    ///   `CryptographyError` for what a file holds, `FileError` for what cannot be read.
    public init(_ path: String) throws {
        try self.init(path) { try DurableFile.read(path + "/" + $0, limit: Self.limit, followingLinks: true) }
    }

    /// A folder of the files that `read` gives by their names, as they lie at `path` or will lie there.
    public init(_ path: String, reading read: (String) throws -> [UInt8]) throws {
        self.path = path
        description = try TrustDescription(read(Self.descriptionFile))
        guard !description.roots.isEmpty else { throw Fault(description: "\(path) names no authority") }
        var roots: [Trust.Root] = []
        for root in description.roots {
            let certificate = try Self.certificate(path, root.file, key: root.key, read)
            roots.append(Trust.Root(certificate, from: root.from, until: root.until, admission: root.admission))
        }
        var timestampRoots: [Certificate] = []
        for root in description.timestampRoots {
            timestampRoots.append(try Self.certificate(path, root.file, key: root.key, read))
        }
        var lists: [RevocationList] = []
        for file in description.revocationLists { lists.append(try RevocationList(read(file))) }
        trust = try Trust(
            roots: roots, suites: Set(description.suites), requiredSuites: Set(description.requiredSuites),
            revocationLists: lists, requiresRevocationLists: description.requiresRevocationLists,
            timestampRoots: timestampRoots, requiresTimestamps: description.requiresTimestamps)
    }

    /// The certificate in a file, which must be the one with that key.
    private static func certificate(
        _ path: String, _ file: String, key hash: KeyHash, _ read: (String) throws -> [UInt8]
    ) throws -> Certificate {
        let certificates = try Certificate.readPEM(try read(file))
        guard certificates.count == 1, KeyHash(of: certificates[0], hash.algorithm) == hash else {
            throw Fault(description: "\(path)/\(file) is not the certificate with the key \(hash.hex)")
        }
        return certificates[0]
    }
}
