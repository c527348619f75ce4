// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records
import Registry
import Reporting

/// `log feedback`: what agencies did with reports, and its sums.
enum LogFeedbackCommand: Command {
    static let syntax = CommandSyntax(
        name: "log feedback", summary: "record what an agency did with a report (结果反馈), list or sum it up",
        options: [
            .value("--number", "NUMBER", "the number of the report that was used; without it entries are listed"),
            .value("--agency", "NAME", "who used it"),
            .value("--matter", "TEXT", "in which matter (事项)"),
            .value("--outcome", "KIND", "basis: it served as one; consequence: a measure was applied; none"),
            .value("--detail", "TEXT", "of a basis: for what"),
            .value("--item", "CODE", "of a consequence: the item of the list of measures (失信惩戒措施清单)"),
            .value("--day", "DAY", "when (default: today)"),
            .flag("--summary", "sum up per agency and matter"),
            .value("--month", "YYYY-MM", "only what was done in that month"),
            .value("--at", "INSTANT", "when it is recorded (default: now)"),
        ],
        example: "creditreport log feedback --number NM-2026-7JZA-5WVR-GF2T-2TKD-8 --agency 示例公共资源交易中心（测试） "
            + "--matter 招标投标 --outcome basis --detail 资格审查")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let store = try RecordStore(opening: arguments.store)
        let log = FeedbackLog(store: store.path, store.digestAlgorithm)
        guard arguments.has("--number") else { return try list(log, arguments) }
        for name in ["--summary", "--month"] where arguments.has(name) {
            throw arguments.usage("\(name) goes without --number")
        }
        let at = try arguments.instant("--at") ?? .now
        let day = try arguments.day("--day") ?? at.day
        guard day <= at.day else { throw arguments.usage("--day is \(day), after \(at.day)") }
        let typed = try arguments.required("--number")
        guard let number = ReportNumber(typed: typed) else {
            throw arguments.usage(
                "\"\(typed)\" is no report number: its check character does not fit", "look for a typing error")
        }
        let masking = Masking(first: 3, last: 2)
        let entry = FeedbackEntry(
            at: at, number: number.text, agency: masking.text(try arguments.required("--agency")),
            matter: masking.text(try arguments.required("--matter")), day: day,
            outcome: try outcome(arguments, on: day, of: store, masking))
        let isNew = try log.append(entry)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([JSONMember("number", .string(number.text)), JSONMember("new", .bool(isNew))]).text)
        } else {
            let words = try arguments.language()(
                isNew ? "已登记" : "此前已登记，未作改动", isNew ? "recorded" : "was recorded already; nothing was changed")
            Console.print("\(number.text)  \(words)")
        }
        return .success
    }

    private static func outcome(
        _ arguments: Arguments, on day: CivilDay, of store: RecordStore, _ masking: Masking
    ) throws -> FeedbackEntry.Outcome {
        let kind = try arguments.required("--outcome")
        if kind == "consequence", let code = arguments.value("--item") {
            if arguments.has("--detail") { throw arguments.usage("--outcome consequence goes without --detail") }
            return .consequence(measure: try measure(code, on: day, of: store).code)
        }
        if arguments.has("--item") { throw arguments.usage("--item goes with --outcome consequence") }
        let detail = arguments.value("--detail").map(masking.text) ?? ""
        let isBlank = detail.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        switch kind {
        case "basis" where !isBlank: return .basis(detail)
        case "none" where isBlank: return .none
        case "basis": throw arguments.usage("--outcome basis goes with --detail", "say for what it served")
        case "consequence":
            throw arguments.usage(
                "--outcome consequence goes with --item", "name the item of the list of measures (失信惩戒措施清单)")
        case "none": throw arguments.usage("--outcome none goes without --detail")
        default: throw arguments.usage("--outcome is \(kind)", "expected basis, consequence or none")
        }
    }

    /// The item of that code in the list of measures that the store has in use, if it is in force on the day.
    private static func measure(_ code: String, on day: CivilDay, of store: RecordStore) throws -> Measure {
        guard let file = try store.snapshot().configuration().measures else {
            throw Failure(
                "feedback.measures", "the store has no list of measures (失信惩戒措施清单), so none can have been applied",
                hint: "creditreport measures update FILE takes one into use", exit: .badData)
        }
        let list = try MeasureList.read(file.bytes, sha256: file.hash)
        guard list.isInForce(on: day) else {
            throw Failure(
                "feedback.measures",
                "list of measures \(list.id) \(list.version) is in force from \(list.effective)"
                    + (list.expires.map { " to \($0)" } ?? "") + ", not on \(day)",
                hint: "creditreport measures update FILE takes the one of that day into use", exit: .badData)
        }
        guard let measure = list.measure(code) else {
            throw Failure(
                "feedback.measure",
                "list of measures \(list.id) \(list.version) has no item \"\(Masking.usual.text(code))\"",
                hint: "what is not in the list may not be done; it has "
                    + list.measures.map(\.code).joined(separator: ", "), exit: .badData)
        }
        return measure
    }

    // MARK: Listing

    private static func list(_ log: FeedbackLog, _ arguments: Arguments) throws -> ExitCode {
        for name in ["--outcome", "--detail", "--item", "--day"] where arguments.has(name) {
            throw arguments.usage("\(name) goes with --number")
        }
        let month = try month(arguments)
        let language = try arguments.language()
        let isJSON = arguments.has("--json")
        var summary = FeedbackSummary()
        try log.forEach { entry in
            guard arguments.value("--agency").map({ $0 == entry.agency }) ?? true,
                arguments.value("--matter").map({ $0 == entry.matter }) ?? true,
                month.map({ entry.day.description.hasPrefix($0) }) ?? true
            else { return }
            if arguments.has("--summary") {
                summary.add(entry)
            } else {
                Console.print(isJSON ? json(entry).text : Console.printable(words(entry, language)))
            }
        }
        for line in summary.lines {
            Console.print(isJSON ? json(line).text : Console.printable(words(line, language)))
        }
        return .success
    }

    /// The month that is asked for, as days begin with it.
    private static func month(_ arguments: Arguments) throws -> String? {
        guard let month = arguments.value("--month") else { return nil }
        guard CivilDay(month + "-01") != nil else {
            throw arguments.usage("--month is \"\(month)\"", "a month is written 2026-11")
        }
        return month + "-"
    }

    private static func words(_ entry: FeedbackEntry, _ language: Language) -> String {
        let outcome =
            switch entry.outcome {
            case .basis(let what): language("作为依据：", "basis for ") + what
            case .consequence(let measure): language("采取措施：", "measure ") + measure
            case .none: language("未采取措施", "nothing came of it")
            }
        return [entry.day.description, entry.number, entry.agency, entry.matter, outcome].joined(separator: "  ")
    }

    private static func words(_ line: FeedbackSummary.Line, _ language: Language) -> String {
        let measures = line.measures.map { "\($0.item) ×\($0.count)" }.joined(separator: "、")
        return "\(line.agency)  \(line.matter)  "
            + language(
                "报告 \(line.reports) 份：作为依据 \(line.basis) 次，采取措施 \(line.consequence) 次，未采取措施 \(line.none) 次",
                "reports \(line.reports): basis \(line.basis), measures \(line.consequence), nothing \(line.none)")
            + (measures.isEmpty ? "" : "  " + measures)
    }

    private static func json(_ entry: FeedbackEntry) -> JSONValue {
        .object([
            JSONMember("at", .string(entry.at.description)), JSONMember("day", .string(entry.day.description)),
            JSONMember("number", .string(entry.number)), JSONMember("agency", .string(entry.agency)),
            JSONMember("matter", .string(entry.matter)), JSONMember("outcome", .string(entry.outcome.name)),
            JSONMember("detail", .string(entry.outcome.detail)),
        ])
    }

    private static func json(_ line: FeedbackSummary.Line) -> JSONValue {
        .object([
            JSONMember("agency", .string(line.agency)), JSONMember("matter", .string(line.matter)),
            JSONMember("reports", .integer(line.reports)), JSONMember("basis", .integer(line.basis)),
            JSONMember("consequence", .integer(line.consequence)), JSONMember("none", .integer(line.none)),
            JSONMember(
                "measures",
                .array(
                    line.measures.map {
                        .object([JSONMember("item", .string($0.item)), JSONMember("count", .integer($0.count))])
                    })),
        ])
    }
}
