// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// The store and the reports of Tests/Frozen, which were made when their formats were frozen: every later version reads
/// the one, says from it what was said then, and relies on the others. `Tests/Frozen/make` made them.
@Suite struct FrozenTests {
    private static let folder = Repository.path("Tests/Frozen/format-1")

    /// The cells of a table by the names of its columns.
    private static func table(_ name: String) throws -> [[String: String]] {
        let lines = String(decoding: try TestFile.read(folder + "/" + name), as: UTF8.self)
            .split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
        let head = try #require(lines.first)
        return lines.dropFirst().map { Dictionary(zip(head, $0)) { first, _ in first } }
    }

    @Test func everyFrozenReportIsReliedOn() throws {
        let names = try Self.table("reports.tsv").compactMap { $0["name"] }
        #expect(names.count >= 4)
        let files = names.flatMap { name in ["xml", "html", "pdf"].map { Self.folder + "/reports/\(name).\($0)" } }
        let result = try Program.run(
            [
                "verify", "--trust", Self.folder + "/root.pem", "--status", Self.folder + "/status.jsonl",
                "--templates", Self.folder + "/templates", "--at", SampleStore.now, "--json",
            ] + files)
        #expect(result.status == 0, "\(result.text)\(result.errorText)")
        let verdicts = try result.output.split(separator: 0x0A).map { try JSONReader.read($0) }
        #expect(verdicts.map { $0["exit"]?.integer } == files.map { _ in 0 })
        let reports = try Self.table("reports.tsv")
        for (index, verdict) in verdicts.enumerated() {
            #expect(verdict["report"]?["number"]?.string == reports[index / 3]["number"])
            #expect(verdict["report"]?["hash"]?.string == reports[index / 3]["hash"])
        }
    }

    /// Another key signs the same words: number and hash do not depend on it.
    @Test func theFrozenStoreGivesTheSameFindings() throws {
        let scratch = try TemporaryDirectory()
        let store = scratch.path("store")
        try Tool.run("cp", ["-a", Self.folder + "/store", store])
        // Version control keeps neither who may read a file nor an empty directory.
        try Tool.run("chmod", ["600", store + "/secret"])
        let check = try Program.run("store", "check", store: store)
        #expect(check.status == 0, "\(check.text)\(check.errorText)")
        let keys = try SampleStore.shared()
        // Where nothing has been issued yet: an issue log would only tell what it was told.
        try Tool.run("cp", ["-a", store, scratch.path("fresh")])
        try Tool.run("rm", ["-r", scratch.path("fresh/registry")])
        let reports = Dictionary(
            uniqueKeysWithValues: try Self.table("reports.tsv").map { ($0["name"] ?? "", $0) })
        for request in try Self.table("requests.tsv") {
            let name = try #require(request["name"])
            let out = scratch.path(name)
            let result = try Program.run(
                [
                    "issue", "--subject", try #require(request["subject"]), "--policy",
                    try #require(request["policy"]), "--template", try #require(request["template"]), "--templates",
                    Self.folder + "/templates", "--purpose", try #require(request["purpose"]), "--key", keys.key,
                    "--cert", keys.certificate, "--out", out, "--at", SampleStore.now, "--formats", "xml", "--json",
                ], store: scratch.path("fresh"))
            #expect(result.status == 0, "\(name): \(result.errorText)")
            let answer = try JSONReader.read(result.output.filter { $0 != 0x0A })
            let number = try #require(reports[name]?["number"])
            #expect(answer["number"]?.string == number)
            #expect(answer["hash"]?.string == reports[name]?["hash"])
            let frozen = try TestFile.read(Self.folder + "/reports/\(name).xml")
            let issued = try TestFile.read(out + "/\(number).xml")
            let end = try #require(frozen.offset(of: "</report>"))
            #expect(issued.prefix(end) == frozen.prefix(end), "\(name): another finding")
        }
    }
}
