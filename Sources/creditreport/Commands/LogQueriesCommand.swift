// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Registry

/// `log queries`: who asked about whom, for what, on what basis, and what came of it.
enum LogQueriesCommand: Command {
    static let syntax = CommandSyntax(
        name: "log queries", summary: "list the requests that were issued or refused",
        options: [
            .value("--subject", "CODE", "those about a subject"),
            .value("--requester", "NAME", "those of a requester"),
            .value("--purpose", "TEXT", "those for a purpose (用途)"),
            .value("--outcome", "issued|refused", "those with that outcome"),
            .value("--from", "DAY", "those from that day on"),
            .value("--to", "DAY", "those up to that day"),
        ],
        example: "creditreport log queries --subject 91150402YY0000052E --from 2026-11-01")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        if let outcome = arguments.value("--outcome"), !["issued", "refused"].contains(outcome) {
            throw arguments.usage("--outcome is \(outcome)", "expected issued or refused")
        }
        let from = try arguments.day("--from")
        let to = try arguments.day("--to")
        let subject = arguments.value("--subject").map(Spelling.normalize)
        let requester = arguments.value("--requester")
        let purpose = arguments.value("--purpose")
        let outcome = arguments.value("--outcome")
        let isJSON = arguments.has("--json")
        let language = try arguments.language()
        try QueryLog(store: arguments.store).forEach { entry in
            guard from.map({ entry.at.day >= $0 }) ?? true, to.map({ entry.at.day <= $0 }) ?? true,
                subject.map({ entry.subjects.contains($0) }) ?? true, requester.map({ $0 == entry.requester }) ?? true,
                purpose.map({ $0 == entry.purpose }) ?? true, outcome.map({ $0 == name(of: entry.outcome) }) ?? true
            else { return }
            Console.print(isJSON ? json(entry).text : Console.printable(words(entry, language)))
        }
        return .success
    }

    private static func name(of outcome: QueryEntry.Outcome) -> String {
        switch outcome {
        case .issued: "issued"
        case .refused: "refused"
        }
    }

    private static func detail(of outcome: QueryEntry.Outcome) -> String {
        switch outcome {
        case .issued(let number): number
        case .refused(let reason): reason
        }
    }

    private static func words(_ entry: QueryEntry, _ language: Language) -> String {
        let kind =
            switch entry.requesterKind {
            case "agency": language("机关", "agency")
            case "third-party": language("第三方", "third party")
            default: language("本主体", "the subject itself")
            }
        let result =
            switch entry.outcome {
            case .issued(let number): language("已出具 ", "issued ") + number
            case .refused(let code):
                language("未出具 ", "refused ") + language((ErrorTitle.of(code) ?? "") + " [\(code)]", code)
            }
        let parts = [
            entry.at.description, kind, entry.requester, entry.subject, entry.purpose, entry.authorisation, result,
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private static func json(_ entry: QueryEntry) -> JSONValue {
        .object([
            JSONMember("at", .string(entry.at.description)), JSONMember("requester", .string(entry.requester)),
            JSONMember("kind", .string(entry.requesterKind)), JSONMember("subject", .string(entry.subject)),
            JSONMember("subjects", .array(entry.subjects.map(JSONValue.string))),
            JSONMember("purpose", .string(entry.purpose)), JSONMember("authorisation", .string(entry.authorisation)),
            JSONMember("outcome", .string(name(of: entry.outcome))),
            JSONMember("detail", .string(detail(of: entry.outcome))),
        ])
    }
}
