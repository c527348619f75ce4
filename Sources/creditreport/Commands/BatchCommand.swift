// SPDX-License-Identifier: Apache-2.0

import Batches
import Bytes
import Issuing
import RecordStore
import Rendering

/// `batch`: a report for every bidder of a round.
enum BatchCommand: Command {
    static let syntax = CommandSyntax(
        name: "batch", summary: "issue a report for every bidder of a round (逢报必查、逢办必查)",
        options: [
            .required("--round", "FILE", "the round: its number, purpose, period, domains and bidders (JSON)")
        ] + SigningOptions.reports + [
            .value("--template", "NAME", "the template of the views (default: standard)"),
            .value("--templates", "DIR", "a further directory of templates"),
            .value("--fonts", "DIR", "a further directory of fonts, also for rare characters"),
            .value("--at", "INSTANT", "when the reports are issued (default: the round's instant, else now)"),
        ],
        example: "creditreport batch --round Samples/round/round.json --key demo-keys/signer.key "
            + "--cert demo-keys/signer.pem --out round")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let round = try Round.read(try InputFile.read(try arguments.required("--round"), limit: 64 << 20))
        let store = try RecordStore(opening: arguments.store)
        let library = ViewLibrary(
            templates: try arguments.templateDirectories(), fonts: try arguments.fontDirectories())
        let issuer = try ReportIssuer(
            store: store, policy: round.policy,
            views: try library.views(template: arguments.value("--template") ?? "standard"),
            signers: try SigningOptions.signers(arguments))
        let runner = RoundRunner(
            round, suites: try SigningOptions.suites(arguments), issuer: issuer, publication: Publication(store: store.path),
            at: try arguments.instant("--at") ?? round.instant ?? .now,
            describe: { error in
                let failure = Failure(error)
                return (failure.code, failure.message)
            })
        let language = try arguments.language()
        let isJSON = arguments.has("--json")
        let out = try arguments.required("--out")
        let results = try runner.run(in: out) { index, bidder, result in
            let place = "\(index + 1)/\(round.bidders.count)"
            switch result {
            case .issued(let entry):
                if isJSON {
                    Console.print(
                        JSONValue.object([
                            JSONMember("bidder", .integer(index + 1)), JSONMember("subject", .string(bidder.code)),
                            JSONMember("number", .string(entry.number)), JSONMember("hash", .string(entry.fingerprint)),
                            JSONMember("total", .integer(entry.total)),
                        ]).text)
                } else {
                    Console.print(
                        Console.printable(
                            "\(place)  \(entry.number)  \(bidder.code)  \(entry.name)  "
                                + language("查见 \(entry.total) 条", "\(entry.total) records")))
                }
            case .failed(let code, let reason):
                if isJSON {
                    Console.print(
                        JSONValue.object([
                            JSONMember("bidder", .integer(index + 1)), JSONMember("subject", .string(bidder.code)),
                            JSONMember("error", .string(code)), JSONMember("reason", .string(reason)),
                        ]).text)
                } else {
                    Console.print(
                        Console.printable(
                            "\(place)  \(bidder.code)  " + language("未出具：", "not issued: ") + "\(reason) [\(code)]"))
                }
            }
        }
        let failed = results.filter { if case .failed = $0 { true } else { false } }.count
        if !isJSON {
            Console.print(
                language(
                    "已出具 \(results.count - failed) 份，未出具 \(failed) 份；汇总表 \(out)/summary.csv，清单 \(out)/manifest.jsonl",
                    "\(results.count - failed) issued, \(failed) not; summary \(out)/summary.csv, manifest \(out)/manifest.jsonl"
                ))
        }
        return failed == 0 ? .success : .partly
    }
}
