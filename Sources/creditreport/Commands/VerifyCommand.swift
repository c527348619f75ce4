// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Redrawing
import Registry
import Rendering
import Reporting
import Verification

/// `verify`: the verdict on files, or on a number or a hash.
enum VerifyCommand: Command {
    static let syntax = CommandSyntax(
        name: "verify", summary: "say of each file whether one may rely on it", operands: "FILE|DIR|MANIFEST...",
        options: [
            .value("--trust", "FILE|DIR", "whom to trust: a trust folder, or certificates (PEM)"),
            .value(
                "--status", "FILE",
                "a signed status list, instead of the issue log of a named store or the list of the trust folder"),
            .value("--hash", "HASH", "ask about a report by its hash (报告指纹)"),
            .value("--number", "N", "ask about a report by its number, with --code"),
            .value("--code", "C", "the verification code (核验码) printed beside the number"),
            .value("--at", "INSTANT", "the moment of verification (default: now)"),
            .value("--expect-subject", "CODE", "the subject that the report must be about"),
            .value("--expect-round", "ID", "the bidding round that it must be for"),
            .value("--expect-purpose", "TEXT", "the purpose that it must be for"),
            .value("--max-age", "DAYS", "how old it may be"),
            .value("--templates", "DIR", "a further directory of templates to draw it again with"),
            .value("--fonts", "DIR", "a further directory of fonts, also for rare characters"),
            .flag("--quiet", "print one line a file"),
            .value("--jobs", "N", "how many files are looked at at once (default: the processors)"),
        ],
        example: "creditreport verify out/*.pdf --trust demo-keys/root.pem --store store")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        if arguments.has("--hash") || arguments.has("--number") { return try RegisterQuery.run(arguments) }
        guard !arguments.operands.isEmpty else { throw arguments.usage("no file is named") }
        guard arguments.has("--trust") else { throw arguments.usage("--trust FILE|DIR is missing") }
        let makeVerifier = try verifiers(arguments)
        let files = try VerifiedFiles(
            arguments.operands, isForRound: arguments.has("--expect-round"), verifier: makeVerifier)
        let printer = VerdictPrinter(
            language: try arguments.language(), isJSON: arguments.has("--json"), isQuiet: arguments.has("--quiet"),
            asOf: try arguments.instant("--at"))
        var outcomes: Set<Outcome> = []
        var unreadable: ExitCode?
        for (path, verdict) in files.manifests {
            outcomes.insert(verdict.outcome)
            printer.print(verdict, path: path)
        }
        let items = files.items
        try OrderedWork(count: items.count, jobs: try jobs(arguments)).run(
            worker: { Result { () throws(any Error) in try makeVerifier() } },
            work: { verifier, index in
                Result { () throws(any Error) in
                    let verifier = try verifier.get()
                    do {
                        let file = try DurableFile.read(
                            items[index].path, limit: Verifier.fileLimit + 1, followingLinks: true)
                        return Seen.verdict(verifier.verdict(on: file, items[index].listing))
                    } catch {
                        return .unreadable(Failure(error))
                    }
                }
            },
            deliver: { index, seen throws(any Error) in
                switch try seen.get() {
                case .verdict(let verdict):
                    outcomes.insert(verdict.outcome)
                    printer.print(verdict, path: items[index].path)
                case .unreadable(let failure):
                    Console.report(failure, in: printer.language)
                    // What a manifest lists and is not there was taken away.
                    if case .listed = items[index].listing { outcomes.insert(.notAuthentic) }
                    unreadable = failure.exit
                }
            })
        let gravest = Outcome.byGravity.first(where: outcomes.contains) ?? .reliable
        if gravest == .reliable, let unreadable { return unreadable }
        return ExitCode(rawValue: gravest.rawValue) ?? .internal
    }

    /// What became of a file.
    private enum Seen: Sendable {
        case verdict(Verdict)
        case unreadable(Failure)
    }

    private static func jobs(_ arguments: Arguments) throws -> Int {
        guard let text = arguments.value("--jobs") else { return Processors.count }
        guard let jobs = Int(text), (1...256).contains(jobs) else {
            throw arguments.usage("--jobs is \"\(text)\", a number from 1 to 256")
        }
        return jobs
    }

    /// Makes verifiers on one ground, each for one thread: it draws with a renderer of its own.
    private static func verifiers(_ arguments: Arguments) throws -> @Sendable () throws -> Verifier {
        let library = ViewLibrary(
            templates: try arguments.templateDirectories(), fonts: try arguments.fontDirectories())
        let source = try TrustOption.source(at: try arguments.required("--trust"))
        var age: Int?
        if let text = arguments.value("--max-age") {
            guard let days = Int(text), (0...36_525).contains(days) else {
                throw arguments.usage("--max-age is \"\(text)\", a number of days up to 36525")
            }
            age = days
        }
        // One instant for everything that a verdict of this run rests on.
        let now = try arguments.instant("--at") ?? .now
        let status = try StatusSources.source(arguments, source, now: now)
        let expectations = Expectations(
            subject: arguments.value("--expect-subject"), round: arguments.value("--expect-round"),
            purpose: arguments.value("--expect-purpose"), maximumAge: age)
        return {
            let redrawer = Redrawer(library)
            return try Verifier(
                Verifier.Ground(
                    trust: source.trust, status: status, redraw: { redrawer.redraw($0) }, now: now,
                    expectations: expectations))
        }
    }
}
