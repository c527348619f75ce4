// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Documents
import Glibc
import Issuing
import RecordStore
import Rendering
import Reporting

/// Issues reports on some subjects of a store over and over, in one thread, and times each stage.
///
/// Prints one JSON line for each subject: the least and the median of the nanoseconds of each stage, and the bytes of
/// each file. Nothing is published or registered.
struct IssueBench {
    /// What is wrong with the command line.
    struct Usage: Error, CustomStringConvertible {
        let description = "usage: creditbench STORE KEY CERT HOME INSTANT COUNT CODE..."
    }

    private let issuer: ReportIssuer
    private let instant: Instant
    private let count: Int
    private let subjects: [String]

    init(_ words: [String]) throws {
        guard words.count >= 7, let instant = Instant(words[4]), let count = Int(words[5]), count > 0 else {
            throw Usage()
        }
        let library = ViewLibrary(templates: [words[3] + "/Templates"], fonts: [words[3] + "/Fonts"])
        issuer = try ReportIssuer(
            store: try RecordStore(opening: words[0]), policy: nil, views: try library.views(template: "standard"),
            signers: SignerSet(
                try LocalSigner(
                    keyPEM: try DurableFile.read(words[1]), certificatesPEM: try DurableFile.read(words[2]))))
        self.instant = instant
        self.count = count
        subjects = Array(words[6...])
    }

    func run() throws {
        let renderer = PDFRenderer()
        for subject in subjects {
            let request = ReportRequest(subject: subject, purpose: "测量")
            var times = StageTimes()
            var sizes: [JSONMember] = []
            for _ in 0..<count {
                let report = try times.measure("finding") { try issuer.report(for: request, at: instant) }
                let signed = try times.measure("xml") { try issuer.sign(report) }
                let document = try times.measure("document") { try issuer.document(of: signed) }
                sizes = [JSONMember("xml", .integer(signed.bytes.count))]
                for form in [IssuedReport.Form.html, .pdf] {
                    let file = try times.measure(form.rawValue) {
                        try issuer.artefact(form, of: signed, document, with: renderer)
                    }
                    sizes.append(JSONMember(form.rawValue, .integer(file.count)))
                }
                times.endOfRound()
            }
            let line = JSONValue.object([
                JSONMember("scenario", .string("issue")), JSONMember("subject", .string(subject)),
                JSONMember("count", .integer(count)), JSONMember("nanoseconds", times.json),
                JSONMember("bytes", .object(sizes)), JSONMember("peakKilobytes", .integer(Self.peakKilobytes)),
            ])
            print(line.text)
        }
    }

    static var peakKilobytes: Int {
        var usage = rusage()
        _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}

/// The nanoseconds of each stage, round by round.
struct StageTimes {
    private var stages: [(name: String, rounds: [Int])] = []
    private var current = 0

    /// Runs a stage and keeps its time.
    mutating func measure<Result, Failure: Error>(
        _ name: String, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = Self.now
        let result = try body()
        let elapsed = Self.now - start
        current += elapsed
        keep(name, elapsed)
        return result
    }

    /// Keeps the sum of the stages since the last round.
    mutating func endOfRound() {
        keep("all", current)
        current = 0
    }

    /// The least and the median of each stage.
    var json: JSONValue {
        .object(
            stages.map { stage in
                let sorted = stage.rounds.sorted()
                return JSONMember(
                    stage.name,
                    .object([
                        JSONMember("least", .integer(sorted.first ?? 0)),
                        JSONMember("median", .integer(sorted[sorted.count / 2])),
                    ]))
            })
    }

    private mutating func keep(_ name: String, _ elapsed: Int) {
        if let place = stages.firstIndex(where: { $0.name == name }) {
            stages[place].rounds.append(elapsed)
        } else {
            stages.append((name, [elapsed]))
        }
    }

    /// The nanoseconds since some fixed moment.
    static var now: Int { read(CLOCK_MONOTONIC) }

    /// The nanoseconds that this process has had of a processor: on a busy machine the steadier figure.
    static var processorTime: Int { read(CLOCK_PROCESS_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Int {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
