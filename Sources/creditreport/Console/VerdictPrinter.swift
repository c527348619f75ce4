// SPDX-License-Identifier: Apache-2.0

import Bytes
import Registry
import Verification

/// Prints verdicts for people, or as JSON Lines.
struct VerdictPrinter {
    let language: Language
    let isJSON: Bool
    let isQuiet: Bool
    /// The moment of verification, where it is not now.
    let asOf: Instant?

    func print(_ verdict: Verdict, path: String) {
        if isJSON { return Console.print(json(verdict, path).text) }
        let outcome = words(verdict.outcome.words)
        let path = Console.line(path)
        if isQuiet { return Console.print("\(verdict.outcome.rawValue)  \(path)  \(outcome)") }
        let moment = asOf.map { language("（截至 \($0)）", ", as of \($0)") } ?? ""
        var lines = [path, "  " + language("结论：", "verdict: ") + outcome + moment + " (\(verdict.outcome.rawValue))"]
        for answer in verdict.answers {
            lines.append("  \(word(answer.answer))  \(words(answer.question.words))")
            for evidence in answer.evidence {
                lines.append(line(evidence))
            }
        }
        if let facts = verdict.facts {
            lines.append(
                language(
                    "  报告自述（仅在结论为可以信赖时可信）：", "  the report says of itself (to be believed only if one may rely on it):")
            )
            for (label, value) in rows(facts) where !value.isEmpty {
                lines.append("      \(label): \(Console.line(value))")
            }
        }
        Console.print(lines.joined(separator: "\n"))
    }

    /// Prints the verdict on a manifest; those on the files that it lists follow.
    func print(_ verdict: ManifestVerdict, path: String) {
        if isJSON {
            var members = [
                JSONMember("version", .integer(1)), JSONMember("manifest", .string(path)),
                JSONMember("outcome", .string("\(verdict.outcome)")),
                JSONMember("exit", .integer(Int(verdict.outcome.rawValue))),
                JSONMember("evidence", .array(verdict.evidence.map(json))),
            ]
            if let manifest = verdict.manifest {
                members += [
                    JSONMember("round", .string(manifest.head.round)),
                    JSONMember("bidders", .integer(manifest.entries.count)),
                    JSONMember("reports", .integer(manifest.reports.count)),
                    JSONMember("merkleRoot", .string(manifest.merkleRoot)),
                ]
            }
            return Console.print(JSONValue.object(members).text)
        }
        let outcome = words(verdict.outcome.words)
        let path = Console.line(path)
        if isQuiet { return Console.print("\(verdict.outcome.rawValue)  \(path)  \(outcome)") }
        Console.print(path + "\n  " + language("结论：", "verdict: ") + "\(outcome) (\(verdict.outcome.rawValue))")
        for evidence in verdict.evidence {
            Console.print(line(evidence))
        }
    }

    private func json(_ evidence: Evidence) -> JSONValue {
        .object([
            JSONMember("check", .string(evidence.check)), JSONMember("answer", .string(evidence.answer.rawValue)),
            JSONMember("words", .string(words(evidence.words))),
        ])
    }

    private func line(_ evidence: Evidence) -> String {
        "      \(word(evidence.answer).lowercased())  \(Console.line(words(evidence.words))) [\(evidence.check)]"
    }

    /// What was found, in a word.
    private func word(_ answer: Answer) -> String {
        switch answer {
        case .valid: language("通过", answer.rawValue)
        case .invalid: language("不符", answer.rawValue)
        case .unknown: language("不明", answer.rawValue)
        case .error: language("出错", answer.rawValue)
        }
    }

    private func words(_ words: Words) -> String {
        language(words.chinese, words.english)
    }

    private func rows(_ facts: ReportFacts) -> [(String, String)] {
        var rows: [(String, String)] = []
        for subject in facts.subjects {
            rows.append((language("主体", "subject"), "\(subject.name) \(subject.code)"))
            rows.append((language("查见", "records found"), subject.total))
        }
        return rows + [
            (language("编号", "number"), facts.number), (language("指纹", "hash"), facts.fingerprint),
            (language("出具单位", "issuer"), facts.issuer), (language("签名者", "signer"), facts.signer),
            (language("报告期", "period"), "\(facts.period.from) – \(facts.period.to)"),
            (
                language("领域", "domains"),
                facts.domains.isEmpty ? language("全部", "all") : facts.domains.joined(separator: "、")
            ),
            (language("数据截止", "cutoff"), facts.cutoff),
            (language("出具时间", "issued at"), facts.issuedAt?.description ?? ""),
            (language("有效期至", "valid until"), facts.validUntil?.description ?? ""),
            (language("用途", "purpose"), facts.purpose), (language("批次", "round"), facts.round ?? ""),
        ]
    }

    private func json(_ verdict: Verdict, _ path: String) -> JSONValue {
        var members = [
            JSONMember("version", .integer(1)), JSONMember("file", .string(path)),
            JSONMember("outcome", .string("\(verdict.outcome)")),
            JSONMember("exit", .integer(Int(verdict.outcome.rawValue))),
            JSONMember("kind", verdict.kind.map { .string($0.rawValue) } ?? .null),
            JSONMember(
                "answers",
                .array(
                    verdict.answers.map { answer in
                        .object([
                            JSONMember("question", .string(answer.question.rawValue)),
                            JSONMember("answer", .string(answer.answer.rawValue)),
                            JSONMember(
                                "evidence",
                                .array(answer.evidence.map(json))),
                        ])
                    })),
        ]
        if let facts = verdict.facts { members.append(JSONMember("report", json(facts))) }
        return .object(members)
    }

    private func json(_ facts: ReportFacts) -> JSONValue {
        .object([
            JSONMember("number", .string(facts.number)), JSONMember("hash", .string(facts.fingerprint)),
            JSONMember("issuer", .string(facts.issuer)), JSONMember("signer", .string(facts.signer)),
            JSONMember(
                "subjects",
                .array(
                    facts.subjects.map { subject in
                        .object([
                            JSONMember("name", .string(subject.name)), JSONMember("code", .string(subject.code)),
                            JSONMember("total", .string(subject.total)),
                            JSONMember(
                                "domains",
                                .array(
                                    subject.conclusions.map {
                                        .object([
                                            JSONMember("name", .string($0.domain)),
                                            JSONMember("conclusion", .string($0.conclusion)),
                                        ])
                                    })),
                        ])
                    })),
            JSONMember("from", .string(facts.period.from)), JSONMember("to", .string(facts.period.to)),
            JSONMember("domains", .array(facts.domains.map { .string($0) })),
            JSONMember("cutoff", .string(facts.cutoff)),
            JSONMember("issuedAt", facts.issuedAt.map { .string($0.description) } ?? .null),
            JSONMember("validUntil", facts.validUntil.map { .string($0.description) } ?? .null),
            JSONMember("purpose", .string(facts.purpose)),
            JSONMember("round", facts.round.map { .string($0) } ?? .null),
        ])
    }
}
