// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc
import Issuing
import Rendering
import Reporting

/// Issues one report on each of many subjects in one thread, with all its files, as a round does: what is compared with
/// other ways of making signed PDF/A from the same content.
///
/// Prints one JSON line: reports per second within the loop, the nanoseconds of each stage, and the sizes of the files.
/// With `--sync` each report's files are on the disk, with their directory, before the next report begins.
struct PipelineBench {
    /// What is wrong with the command line.
    struct Usage: Error, CustomStringConvertible {
        let description = "usage: creditbench pipeline STORE KEY CERT HOME INSTANT SUBJECTS OUT [--sync]"
    }

    private let issuer: ReportIssuer
    private let instant: Instant
    private let subjects: [String]
    private let directory: String
    private let isDurable: Bool

    init(_ words: [String]) throws {
        guard (7...8).contains(words.count), let instant = Instant(words[4]), words.count == 7 || words[7] == "--sync"
        else { throw Usage() }
        issuer = try IssueBench.issuer(store: words[0], key: words[1], certificate: words[2], home: words[3])
        self.instant = instant
        subjects = String(decoding: try DurableFile.read(words[5]), as: UTF8.self).split(separator: "\n").map(
            String.init)
        directory = words[6]
        isDurable = words.count == 8
    }

    func run() throws {
        let renderer = PDFRenderer()
        var times = StageTimes()
        var sizes: [IssuedReport.Form: [Int]] = [:]
        try Directory.createAll(directory)
        let start = StageTimes.now
        let processor = StageTimes.processorTime
        for (number, subject) in subjects.enumerated() {
            let files = try IssueBench.issue(
                ReportRequest(subject: subject, purpose: "测量"), by: issuer, at: instant, with: renderer, &times)
            let named = files.map { (path: "\(directory)/\(number).\($0.form.rawValue)", bytes: $0.bytes) }
            try times.measure("publish") {
                if isDurable { try DurableFile.publish(named) } else { try named.forEach(Self.write) }
            }
            for file in files { sizes[file.form, default: []].append(file.bytes.count) }
            times.endOfRound()
        }
        let elapsed = StageTimes.now - start
        let busy = StageTimes.processorTime - processor
        let forms = IssuedReport.Form.allCases.compactMap { form in
            sizes[form].map { JSONMember(form.rawValue, .integer($0.sorted()[$0.count / 2])) }
        }
        let line = JSONValue.object([
            JSONMember("scenario", .string(isDurable ? "pipeline, synced" : "pipeline")),
            JSONMember("reports", .integer(subjects.count)),
            JSONMember("nanosecondsEach", .integer(elapsed / subjects.count)),
            JSONMember("processorNanosecondsEach", .integer(busy / subjects.count)),
            JSONMember("reportsPerSecond", .integer(subjects.count * 1_000_000_000 / elapsed)),
            JSONMember("nanoseconds", times.json), JSONMember("medianBytes", .object(forms)),
            JSONMember("peakKilobytes", .integer(IssueBench.peakKilobytes)),
        ])
        print(line.text)
    }

    /// Writes a file as a program does that asks for nothing more than that it be written.
    private static func write(_ file: (path: String, bytes: [UInt8])) throws {
        let descriptor = unsafe open(file.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        var written = 0
        while descriptor >= 0 && written < file.bytes.count {
            let count = unsafe file.bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress.map { unsafe $0 + written }, $0.count - written)
            }
            guard count > 0 else { break }
            written += count
        }
        guard descriptor >= 0, close(descriptor) == 0, written == file.bytes.count else {
            throw WorkloadImport.Failure(description: "\(file.path) could not be written")
        }
    }
}
