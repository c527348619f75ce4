// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Issuing
import RecordStore
import Registry

/// `status export`: the signed list by which agencies verify without the store.
enum StatusExportCommand: Command {
    static let syntax = CommandSyntax(
        name: "status export", summary: "write the signed list of what became of each report (状态列表)",
        options: SigningOptions.one + [
            .required("--out", "FILE", "the list; an older one there is replaced"),
            .value("--days", "N", "for how many days it may be relied on (default: 1)"),
            .value("--at", "INSTANT", "the moment of which it speaks (default: now)"),
        ],
        example: "creditreport status export --key keys/signer.key --cert keys/signer.pem --out status.jsonl")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let text = arguments.value("--days") ?? "1"
        guard let days = Int(text), (1...31).contains(days) else {
            throw arguments.usage("--days is \"\(text)\"", "a number from 1 to 31")
        }
        let instant = try arguments.instant("--at") ?? .now
        let path = try arguments.required("--out")
        let list = try StatusList(
            of: IssueLog(store: arguments.store), at: instant, until: instant.adding(days: days))
        let signer = try SigningOptions.signer(arguments, at: instant)
        if RecordStore.digestAlgorithm(at: arguments.store) == .sm3, signer.suite != .sm2 {
            throw IssuingError(
                .signer, "the store is set to SM2 and SM3 alone, the key is of the suite \(signer.suite.rawValue)",
                hint: "sign the list with a key of the suite sm2")
        }
        let file = try list.file(signedBy: signer)
        try DurableFile.publish(file, at: path, replacing: true)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("path", .string(path)), JSONMember("reports", .integer(list.entries.count)),
                    JSONMember("nextUpdate", .string(list.nextUpdate.description)),
                ]).text)
        } else {
            Console.print(
                try arguments.language()(
                    "\(path)：\(list.entries.count) 份报告，可用至 \(list.nextUpdate)",
                    "\(path): \(list.entries.count) reports, to be relied on until \(list.nextUpdate)"))
        }
        return .success
    }
}
