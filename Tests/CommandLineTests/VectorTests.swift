// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// The files of Samples/vectors have the verdicts that vectors.tsv says, and docs/verification.md shows what is.
@Suite struct VectorTests {
    private struct Vector {
        let file: String
        let exit: Int
        let check: String
        let options: [String]
    }

    private static let folder = Repository.path("Samples/vectors")

    private static func vectors() throws -> [Vector] {
        String(decoding: try TestFile.read(folder + "/vectors.tsv"), as: UTF8.self)
            .split(separator: "\n").dropFirst().map { line in
                let cells = line.split(separator: "\t").map(String.init)
                return Vector(
                    file: cells[0], exit: Int(cells[1]) ?? -1, check: cells[2],
                    options: cells[3] == "-" ? [] : cells[3].split(separator: " ").map(String.init))
            }
    }

    private static func verify(_ files: [String], _ options: [String]) throws -> Tool.Result {
        let moment = options.contains("--at") ? [] : ["--at", SampleStore.now]
        return try Program.run(
            ["verify", "--json", "--trust", folder + "/root.pem", "--status", folder + "/status.jsonl"]
                + ["--templates", folder + "/templates"] + moment + options + files.map { folder + "/" + $0 })
    }

    /// The names of the checks in a verdict that had that answer.
    private static func checks(_ verdict: JSONValue, passed: Bool) -> Set<String> {
        var names: Set<String> = []
        for answer in verdict["answers"]?.array ?? [] {
            for evidence in answer["evidence"]?.array ?? [] where (evidence["answer"]?.string == "VALID") == passed {
                names.insert(evidence["check"]?.string ?? "")
            }
        }
        return names
    }

