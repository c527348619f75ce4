// SPDX-License-Identifier: Apache-2.0

import Bytes
import Reporting

/// Prints an explanation: every line begins with the number of its rule, what would change it stands below behind an arrow.
struct ExplanationPrinter {
    let language: Language
    let snapshot: String

    func print(_ explanation: Explanation) {
        out("\(explanation.name)  \(explanation.subject)")
        for sentence in explanation.question { out(words(sentence)) }
        out(language("快照 ", "snapshot ") + snapshot)
        heading(language("信用信息", "records") + " (\(explanation.records.count))")
        for record in explanation.records { print(record) }
        section(language("等待的事件", "events that wait"), explanation.waiting)
        section(language("没有效力的事件", "events without effect"), explanation.faults)
        section(language("待核", "rows that wait for a check (待核)"), explanation.pending.map { [$0] } ?? [])
        section(language("已依法删除", "lines erased by law (依法删除)"), explanation.erased)
        heading(language("各领域的结论", "conclusions"))
        for entry in explanation.domains {
            out("\(entry.domain.name)（\(entry.domain.code)）: \(entry.conclusion)")
            print(entry.line, indent: "    ")
        }
    }

    private func print(_ record: Explanation.RecordEntry) {
        let marks = record.marks.isEmpty ? "" : "  " + record.marks.joined(separator: "、")
        out("\(record.title)  [\(language.said(record.inclusion))]\(marks)")
        out("    \(record.identity)")
        print(record.conclusion, indent: "    ")
        for line in record.lines { print(line, indent: "    ") }
        for version in record.versions {
            let isAlone = record.versions.count == 1
            let mark = version.isDecisive && !isAlone ? language("  ←采用", "  (this one stands)") : ""
            out(
                "    " + language("来源", "source") + " \(version.source.name)（\(version.source.code)）"
                    + "  \(version.received)\(mark)")
            for (index, part) in version.parts.enumerated() {
                if version.parts.count > 1 { out("      " + language("分项 \(index + 1)", "part \(index + 1)")) }
                for line in part { print(line, indent: "        ") }
            }
        }
    }

    private func section(_ title: String, _ lines: [Explanation.Line]) {
        guard !lines.isEmpty else { return }
        heading(title + " (\(lines.count))")
        for line in lines { print(line, indent: "    ") }
    }

    private func print(_ line: Explanation.Line, indent: String) {
        let verdict = line.holds.map { $0 ? "+" : "-" } ?? " "
        let rule = line.rule + String(repeating: " ", count: max(1, 4 - line.rule.utf8.count))
        out("\(indent)\(rule)\(verdict) \(words(line.text))")
        if let change = line.change {
            out("\(indent)      → " + language("若要改变：", "what would change it: ") + words(change))
        }
    }

    private func heading(_ text: String) { out("== " + text) }

    private func out(_ text: String) { Console.print(Console.printable(text)) }

    private func words(_ sentence: Explanation.Sentence) -> String { language(sentence.chinese, sentence.english) }

    // MARK: JSON

    func json(_ explanation: Explanation) -> JSONValue {
        .object([
            JSONMember("subject", .string(explanation.subject)), JSONMember("name", .string(explanation.name)),
            JSONMember("snapshot", .string(snapshot)),
            JSONMember("question", .array(explanation.question.map { .string(words($0)) })),
            JSONMember("records", .array(explanation.records.map(json))),
            JSONMember("waiting", .array(explanation.waiting.map(json))),
            JSONMember("faults", .array(explanation.faults.map(json))),
            JSONMember("pending", explanation.pending.map(json) ?? .null),
            JSONMember("erased", .array(explanation.erased.map(json))),
            JSONMember(
                "domains",
                .array(
                    explanation.domains.map { entry in
                        .object([
                            JSONMember("code", .string(entry.domain.code)),
                            JSONMember("name", .string(entry.domain.name)),
                            JSONMember("conclusion", .string(entry.conclusion)), JSONMember("why", json(entry.line)),
                        ])
                    })),
        ])
    }

    private func json(_ record: Explanation.RecordEntry) -> JSONValue {
        .object([
            JSONMember("title", .string(record.title)), JSONMember("identity", .string(record.identity)),
            JSONMember("domain", .string(record.domain.code)), JSONMember("inclusion", .string(record.inclusion)),
            JSONMember("marks", .array(record.marks.map(JSONValue.string))),
            JSONMember("conclusion", json(record.conclusion)), JSONMember("rules", .array(record.lines.map(json))),
            JSONMember(
                "versions",
                .array(
                    record.versions.map { version in
                        .object([
                            JSONMember("source", .string(version.source.code)),
                            JSONMember("received", .string(version.received.description)),
                            JSONMember("decisive", .bool(version.isDecisive)),
                            JSONMember("parts", .array(version.parts.map { .array($0.map(json)) })),
                        ])
                    })),
        ])
    }

    private func json(_ line: Explanation.Line) -> JSONValue {
        .object([
            JSONMember("rule", .string(line.rule)), JSONMember("holds", line.holds.map(JSONValue.bool) ?? .null),
            JSONMember("text", .string(words(line.text))),
            JSONMember("change", line.change.map { .string(words($0)) } ?? .null),
        ])
    }
}
