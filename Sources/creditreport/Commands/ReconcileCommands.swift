// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import RecordStore
import Records
import Registry
import Stewardship

/// `reconcile`: the sheet that goes back to a department.
enum ReconcileCommand: Command {
    static let syntax = CommandSyntax(
        name: "reconcile", summary: "the sheet (对账单) that goes back to a department about a period",
        options: [
            .required("--source", "CODE", "the department"),
            .required("--period", "PERIOD", "2026-11/1 (to the 15th), 2026-11/2, 2026-11, or DAY..DAY"),
            .value("--declared", "FILE", "the department's own count: CSV of 目录项 and 条数, or of 目录项 and 文号"),
            .value("--term", "DAYS", "working days after the decision until when a delivery is on time (default: 7)"),
            .flag("--send", "record that the sheet is sent, so that it can be answered"),
            .value("--at", "INSTANT", "when it is sent (default: now)"),
        ] + CircularDesk.options,
        example: "creditreport reconcile --source 11150000YY0001178N --period 2026-11/2 --out out/reconciliation --send"
    )

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let text = try arguments.required("--period")
        guard let period = Period(text) else {
            throw arguments.usage(
                "--period is \"\(text)\"", "a period is written 2026-11/1, 2026-11/2, 2026-11 or 2026-11-03..2026-11-09"
            )
        }
        let desk = try CircularDesk(arguments)
        let catalog = try Catalog.read(desk.configuration.catalog.bytes)
        let declared = try arguments.value("--declared").map {
            try Declaration(try InputFile.read($0, limit: 256 << 20), catalog: catalog)
        }
        let term = try arguments.number("--term", in: 1...60) ?? StoreSurvey.usualTerm
        let sheet = try Reconciliation(
            try StoreSurvey(desk.snapshot, term: term), source: try arguments.required("--source"), period: period,
            declared: declared)
        let circular = sheet.circular(
            issuer: try desk.issuer(), at: desk.instant,
            waiting: try WaitingEvents.all(
                of: sheet.source.code, in: desk.store, snapshot: desk.snapshot, at: desk.instant))
        try desk.publish(circular, name: "reconciliation-\(sheet.source.code)-\(sheet.number)")
        if arguments.has("--send") {
            let json = Array((circular.json.text + "\n").utf8)
            try ReconciliationLog(store: desk.store.path, desk.store.digestAlgorithm).append(
                ReconciliationEntry(
                    at: try arguments.instant("--at") ?? .now, number: sheet.number, source: sheet.source.code,
                    period: period.days, snapshot: sheet.snapshot, sha256: Hex.encode(Digest.of(json)),
                    differences: sheet.differenceCount))
        }
        return .success
    }
}

/// `reconcile answer`: what a department answered to a sheet.
enum ReconcileAnswerCommand: Command {
    static let syntax = CommandSyntax(
        name: "reconcile answer", summary: "record a department's answer to a sheet, row by row or for the whole",
        options: [
            .required("--sheet", "NUMBER", "the number of the sheet"),
            .required("--by", "NAME", "who answers for the department"),
            .value("--answer", "FILE", "CSV of 目录项, 文号, 答复 (一致, 异议, 将补报 or 将更正) and 说明"),
            .flag("--acknowledge", "the department acknowledges the sheet (确认), which closes the loop"),
            .value("--note", "TEXT", "of an acknowledgement: in the department's words"),
            .value("--at", "INSTANT", "when it is recorded (default: now)"),
        ],
        example: "creditreport reconcile answer --sheet DZ-20261116-20261130-0a1b2c3d --by 示例联络员 --acknowledge")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.has("--answer") || arguments.has("--acknowledge") else {
            throw arguments.usage("--answer FILE or --acknowledge is missing")
        }
        if arguments.has("--note"), !arguments.has("--acknowledge") {
            throw arguments.usage("--note goes with --acknowledge")
        }
        let number = try arguments.required("--sheet")
        let masking = Masking(first: 3, last: 2)
        let name = masking.text(try arguments.required("--by"))
        let at = try arguments.instant("--at") ?? .now
        var answers: [ReconciliationAnswer] = []
        if let path = arguments.value("--answer") {
            answers = try AnswerFile.read(
                try InputFile.read(path, limit: 64 << 20), sheet: number, by: name, at: at
            ).map { answer in
                var masked = answer
                masked.note = masking.text(answer.note)
                return masked
            }
        }
        if arguments.has("--acknowledge") {
            answers.append(
                ReconciliationAnswer(
                    at: at, number: number, by: name, kind: .acknowledged,
                    note: masking.text(arguments.value("--note") ?? "")))
        }
        let new = try ReconciliationLog(store: arguments.store).append(answers, to: number)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([JSONMember("sheet", .string(number)), JSONMember("new", .integer(new))]).text)
        } else {
            Console.print(number + "  " + (try arguments.language()("新登记答复 \(new) 条", "new answers: \(new)")))
        }
        return .success
    }
}

/// `reconcile list`: the sheets that were sent, and how they stand.
enum ReconcileListCommand: Command {
    static let syntax = CommandSyntax(
        name: "reconcile list", summary: "list the sheets that were sent, and how each stands",
        options: [
            .flag("--open", "those that are not acknowledged"), .value("--source", "CODE", "those of a department"),
            .value("--sheet", "NUMBER", "one sheet, with all answers"),
        ],
        example: "creditreport reconcile list --open")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let source = arguments.value("--source").map(Spelling.normalize)
        for known in try ReconciliationLog(store: arguments.store).cases() {
            guard source.map({ $0 == known.entry.source }) ?? true,
                !arguments.has("--open") || known.acknowledgement == nil,
                arguments.value("--sheet").map({ $0 == known.entry.number }) ?? true
            else { continue }
            if arguments.has("--json") {
                Console.print(json(known).text)
                continue
            }
            let entry = known.entry
            Console.print(
                "\(entry.number)  \(entry.source)  \(entry.period.lowerBound)..\(entry.period.upperBound)  \(known.state)  "
                    + "differences \(entry.differences)  answers \(known.answers.count)")
            guard arguments.has("--sheet") else { continue }
            for answer in known.answers {
                Console.print(
                    Console.printable(
                        "    \(answer.at.day)  \(answer.by)  \(answer.kind.rawValue)  \(answer.item)  \(answer.document)  \(answer.note)"
                    ))
            }
        }
        return .success
    }

    private static func json(_ known: ReconciliationLog.Case) -> JSONValue {
        let entry = known.entry
        return .object([
            JSONMember("sheet", .string(entry.number)), JSONMember("source", .string(entry.source)),
            JSONMember("from", .string(entry.period.lowerBound.description)),
            JSONMember("to", .string(entry.period.upperBound.description)),
            JSONMember("sent", .string(entry.at.description)), JSONMember("snapshot", .string(entry.snapshot)),
            JSONMember("sha256", .string(entry.sha256)), JSONMember("differences", .integer(entry.differences)),
            JSONMember("state", .string(known.state)),
            JSONMember(
                "answers",
                .array(
                    known.answers.map { answer in
                        .object([
                            JSONMember("at", .string(answer.at.description)), JSONMember("by", .string(answer.by)),
                            JSONMember("answer", .string(answer.kind.rawValue)),
                            JSONMember("item", .string(answer.item)), JSONMember("number", .string(answer.document)),
                            JSONMember("note", .string(answer.note)),
                        ])
                    })),
        ])
    }
}
