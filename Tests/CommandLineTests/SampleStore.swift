// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport

/// The sample store with demonstration keys, made once from the files in Samples, as `make demo` makes it.
final class SampleStore: Sendable {
    /// The moment at which samples are issued and verified.
    static let now = "2026-11-20T10:00:00+08:00"
    /// 赤峰示例金石矿业有限公司: a subject with records from two sources.
    static let subject = "91150402YY0000052E"

    /// What could not be done when the store was made.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let made = Result { () throws(any Error) in try SampleStore() }

    /// The one store that all tests read; a test that writes makes a `copy`.
    static func shared() throws -> SampleStore { try made.get() }

    let directory: TemporaryDirectory
    /// The store's directory.
    var path: String { directory.path("store") }
    var key: String { directory.path("keys/signer.key") }
    var certificate: String { directory.path("keys/signer.pem") }
    var root: String { directory.path("keys/root.pem") }

    private init() throws {
        directory = try TemporaryDirectory()
        try must("key", "demo", "--out", directory.path("keys"), "--at", "2026-01-01T00:00:00+08:00")
        let samples = Repository.path("Samples")
        try must(
            "init", "--catalog", samples + "/catalog.json", "--domains", samples + "/domains.json", "--measures",
            samples + "/measures.json", "--policy", samples + "/policies/default.json")
        for policy in ["marked-repaired", "ordinary-procedure", "bidding", "listing"] {
            try must("policy", "add", samples + "/policies/\(policy).json", "--at", "2026-01-01T00:00:00+08:00")
        }
        try must("holidays", "update", samples + "/holidays.json", "--at", "2026-01-01T00:00:00+08:00")
        let plan = String(decoding: try TestFile.read(samples + "/deliveries.tsv"), as: UTF8.self)
        for line in plan.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: "\t").map(String.init)
            var words = ["import", "--item", cells[1], "--through", cells[3], "--received", cells[4]]
            if cells[2] != "-" { words += ["--source", cells[2]] }
            words.append(cells[0] == "-" ? "--nil" : samples + "/" + cells[0])
            try must(words)
        }
    }

    /// A copy of the store in a directory of the caller's own.
    func copy(into target: TemporaryDirectory) throws -> String {
        try Tool.run("cp", ["-a", path, target.path("store")])
        return target.path("store")
    }

    /// The words of a plain request for the sample subject.
    func request(out: String, _ more: String...) -> [String] {
        [
            "issue", "--subject", Self.subject, "--purpose", "企业融资", "--key", key, "--cert", certificate, "--at",
            Self.now,
            "--out", out,
        ] + more
    }

    private func must(_ words: String...) throws {
        try must(words)
    }

    private func must(_ words: [String]) throws {
        let result = try Program.run(words, store: path)
        guard result.status == 0 else {
            throw Failure(description: "\(words.joined(separator: " ")): \(result.status) \(result.errorText)")
        }
    }
}

/// A report on the sample subject in its three forms, issued once.
struct SampleReport: Sendable {
    private static let made = Result { () throws(any Error) in try SampleReport() }

    /// The one report that all tests read.
    static func shared() throws -> SampleReport { try made.get() }

    let store: SampleStore
    let directory: TemporaryDirectory
    let number: String
    let hash: String
    let code: String

    var xml: String { directory.path(number + ".xml") }
    var html: String { directory.path(number + ".html") }
    var pdf: String { directory.path(number + ".pdf") }

    private init() throws {
        store = try SampleStore.shared()
        directory = try TemporaryDirectory()
        let result = try Program.run(store.request(out: directory.path, "--json"), store: store.path)
        let answer = try JSONReader.read(result.output.filter { $0 != 0x0A })
        guard let number = answer["number"]?.string, let hash = answer["hash"]?.string,
            let code = answer["code"]?.string
        else { throw SampleStore.Failure(description: "issue: \(result.status) \(result.errorText)") }
        self.number = number
        self.hash = hash
        self.code = code
    }
}
