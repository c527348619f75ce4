// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import RecordStore
import Records

/// `pending accept`: an operator accepts a row that waits, with a reason that is kept.
enum PendingAcceptCommand: Command {
    static let syntax = CommandSyntax(
        name: "pending accept", summary: "accept a row that waits (待核), with a reason that store and log keep",
        operands: "REFERENCE",
        options: [
            .value("--subject", "CODE", "whom the row is about, where its own code can't be used"),
            .required("--reason", "TEXT", "why it may be accepted"),
            .value("--received", "INSTANT", "when it was accepted (default: now)"),
        ],
        example: "creditreport pending accept 7-3/name:示例公司 --subject 91150402YY0000052E --reason \"电话核实：代码录入有误\"")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.operands.count == 1, let reference = PendingReference(arguments.operands[0]) else {
            throw arguments.usage("one reference was expected, such as 7-3/name:示例公司")
        }
        let subject = try arguments.creditCode("--subject")
        let store = try RecordStore(opening: arguments.store)
        let catalog = try Catalog.read(try store.snapshot().configuration().catalog.bytes)
        let description = try PendingAcceptance(store: store, catalog: catalog).accept(
            reference, as: subject, reason: try arguments.required("--reason"),
            at: try arguments.instant("--received") ?? .now)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("import", .integer(description.sequence)),
                    JSONMember("accepted", .string(reference.text)),
                ]).text)
        } else {
            let language = try arguments.language()
            Console.print(
                Console.printable(
                    "\(description.sequence)  " + language("已收录待核的行 ", "accepted the row that waited as ")
                        + reference.text))
        }
        return .success
    }
}
