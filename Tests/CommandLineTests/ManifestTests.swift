// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

/// The manifest of a round: verified with its files, joined from shards, packed.
@Suite struct ManifestTests {
    @Test func verifyTakesAManifestAndMissesNothing() throws {
        let round = try RoundCase()
        #expect(try round.batch(try round.round("[{\"code\": \"91150402YY0000052E\"}]")).status == 0)
        let manifest = round.scratch.path("out/manifest.jsonl")
        let good = try round.verify("out/manifest.jsonl")
        #expect(good.status == 0, "\(good.text) \(good.errorText)")
        #expect(good.text.split(separator: "\n").count == 4)
        #expect(try round.verify("out").status == 0)

        // A genuine report that the manifest does not list under that name.
        let name = try #require(try round.lines("out/manifest.jsonl")[1]["files"]?.members?.last?.name)
        try Tool.run("cp", [round.scratch.path("out/" + name), round.scratch.path("out/copy.pdf")])
        #expect(try round.verify("out").text.contains("15  " + round.scratch.path("out/copy.pdf")))
        #expect(try round.verify("out/manifest.jsonl").status == 0)

        let text = String(decoding: try TestFile.read(manifest), as: UTF8.self)
        // The same report in another genuine file: its hash is not the manifest's.
        let pdf = round.scratch.path("out/" + name)
        let kept = try TestFile.read(pdf)
        try TestFile.write(kept + [0x0A], to: pdf)
        #expect(try round.verify("out/manifest.jsonl").status == 10)
        try Tool.run("rm", [pdf])
        let missing = try round.verify("out/manifest.jsonl")
        #expect(missing.status == 10)
        #expect(missing.errorText.contains(name))
        try TestFile.write(kept, to: pdf)

        for (old, new) in [
            ("\"bidders\":1", "\"bidders\":2"), ("\"number\":\"NM", "\"number\":\"XM"),
            ("{\"bidder\":1,", "{\"bidder\":1, "),
        ] {
            #expect(text.contains(old))
            try TestFile.write(Array(text.replacing(old, with: new).utf8), to: manifest)
            let changed = try round.verify("out/manifest.jsonl")
            #expect(changed.status == 10, "\(old): \(changed.text)")
        }
    }

    /// Swift holds the Kelvin sign for a K; to a file system they name two files.
    @Test func aFileWithTheNameOfAListedOneInOtherBytesIsLookedAt() throws {
        let round = try RoundCase()
        #expect(try round.batch(try round.round("[{\"code\": \"91150402YY0000052E\"}]")).status == 0)
        let manifest = round.scratch.path("out/manifest.jsonl")
        let number = try #require(try round.lines("out/manifest.jsonl")[1]["number"]?.string)
        let listed = number.prefix(8) + "K" + number.dropFirst(9)
        let text = String(decoding: try TestFile.read(manifest), as: UTF8.self)
        let end = try #require(text.firstRange(of: "{\"signature\"")).lowerBound
        let content = Array(text[..<end].replacing(number, with: listed).utf8)
        let signer = try LocalSigner(
            keyPEM: TestFile.read(round.store.key), certificatesPEM: TestFile.read(round.store.certificate))
        let signature = Base64.encode(try CMS.sign(digest: Digest.of(content), with: signer))
        try TestFile.write(content + Array("{\"signature\":\"\(signature)\"}\n".utf8), to: manifest)
        let twin = listed.replacing("K", with: "\u{212A}") + ".xml"
        try TestFile.write(
            try TestFile.read(Repository.path("Samples/vectors/other-authority.xml")),
            to: round.scratch.path("out/" + twin))
        let verdict = try round.verify("out")
        #expect(verdict.status == 10)
        #expect(verdict.output.offset(of: "11  " + round.scratch.path("out/" + twin)) != nil, "\(verdict.text)")
    }

