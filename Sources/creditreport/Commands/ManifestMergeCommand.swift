// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Registry
import Verification

/// `manifest merge`: the manifest of a round from those of its shards.
enum ManifestMergeCommand: Command {
    static let syntax = CommandSyntax(
        name: "manifest merge", summary: "join the manifests of a round's shards into one", operands: "MANIFEST...",
        options: SigningOptions.one + TimestampOptions.authority + [
            TimestampOptions.none, .required("--out", "FILE", "where the manifest goes"),
        ],
        example: "creditreport manifest merge shard-*/manifest.jsonl --key demo-keys/signer.key "
            + "--cert demo-keys/signer.pem --out manifest.jsonl")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard !arguments.operands.isEmpty else { throw arguments.usage("no manifest is named") }
        let signer = try SigningOptions.signer(arguments, at: nil)
        let shards = try arguments.operands.map { path in
            let (manifest, signature) = try Manifest.read(try InputFile.read(path, limit: 1 << 30))
            // What others signed is not made one's own by joining it.
            guard signature.signer == signer.certificate else {
                throw Failure(
                    "manifest.signer", "\(path) is signed by \(signature.signer.subject), not by the signer named",
                    hint: "name the key that the shards were signed with", exit: .badData)
            }
            return manifest
        }
        let manifest = try Manifest.merge(shards)
        let source = try TimestampOptions.source(arguments)
        let timestamps = manifest.head.digestAlgorithm == .sm3 ? source?.restricted(to: .sm2) : source
        let out = try arguments.required("--out")
        try DurableFile.publish(try manifest.file(signedBy: signer, timestamps: timestamps), at: out, replacing: false)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("bidders", .integer(manifest.entries.count)),
                    JSONMember("issued", .integer(manifest.reports.count)),
                    JSONMember("merkleRoot", .string(manifest.merkleRoot)),
                ]).text)
        } else {
            let language = try arguments.language()
            Console.print(
                language(
                    "\(manifest.entries.count) 家投标人，\(manifest.reports.count) 份报告，默克尔根 \(manifest.merkleRoot)",
                    "\(manifest.entries.count) bidders, \(manifest.reports.count) reports, Merkle root \(manifest.merkleRoot)"
                ))
        }
        return .success
    }
}
