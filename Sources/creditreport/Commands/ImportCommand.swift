// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import RecordStore
import Records

/// `import`: deliveries of departments.
enum ImportCommand: Command {
    static let syntax = CommandSyntax(
        name: "import", summary: "take deliveries of departments into the store", operands: "FILE...",
        options: [
            .value("--item", "ITEM", "the catalogue item, by code or name (default: told from the headings)"),
            .value("--source", "CODE", "the department that delivers (default: the rows say it)"),
            .value("--through", "DAY", "up to when the department states to be complete"),
            .value("--domains", "A,B", "the domains that it states the delivery to be for"),
            .value("--backfill", "DAY..DAY", "declare it a backfill (补报) of what was decided on those days"),
            .value("--received", "INSTANT", "when it was received (default: now)"),
            .value("--pending", "FILE", "write rows that were not accepted (待核) there, for the department to correct"),
            .value("--memory", "MIB", "how much memory lines may take before files in the store do (default: 64)"),
            .flag("--nil", "record that there is nothing to report (零报送); takes no file"),
        ],
        example: "creditreport import Samples/deliveries/2026-01-12-sthj-xzcf.csv --source 11150000YY0001178N "
            + "--through 2026-01-11")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let isNil = arguments.has("--nil")
        guard isNil != !arguments.operands.isEmpty else {
            throw arguments.usage(isNil ? "--nil takes no file" : "no file is named")
        }
        if isNil {
            if arguments.has("--backfill") { throw arguments.usage("--nil goes without --backfill") }
            for name in ["--item", "--source", "--through"] where !arguments.has(name) {
                throw arguments.usage("--nil needs \(name)")
            }
        }
        // A mistyped department would stand in the store for good.
        _ = try arguments.creditCode("--source")
        if let path = arguments.value("--pending") {
            guard arguments.operands.count == 1 else { throw arguments.usage("--pending goes with one file") }
            guard !Directory.exists(path) else {
                throw Failure("import.pending-exists", "\(path) exists", hint: "name another file", exit: .cannotCreate)
            }
        }
        let store = try RecordStore(opening: arguments.store)
        let catalog = try Catalog.read(try store.snapshot().configuration().catalog.bytes)
        var options = ImportOptions(
            received: try arguments.instant("--received") ?? .now, item: arguments.value("--item"),
            source: arguments.value("--source"), through: try arguments.day("--through"),
            domains: arguments.list("--domains"))
        options.backfill = try arguments.days("--backfill")
        if let window = options.backfill, window.upperBound > options.received.day {
            throw arguments.usage("--backfill ends on \(window.upperBound), after \(options.received.day)")
        }
        let intake = DeliveryIntake(store: store, catalog: catalog)
        let printer = ImportPrinter(language: try arguments.language(), isJSON: arguments.has("--json"))
        if isNil {
            try printer.print(try intake.importNil(options), file: nil, in: store)
            return .success
        }
        options.pendingReport = arguments.value("--pending")
        // Its headings are Chinese, and so is the department, whoever imports.
        options.wording = { Phrase.chinese($0) }
        if let memory = arguments.value("--memory") {
            guard let count = Int(memory), (1...1 << 16).contains(count) else {
                throw arguments.usage("--memory is \"\(memory)\"", "a number of MiB is written 64")
            }
            options.memory = count << 20
        }
        options.isInterrupted = { Interruption.isRequested }
        Interruption.listen()
        for path in arguments.operands {
            let progress = Progress(path, total: try ReadableFile(path, followingLinks: true).count)
            let storing = printer.language("排序入库", "sorting and storing")
            options.progress = { progress.show($0, storing: storing) }
            defer { progress.end() }
            let outcome = try intake.importFile(at: path, options)
            progress.end()
            try printer.print(outcome, file: path, in: store)
        }
        return .success
    }
}

/// Prints what became of a delivery.
private struct ImportPrinter {
    let language: Language
    let isJSON: Bool

    func print(_ outcome: ImportOutcome, file: String?, in store: RecordStore) throws {
        let counts = outcome.counts
        let tip = try store.snapshot().link(of: outcome.description.sequence)?.hash ?? ""
        if isJSON {
            Console.print(
                JSONValue.object([
                    JSONMember("import", .integer(outcome.description.sequence)),
                    JSONMember("file", file.map { .string($0) } ?? .null),
                    JSONMember("item", .string(outcome.item.code)),
                    JSONMember("encoding", outcome.encoding.map { .string($0.rawValue) } ?? .null),
                    JSONMember("rows", .integer(counts.rows)), JSONMember("accepted", .integer(counts.accepted)),
                    JSONMember("unchanged", .integer(counts.unchanged)),
                    JSONMember("updated", .integer(counts.updated)),
                    JSONMember("pending", .integer(counts.pending)),
                    JSONMember("outOfScope", .integer(counts.outOfScope)),
                    JSONMember("stillPending", .integer(outcome.pendingCount)),
                    JSONMember("resolved", .integer(outcome.resolved)),
                    JSONMember("waitingEvents", .integer(outcome.waitingEventCount)),
                    JSONMember("unknownColumns", .array(outcome.unknownHeadings.map { .string($0) })),
                    JSONMember("tip", .string(tip)),
                ]).text)
            return
        }
        let name = file ?? language("零报送", "nothing to report (零报送)")
        let encoding = outcome.encoding.map { " (\($0.rawValue))" } ?? ""
        Console.print(
            Console.printable(
                "\(outcome.description.sequence)  \(name)\(encoding)  \(outcome.item.name)  "
                    + language(
                        "行 \(counts.rows)：收录 \(counts.accepted)，未变 \(counts.unchanged)，更新 \(counts.updated)，待核 \(counts.pending)，范围外 \(counts.outOfScope)",
                        "rows \(counts.rows): accepted \(counts.accepted), unchanged \(counts.unchanged), updated \(counts.updated), "
                            + "pending \(counts.pending), out of scope \(counts.outOfScope)")
                    + language("  末端 ", "  tip ") + tip))
        if !outcome.unknownHeadings.isEmpty {
            note(
                "未知列（保存，不印入报告）：", "unknown columns, kept and never printed: ",
                outcome.unknownHeadings.joined(separator: "、"))
        }
        for oddity in outcome.oddities {
            note(
                "", "",
                "\(oddity.field): \(language.said(oddity.message)) (\(language("首见于行", "first in line")) \(outcome.place(oddity.line)), ×\(oddity.count))"
            )
        }
        if outcome.resolved > 0 {
            note("此前待核、现已更正的行：", "rows that waited and are corrected now: ", "\(outcome.resolved)")
        }
        for event in outcome.waitingEvents {
            note(
                "事件等待其记录：", "an event waits for its record: ",
                language("第 \(outcome.place(event.line)) 行", "line \(outcome.place(event.line))") + "  \(event.record)")
        }
        noteRest(outcome.waitingEventCount - outcome.waitingEvents.count)
        for row in outcome.pending {
            note(
                "待核：", "pending: ",
                language("第 \(outcome.place(row.line)) 行", "line \(outcome.place(row.line))")
                    + "  \(row.field): \(language.said(row.reason)); "
                    + language("应为", "expected") + " \(language.said(row.expected))  [\(row.reference.text)]")
        }
        noteRest(outcome.pendingCount - outcome.pending.count)
    }

    private func noteRest(_ count: Int) {
        if count > 0 { note("另有 \(count) 条", "and \(count) more", "") }
    }

    private func note(_ chinese: String, _ english: String, _ text: String) {
        Console.note(Console.printable("    " + language(chinese, english) + text))
    }
}
