// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Redrawing
import Rendering
import Reporting
import Verification

/// Verifies files in one thread, with and without drawing them again, and tells the processor's time for each.
///
/// Prints one JSON line for each kind of file: for how many of them, and the median of the nanoseconds that a file takes
/// for the first three questions (unchanged, by whom, in force) and for all four. A file that may not be relied on ends
/// the run. The first file of each kind is verified once before, so that what is made once is not counted.
struct VerifyBench {
    /// What is wrong with the command line.
    struct Usage: Error, CustomStringConvertible {
        let description = "usage: creditbench verify ROOT HOME INSTANT FILE..."
    }

    /// A file that may not be relied on.
    struct Unreliable: Error, CustomStringConvertible {
        let path: String
        let outcome: Outcome
        var description: String { "\(path): \(outcome.words.english)" }
    }

    private let verifier: Verifier
    private let quick: Verifier
    private let paths: [String]

    init(_ words: [String]) throws {
        guard words.count >= 4, let instant = Instant(words[2]) else { throw Usage() }
        let trust = Trust(privateAuthorities: try TrustAnchors(pem: try DurableFile.read(words[0])))
        let library = ViewLibrary(templates: [words[1] + "/Templates"], fonts: [words[1] + "/Fonts"])
        let redrawer = Redrawer(library)
        verifier = try Verifier(
            .init(trust: trust, status: EverythingStands(), redraw: { redrawer.redraw($0) }, now: instant))
        quick = try Verifier(.init(trust: trust, status: EverythingStands(), now: instant))
        paths = Array(words[3...])
    }

    func run() throws {
        for kind in ArtefactKind.allCases {
            let paths = paths.filter { $0.hasSuffix("." + kind.rawValue) }
            guard let first = paths.first else { continue }
            _ = try time(verifier, first, expecting: [.reliable])
            // Without drawing a view again the best answer is that not all could be checked.
            let three = try paths.map { try time(quick, $0, expecting: [kind == .xml ? .reliable : .statusUnknown]) }
            let four = try paths.map { try time(verifier, $0, expecting: [.reliable]) }
            print(
                JSONValue.object([
                    JSONMember("scenario", .string("verify")), JSONMember("kind", .string(kind.rawValue)),
                    JSONMember("files", .integer(paths.count)),
                    JSONMember("threeQuestions", .integer(three.sorted()[paths.count / 2])),
                    JSONMember("fourQuestions", .integer(four.sorted()[paths.count / 2])),
                    JSONMember("peakKilobytes", .integer(IssueBench.peakKilobytes)),
                ]).text)
        }
    }

    /// The nanoseconds for one file, reading it included.
    private func time(_ verifier: Verifier, _ path: String, expecting outcomes: [Outcome]) throws -> Int {
        let start = StageTimes.processorTime
        let verdict = verifier.verdict(on: try DurableFile.read(path))
        let elapsed = StageTimes.processorTime - start
        guard outcomes.contains(verdict.outcome) else { throw Unreliable(path: path, outcome: verdict.outcome) }
        return elapsed
    }
}

/// A register in which every report stands: what a peer does not look at costs nothing here.
struct EverythingStands: StatusSource {
    func status(number: String, fingerprint: String, issuedAt: Instant) -> ReportStatus { .issued }
}
