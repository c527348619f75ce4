// SPDX-License-Identifier: Apache-2.0

import Bytes
import Desk
import RecordStore
import Records
import Reporting

/// `event list`: events and applications for repair, with their terms.
enum EventListCommand: Command {
    static let syntax = CommandSyntax(
        name: "event list", summary: "list events and applications for repair, with working-day terms",
        options: [
            .flag(
                "--open", "those on which somebody must act: objections, applications, events that wait or are faulty"),
            .flag("--overdue", "those whose term is over"),
            .value("--subject", "CODE", "those about a subject"),
            .value("--source", "CODE", "those that a department delivered, or that concern a record it decided on"),
            .value("--policy", "ID", "the policy that sets the terms (default: the store's first)"),
            .value("--at", "INSTANT", "as of when (default: now)"),
        ],
        example: "creditreport event list --open --overdue")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let store = try RecordStore(opening: arguments.store)
        let list = MatterList(store: store, policy: arguments.value("--policy"))
        let subject = try arguments.creditCode("--subject")
        let source = arguments.value("--source").map(Spelling.normalize)
        var matters = try list.matters(of: subject, at: try arguments.instant("--at") ?? .now).filter { matter in
            (!arguments.has("--open") || matter.isOpen) && (!arguments.has("--overdue") || matter.isOverdue)
                && source.map { $0 == matter.source || $0 == matter.record.authority } ?? true
        }
        // What is due first stands first; what has no term stands behind it.
        if arguments.has("--open") || arguments.has("--overdue") {
            matters = matters.enumerated().sorted { left, right in
                (due(left.element), left.offset) < (due(right.element), right.offset)
            }.map(\.element)
        }
        let printer = MatterPrinter(language: try arguments.language())
        for matter in matters {
            if arguments.has("--json") {
                Console.print(printer.json(matter).text)
            } else {
                printer.print(matter)
            }
        }
        return .success
    }

    private static func due(_ matter: Matter) -> CivilDay {
        matter.deadlines.compactMap(\.end).min() ?? CivilDay(ordinal: .max)
    }
}
