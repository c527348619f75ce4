// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Issuing

/// `key demo`: a demonstration authority and a signer.
enum KeyDemoCommand: Command {
    static let syntax = CommandSyntax(
        name: "key demo", summary: "make a demonstration authority and signer, marked 测试",
        options: [
            .required("--out", "DIR", "where the keys and certificates go"),
            .value(
                "--suite", "p256|sm2", "the algorithms of all keys: P-256 with SHA-256, or SM2 with SM3 (default: p256)"
            ),
            .value("--at", "INSTANT", "from when they are valid (default: now)"),
        ],
        example: "creditreport key demo --out demo-keys")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let directory = try arguments.required("--out")
        guard try !SigningConfiguration(store: arguments.store).isProduction else {
            throw IssuingError(
                .demonstration,
                "the store \(arguments.store) is for real reports, no demonstration keys are made beside it",
                hint: "name another store with --store, or make a real key with: creditreport key csr")
        }
        let suite = try SigningOptions.suite("--suite", arguments) ?? .p256
        let authority = try DemonstrationAuthority(suite: suite, from: try arguments.instant("--at") ?? .now)
        try Directory.createAll(directory)
        let files: [(name: String, text: String, mode: UInt32)] = [
            ("root.key", try authority.rootKey.pem(), 0o600), ("root.pem", authority.rootCertificate.pem, 0o644),
            ("signer.key", try authority.key.pem(), 0o600), ("signer.pem", authority.certificate.pem, 0o644),
        ]
        for file in files {
            try DurableFile.publish(
                Array(file.text.utf8), at: directory + "/" + file.name, replacing: false, mode: file.mode)
        }
        let language = try arguments.language()
        if arguments.has("--json") {
            let members = files.map { JSONMember($0.name, .string(directory + "/" + $0.name)) }
            Console.print(JSONValue.object(members).text)
        } else {
            for file in files { Console.print(directory + "/" + file.name) }
            Console.note(
                language(
                    "演示用的密钥和证书，名称中注明“测试”；不得用于真实报告。",
                    "These are for demonstration; their names say 测试. Never issue a real report with them."))
        }
        return .success
    }
}

/// `key show`: what a certificate says.
enum KeyShowCommand: Command {
    static let syntax = CommandSyntax(
        name: "key show", summary: "print what a certificate says", operands: "CERT", options: [],
        example: "creditreport key show demo-keys/signer.pem")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.operands.count == 1 else { throw arguments.usage("one certificate file is expected") }
        let language = try arguments.language()
        for certificate in try Certificate.readPEM(try InputFile.read(arguments.operands[0], limit: 1 << 20)) {
            let authority = certificate.isCA ? language("是", "yes") : language("否", "no")
            let facts: [(name: String, label: String, value: String)] = [
                ("subject", language("主体", "subject"), certificate.subject.text),
                ("issuer", language("签发者", "issuer"), certificate.issuer.text),
                ("serial", language("序列号", "serial number"), certificate.serialHex),
                ("notBefore", language("有效期自", "not before"), certificate.notBefore.description),
                ("notAfter", language("有效期至", "not after"), certificate.notAfter.description),
                ("suite", language("算法", "suite"), certificate.suite?.rawValue ?? (certificate.isRSA ? "RSA" : "-")),
                ("authority", language("是否可签发证书", "authority"), authority),
                ("spkiSHA256", "SPKI SHA-256", KeyHash(of: certificate, .sha256).hex),
                ("spkiSM3", "SPKI SM3", KeyHash(of: certificate, .sm3).hex),
                ("sha256", "SHA-256", Hex.encode(certificate.fingerprint)),
            ]
            if arguments.has("--json") {
                Console.print(JSONValue.object(facts.map { JSONMember($0.name, .string($0.value)) }).text)
            } else {
                for fact in facts { Console.print(Console.printable("\(fact.label): \(fact.value)")) }
            }
        }
        return .success
    }
}
