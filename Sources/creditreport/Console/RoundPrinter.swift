// SPDX-License-Identifier: Apache-2.0

import Batches
import Bytes
import Glibc
import Issuing
import Records
import Registry

/// Tells how a round goes: a live line on a terminal, a line for each bidder in a log, events as JSON Lines.
final class RoundPrinter {
    private let round: Round
    private let language: Language
    private let isJSON: Bool
    /// When the round began, what was done before, and how many bidders there are in all.
    private var start: (time: Int, done: Int, total: Int) = (0, 0, 0)
    private var shownAt = 0
    /// The bidders of whom the plan told already that they get no report.
    private var refused: Set<Int> = []

    init(round: Round, language: Language, isJSON: Bool) {
        self.round = round
        self.language = language
        self.isJSON = isJSON
    }

    /// Whether there is a live line, so that only what went wrong needs a line of its own.
    private var isLive: Bool { !isJSON && Console.isTerminal }

    /// Tells of a step of the round.
    func tell(_ event: RoundRunner.Event) {
        switch event {
        case .planned(let plan, let done):
            start = (Self.milliseconds, done, done + plan.items.count)
            if isJSON {
                print("planned", counts(plan) + [JSONMember("done", .integer(done))])
            } else {
                if done > 0 { Console.note(language("此前已完成 \(done) 家", "\(done) bidders were done before")) }
                Console.note(summary(plan))
            }
            plan.findings.forEach { show($0) }
            refused = Set(plan.findings.filter(\.isRefusal).compactMap(\.bidder))
        case .done(let row, let count): show(row, count)
        }
    }

    /// Prints a plan as the result of a dry run.
    func show(_ plan: RoundPlan, inquiry: Inquiry, at instant: Instant) {
        plan.findings.forEach { show($0) }
        if isJSON {
            print(
                "plan",
                counts(plan) + [
                    JSONMember("snapshot", .string(inquiry.snapshotID)),
                    JSONMember("policy", .string(inquiry.policy.id)),
                    JSONMember("instant", .string(instant.description)),
                ])
        } else {
            Console.print(
                language(
                    "数据快照 \(inquiry.snapshotID)，规则 \(inquiry.policy.id)，出具时间 \(instant)",
                    "snapshot \(inquiry.snapshotID), policy \(inquiry.policy.id), issued at \(instant)"))
            Console.print(summary(plan))
        }
    }

    /// Prints how the round ended.
    func show(_ outcome: RoundRunner.Outcome, out: String) {
        if isLive { Console.transient("") }
        if isJSON {
            print(
                outcome.isInterrupted ? "interrupted" : "finished",
                [JSONMember("issued", .integer(outcome.issued)), JSONMember("refused", .integer(outcome.refused))]
                    + (outcome.merkleRoot.map { [JSONMember("merkleRoot", .string($0))] } ?? []))
        } else if outcome.isInterrupted {
            Console.note(
                language(
                    "已中断：已出具 \(outcome.issued) 份；加 --resume 可接着办理",
                    "interrupted: \(outcome.issued) issued; --resume goes on with it"))
        } else {
            Console.print(
                Console.line(
                    language(
                        "已出具 \(outcome.issued) 份，未出具 \(outcome.refused) 份；汇总表 \(out)/summary.xlsx，清单 \(out)/manifest.jsonl",
                        "\(outcome.issued) issued, \(outcome.refused) not; summary \(out)/summary.xlsx, "
                            + "manifest \(out)/manifest.jsonl")))
        }
    }

    /// Prints where the archive is.
    func show(archive: String) {
        if isJSON {
            print("package", [JSONMember("path", .string(archive))])
        } else {
            Console.print(Console.line(language("压缩包 ", "archive ") + archive))
        }
    }

