// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// `batch --resume`: the journal is not signed, so nothing that stands in it is signed on its word.
@Suite struct RoundResumeTests {
    private let round: RoundCase
    private let path: String
    /// What a round that nobody touched has.
    private let manifest: [UInt8]
    private let summary: [UInt8]

    init() throws {
        round = try RoundCase()
        path = try round.round()
        try #require(try round.batch(path).status == 0)
        manifest = try TestFile.read(round.scratch.path("out/manifest.jsonl"))
        summary = try TestFile.read(round.scratch.path("out/summary.csv"))
    }

    private func out(_ name: String) -> String { round.scratch.path("out/" + name) }

    /// The files of the second bidder.
    private func files() throws -> [String] {
        try #require(try round.lines("out/manifest.jsonl")[2]["files"]?.members).map(\.name)
    }

    /// Takes away what is made last.
    private func reopen() throws {
        for name in ["manifest.jsonl", "summary.csv", "summary.html", "summary.xlsx"] {
            try Tool.run("rm", [out(name)])
        }
    }

    /// Writes another line over one of the journal.
    private func forge(_ line: Int, _ change: (_ lines: [String]) throws -> String) throws {
        let text = String(decoding: try TestFile.read(out("journal.jsonl")), as: UTF8.self)
        var lines = text.split(separator: "\n").map(String.init)
        lines[line] = try change(lines)
        try TestFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: out("journal.jsonl"))
    }

    private static let unknown = """
        {"bidder":2,"subject":"\(RoundCase.bidders[1])","error":"refusal.subject-unknown","reason":"unknown","firms":\
        [{"code":"\(RoundCase.bidders[1])","name":""}]}
        """

    /// Older data, another moment or another policy would find something else, and be signed.
    @Test(arguments: ["snapshot", "instant", "policy", "seal"])
    func whatARoundWasBegunWithIsNotChanged(_ member: String) throws {
        try reopen()
        try forge(0) { lines in
            let tips = try Program.run("store", "log", "--json", store: round.path).text.split(separator: "\n")
            let older = try #require(try JSONReader.read(Array(tips[tips.count - 2].utf8))["snapshot"]?.string)
            let head = try #require(try JSONReader.read(Array(lines[0].utf8)).members)
            return JSONValue.object(
                head.map { part in
                    guard part.name == member else { return part }
                    return switch member {
                    case "snapshot": JSONMember(member, .string(older))
                    case "instant": JSONMember(member, .string("2026-11-20T11:00:00+08:00"))
                    case "policy": JSONMember(member, .object(part.value.members?.dropLast() ?? []))
                    default: JSONMember(member, .string(String(repeating: "0", count: 64)))
                    }
                }
            ).text
        }
        let result = try round.batch(path, "--resume")
        #expect(result.status != 0 && result.status != 3, "\(result.text)")
        #expect(!Directory.exists(out("manifest.jsonl")))
    }

    @Test(arguments: [false, true]) func aBidderIsNotTakenOutByTheJournal(_ isOpen: Bool) throws {
        try forge(2) { _ in Self.unknown }
        let queries = try TestFile.read(round.path + "/registry/queries.jsonl")
        if isOpen { try reopen() }
        let result = try round.batch(path, "--resume")
        #expect(result.status == 0, "\(result.errorText)")
        #expect(try round.lines("out/manifest.jsonl").dropLast() == lines(manifest).dropLast())
        #expect(try TestFile.read(out("summary.csv")) == summary)
        #expect(try TestFile.read(round.path + "/registry/queries.jsonl") == queries)
        if !isOpen { #expect(try TestFile.read(out("manifest.jsonl")) == manifest) }
        #expect(try round.verify("out").status == 0)
    }

    @Test func figuresOfTheJournalAreNotBelieved() throws {
        // The third bidder, who has records, is said to have what the second has; and there is a fourth one.
        try forge(3) { lines in
            let theirs = try #require(lines[2].firstRange(of: "\"firms\""))
            let own = try #require(lines[3].firstRange(of: "\"firms\""))
            return String(lines[3][..<own.lowerBound] + lines[2][theirs.lowerBound...]) + "\n"
                + Self.unknown.replacing("\"bidder\":2", with: "\"bidder\":4")
        }
        try reopen()
        let result = try round.batch(path, "--resume")
        #expect(result.status == 0, "\(result.errorText)")
        #expect(try round.lines("out/manifest.jsonl").dropLast() == lines(manifest).dropLast())
        #expect(try TestFile.read(out("summary.csv")) == summary)
        let journal = try TestFile.read(out("journal.jsonl"))
        #expect(try round.batch(path, "--resume").status == 0)
        #expect(try TestFile.read(out("journal.jsonl")) == journal, "what agrees is not written again")
    }

    @Test(arguments: ["changed", "missing"]) func aRoundThatIsDoneIsNotMadeOtherwise(_ damage: String) throws {
        if damage == "missing" { try forge(2) { _ in Self.unknown } }
        let all = try files()
        for name in all { try harm(name, damage) }
        let result = try round.batch(path, "--resume")
        #expect(result.status == 65, "\(result.text)")
        #expect(result.errorText.contains("a file of \(all[0].prefix { $0 != "." })"), "\(result.errorText)")
        #expect(try TestFile.read(out("manifest.jsonl")) == manifest)
        #expect(try TestFile.read(out("summary.csv")) == summary)
        #expect(try round.verify("out").status == 10)

        // Whoever takes the manifest away has both made again, and what is made again stands from then on.
        try Tool.run("rm", [out("manifest.jsonl")])
        #expect(try round.batch(path, "--resume").status == 0)
        #expect(try round.verify("out").status == 0)
        let made = try TestFile.read(out("manifest.jsonl"))
        let bytes = try all.map { try TestFile.read(out($0)) }
        #expect(try round.batch(path, "--resume").status == 0)
        #expect(try TestFile.read(out("manifest.jsonl")) == made)
        #expect(try all.map { try TestFile.read(out($0)) } == bytes)
    }

    @Test func aDamagedFileOfAnOpenRoundIsMadeAgain() throws {
        let all = try files()
        try reopen()
        try harm(try #require(all.last), "changed")
        #expect(try round.batch(path, "--resume").status == 0)
        #expect(try round.verify("out").status == 0)
    }

    @Test func aManifestOfAnotherRunIsNotReplaced() throws {
        let other = Array(String(decoding: manifest, as: UTF8.self).replacing("测试-1", with: "测试-2").utf8)
        for bytes in [other, Array(manifest.dropLast(2))] {
            try TestFile.write(bytes, to: out("manifest.jsonl"))
            let result = try round.batch(path, "--resume")
            #expect(result.status == 65, "\(result.text)")
            #expect(result.errorText.contains("is not as it was written"), "\(result.errorText)")
            #expect(try TestFile.read(out("manifest.jsonl")) == bytes)
        }
    }

    private func harm(_ name: String, _ damage: String) throws {
        if damage == "missing" {
            try Tool.run("rm", [out(name)])
        } else {
            try TestFile.write(try TestFile.read(out(name)) + Array("x".utf8), to: out(name))
        }
    }

    private func lines(_ file: [UInt8]) throws -> [JSONValue] {
        try file.split(separator: 0x0A).map { try JSONReader.read($0) }
    }
}
