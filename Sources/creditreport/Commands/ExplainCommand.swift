// SPDX-License-Identifier: Apache-2.0

import Bytes
import Issuing
import RecordStore
import Reporting

/// `explain`: why each record of the subjects is or is not in a report.
enum ExplainCommand: Command {
    static let syntax = CommandSyntax(
        name: "explain", summary: "say of each record why it is or is not in the report, rule by rule; issues nothing",
        options: RequestOptions.subjects + RequestOptions.finding + [
            .value("--purpose", "TEXT", "what the report would be for (用途); changes nothing here")
        ],
        example: "creditreport explain --subject 91150402YY0000052E --domains 自然资源 --lang zh")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let request = try RequestOptions.request(arguments, purpose: syntax.name)
        let store = try RecordStore(opening: arguments.store)
        let inquiry = try RequestOptions.inquiry(arguments, into: store)
        let explanations = try inquiry.explanations(for: request, at: try RequestOptions.instant(arguments))
        let printer = ExplanationPrinter(language: try arguments.language(), snapshot: inquiry.snapshotID)
        for (index, explanation) in explanations.enumerated() {
            if arguments.has("--json") {
                Console.print(printer.json(explanation).text)
            } else {
                if index > 0 { Console.print("") }
                printer.print(explanation)
            }
        }
        return .success
    }
}