    @Test func everyVectorHasItsVerdict() throws {
        let vectors = try Self.vectors()
        #expect(vectors.count >= 12)
        var lines: [UInt8] = []
        func hold(_ vector: Vector, _ verdict: JSONValue) {
            #expect(verdict["exit"]?.integer == vector.exit, "\(vector.file) \(vector.options): \(verdict.text)")
            #expect(
                Self.checks(verdict, passed: vector.exit == 0).contains(vector.check), "\(vector.file): \(verdict.text)"
            )
        }
        let plain = vectors.filter(\.options.isEmpty)
        let together = try Self.verify(plain.map(\.file), [])
        lines += together.output
        let verdicts = try together.output.split(separator: 0x0A).map { try JSONReader.read($0) }
        #expect(verdicts.count == plain.count, "\(together.errorText)")
        for (vector, verdict) in zip(plain, verdicts) { hold(vector, verdict) }
        for vector in vectors where !vector.options.isEmpty {
            let result = try Self.verify([vector.file], vector.options)
            #expect(Int(result.status) == vector.exit, "\(vector.file) \(vector.options)")
            hold(vector, try JSONReader.read(result.output.filter { $0 != 0x0A }))
            lines += result.output
        }
        let scratch = try TemporaryDirectory()
        let path = try scratch.write("verdicts.jsonl", lines)
        let judged = try Self.judge(path)
        #expect(judged.status == 0, "\(judged.text)\(judged.errorText)")
        // A judge that says yes to everything is none.
        let broken = String(decoding: lines, as: UTF8.self).replacing("\"exit\":10", with: "\"exit\":0")
        #expect(try Self.judge(scratch.write("broken.jsonl", Array(broken.utf8))).status == 1)
    }

    /// Holds lines of JSON against the schema, by an implementation of JSON Schema that is not ours.
    private static func judge(_ path: String) throws -> Tool.Result {
        let program = """
            import json, sys, jsonschema
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            judge = jsonschema.Draft202012Validator(schema)
            faults = [str(e.message)[:300] for line in open(sys.argv[2]) for e in judge.iter_errors(json.loads(line))]
            print("\\n".join(faults))
            sys.exit(1 if faults else 0)
            """
        return try Tool.run(
            Tool.python, ["-c", program, Repository.path("docs/verdict-1.schema.json"), path])
    }

    /// Each line `creditreport verify … # N` of docs/verification.md ends with N.
    @Test func theExamplesOfExitCodesAreReal() throws {
        let scratch = try TemporaryDirectory()
        try Tool.run("truncate", ["-s", "257M", scratch.path("large.pdf")])
        let page = String(decoding: try TestFile.read(Repository.path("docs/verification.md")), as: UTF8.self)
        var seen: Set<Int32> = []
        for line in page.split(separator: "\n") where line.hasPrefix("creditreport verify ") {
            let parts = line.split(separator: "#")
            let words = parts[0].split(separator: " ").dropFirst().map { word in
                word.hasPrefix("Samples/")
                    ? Repository.path(String(word)) : word == "large.pdf" ? scratch.path("large.pdf") : String(word)
            }
            let expected = try #require(Int32(parts[1].split(separator: " ")[0]), "\(line)")
            let result = try Program.run(words, store: scratch.path("none"))
            #expect(result.status == expected, "\(line): \(result.status) \(result.text)\(result.errorText)")
            seen.insert(expected)
        }
        #expect(seen == [0, 10, 11, 12, 13, 14, 15, 20, 21, 64, 65, 66])
    }

    /// A template that lies beside a newer one, in a folder of whatever name, is found by its hash; an unknown one is not.
    @Test func templatesAreFoundByTheirHash() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        for folder in ["old/standard-1", "new/standard", "none"] {
            try Tool.run("mkdir", ["-p", scratch.path(folder)])
        }
        for file in ["report.xhtml", "style.css"] {
            let bytes = try TestFile.read(Repository.path("Templates/standard/" + file))
            try scratch.write("old/standard-1/" + file, bytes)
            try scratch.write("new/standard/" + file, bytes + Array("\n".utf8))
        }
        func verify(_ path: String, _ folder: String) throws -> Int32 {
            let home = scratch.path("home")
            try Tool.run("mkdir", ["-p", home + "/Templates"])
            _ = try Tool.run("ln", ["-sfn", Repository.path("Fonts"), home + "/Fonts"])
            return try Tool.run(
                Program.path,
                [
                    "verify", path, "--trust", report.store.root, "--at", SampleStore.now, "--store",
                    report.store.path, "--templates", scratch.path(folder),
                ], environment: ["CREDITREPORT_HOME=" + home, "LC_ALL=C.UTF-8"]
            ).status
        }
        for path in [report.html, report.pdf] {
            #expect(try verify(path, "old") == 0)
            #expect(try verify(path, "new") == 14, "a template of the same name and another hash")
            #expect(try verify(path, "none") == 14)
        }
        // Both at hand: the newer one, which has the name, does not stand in the older one's way.
        try Tool.run("cp", ["-r", scratch.path("old/standard-1"), scratch.path("new/elsewhere")])
        #expect(try verify(report.html, "new") == 0)
    }

    /// A font that is not at hand leaves open whether the pages are right, whatever lies in its place.
    @Test func fontsAreFoundByTheirHash() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        let home = scratch.path("home")
        try Tool.run("mkdir", ["-p", home])
        try Tool.run("cp", ["-r", Repository.path("Fonts"), home + "/Fonts"])
        try Tool.run("ln", ["-s", Repository.path("Templates"), home + "/Templates"])
        // A font in the other's place: it has the name that the template asks for, and another hash.
        try Tool.run(
            "cp", [home + "/Fonts/CreditreportSong-Regular.ttf", home + "/Fonts/CreditreportHei-Bold.ttf"])
        func verify(_ path: String, _ more: String...) throws -> Tool.Result {
            try Tool.run(
                Program.path,
                [
                    "verify", path, "--trust", report.store.root, "--at", SampleStore.now, "--store",
                    report.store.path, "--json",
                ] + more, environment: ["CREDITREPORT_HOME=" + home, "LC_ALL=C.UTF-8"])
        }
        let result = try verify(report.pdf)
        #expect(result.status == 14, "\(result.text)\(result.errorText)")
        let verdict = try JSONReader.read(result.output.filter { $0 != 0x0A })
        #expect(verdict["outcome"]?.string == "statusUnknown")
        #expect(Self.checks(verdict, passed: false) == ["content.redraw"])
        #expect(try verify(report.pdf, "--fonts", Repository.path("Fonts")).status == 0)
        #expect(try verify(report.xml).status == 0)
    }

    /// What docs/report-format.md says of hash, number, code and the hash of templates is enough to compute them.
    @Test func hashNumberAndCodeFollowFromThePage() throws {
        let program = """
            import hashlib, re, sys
            alphabet, folder = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", sys.argv[1]
            def check(digits):
                s = 0
                for digit in digits:
                    s = (s ^ alphabet.index(digit)) << 1
                    s = s ^ 0b100101 if s & 32 else s
                return alphabet[s]
            xml = open(folder + "/report.xml", "rb").read()
            start, end = xml.index(b"<report"), xml.index(b"</report>") + len(b"</report>")
            standing = b'<report xmlns="urn:creditreport:report:1"' + xml[start + len(b"<report"):end]
            digest = hashlib.sha256(standing).hexdigest()
            number = re.search(rb"<number>([^<]*)", xml)[1].decode()
            parts = number.split("-")
            assert check("".join(parts[1:6])) == parts[6]
            bits = int.from_bytes(hashlib.sha256(("creditreport-code-1" + digest + number).encode()).digest()[:8]) >> 4
            code = "".join(alphabet[bits >> 55 - 5 * k & 31] for k in range(12))
            html = open(folder + "/report.html").read()
            assert f"{code[:4]}-{code[4:8]}-{code[8:]}{check(code)}" in html
            template = hashlib.sha256()
            for name in "report.xhtml", "style.css":
                data = open(f"{folder}/templates/standard-1/{name}", "rb").read()
                template.update(f"{name} {len(data)}\\n".encode() + data)
            assert template.hexdigest() in html
            print(digest)
            """
        let result = try Tool.run(Tool.python, ["-c", program, Self.folder])
        #expect(result.status == 0, "\(result.errorText)")
        let verdict = try JSONReader.read(try Self.verify(["report.xml"], []).output.filter { $0 != 0x0A })
        #expect(verdict["report"]?["hash"]?.string == result.text.split(separator: "\n").first.map(String.init))
    }
}
