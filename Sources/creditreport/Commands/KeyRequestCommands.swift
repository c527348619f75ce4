// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography

/// The files of a signer's key folder.
private enum KeyFolder {
    static let key = "signer.key"
    static let request = "signer.csr"
    static let certificate = "signer.pem"
    static let chain = "chain.pem"

    /// Makes a key and the request for its certificate in a folder.
    static func make(
        _ directory: String, suite: Suite, organization: String, name: String, country: String, _ arguments: Arguments
    ) throws -> ExitCode {
        let passphrase: Passphrase? =
            arguments.has("--unencrypted")
            ? nil : try PassphraseSource(arguments).passphrase(for: directory + "/" + key)
        guard passphrase != nil || arguments.has("--unencrypted") else {
            throw CryptographyError(
                .passphrase, "there is no passphrase for the new key",
                hint: "give it with --passphrase-fd or --passphrase-env, or run the command in a terminal")
        }
        let signingKey = try SigningKey.generate(suite)
        let request = try CertificateRequest(
            for: signingKey, organization: organization, name: name, country: country)
        var text = Array(try (passphrase.map { try signingKey.pem(encryptedUnder: $0) } ?? signingKey.pem()).utf8)
        defer { Secrets.wipe(&text) }
        try Directory.createAll(directory)
        try DurableFile.publish(text, at: directory + "/" + key, replacing: false, mode: 0o600)
        try DurableFile.publish(Array(request.pem.utf8), at: directory + "/" + self.request, replacing: false)
        let paths = [key, self.request].map { directory + "/" + $0 }
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("key", .string(paths[0])), JSONMember("request", .string(paths[1])),
                ]).text)
        } else {
            for path in paths { Console.print(path) }
            Console.note(
                try arguments.language()(
                    "请把 \(Console.line(paths[1])) 交认证机构；证书发下后用 creditreport key import-cert 放到密钥旁。",
                    "Send \(Console.line(paths[1])) to the authority; creditreport key import-cert takes its certificate."
                ))
        }
        return .success
    }

    static let passphraseOptions: [OptionSyntax] =
        PassphraseSource.options + [.flag("--unencrypted", "keep the key without a passphrase")]
}

/// `key csr`: a new key and the request for its certificate.
enum KeyRequestCommand: Command {
    static let syntax = CommandSyntax(
        name: "key csr", summary: "make a signer's key and the request for its certificate (PKCS #10)",
        options: [
            .required("--out", "DIR", "the folder of the key: signer.key and signer.csr"),
            .required("--organization", "TEXT", "the body in whose name reports are issued (O)"),
            .required("--name", "TEXT", "the common name (CN)"),
            .value("--country", "XX", "the country (default: CN)"),
            .value("--suite", "p256|sm2", "the suite of the key (default: p256)"),
        ] + KeyFolder.passphraseOptions,
        example: "creditreport key csr --out keys --organization 示例信用中心 --name 示例报告签发 --passphrase-env PASS")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        try KeyFolder.make(
            try arguments.required("--out"), suite: try SigningOptions.suite("--suite", arguments) ?? .p256,
            organization: try arguments.required("--organization"), name: try arguments.required("--name"),
            country: arguments.value("--country") ?? "CN", arguments)
    }
}

/// `key rotate`: the successor of a key, for the same name.
enum KeyRotateCommand: Command {
    static let syntax = CommandSyntax(
        name: "key rotate", summary: "make the successor of a signer's key and the request for its certificate",
        operands: "DIR",
        options: [.required("--out", "DIR", "the folder of the new key")] + KeyFolder.passphraseOptions,
        example: "creditreport key rotate keys --out keys-2027 --passphrase-env PASS")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.operands.count == 1 else { throw arguments.usage("the folder of the old key is expected") }
        let path = arguments.operands[0] + "/" + KeyFolder.certificate
        let old = try Certificate.readPEM(try InputFile.read(path, limit: 1 << 20))
        guard let certificate = old.first, let suite = certificate.suite,
            let organization = certificate.subject.organization, let name = certificate.subject.commonName
        else {
            throw CryptographyError(
                .invalidRequest, "the certificate in \(path) has no organization, no name, or a key of another kind")
        }
        return try KeyFolder.make(
            try arguments.required("--out"), suite: suite, organization: organization, name: name, country: "CN",
            arguments)
    }
}

/// `key import-cert`: the certificate that an authority made for a request.
enum KeyImportCommand: Command {
    static let syntax = CommandSyntax(
        name: "key import-cert", summary: "put the certificate of an authority beside its key, once it fits",
        operands: "DIR",
        options: [
            .required("--cert", "FILE", "the certificate (PEM)"),
            .value("--chain", "FILE", "the certificates between it and the authority's (PEM)"),
            .required("--root", "FILE", "the authority's certificate (PEM), to which it has to lead"),
            .value("--at", "INSTANT", "the moment at which it has to be valid (default: now)"),
        ] + PassphraseSource.options,
        example: "creditreport key import-cert keys --cert signer.cer --root root.pem --passphrase-env PASS")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.operands.count == 1 else { throw arguments.usage("the folder of the key is expected") }
        let directory = arguments.operands[0]
        func certificates(_ option: String) throws -> [Certificate] {
            guard let path = arguments.value(option) else { return [] }
            return try Certificate.readPEM(try InputFile.read(path, limit: 1 << 20))
        }
        let own = try certificates("--cert")
        let chain = Array(own.dropFirst()) + (try certificates("--chain"))
        // Opening the key proves that the certificate is its own.
        let signer = try KeySource.signer(
            directory + "/" + KeyFolder.key, certificates: Array(own.prefix(1)) + chain, try PassphraseSource(arguments)
        )
        let anchors = try TrustAnchors(try certificates("--root"))
        let outcome = anchors.validate(
            signer.certificate, intermediates: chain, at: try arguments.instant("--at") ?? .now)
        switch outcome {
        case .trusted: break
        case .untrusted(let fault), .outsideValidity(let fault, _):
            throw CryptographyError(
                .invalidRequest, "the certificate cannot sign reports: \(fault)",
                hint: "ask the authority for one with digitalSignature and nonRepudiation")
        }
        var files = [(path: directory + "/" + KeyFolder.certificate, bytes: Array(signer.certificate.pem.utf8))]
        if !chain.isEmpty {
            files.append((directory + "/" + KeyFolder.chain, Array(chain.map(\.pem).joined().utf8)))
        }
        try DurableFile.publish(files)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([JSONMember("files", .array(files.map { .string($0.path) }))]).text)
        } else {
            for file in files { Console.print(file.path) }
        }
        return .success
    }
}
