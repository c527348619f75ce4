// SPDX-License-Identifier: Apache-2.0

import Bytes
import Desk
import Reporting

/// Prints what an event did.
struct EnteredEventPrinter {
    let language: Language

    func print(_ entered: EnteredEvent, kind: Event.Kind) {
        out(
            "\(entered.number)  \(language(kind.name, kind.rawValue))  "
                + (entered.isNew
                    ? language("已录入，第 \(entered.sequence) 批", "entered as import \(entered.sequence)")
                    : language(
                        "此前已录入（第 \(entered.sequence) 批），未作改动",
                        "was there already (import \(entered.sequence)); nothing was changed")))
        if let standing = entered.standing { out("    " + EventWords(language: language).standing(standing)) }
        for effect in entered.effects {
            out("\(effect.after.title)  \(effect.after.identity)")
            out("    " + language("此前 ", "before  ") + state(effect.before))
            out("    " + language("现在 ", "now     ") + state(effect.after))
            for line in effect.news {
                out("    \(line.rule)  \(words(line.text))")
            }
        }
        if entered.isNew && entered.effects.isEmpty {
            out("    " + language("没有信息因此改变", "no record changes by it"))
        }
    }

    func json(_ entered: EnteredEvent) -> JSONValue {
        .object([
            JSONMember("number", .string(entered.number)), JSONMember("import", .integer(entered.sequence)),
            JSONMember("new", .bool(entered.isNew)),
            JSONMember("standing", entered.standing.map { .string($0.standing.rawValue) } ?? .null),
            JSONMember(
                "records",
                .array(
                    entered.effects.map { effect in
                        .object([
                            JSONMember("title", .string(effect.after.title)),
                            JSONMember("identity", .string(effect.after.identity)),
                            JSONMember("before", effect.before.map(json) ?? .null),
                            JSONMember("now", json(effect.after)),
                            JSONMember("news", .array(effect.news.map { .string(words($0.text)) })),
                        ])
                    })),
        ])
    }

    private func json(_ record: Explanation.RecordEntry) -> JSONValue {
        .object([
            JSONMember("inclusion", .string(record.inclusion)),
            JSONMember("marks", .array(record.marks.map { .string($0) })),
            JSONMember("text", .string(words(record.conclusion.text))),
        ])
    }

    private func state(_ record: Explanation.RecordEntry?) -> String {
        guard let record else { return language("库中没有", "not in the store") }
        let marks = record.marks.isEmpty ? "" : " " + record.marks.joined(separator: "、")
        return "[\(language.said(record.inclusion))]\(marks)  \(words(record.conclusion.text))"
    }

    private func words(_ sentence: Explanation.Sentence) -> String { language(sentence.chinese, sentence.english) }

    private func out(_ text: String) { Console.print(Console.printable(text)) }
}

/// How events stand, in words.
struct EventWords {
    let language: Language

    /// How an event stands.
    func standing(_ standing: EventStanding) -> String {
        switch standing.standing {
        case .inForce: language("有效", "in force")
        case .notYet:
            language("自 ", "has effect from ") + (standing.event.day.readable?.description ?? "")
                + language(" 起生效", " on")
        case .undone: language("已取消", "undone")
        case .corrected: language("来源已经更正", "put right by its source")
        case .closed: language("已办结", "closed")
        case .waiting: language("等待所涉的信息或者事件", "waits for its record or event")
        case .fault: language("没有效力：", "has no effect: ") + (standing.fault.map(fault) ?? "")
        }
    }

    private func fault(_ fault: EventFault) -> String {
        switch fault {
        case .day: language(fault.text, "its day is missing or unreadable")
        case .kind: language(fault.text, "its kind is unknown")
        case .names: language(fault.text, "it names no event")
        case .replacement: language(fault.text, "it names no new identity")
        case .early: language(fault.text, "its day is before the record was decided")
        }
    }
}
