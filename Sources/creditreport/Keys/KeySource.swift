// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Records

/// What `--key` names: a private key in a file, or the description of a program that signs.
enum KeySource {
    /// The most bytes of a key file.
    private static let limit = KeyBag.limit

    /// The signer of a key file and its certificates.
    ///
    /// - Parameters:
    ///   - path: PKCS #8 in PEM, PKCS #12, or the description of a program that signs, in JSON.
    ///   - certificates: the signer's certificate and those above it; those of a PKCS #12 file if it is empty.
    ///   - passphrases: where the passphrase of an encrypted key comes from.
    static func signer(
        _ path: String, certificates: [Certificate], _ passphrases: PassphraseSource
    ) throws -> any MessageSigner {
        var file = try read(path)
        defer { Secrets.wipe(&file) }
        if KeyBag.isOne(file) {
            let bag = try KeyBag(file, passphrase: try passphrases.passphrase(for: path))
            let all = certificates.isEmpty ? bag.certificates : certificates
            return try local(bag.key, all, path)
        }
        if file.first == UInt8(ascii: "{") {
            return try CommandDescription(file).signer(try first(certificates, path), Array(certificates.dropFirst()))
        }
        let key = try SigningKey(pem: file) { () throws(CryptographyError) in try passphrases.passphrase(for: path) }
        return try local(key, certificates, path)
    }

    private static func local(_ key: SigningKey, _ certificates: [Certificate], _ path: String) throws -> LocalSigner {
        try LocalSigner(
            key: key, certificate: try first(certificates, path), chain: Array(certificates.dropFirst()))
    }

    private static func first(_ certificates: [Certificate], _ path: String) throws -> Certificate {
        guard let first = certificates.first else {
            throw CryptographyError(
                .malformedPEM, "there is no certificate for the key in \(path)", hint: "name it with --cert")
        }
        return first
    }

    /// A file that nobody but its owner may read or change.
    private static func read(_ path: String) throws -> [UInt8] {
        let file = try ReadableFile(path, followingLinks: true)
        guard try !file.isOpenToOthers() else {
            throw CryptographyError(
                .exposedKey, "others than its owner may read or change \(path)", hint: "chmod 600 \(path)")
        }
        guard file.count <= limit else {
            throw CryptographyError(.overLimit, "key file \(path) of \(file.count) bytes, at most \(limit) are read")
        }
        return try file.read(at: 0, count: file.count)
    }
}

/// The description of a program that signs: `{"format": "creditreport-signer-1", "command": [...], "seconds": 30}`.
private struct CommandDescription {
    let command: [String]
    let seconds: Int

    init(_ file: [UInt8]) throws {
        let faults = ConfigurationNode.Faults(area: "signer")
        guard let root = ConfigurationNode.root(of: file, format: "creditreport-signer-1", faults: faults) else {
            throw RecordsError(faults: faults.list)
        }
        root.expect(keys: ["format", "command", "seconds"])
        command = (root.required("command")?.elements ?? []).compactMap { $0.text(upTo: 4096) }
        seconds = root.optional("seconds")?.integer(in: 1...600) ?? 30
        try faults.check()
    }

    func signer(_ certificate: Certificate, _ chain: [Certificate]) throws -> CommandSigner {
        try CommandSigner(command: command, certificate: certificate, chain: chain, seconds: seconds)
    }
}