    private func show(_ finding: RoundFinding) {
        if isJSON {
            var members = [
                JSONMember("refusal", .bool(finding.isRefusal)), JSONMember("code", .string(finding.code)),
                JSONMember("message", .string(finding.message)),
            ]
            if let bidder = finding.bidder { members.insert(JSONMember("bidder", .integer(bidder)), at: 0) }
            if let hint = finding.hint { members.append(JSONMember("hint", .string(hint))) }
            return print("finding", members)
        }
        let place =
            finding.bidder.map { number in
                language("第 \(number) 家", "bidder \(number)") + " \(round.bidders[number - 1].firm.code)"
            } ?? language("本批次", "the round")
        let kind = finding.isRefusal ? language("不出具", "no report") : language("提醒", "note")
        let hint = finding.hint.map { language("；", "; ") + language.said($0) } ?? ""
        Console.note(
            Console.line(
                "\(place)  \(kind)\(language("：", ": "))\(language.said(finding.message))\(hint) [\(finding.code)]"))
    }

    private func show(_ row: RoundRow, _ count: Int) {
        if isJSON {
            return print(
                "bidder",
                row.entry.members
                    + (row.report == nil
                        ? [] : [JSONMember("total", .integer(row.firms.compactMap(\.total).reduce(0, +)))]))
        }
        let place = "\(count)/\(start.total)"
        if isLive, row.report != nil || refused.contains(row.bidder) {
            guard Self.milliseconds - shownAt >= 200 || count == start.total else { return }
            shownAt = Self.milliseconds
            return Console.transient(Console.line(live(count)))
        }
        let code = row.firms.first?.code ?? ""
        if isLive { Console.transient("") }
        if case .notIssued(code: let error, let reason) = row.entry.outcome {
            Console.print(
                Console.printable(
                    "\(place)  \(code)  " + language("未出具：", "not issued: ") + "\(language.said(reason)) [\(error)]"))
        } else if let report = row.report {
            let total = row.firms.compactMap(\.total).reduce(0, +)
            Console.print(
                Console.line(
                    "\(place)  \(report.number)  \(code)  \(row.firms.first?.name ?? "")  "
                        + language("查见 \(total) 条", "\(total) records")))
        }
    }

    /// How far the round is, how fast it goes, and how long it will take.
    private func live(_ count: Int) -> String {
        let elapsed = max(1, Self.milliseconds - start.time)
        let done = count - start.done
        let place = "\(count)/\(start.total)"
        guard done > 0 else { return place }
        let perSecond = done * 10_000 / elapsed
        let rate = perSecond < 100 ? "\(perSecond / 10).\(perSecond % 10)" : "\(perSecond / 10)"
        let left = (start.total - count) * elapsed / done / 1000
        let seconds = left % 60 < 10 ? "0\(left % 60)" : "\(left % 60)"
        return language(
            "\(place)  每秒 \(rate) 份  还需 \(left / 60):\(seconds)", "\(place)  \(rate)/s  \(left / 60):\(seconds) left")
    }

    private func counts(_ plan: RoundPlan) -> [JSONMember] {
        [
            JSONMember("round", .string(round.id)), JSONMember("bidders", .integer(plan.items.count)),
            JSONMember("reports", .integer(plan.reports)),
            JSONMember("findings", .integer(plan.findings.count)),
        ]
    }

    private func summary(_ plan: RoundPlan) -> String {
        language(
            "本次 \(plan.items.count) 家：出具 \(plan.reports) 份，不出具 \(plan.items.count - plan.reports) 家，"
                + "提醒 \(plan.findings.count { !$0.isRefusal }) 条",
            "\(plan.items.count) bidders: \(plan.reports) reports, \(plan.items.count - plan.reports) without, "
                + "\(plan.findings.count { !$0.isRefusal }) notes")
    }

    private func print(_ event: String, _ members: [JSONMember]) {
        Console.print(JSONValue.object([JSONMember("event", .string(event))] + members).text)
    }

    /// A clock that only goes forward; nothing of it reaches a file.
    private static var milliseconds: Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
