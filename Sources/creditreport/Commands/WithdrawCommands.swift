// SPDX-License-Identifier: Apache-2.0

import Bytes
import Registry
import Reporting

/// `withdraw`: from a moment on a report is no longer in force.
enum WithdrawCommand: Command {
    static let syntax = CommandSyntax(
        name: "withdraw", summary: "declare a report no longer in force (撤回)", operands: "NUMBER",
        options: StatusChangeOptions.all,
        example: "creditreport withdraw NM-2026-3K7Q-… --reason 数据来源单位更正 --by 信用中心")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        try StatusChangeOptions.register(arguments, successor: nil)
    }
}

/// `supersede`: another report takes the place of one.
enum SupersedeCommand: Command {
    static let syntax = CommandSyntax(
        name: "supersede", summary: "declare that another report takes a report's place (替代)", operands: "NUMBER",
        options: [.required("--with", "NUMBER", "the report that takes its place; it must be registered")]
            + StatusChangeOptions.all,
        example: "creditreport supersede NM-2026-3K7Q-… --with NM-2026-9X2M-… --reason 信用修复 --by 信用中心")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let successor = try StatusChangeOptions.number(try arguments.required("--with"), arguments)
        return try StatusChangeOptions.register(arguments, successor: successor)
    }
}

/// What both ends of a report's force have in common.
private enum StatusChangeOptions {
    static let all: [OptionSyntax] = [
        .required("--reason", "TEXT", "why; verifiers with access to the store are told"),
        .required("--by", "NAME", "who decided it"),
        .value("--at", "INSTANT", "from when on: from the report's issue until now (default: now)"),
    ]

    static func number(_ typed: String, _ arguments: Arguments) throws -> String {
        guard let number = ReportNumber(typed: typed) else {
            throw arguments.usage(
                "\"\(typed)\" is no report number: its check character does not fit", "look for a typing error")
        }
        return number.text
    }

    static func register(_ arguments: Arguments, successor: String?) throws -> ExitCode {
        guard arguments.operands.count == 1 else { throw arguments.usage("one report number is expected") }
        let number = try number(arguments.operands[0], arguments)
        guard number != successor else { throw arguments.usage("a report cannot take its own place") }
        func text(_ name: String) throws -> String {
            let text = try arguments.required(name)
            guard text.contains(where: { !$0.isWhitespace }), text.unicodeScalars.count <= 200 else {
                throw arguments.usage("\(name) is \"\(text)\"", "expected a text of at most 200 characters")
            }
            return text
        }
        let log = IssueLog(store: arguments.store)
        // A change acts as soon as it is registered: it is not dated to what is to come, nor to before there was a report.
        let issuedAt = try log.status(number: number).entry?.issuedAt
        let latest = issuedAt.map { max($0, .now) } ?? .now
        let instant = try arguments.instant("--at") ?? latest
        if let issuedAt, instant < issuedAt || instant > latest {
            throw arguments.usage(
                "--at is \(instant)", "expected a moment from the issue of the report, \(issuedAt), until now")
        }
        let change = StatusChange(
            number: number, at: instant, reason: try text("--reason"), by: try text("--by"), successor: successor)
        try log.register(change)
        if arguments.has("--json") {
            var members = [
                JSONMember("number", .string(number)), JSONMember("at", .string(change.at.description)),
                JSONMember("state", .string(successor == nil ? "withdrawn" : "superseded")),
            ]
            if let successor { members.append(JSONMember("successor", .string(successor))) }
            Console.print(JSONValue.object(members).text)
        } else {
            let language = try arguments.language()
            Console.print(
                successor.map { language("\(number) 已由 \($0) 替代", "\(number) is superseded by \($0)") }
                    ?? language("\(number) 已撤回", "\(number) is withdrawn"))
            Console.note(
                language(
                    "请重新签发状态列表（status export），使没有本信息库的核验者也能得知。",
                    "Export the status list again (status export), so that those who verify without the store learn of it."
                ))
        }
        return .success
    }
}
