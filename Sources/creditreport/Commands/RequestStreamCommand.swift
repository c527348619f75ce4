// SPDX-License-Identifier: Apache-2.0

import Batches
import Bytes
import Issuing
import RecordStore

/// `batch --stdin`: requests line by line, for engines that feed programs through pipes.
enum RequestStreamCommand {
    private static let others = ["--round", "--dry-run", "--resume", "--shard", "--package"]

    /// Answers requests until the end of input; a request that is refused is a line of its own and no failure.
    static func run(_ arguments: Arguments, jobs: Int) throws -> ExitCode {
        if let other = others.first(where: arguments.has) {
            throw arguments.usage("\(other) does not go with --stdin", "each line says what is asked")
        }
        let store = try RecordStore(opening: arguments.store)
        let inquiry = try Inquiry(
            store: store, snapshot: arguments.value("--snapshot"), policy: arguments.value("--policy"))
        let instant = try arguments.instant("--at") ?? .now
        let issuer = try IssuingOptions.issuer(
            arguments, of: inquiry, signedBy: try BatchCommand.signers(arguments, at: instant))
        var stream = try RequestStream(
            store: store.path, issuer: issuer, directory: try arguments.required("--out"),
            instant: instant,
            suites: try SigningOptions.suites(arguments), jobs: jobs, describe: BatchCommand.describe)
        var input = LineStream()
        while let lines = try input.next() {
            try stream.answer(lines) { Console.print($0.text) }
        }
        return .success
    }
}
