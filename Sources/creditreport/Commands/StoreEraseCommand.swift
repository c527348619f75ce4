// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records

/// `store erase`: what a law does not let the store keep (依法删除).
enum StoreEraseCommand: Command {
    static let syntax = CommandSyntax(
        name: "store erase", summary: "erase delivered rows as a law asks for (依法删除), and leave tombstones",
        operands: "IMPORT:ROW...",
        options: [
            .required("--basis", "TEXT", "the law, with its article; reports on the subject print it"),
            .required("--reason", "TEXT", "why it applies; both are kept for good, so neither may name the person"),
            .required("--by", "NAME", "who does it (经办人)"),
            .value("--at", "INSTANT", "when (default: now)"),
        ],
        example: "creditreport store erase 12:345 --basis 个人信息保护法第四十七条 --reason 申请人要求删除 --by 示例经办人")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard !arguments.operands.isEmpty else { throw arguments.usage("no row is named") }
        var rows: [DeliveredRow] = []
        for word in arguments.operands {
            guard let row = DeliveredRow(word) else {
                throw arguments.usage("\"\(word)\" names no row", "write IMPORT:ROW, as show and store log print them")
            }
            rows.append(row)
        }
        let store = try RecordStore(opening: arguments.store)
        let (basis, reason) = (try arguments.required("--basis"), try arguments.required("--reason"))
        let (by, instant) = (try arguments.required("--by"), try arguments.instant("--at") ?? .now)
        let (lines, tip) = try store.withWriter { writer in
            (
                try writer.erase(rows, basis: basis, reason: reason, by: by, at: instant),
                try writer.snapshot.id
            )
        }
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([JSONMember("erased", .integer(lines.count)), JSONMember("tip", .string(tip))]).text)
        } else {
            let language = try arguments.language()
            Console.print(
                lines.isEmpty
                    ? language("这些行此前已经删除", "these rows were erased before")
                    : language("已删除 \(lines.count) 行；末端 \(tip)", "lines erased: \(lines.count); tip \(tip)"))
            Console.note(
                language(
                    "备份、待核文件、已出具的报告和原始报送文件不在库内，须另行处理",
                    "copies, files of pending rows, issued reports and the delivered files lie outside: see to them as well"
                ))
        }
        return .success
    }
}
