// SPDX-License-Identifier: Apache-2.0

import Bytes
import Desk
import RecordStore
import Reporting

/// `event add`: one event about a record, entered by the department that is responsible.
enum EventAddCommand: Command {
    static let syntax = CommandSyntax(
        name: "event add", summary: "enter an event about a record: repair, revocation, objection and their undoing",
        options: [
            .required(
                "--kind", "KIND", Event.Kind.allCases.map { "\($0.rawValue) (\($0.name))" }.joined(separator: ", ")),
            .required("--subject", "CODE", "the 统一社会信用代码 of the subject"),
            .required("--by", "CODE", "the department that enters it and answers for it (数据来源单位)"),
            .required("--day", "DAY", "from when it has effect; of an objection, when it was raised or closed"),
            .value("--document", "NUMBER", "the document number (文号) of the record"),
            .value("--item", "ITEM", "the catalogue item of the record (default: told from the number)"),
            .value("--authority", "CODE", "the deciding authority of the record (default: told from the number)"),
            .value("--decision", "TEXT", "the document on which the event rests"),
            .value("--decided-by", "NAME", "who decided it (default: the department that enters it)"),
            .value("--names", "NUMBER", "the event that is undone, or the objection that is closed"),
            .value("--new-item", "ITEM", "replace: the item that the record has"),
            .value("--new-authority", "CODE", "replace: the authority that it has"),
            .value("--new-document", "NUMBER", "replace: the document number that it has"),
            .value("--new-subject", "CODE", "replace: the subject that it is about"),
            .value("--number", "NUMBER", "the event's own number (default: made of what it says)"),
            .value("--policy", "ID", "the policy that says who runs the platform (default: the store's first)"),
            .value("--received", "INSTANT", "when it is received (default: now)"),
        ],
        example: "creditreport event add --kind repair --subject 91150203YY0000036W --document 蒙环罚示〔2025〕2号 "
            + "--by 11150000YY0001178N --day 2026-11-20 --decision 信用修复决定示101号")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let typed = try arguments.required("--kind")
        guard let kind = Event.Kind(rawValue: typed) else {
            let known = Event.Kind.allCases.map(\.rawValue)
            throw arguments.usage(
                "--kind is \(typed)",
                NearestName.find(typed, among: known).map { "did you mean \($0)?" }
                    ?? "expected " + known.joined(separator: ", "))
        }
        let replacement = EventDraft.Replacement(
            item: arguments.value("--new-item"), authority: arguments.value("--new-authority"),
            document: arguments.value("--new-document"), subject: arguments.value("--new-subject"))
        let draft = EventDraft(
            kind: kind, subject: try arguments.required("--subject"), source: try arguments.required("--by"),
            item: arguments.value("--item"), authority: arguments.value("--authority"),
            document: arguments.value("--document"), day: try arguments.requiredDay("--day"),
            number: arguments.value("--number"), names: arguments.value("--names"),
            eventDocument: arguments.value("--decision"), eventAuthority: arguments.value("--decided-by"),
            replacement: replacement)
        let desk = EventDesk(store: try RecordStore(opening: arguments.store), policy: arguments.value("--policy"))
        let entered = try desk.enter(draft, received: try arguments.instant("--received") ?? .now)
        let printer = EnteredEventPrinter(language: try arguments.language())
        if arguments.has("--json") {
            Console.print(printer.json(entered).text)
        } else {
            printer.print(entered, kind: kind)
        }
        return .success
    }
}

extension Arguments {
    /// The day that an option names which the syntax requires.
    func requiredDay(_ name: String) throws -> CivilDay {
        guard let day = try day(name) else { throw usage("\(name) is missing") }
        return day
    }
}
