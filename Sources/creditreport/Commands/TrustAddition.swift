// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Registry
import Verification

/// A trust folder with what is put into it. Nothing is written before all of it holds.
struct TrustAddition {
    /// Where the folder is.
    let path: String
    /// What its `trust.json` will say.
    var description = TrustDescription()
    private var files: [(name: String, bytes: [UInt8])] = []

    private var descriptionFile: String { path + "/" + TrustFolder.descriptionFile }

    /// A folder that is there, or a new one.
    init(_ path: String) throws {
        self.path = path
        if Directory.exists(descriptionFile) {
            description = try TrustDescription(try InputFile.read(descriptionFile, limit: 1 << 20))
        }
    }

    /// Puts a file into the folder, in the place of one of that name.
    mutating func put(_ name: String, _ bytes: [UInt8]) {
        files.removeAll { $0.name == name }
        files.append((name, bytes))
    }

    /// A file of the folder as it will be.
    func read(_ name: String) throws -> [UInt8] {
        if let file = files.last(where: { $0.name == name }) { return file.bytes }
        return try DurableFile.read(path + "/" + name, limit: RevocationList.limit, followingLinks: true)
    }

    /// The folder as it will be: all that it names is in order.
    func folder() throws -> TrustFolder {
        try TrustOption.folder(path) {
            try $0 == TrustFolder.descriptionFile ? description.file : read($0)
        }
    }

    /// Writes the files, and at last the description.
    func publish() throws {
        try Directory.createAll(path)
        for file in files { try DurableFile.publish(file.bytes, at: path + "/" + file.name, replacing: true) }
        try DurableFile.publish(description.file, at: descriptionFile, replacing: true)
    }
}

/// Lists: none takes the place of one that is newer, or of another signer's.
extension TrustAddition {
    /// Adds a revocation list, one for each key of an authority: root, intermediates and authorities for timestamps.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - issuers: certificates of intermediates that the folder's authorities have signed, for lists of their own.
    ///   - now: the moment after which a list cannot have been made.
    mutating func addRevocationList(_ source: String, issuers: [Certificate], now: Instant) throws -> String {
        let bytes = try InputFile.read(source, limit: RevocationList.limit)
        let list = try RevocationList(bytes)
        let authorities = try self.authorities()
        for issuer in issuers
        where !authorities.contains(where: { $0.subject == issuer.issuer && $0.hasSigned(issuer) }) {
            throw Failure(
                "trust.crl", "\(issuer.subject) is not certified by an authority of the folder", exit: .badData)
        }
        guard let signer = (authorities + issuers).first(where: list.isSigned) else {
            throw Failure(
                "trust.crl", "\(source) is not signed by the \(list.issuer) of this folder",
                hint: "ask the authority for its list again; that of an intermediate authority needs --crl-issuer",
                exit: .badData)
        }
        try Self.check(source, of: list.thisUpdate, by: now, "trust.crl")
        // By the key that signed it: authorities may share a name, and whoever writes a list writes what it says.
        var replaced: String?
        for name in description.revocationLists {
            let older = try RevocationList(try read(name))
            guard older.isSigned(by: signer) else { continue }
            guard older.thisUpdate <= list.thisUpdate else {
                throw Failure(
                    "trust.crl", "\(source) speaks of \(list.thisUpdate), the folder has a list of \(older.thisUpdate)",
                    hint: "an older list would bring revoked certificates back", exit: .badData)
            }
            replaced = name
        }
        let name =
            replaced ?? "revoked-\(KeyHash(of: signer, description.keyHashAlgorithm).hex.prefix(16)).crl"
        put(name, bytes)
        if !description.revocationLists.contains(name) { description.revocationLists.append(name) }
        return name
    }

    /// Refuses a list that cannot have been made yet.
    private static func check(_ source: String, of moment: Instant, by now: Instant, _ code: String) throws {
        guard moment <= Instant(seconds: now.seconds + Trust.clockSlack) else {
            throw Failure(code, "\(source) speaks of \(moment), which is after now", exit: .badData)
        }
    }

    private func authorities() throws -> [Certificate] {
        try (description.roots.map(\.file) + description.timestampRoots.map(\.file)).flatMap {
            try Certificate.readPEM(try read($0))
        }
    }

    /// Adds a status list, which must be of somebody whom the folder trusts, and no older than the one that is there.
    mutating func addStatusList(_ source: String, now: Instant) throws -> String {
        let bytes = try InputFile.read(source, limit: StatusSources.limit)
        let trust = try folder().trust
        let list = try StatusSources.list(bytes, trust: trust, now: now, isAcceptable: StatusSources.mayBeKept)
        try Self.check(source, of: list.thisUpdate, by: now, "trust.status")
        if let name = description.statusList,
            let older = try? StatusSources.list(
                try InputFile.read(path + "/" + name, limit: StatusSources.limit), trust: trust, now: now,
                isAcceptable: StatusSources.mayBeKept),
            older.thisUpdate > list.thisUpdate
        {
            throw Failure(
                "trust.status", "\(source) speaks of \(list.thisUpdate), the folder has a list of \(older.thisUpdate)",
                hint: "an older list would bring withdrawn reports back", exit: .badData)
        }
        let name = "status.jsonl"
        put(name, bytes)
        description.statusList = name
        return name
    }
}
