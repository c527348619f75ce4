// SPDX-License-Identifier: Apache-2.0

import Batches
import Bytes
import Issuing
import RecordStore
import Registry
import Rendering

/// `batch`: a report for every bidder of a round, or for every request of a stream.
enum BatchCommand: Command {
    static let syntax = CommandSyntax(
        name: "batch", summary: "issue a report for every bidder of a round (逢报必查、逢办必查)",
        options: [
            .value("--round", "FILE", "the round: its number, purpose, period, domains and bidders (JSON)"),
            .flag("--stdin", "answer requests from standard input instead: a line of JSON each, a line of JSON back"),
        ] + SigningOptions.reports.map(\.optional) + TimestampOptions.all + [
            .flag("--dry-run", "only say what would be done, and all that is wrong; needs no key"),
            .flag("--resume", "go on with a round that was broken off; one that was not begun is begun"),
            .value("--shard", "I/N", "only the share I of N of the bidders, by subject"),
            .flag("--package", "put everything into one ZIP archive as well"),
            .value("--jobs", "N", "how many reports are made at once, 1 to 64 (default: the processors)"),
            .value("--policy", "ID", "the policy to follow (default: the round's, else the store's first)"),
            .value("--snapshot", "ID", "from the store as it was at an earlier point of its chain (default: now)"),
        ] + IssuingOptions.views + [
            .value("--at", "INSTANT", "when the reports are issued (default: the round's instant, else now)")
        ],
        example: "creditreport batch --round Samples/round/round.json --key demo-keys/signer.key "
            + "--cert demo-keys/signer.pem --out round")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let jobs = try jobs(arguments)
        if arguments.has("--stdin") { return try RequestStreamCommand.run(arguments, jobs: jobs) }
        guard let path = arguments.value("--round") else {
            throw arguments.usage("--round FILE is missing", "name a round, or give requests with --stdin")
        }
        let shard = try shard(arguments)
        var round = try Round.read(at: path)
        round.suites = try SigningOptions.suites(arguments)
        let store = try RecordStore(opening: arguments.store)
        let isDryRun = arguments.has("--dry-run")
        let begun = try isDryRun ? nil : begun(arguments)
        let inquiry = try Inquiry(
            store: store, snapshot: begun?.snapshot ?? arguments.value("--snapshot"),
            policy: arguments.value("--policy") ?? begun?.policy.id ?? round.policy)
        let instant = try arguments.instant("--at") ?? round.instant ?? begun?.instant
        if shard != nil, instant == nil {
            throw arguments.usage(
                "--shard needs a fixed instant", "give --at INSTANT, the same to all shards, or write it in the round")
        }
        let terms = RoundRunner.Terms(shard: shard, instant: instant ?? .now, jobs: jobs)
        let printer = RoundPrinter(
            round: round, language: try arguments.language(), isJSON: arguments.has("--json"))
        if isDryRun {
            let plan = RoundPlan(
                round, shard: shard, inquiry: inquiry, at: terms.instant, jobs: jobs, describe: describe)
            printer.show(plan, inquiry: inquiry, at: terms.instant)
            return plan.reports == plan.items.count ? .success : .partly
        }
        let signers = try signers(arguments, at: terms.instant)
        let out = try arguments.required("--out")
        let issuer = try IssuingOptions.issuer(arguments, of: inquiry, signedBy: signers)
        Interruption.listen()
        let runner = RoundRunner(
            round, terms: terms, store: store.path, inquiry: inquiry, issuer: issuer, signers: signers,
            describe: describe)
        let outcome = try runner.run(
            in: out, isResumed: arguments.has("--resume"), isInterrupted: { Interruption.isRequested },
            tell: printer.tell)
        printer.show(outcome, out: out)
        if outcome.isInterrupted { return .interrupted }
        if arguments.has("--package") {
            let archive = try RoundPackage.publish(directory: out)
            printer.show(archive: archive)
        }
        return outcome.refused == 0 ? .success : .partly
    }

    /// The stable name and the words of an error, for a bidder's row.
    static let describe: @Sendable (any Error) -> (code: String, reason: String) = { error in
        let failure = Failure(error)
        return (failure.code, failure.message)
    }

    /// The signers for what speaks at a moment, which only a dry run does without.
    static func signers(_ arguments: Arguments, at instant: Instant) throws -> SignerSet {
        for name in ["--key", "--out"] { _ = try arguments.required(name) }
        return try SigningOptions.signers(arguments, at: instant)
    }

    /// What the round was begun with that goes on; nil if it begins.
    private static func begun(_ arguments: Arguments) throws -> RoundJournal.Head? {
        guard arguments.has("--resume") else { return nil }
        return try RoundJournal(in: try arguments.required("--out"))?.head
    }

    private static func jobs(_ arguments: Arguments) throws -> Int {
        guard let text = arguments.value("--jobs") else { return min(Processors.count, 64) }
        guard let jobs = Int(text), (1...64).contains(jobs) else {
            throw arguments.usage("--jobs is \"\(text)\", a number from 1 to 64")
        }
        return jobs
    }

    private static func shard(_ arguments: Arguments) throws -> Shard? {
        guard let text = arguments.value("--shard") else { return nil }
        guard let shard = Shard(text) else {
            throw arguments.usage("--shard is \"\(text)\"", "a share is written I/N, such as 2/8")
        }
        return shard
    }
}
