// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Issuing
import RecordStore

/// `signing set`: how the reports of a store are signed.
enum SigningSetCommand: Command {
    static let syntax = CommandSyntax(
        name: "signing set", summary: "say how the reports of a store are signed",
        options: TimestampOptions.authority + [
            .flag("--no-tsa", "sign without timestamps from now on"),
            .flag("--production", "the store is for real reports: demonstration keys are refused"),
        ],
        example: "creditreport signing set --tsa http://tsa.example.cn/tsa --tsa-root tsa-root.pem")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let store = try RecordStore(opening: arguments.store)
        var configuration = try SigningConfiguration(store: store.path)
        let timestamp = try TimestampOptions.named(arguments)
        guard timestamp == nil || !arguments.has("--no-tsa") else {
            throw arguments.usage("--tsa and --no-tsa exclude each other")
        }
        guard timestamp != nil || arguments.has("--no-tsa") || arguments.has("--production") else {
            throw arguments.usage("nothing to set: --tsa, --no-tsa or --production is missing")
        }
        if let timestamp {
            _ = try timestamp.service()
            guard store.digestAlgorithm != .sm3 || timestamp.roots.allSatisfy({ $0.suite == .sm2 }) else {
                throw arguments.usage(
                    "--tsa-root names an authority whose keys are not of sm2",
                    "in this store SM2 and SM3 alone decide, timestamps included")
            }
            configuration.timestamp = timestamp
        }
        if arguments.has("--no-tsa") { configuration.timestamp = nil }
        if arguments.has("--production") { configuration.isProduction = true }
        try configuration.write(store: store.path)
        let language = try arguments.language()
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("production", .bool(configuration.isProduction)),
                    JSONMember("tsa", configuration.timestamp.map { .string($0.address) } ?? .null),
                ]).text)
        } else {
            Console.print(
                configuration.timestamp.map { language("时间戳机构 \($0.address)", "timestamps of \($0.address)") }
                    ?? language("签名不带时间戳", "signatures without timestamps"))
            if configuration.isProduction {
                Console.print(language("正式库：不接受演示密钥", "for real reports: demonstration keys are refused"))
            }
        }
        return .success
    }
}
