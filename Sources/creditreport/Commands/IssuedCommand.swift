// SPDX-License-Identifier: Apache-2.0

import Bytes
import Desk
import RecordStore
import Records
import Registry

/// `issued`: reports about a subject, or those that newer imports have made outdated.
enum IssuedCommand: Command {
    static let syntax = CommandSyntax(
        name: "issued", summary: "list reports about a subject, or those that newer imports made outdated",
        options: [
            .value("--subject", "CODE", "all that was issued about a subject"),
            .flag("--affected", "reports in force whose finding is another by what was imported after them"),
            .value("--since", "INSTANT", "affected by what was received then or later (default: after each report)"),
            .value("--import", "SEQ", "affected by the import of that number or a later one"),
            .flag("--expired", "affected reports also where their time is over"),
            .value("--at", "INSTANT", "as of when (default: now)"),
        ],
        example: "creditreport issued --affected --import 63")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.has("--affected") != arguments.has("--subject") else {
            throw arguments.usage("either --subject CODE or --affected is expected")
        }
        let printer = IssuedPrinter(
            language: try arguments.language(), isJSON: arguments.has("--json"),
            now: try arguments.instant("--at") ?? .now)
        if let subject = arguments.value("--subject") {
            for option in ["--since", "--import", "--expired"] where arguments.has(option) {
                throw arguments.usage("\(option) goes with --affected")
            }
            let log = IssueLog(store: try RecordStore(opening: arguments.store).path)
            for entry in try log.entries(subject: Spelling.normalize(subject)) {
                printer.print(entry, try log.status(number: entry.number))
            }
            return .success
        }
        var search = try OutdatedReports(store: try RecordStore(opening: arguments.store), at: printer.now)
        for report in try search.find(since: try since(arguments), withExpired: arguments.has("--expired")) {
            printer.print(report)
        }
        return .success
    }

    private static func since(_ arguments: Arguments) throws -> OutdatedReports.Since {
        guard !arguments.has("--since") || !arguments.has("--import") else {
            throw arguments.usage("--since and --import are not given together")
        }
        if let instant = try arguments.instant("--since") { return .instant(instant) }
        guard let typed = arguments.value("--import") else { return .issue }
        guard let number = Int(typed), number > 0 else {
            throw arguments.usage("--import is \(typed)", "store log lists the imports with their numbers")
        }
        return .importNumber(number)
    }
}

/// Prints reports that were issued.
private struct IssuedPrinter {
    let language: Language
    let isJSON: Bool
    let now: Instant

    func print(_ entry: IssueEntry, _ status: IssueStatus) {
        let (name, words) = state(entry, status)
        if isJSON {
            Console.print(JSONValue.object(members(entry) + [JSONMember("state", .string(name))]).text)
        } else {
            out(head(entry) + "  " + words)
        }
    }

    func print(_ report: OutdatedReport) {
        let imports = report.imports.map(String.init).joined(separator: ", ")
        if isJSON {
            Console.print(
                JSONValue.object(
                    members(report.entry) + [
                        JSONMember("about", .string(report.subject)),
                        JSONMember("imports", .array(report.imports.map { .integer($0) })),
                        JSONMember("changes", .array(report.changes.map(json))),
                    ]
                ).text)
            return
        }
        out(head(report.entry) + "  " + language("后续批次 ", "later imports ") + imports)
        for change in report.changes { out("    " + words(change)) }
    }

    private func head(_ entry: IssueEntry) -> String {
        let until = language("有效期至 \(entry.validUntil)", "valid until \(entry.validUntil)")
        return [entry.number, entry.subject, entry.issuedAt.description, until, entry.requester, entry.purpose]
            .joined(separator: "  ")
    }

    private func members(_ entry: IssueEntry) -> [JSONMember] {
        [
            JSONMember("number", .string(entry.number)), JSONMember("hash", .string(entry.reportHash)),
            JSONMember("subject", .string(entry.subject)), JSONMember("issuedAt", .string(entry.issuedAt.description)),
            JSONMember("validUntil", .string(entry.validUntil.description)),
            JSONMember("snapshot", .string(entry.snapshot)), JSONMember("policy", .string(entry.policy)),
            JSONMember("requester", .string(entry.requester)), JSONMember("purpose", .string(entry.purpose)),
        ]
    }

    private func state(_ entry: IssueEntry, _ status: IssueStatus) -> (name: String, words: String) {
        switch status {
        case .withdrawn(_, let change): ("withdrawn", language("已撤回：", "withdrawn: ") + change.reason)
        case .superseded(_, let change): ("superseded", language("已被替代：", "superseded by ") + (change.successor ?? ""))
        case .issued, .unknown:
            entry.validUntil < now.day
                ? ("expired", language("已过有效期", "its time is over")) : ("in-force", language("在有效期内", "in force"))
        }
    }

    private func words(_ change: OutdatedReport.Change) -> String {
        let what =
            switch change.kind {
            case .record: "\(change.title)（\(change.domain)）"
            case .pending: language("待核行数", "rows that wait for a check (待核)")
            case .events: language("等待或者没有效力的事件数", "events that wait or have no effect")
            case .registration: language("登记信息", "registration")
            case .branch: language("分支机构、子公司 ", "branch or subsidiary ") + change.identity
            case .erased: language("报告所依据而已依法删除的行数", "lines that the report rests on, erased by law")
            case .unlisted: language("不能列入的分支机构、子公司数", "branches and subsidiaries that cannot have a section")
            }
        let days = change.days.map { $0 == .issue ? language("出具日", "day of issue") : language("今日", "today") }
        return
            "\(what)  \(language.said(change.before)) → \(language.said(change.after))  (\(days.joined(separator: "、")))"
    }

    private func json(_ change: OutdatedReport.Change) -> JSONValue {
        .object([
            JSONMember("kind", .string(change.kind.rawValue)), JSONMember("title", .string(change.title)),
            JSONMember("identity", .string(change.identity)), JSONMember("domain", .string(change.domain)),
            JSONMember("before", .string(change.before)), JSONMember("after", .string(change.after)),
            JSONMember("days", .array(change.days.map { .string($0.rawValue) })),
        ])
    }

    private func out(_ text: String) { Console.print(Console.printable(text)) }
}
