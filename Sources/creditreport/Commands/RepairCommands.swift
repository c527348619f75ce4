// SPDX-License-Identifier: Apache-2.0

import Bytes
import Desk
import RecordStore
import Registry

/// `repair apply`: an application for repair, booked for its terms.
enum RepairApplyCommand: Command {
    static let syntax = CommandSyntax(
        name: "repair apply", summary: "book an application for repair (信用修复申请); changes no record",
        options: [
            .required("--subject", "CODE", "the 统一社会信用代码 of the subject"),
            .required("--by", "CODE", "who took it in"),
            .required("--day", "DAY", "when it was received"),
            .value("--document", "NUMBER", "the document number (文号) of the record"),
            .value("--item", "ITEM", "the catalogue item of the record (default: told from the number)"),
            .value("--authority", "CODE", "the deciding authority of the record (default: told from the number)"),
        ] + RepairOptions.common,
        example: "creditreport repair apply --subject 91150203YY0000036W --document 蒙环罚示〔2025〕1号 "
            + "--by 11150000YY0001004D --day 2026-11-12")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let (application, isNew) = try RepairOptions.desk(arguments).apply(
            subject: try arguments.required("--subject"), item: arguments.value("--item"),
            authority: arguments.value("--authority"), document: arguments.value("--document"),
            source: try arguments.required("--by"), day: try arguments.requiredDay("--day"),
            at: try RepairOptions.instant(arguments))
        return try RepairOptions.tell(application.number, isNew, arguments)
    }
}

/// `repair forward`: an application is handed to the department that decides.
enum RepairForwardCommand: Command {
    static let syntax = CommandSyntax(
        name: "repair forward", summary: "book that an application was handed to the department that decides (转办)",
        operands: "NUMBER",
        options: [
            .required("--to", "CODE", "the department"),
            .required("--day", "DAY", "when it was handed the application"),
        ] + RepairOptions.common,
        example: "creditreport repair forward SQ-2026-4QJX7Z3M --to 11150000YY0001178N --day 2026-11-13")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        try RepairOptions.note(.forwarded, by: "--to", arguments)
    }
}

/// `repair refuse`: repair is refused.
enum RepairRefuseCommand: Command {
    static let syntax = CommandSyntax(
        name: "repair refuse", summary: "book that an application was refused (不予修复)", operands: "NUMBER",
        options: [
            .required("--by", "CODE", "who refused it"), .required("--day", "DAY", "when"),
            .required("--decision", "TEXT", "the document and the reason"),
        ] + RepairOptions.common,
        example: "creditreport repair refuse SQ-2026-4QJX7Z3M --by 11150000YY0001178N --day 2026-11-16 "
            + "--decision 不予修复决定示102号：未满最短公示期")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        try RepairOptions.note(.refused, by: "--by", arguments)
    }
}

/// `repair withdraw`: the applicant takes the application back.
enum RepairWithdrawCommand: Command {
    static let syntax = CommandSyntax(
        name: "repair withdraw", summary: "book that the applicant took an application back (撤回申请)",
        operands: "NUMBER",
        options: [.required("--by", "CODE", "who was told"), .required("--day", "DAY", "when")]
            + RepairOptions.common,
        example: "creditreport repair withdraw SQ-2026-4QJX7Z3M --by 11150000YY0001004D --day 2026-11-16")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        try RepairOptions.note(.withdrawn, by: "--by", arguments)
    }
}

/// What the commands on applications have in common.
private enum RepairOptions {
    static let common: [OptionSyntax] = [
        .value("--policy", "ID", "the policy that says who runs the platform (default: the store's first)"),
        .value("--received", "INSTANT", "when it is booked (default: now)"),
    ]

    static func desk(_ arguments: Arguments) throws -> RepairDesk {
        RepairDesk(store: try RecordStore(opening: arguments.store), policy: arguments.value("--policy"))
    }

    static func instant(_ arguments: Arguments) throws -> Instant {
        try arguments.instant("--received") ?? .now
    }

    static func note(_ kind: RepairStep.Kind, by name: String, _ arguments: Arguments) throws -> ExitCode {
        guard arguments.operands.count == 1 else { throw arguments.usage("the number of one application is expected") }
        let number = arguments.operands[0]
        let isNew = try desk(arguments).note(
            kind, on: number, source: try arguments.required(name), day: try arguments.requiredDay("--day"),
            document: arguments.value("--decision") ?? "", at: try instant(arguments))
        return try tell(number, isNew, arguments)
    }

    static func tell(_ number: String, _ isNew: Bool, _ arguments: Arguments) throws -> ExitCode {
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([JSONMember("number", .string(number)), JSONMember("new", .bool(isNew))]).text)
        } else {
            let words = try arguments.language()(
                isNew ? "已登记" : "此前已登记，未作改动", isNew ? "booked" : "was booked already; nothing was changed")
            Console.print(Console.printable("\(number)  \(words)"))
        }
        return .success
    }
}
