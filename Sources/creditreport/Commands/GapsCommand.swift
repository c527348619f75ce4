// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Stewardship

/// `gaps`: where records are likely missing.
enum GapsCommand: Command {
    static let syntax = CommandSyntax(
        name: "gaps", summary: "where records of three years are likely missing, by department and month (疑似漏报)",
        options: [.value("--on", "DAY", "as of that day (default: the day of the last import)")] + CircularDesk.options,
        example: "creditreport gaps --on 2026-11-20 --out out/gaps")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let desk = try CircularDesk(arguments)
        guard let day = try arguments.day("--on") ?? desk.snapshot.cutoff?.day else {
            throw arguments.usage("--on is missing")
        }
        let list = try GapList(try StoreSurvey(desk.snapshot), on: day)
        try desk.publish(
            list.circular(issuer: try desk.issuer(), at: desk.instant, snapshot: desk.snapshot.id), name: "gaps")
        return .success
    }
}
