// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Stewardship

/// `use`: what was done with reports and records in a month.
enum UseCommand: Command {
    static let syntax = CommandSyntax(
        name: "use", summary: "a month's queries, feedback, measures, repair and objections (应用与权益保护统计)",
        options: [
            .required("--month", "YYYY-MM", "the month"),
            .value("--handled", "FILE", "matters that agencies handled: CSV or XLSX of 机关, 事项, 主体代码 and 日期 (逢报必查)"),
            .value("--within", "DAYS", "how many days before a matter a query counts for it (default: 30)"),
            .value(
                "--at", "INSTANT",
                "count logs up to then (default: all of them; with --snapshot up to that snapshot's last import)"),
        ] + CircularDesk.options,
        example: "creditreport use --month 2026-11 --handled matters.csv --out out/use")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let text = try arguments.required("--month")
        guard let month = Month(text) else {
            throw arguments.usage("--month is \"\(text)\"", "a month is written 2026-11")
        }
        let handled = try arguments.value("--handled").map {
            try HandledMatters(try InputFile.read($0, limit: 256 << 20))
        }
        let window = try arguments.number("--within", in: 1...366) ?? UseStatistics.usualWindow
        let desk = try CircularDesk(arguments)
        // Of an earlier snapshot, what was asked and answered after it is left out as well.
        let moment = try arguments.instant("--at") ?? (arguments.has("--snapshot") ? desk.instant : nil)
        let statistics = try UseStatistics(
            desk.store, desk.snapshot, month: month, at: moment, handled: handled, window: window)
        try desk.publish(
            statistics.circular(issuer: try desk.issuer(), snapshot: desk.snapshot.id),
            name: "use-\(month)")
        return .success
    }
}
