// SPDX-License-Identifier: Apache-2.0

import Bytes
import Desk
import Records
import Registry
import Reporting

/// Prints matters of the desk.
struct MatterPrinter {
    let language: Language

    func print(_ matter: Matter) {
        let head = [
            matter.number.isEmpty ? "—" : matter.number, kind(matter), state(matter), matter.day?.description ?? "",
            matter.subject, matter.record.item, matter.record.authority, matter.record.number,
        ]
        out(head.filter { !$0.isEmpty }.joined(separator: "  "))
        for deadline in matter.deadlines { out("    " + words(deadline)) }
    }

    private func kind(_ matter: Matter) -> String {
        switch matter.content {
        case .event(let standing):
            language(
                standing.event.kind?.name ?? standing.event.label.kind ?? "—",
                standing.event.kind?.rawValue ?? standing.event.label.kind ?? "—")
        case .application: language("信用修复申请", "repair-application")
        }
    }

    private func state(_ matter: Matter) -> String {
        switch matter.content {
        case .event(let standing):
            return standing.event.kind == .objectionOpen && standing.standing == .inForce
                ? language("处理中", "open") : EventWords(language: language).standing(standing)
        case .application(_, let grantedBy):
            if let grantedBy { return language("已修复 ", "granted by ") + grantedBy }
            switch matter.state {
            case "refuse": return language("不予修复", "refused")
            case "withdraw": return language("已撤回申请", "withdrawn")
            default: return language("办理中", "open")
            }
        }
    }

    private func words(_ deadline: Deadline) -> String {
        let what =
            switch deadline.kind {
            case .objection: language("异议办结", "objection to be settled")
            case .repairFeedback: language("修复反馈", "applicant to be answered")
            case .repairDecision: language("部门决定", "department to decide")
            }
        let term = language(
            "\(deadline.term.workingDays) 个工作日，自 \(deadline.start)",
            "\(deadline.term.workingDays) working days from \(deadline.start)")
        let basis = language("（\(deadline.term.basis)）", " (\(deadline.term.basis))")
        guard let end = deadline.end else {
            return what + language("：期限无法计算，", ": the term can't be computed, ") + (deadline.problem ?? "") + basis
        }
        if let settled = deadline.settled {
            let how =
                deadline.standing == .settledLate
                ? language("超期办结", "settled late") : language("按时办结", "settled in time")
            return what + language("期限 ", " by ") + "\(end)  \(how) \(settled)  \(term)" + basis
        }
        let left: String
        switch deadline.daysLeft {
        case _ where deadline.isOverdue:
            let days = deadline.daysLeft.map { String(-$0) } ?? "?"
            left = language("已逾期 \(days) 个工作日", "overdue by \(days) working days")
        case let days?: left = language("还剩 \(days) 个工作日", "\(days) working days left")
        case nil: left = deadline.problem ?? ""
        }
        return what + language("期限 ", " by ") + "\(end)  \(left)  \(term)" + basis
    }

    func json(_ matter: Matter) -> JSONValue {
        var members = [
            JSONMember("number", .string(matter.number)), JSONMember("kind", .string(name(matter))),
            JSONMember("state", .string(matter.state)), JSONMember("open", .bool(matter.isOpen)),
            JSONMember("overdue", .bool(matter.isOverdue)),
            JSONMember("day", matter.day.map { .string($0.description) } ?? .null),
            JSONMember("subject", .string(matter.subject)), JSONMember("item", .string(matter.record.item)),
            JSONMember("authority", .string(matter.record.authority)),
            JSONMember("document", .string(matter.record.number)), JSONMember("source", .string(matter.source)),
        ]
        switch matter.content {
        case .event(let standing):
            members += [
                JSONMember("received", .string(standing.event.received.description)),
                JSONMember("import", .integer(standing.event.place.sequence)),
                JSONMember("fault", standing.fault.map { .string($0.rawValue) } ?? .null),
                JSONMember("names", standing.event.names.map { .string($0) } ?? .null),
            ]
        case .application(let known, let grantedBy):
            members += [
                JSONMember("grantedBy", grantedBy.map { .string($0) } ?? .null),
                JSONMember(
                    "steps",
                    .array(
                        known.steps.map { step in
                            .object([
                                JSONMember("step", .string(step.kind.rawValue)),
                                JSONMember("day", .string(step.day.description)),
                                JSONMember("source", .string(step.source)),
                                JSONMember("document", .string(step.document)),
                            ])
                        })),
            ]
        }
        members.append(JSONMember("deadlines", .array(matter.deadlines.map(json))))
        return .object(members)
    }

    private func json(_ deadline: Deadline) -> JSONValue {
        .object([
            JSONMember("kind", .string(deadline.kind.rawValue)),
            JSONMember("workingDays", .integer(deadline.term.workingDays)),
            JSONMember("basis", .string(deadline.term.basis)), JSONMember("start", .string(deadline.start.description)),
            JSONMember("end", deadline.end.map { .string($0.description) } ?? .null),
            JSONMember("daysLeft", deadline.daysLeft.map { .integer($0) } ?? .null),
            JSONMember("settled", deadline.settled.map { .string($0.description) } ?? .null),
            JSONMember("standing", .string(deadline.standing.rawValue)), JSONMember("party", .string(deadline.party)),
            JSONMember("overdue", .bool(deadline.isOverdue)),
            JSONMember("problem", deadline.problem.map { .string($0) } ?? .null),
        ])
    }

    private func name(_ matter: Matter) -> String {
        switch matter.content {
        case .event(let standing): standing.event.kind?.rawValue ?? ""
        case .application: "repair-application"
        }
    }

    private func out(_ text: String) {
        Console.print(Console.printable(Masking(first: 3, last: 2).text(text)))
    }
}
