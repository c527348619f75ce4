// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Redrawing
import Rendering
import Verification

/// Changes every byte of honest files, one at a time, and holds the verifier to it that none of these is relied on.
///
/// Three other values for each byte of an XML or HTML file (a bit that makes another letter of it, one that changes its
/// case, one that makes it no ASCII), one without a plan for each byte of a PDF. Prints one JSON line for each outcome and
/// the check that led to it, with how many changes ended so and where the first and the last of them stand. The only
/// outcomes that are allowed say that the file is not authentic, that its issuer is not trusted, or that it is no report.
struct FlipSoak {
    /// What is wrong with the command line.
    struct Usage: Error, CustomStringConvertible {
        let description = "usage: creditbench flips ROOT HOME INSTANT STEP FILE..."
    }

    /// What must not be.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What became of a changed byte: the outcome and the first check that was not passed.
    private struct End: Hashable, Sendable {
        let outcome: Outcome
        let check: String
    }

    /// How many changes ended so, and where.
    private struct Tally: Sendable {
        var count = 0
        var places: ClosedRange<Int>
    }

    private static let allowed: Set<Outcome> = [.notAuthentic, .issuerNotTrusted, .notAReport]
    /// How many bytes a thread takes at once.
    private static let piece = 256

    private let trust: Trust
    private let library: ViewLibrary
    private let instant: Instant
    private let step: Int
    private let paths: [String]

    init(_ words: [String]) throws {
        guard words.count >= 5, let instant = Instant(words[2]), let step = Int(words[3]), step > 0 else {
            throw Usage()
        }
        trust = Trust(privateAuthorities: try TrustAnchors(pem: try DurableFile.read(words[0])))
        library = ViewLibrary(
            templates: [words[1] + "/Templates", words[1] + "/Samples/vectors/templates"],
            fonts: [words[1] + "/Fonts"])
        self.instant = instant
        self.step = step
        paths = Array(words[4...])
    }

    func run() throws {
        for path in paths { try run(path) }
    }

    private func run(_ path: String) throws {
        let file = try DurableFile.read(path)
        let (trust, library, instant, step) = (trust, library, instant, step)
        let makeVerifier = { @Sendable () throws -> Verifier in
            let redrawer = Redrawer(library)
            return try Verifier(
                .init(trust: trust, status: EverythingStands(), redraw: { redrawer.redraw($0) }, now: instant))
        }
        guard try makeVerifier().verdict(on: file).outcome == .reliable else {
            throw Failure(description: "\(path) may not be relied on as it is")
        }
        let isPDF = path.hasSuffix(".pdf")
        var ends: [End: Tally] = [:]
        let pieces = (file.count + Self.piece - 1) / Self.piece
        try OrderedWork(count: pieces, jobs: Processors.count).run(
            worker: { Result { () throws(any Error) in try makeVerifier() } },
            work: { verifier, piece in
                Result { () throws(any Error) in
                    let verifier = try verifier.get()
                    let range = piece * Self.piece..<min(file.count, (piece + 1) * Self.piece)
                    return Self.ends(of: range.filter { $0 % step == 0 }, in: file, isPDF: isPDF, verifier)
                }
            },
            deliver: { _, found throws(any Error) in
                for (end, place) in try found.get() {
                    var tally = ends[end] ?? Tally(places: place...place)
                    tally.count += 1
                    tally.places = tally.places.lowerBound...place
                    ends[end] = tally
                }
            })
        let order = ends.sorted { ($0.key.outcome.rawValue, $0.key.check) < ($1.key.outcome.rawValue, $1.key.check) }
        for (end, tally) in order {
            print(
                JSONValue.object([
                    JSONMember("scenario", .string("flips")), JSONMember("file", .string(path)),
                    JSONMember("outcome", .integer(Int(end.outcome.rawValue))), JSONMember("check", .string(end.check)),
                    JSONMember("count", .integer(tally.count)), JSONMember("first", .integer(tally.places.lowerBound)),
                    JSONMember("last", .integer(tally.places.upperBound)),
                ]).text)
        }
        for (end, tally) in order where !Self.allowed.contains(end.outcome) {
            throw Failure(
                description:
                    "\(path): \(tally.count) changes end with \(end.outcome), at bytes \(tally.places), by \(end.check)"
            )
        }
    }

    private static func ends(
        of places: [Int], in file: [UInt8], isPDF: Bool, _ verifier: Verifier
    ) -> [(End, Int)] {
        var changed = file
        var ends: [(End, Int)] = []
        for place in places {
            let masks: [UInt8] = isPDF ? [mask(at: place)] : [0x01, 0x20, 0x80]
            for mask in masks {
                changed[place] = file[place] ^ mask
                let verdict = verifier.verdict(on: changed)
                let evidence = verdict.answers.flatMap(\.evidence).first { $0.answer != .valid }
                ends.append((End(outcome: verdict.outcome, check: evidence?.check ?? ""), place))
            }
            changed[place] = file[place]
        }
        return ends
    }

    /// A change without a plan, the same in every run.
    private static func mask(at place: Int) -> UInt8 {
        let mixed = (UInt64(place) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        return UInt8(truncatingIfNeeded: (mixed ^ mixed >> 29) >> 24) | 1 << UInt8(place & 7)
    }
}
