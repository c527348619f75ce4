// SPDX-License-Identifier: Apache-2.0

import Bytes
import Registry
import TestSupport
import Testing

/// The directory of a round: what is not accounted for by its manifest is said, and a part is not taken for the whole.
@Suite struct RoundFolderTests {
    private let round: RoundCase

    init() throws {
        round = try RoundCase()
        try #require(try round.batch(try round.round("[{\"code\": \"91150402YY0000052E\"}]")).status == 0)
    }

    private func out(_ name: String) -> String { round.scratch.path("out/" + name) }

    @Test func aShareIsNotTheRound() throws {
        let path = try round.round(name: "three.json")
        var shares: [String] = []
        for shard in 1...2 {
            #expect(try round.batch(path, out: "shard-\(shard)", "--shard", "\(shard)/2").status == 0)
            shares.append("shard-\(shard)/manifest.jsonl")
        }
        for share in shares {
            let result = try Program.run(
                "verify", round.scratch.path(share), "--trust", round.store.root, "--at", SampleStore.now, "--lang",
                "en",
                store: round.path)
            #expect(result.status == 14, "\(result.text)")
            #expect(result.text.contains("[manifest.shard]"))
            #expect(result.text.contains("/2 of 3 bidders"), "\(result.text)")
            #expect(!result.text.contains("it is whole"))
        }
        let merged = try Program.run(
            ["manifest", "merge"] + shares.map(round.scratch.path) + [
                "--key", round.store.key, "--cert", round.store.certificate, "--out",
                round.scratch.path("merged.jsonl"),
            ])
        #expect(merged.status == 0, "\(merged.errorText)")
        for shard in 1...2 {
            try Tool.run(
                "sh",
                [
                    "-c", "mkdir -p \"$1\" && cp \"$2\"/NM* \"$1\"", "sh", round.scratch.path("all"),
                    round.scratch.path("shard-\(shard)"),
                ])
        }
        try Tool.run("cp", [round.scratch.path("merged.jsonl"), round.scratch.path("all/manifest.jsonl")])
        let whole = try round.verify("all")
        #expect(whole.status == 0, "\(whole.text)")
    }

    @Test(arguments: ["newline", "empty", "cut", "link", "directory"])
    func aManifestThatCannotBeReadIsNotNone(_ damage: String) throws {
        let manifest = out("manifest.jsonl")
        let bytes = try TestFile.read(manifest)
        try Tool.run("rm", [manifest])
        switch damage {
        case "newline": try TestFile.write([0x0A] + bytes, to: manifest)
        case "empty": try TestFile.write([], to: manifest)
        case "cut": try TestFile.write(Array(bytes.prefix(20)), to: manifest)
        case "link": try Tool.run("ln", ["-s", "nowhere", manifest])
        default: try Tool.run("mkdir", [manifest])
        }
        let expected: Set<Int32> = ["newline", "empty", "cut"].contains(damage) ? [10] : [66, 74]
        let result = try round.verify("out")
        #expect(expected.contains(result.status), "\(damage): \(result.status) \(result.text)\(result.errorText)")
    }

    @Test func aRoundWithoutItsManifestIsNotWhole() throws {
        let manifest = try TestFile.read(out("manifest.jsonl"))
        try Tool.run("rm", [out("manifest.jsonl")])
        let bare = try round.verify("out")
        #expect(bare.status == 14, "\(bare.text)")
        #expect(bare.text.contains("14  " + round.scratch.path("out")))
        // Under a name that is not looked for, it is none.
        try Tool.run("sh", ["-c", "rm \"$1\"/summary.* \"$1\"/*.jsonl \"$1\"/*.lock", "sh", round.scratch.path("out")])
        try TestFile.write(manifest, to: out("Manifest.jsonl"))
        #expect(try round.verify("out").status == 14)
        // What is left are reports, each genuine; they are the round only for who asks for it.
        try Tool.run("rm", [out("Manifest.jsonl")])
        #expect(try round.verify("out").status == 0)
        let asked = try Program.run(
            "verify", round.scratch.path("out"), "--trust", round.store.root, "--at", SampleStore.now, "--lang", "en",
            "--expect-round", "测试-1", store: round.path)
        #expect(asked.status == 14, "\(asked.text)")
        #expect(asked.text.contains("[manifest.missing]"))
    }

    @Test func theSummaryIsTheOneThatWasSigned() throws {
        let genuine = try round.verify("out")
        #expect(genuine.status == 0, "\(genuine.text)")
        let summary = try TestFile.read(out("summary.html"))
        // A figure is another.
        try TestFile.write(summary + [0x0A], to: out("summary.html"))
        #expect(try round.verify("out").status == 10)
        #expect(try round.verify("out/manifest.jsonl").status == 10)
        // A forged report, in the place of the page that everybody opens.
        let name = try #require(
            try Tool.run("ls", [round.scratch.path("out")]).text.split(separator: "\n").first {
                $0.hasPrefix("NM") && $0.hasSuffix(".html")
            })
        var forged = try TestFile.read(out(String(name)))
        let offset = try #require(forged.offset(of: "赤峰"))
        forged[offset + 2] ^= 1
        try TestFile.write(forged, to: out("summary.html"))
        #expect(try round.verify("out").status == 10)
        try TestFile.write(summary, to: out("summary.html"))
        #expect(try round.verify("out").status == 0)
        try Tool.run("rm", [out("summary.html")])
        #expect(try round.verify("out").status == 0, "that it is not there misleads nobody")
    }

    @Test(arguments: ["notes.txt", "更正通知.docx", "Summary.HTML", "more/report.pdf", ".hidden"])
    func whatNobodyListedIsSaid(_ name: String) throws {
        if name.contains("/") { try Tool.run("mkdir", [out("more")]) }
        try TestFile.write(Array("x".utf8), to: out(name))
        let result = try Program.run(
            "verify", round.scratch.path("out"), "--trust", round.store.root, "--at", SampleStore.now, "--lang", "en",
            store: round.path)
        #expect(result.status != 0, "\(result.text)")
        #expect(result.text.contains(String(name.prefix { $0 != "/" })), "\(result.text)")
    }

    @Test func aManifestOfTomorrowIsNotInForce() throws {
        let result = try Program.run(
            "verify", out("manifest.jsonl"), "--trust", round.store.root, "--at", "2026-11-19T10:00:00+08:00", "--lang",
            "en", store: round.path)
        #expect(result.status == 13)
        #expect(result.text.contains("[manifest.time]"), "\(result.text)")
    }
}
