// SPDX-License-Identifier: Apache-2.0

import Bytes
import Stewardship

/// `scorecard`: the assessment of a month.
enum ScorecardCommand: Command {
    static let syntax = CommandSyntax(
        name: "scorecard", summary: "assess a month by department, league or city, and county (评估通报)",
        options: [
            .required("--month", "YYYY-MM", "the month"),
            .value("--limit", "PERCENT", "above what 迟报率 a unit is named (default: 50)"),
            .value("--term", "DAYS", "working days after the decision until when a delivery is on time (default: 7)"),
            .value("--divisions", "FILE", "the names of 行政区划 (default: their codes stand for them)"),
        ] + CircularDesk.options,
        example: "creditreport scorecard --month 2026-11 --divisions Samples/divisions.json --out out/circular")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let text = try arguments.required("--month")
        guard let month = Month(text) else {
            throw arguments.usage("--month is \"\(text)\"", "a month is written 2026-11")
        }
        let limit = try arguments.number("--limit", in: 0...100) ?? Scorecard.usualLimit
        let term = try arguments.number("--term", in: 1...60) ?? StoreSurvey.usualTerm
        let names = try arguments.value("--divisions").map {
            try DivisionNames(try InputFile.read($0, limit: 4 << 20))
        }
        let desk = try CircularDesk(arguments)
        let scorecard = try Scorecard(try StoreSurvey(desk.snapshot, term: term), month: month)
        let circular = scorecard.circular(
            issuer: try desk.issuer(), at: desk.instant, limit: limit, names: names ?? DivisionNames())
        try desk.publish(circular, name: "scorecard-\(month)")
        return .success
    }
}

extension Arguments {
    /// The whole number that an option names; nil if it is not given.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = value(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw usage(
                "\(name) is \"\(text)\"", "expected a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