    @Test func shardsJoinToWhatOneMachineMakes() throws {
        let round = try RoundCase()
        let path = try round.round()
        #expect(try round.batch(path, out: "whole", store: try round.freshStore("other")).status == 0)
        for shard in 1...3 {
            #expect(try round.batch(path, out: "shard-\(shard)", "--shard", "\(shard)/3").status == 0)
        }
        func merge(_ shards: [Int], out: String) throws -> Tool.Result {
            try Program.run(
                ["manifest", "merge"] + shards.map { round.scratch.path("shard-\($0)/manifest.jsonl") } + [
                    "--key", round.store.key, "--cert", round.store.certificate, "--out", round.scratch.path(out),
                ])
        }
        #expect(try merge([3, 1, 2], out: "joined.jsonl").status == 0)
        let joined = try round.lines("joined.jsonl")
        let whole = try round.lines("whole/manifest.jsonl")
        // No table was made of all shards together.
        #expect(joined.first?.members == whole.first?.members?.filter { $0.name != "summary" })
        #expect(joined.compactMap { $0["hash"] } == whole.compactMap { $0["hash"] })
        #expect(whole.compactMap { $0["hash"] }.count == 3)
        let missing = try merge([1, 2], out: "part.jsonl")
        let twice = try merge([1, 2, 3, 3], out: "part.jsonl")
        #expect(missing.status == 65)
        #expect(missing.errorText.contains("is in none of them [registry.manifest]"))
        #expect(twice.errorText.contains("is in two of them [registry.manifest]"))
    }

    @Test func thePackageIsAnArchiveThatOthersOpen() throws {
        let round = try RoundCase()
        #expect(try round.batch(try round.round("[{\"code\": \"91150402YY0000052E\"}]"), "--package").status == 0)
        let archive = round.scratch.path("out/round.zip")
        #expect(try Tool.run("unzip", ["-tqq", archive]).status == 0)
        try Tool.run("mkdir", [round.scratch.path("unpacked")])
        #expect(try Tool.run("bsdtar", ["-xf", archive, "-C", round.scratch.path("unpacked")]).status == 0)
        #expect(try round.verify("unpacked").status == 0)
        let names = try Tool.run(
            "python3", ["-c", "import sys,zipfile;print(zipfile.ZipFile(sys.argv[1]).testzip())", archive])
        #expect(names.text == "None\n")
    }

    @Test func theSummaryOpensInASpreadsheet() throws {
        let round = try RoundCase()
        #expect(try round.batch(try round.round()).status == 0)
        try Tool.run(
            "soffice",
            [
                "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
                "--outdir",
                round.scratch.path, round.scratch.path("out/summary.xlsx"),
                "-env:UserInstallation=file://" + round.scratch.path("office"),
            ])
        func cells(_ name: String) throws -> [[String]] {
            let script =
                "import csv,json,sys;print(json.dumps(list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline='')))))"
            let rows = try JSONReader.read(
                try Tool.run("python3", ["-c", script, round.scratch.path(name)]).output.filter { $0 != 0x0A })
            return (rows.array ?? []).map { ($0.array ?? []).compactMap(\.string) }
        }
        let converted = try cells("summary.csv")
        #expect(converted == (try cells("out/summary.csv")))
        #expect(converted.count == 4)
    }

    @Test func aStreamAnswersLineByLineAndTheSameAgain() throws {
        let round = try RoundCase()
        let requests = [
            #"{"id": 7, "subject": "91150402YY0000052E", "purpose": "招标投标", "requester": "third-party"}"#, "",
            #"{"subject": "91150105YY99999901", "purpose": "招标投标"}"#, "no JSON",
            #"{"id": "again", "subject": "91150402YY0000052E", "purpose": "招标投标", "requester": "third-party"}"#,
        ]
        try TestFile.write(Array(requests.joined(separator: "\n").utf8), to: round.scratch.path("requests"))
        func answer() throws -> [JSONValue] {
            let words = [
                Program.path, "batch", "--stdin", "--store", round.path, "--policy", "bidding", "--key",
                round.store.key,
                "--cert", round.store.certificate, "--at", SampleStore.now, "--out", round.scratch.path("out"),
            ]
            let result = try Tool.run(
                "sh", ["-c", "\"$@\" < " + round.scratch.path("requests"), "sh"] + words,
                environment: ["CREDITREPORT_HOME=" + Repository.root])
            #expect(result.status == 0, "\(result.errorText)")
            return try result.output.split(separator: 0x0A).map { try JSONReader.read($0) }
        }
        let first = try answer()
        #expect(first.map { $0["line"]?.integer } == [1, 3, 4, 5])
        #expect(first[0]["id"]?.integer == 7)
        #expect(first[1]["error"]?.string == "refusal.subject-unknown")
        #expect(first[2]["error"]?.string == "batch.round")
        #expect(first[3]["files"] == first[0]["files"])
        #expect(try answer() == first)
        #expect(try round.verify("out").status == 0)
    }
}
