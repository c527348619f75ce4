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
/// Prints one JSON line for each subject, or one for all of them together: the least and the median of the nanoseconds of
/// each stage, and the bytes of each file. Files are written to a directory that is emptied again; nothing is registered.
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
        issuer = try Self.issuer(store: words[0], key: words[1], certificate: words[2], home: words[3])
        self.instant = instant
        self.count = count
        subjects = Array(words[6...])
    }

    /// An issuer on a store, with the template and the fonts of the project.
    static func issuer(store: String, key: String, certificate: String, home: String) throws -> ReportIssuer {
        let library = ViewLibrary(templates: [home + "/Templates"], fonts: [home + "/Fonts"])
        return try ReportIssuer(
            store: try RecordStore(opening: store), policy: nil, views: try library.views(template: "standard"),
            signers: SignerSet(
                try LocalSigner(
                    keyPEM: try DurableFile.read(key), certificatesPEM: try DurableFile.read(certificate))))
    }

    func run() throws {
        let renderer = PDFRenderer()
        for subject in subjects {
            let request = ReportRequest(subject: subject, purpose: "测量")
            var times = StageTimes()
            var files: [IssuedReport.Artefact] = []
            for _ in 0..<count {
                files = try Self.issue(request, by: issuer, at: instant, with: renderer, &times)
                times.endOfRound()
            }
            let line = JSONValue.object([
                JSONMember("scenario", .string("issue")), JSONMember("subject", .string(subject)),
                JSONMember("count", .integer(count)), JSONMember("nanoseconds", times.json),
                JSONMember("bytes", .object(files.map { JSONMember($0.form.rawValue, .integer($0.bytes.count)) })),
                JSONMember("peakKilobytes", .integer(Self.peakKilobytes)),
            ])
            print(line.text)
        }
    }

    /// Issues one report, stage by stage, as `ReportIssuer.issue` does.
    static func issue(
        _ request: ReportRequest, by issuer: ReportIssuer, at instant: Instant, with renderer: PDFRenderer,
        _ times: inout StageTimes
    ) throws -> [IssuedReport.Artefact] {
        let report = try times.measure("gather") { try issuer.report(for: request, at: instant) }
        let canonical = try times.measure("xml") { try issuer.checkedXML(of: report) }
        let signed = try times.measure("signXML") { try issuer.sign(canonical, of: report) }
        let (views, document) = try times.measure("blocks") {
            let views = try issuer.views(for: signed)
            return (views, views.document(of: signed, with: renderer))
        }
        let page = try times.measure("html") {
            try views.htmlPage(of: signed, document: document, with: renderer)
        }
        let html = try times.measure("signHTML") { try issuer.signHTML(page, of: signed) }
        let pages = try times.measure("layout") { try views.pages(of: document, showing: signed, with: renderer) }
        let prepared = try times.measure("pdf") {
            try views.preparedPDF(
                of: signed, pages: pages, signatureCapacity: try issuer.signatureCapacity(of: signed), with: renderer)
        }
        let pdf = try times.measure("signPDF") { try issuer.signPDF(prepared, of: signed) }
        return [issuer.xml(signed), html, pdf]
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
