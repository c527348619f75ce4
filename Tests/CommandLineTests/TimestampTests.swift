// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// The program with an authority for timestamps on loopback, and with file pairs.
@Suite struct TimestampTests {
    private static let made = Result { () throws(any Error) in try TimestampAuthority() }
    private static let moment = "2026-11-20 02:00:05"

    private func run(_ line: String, mode: String = "", store: String) throws -> Tool.Result {
        try TimestampServer.run(line, by: Self.made.get(), mode: mode, store: store)
    }

    private func issue(_ out: TemporaryDirectory, _ more: String) throws -> String {
        let words = try SampleStore.shared().request(out: out.path)
        return "\"$PROGRAM\" " + words.map { "'\($0)'" }.joined(separator: " ") + " " + more
    }

    @Test func pyHankoAndVeraPDFAcceptAReportWithTimestamps() throws {
        let store = try SampleStore.shared()
        let (out, trust) = (try TemporaryDirectory(), try TemporaryDirectory())
        let authority = try Self.made.get()
        let issued = try run(
            issue(out, "--tsa http://127.0.0.1:$PORT/tsa --tsa-root \"$ROOT\""), store: store.path)
        try #require(issued.status == 0, "\(issued.errorText)")
        let added = try Program.run(
            "trust", "add", trust.path, "--root", store.root, "--private", "--tsa-root", authority.rootPath,
            "--require-timestamp", "yes")
        try #require(added.status == 0, "\(added.errorText)")
        let verdict = try Program.run(
            "verify", out.path, "--trust", trust.path, "--at", SampleStore.now, "--lang", "en", store: store.path)
        #expect(verdict.status == 0, "\(verdict.text)")
        #expect(verdict.text.contains("a trusted timestamp (level B-T)"))

        let files = try Tool.run("find", [out.path, "-type", "f"]).text.split(separator: "\n").map(String.init)
        let pdf = try #require(files.first { $0.hasSuffix(".pdf") })
        let xml = try #require(files.first { $0.hasSuffix(".xml") })
        let judged = try Tool.run(
            "faketime",
            [
                "2026-11-20 10:00:00", "pyhanko", "sign", "adesverify", "--pretty-print", "--no-revocation-check",
                "--trust-replace", "--trust", store.root, "--trust", authority.rootPath, pdf,
            ])
        #expect(judged.text.contains("The signature is judged VALID."), "\(judged.text)")
        #expect(judged.text.contains("The timestamp token is cryptographically sound."))
        let conforms = try Tool.run(Repository.path("Tests/Judges/verapdf"), ["3a,ua1", pdf]).text
        #expect(conforms.contains("conforms 3a"), "\(conforms)")
        let schema = Repository.path("docs/report-1.xsd")
        #expect(try Tool.run("xmllint", ["--noout", "--nonet", "--schema", schema, xml]).status == 0)
        let signature = try Tool.run(
            "xmlsec1",
            [
                "--verify", "--trusted-pem", store.root, "--verification-time", "2026-11-20 10:00:00",
                "--id-attr:id", "report", xml,
            ])
        #expect(signature.status == 0, "\(signature.errorText)")
    }

    @Test(arguments: [
        ("error", "timestamp.unreachable"), ("slow", "timestamp.unreachable"), ("junk", "timestamp.malformed"),
        ("other-nonce", "timestamp.invalid"), ("empty", "timestamp.unreachable"), ("half", "timestamp.unreachable"),
        ("drip", "timestamp.unreachable"), ("type", "timestamp.unreachable"), ("redirect", "timestamp.unreachable"),
        ("oversized", "timestamp.unreachable"), ("trailing", "timestamp.unreachable"),
        ("rejection", "timestamp.refused"), ("replay", "timestamp.invalid"),
    ])
    func anAuthorityThatMisbehavesKeepsTheReportFromBeingIssued(mode: String, code: String) throws {
        let (home, out) = (try TemporaryDirectory(), try TemporaryDirectory())
        let store = try SampleStore.shared().copy(into: home)
        let issues = store + "/registry/issues.jsonl"
        let before = try Tool.run("cat", [issues]).output
        let result = try run(
            "timeout -k 1 60 " + issue(out, "--tsa http://127.0.0.1:$PORT/ --tsa-root \"$ROOT\" --tsa-seconds 2"),
            mode: mode, store: store)
        #expect(result.status != 0 && result.status != 124)
        #expect(result.errorText.contains("[\(code)]"), "\(result.errorText)")
        #expect(try Tool.run("find", [out.path, "-type", "f"]).text.isEmpty)
        #expect(try Tool.run("cat", [issues]).output == before)
    }

    @Test func aReportGetsItsTimestampByFilePair() throws {
        let (home, out) = (try TemporaryDirectory(), try TemporaryDirectory())
        let store = try SampleStore.shared().copy(into: home)
        let authority = try Self.made.get()
        let issued = try Program.run(
            try SampleStore.shared().request(out: out.path) + ["--reserve-timestamp"], store: store)
        try #require(issued.status == 0, "\(issued.errorText)")
        let files = try Tool.run("find", [out.path, "-type", "f"]).text.split(separator: "\n").map(String.init)
        let trust = try TemporaryDirectory()
        _ = try Program.run(
            "trust", "add", trust.path, "--root", SampleStore.shared().root, "--private", "--tsa-root",
            authority.rootPath)
        for file in files {
            let place = try TemporaryDirectory()
            let request = place.path("q")
            #expect(try Program.run("timestamp", "request", file, "--out", request).status == 0)
            let answer = try place.write(
                "r", authority.answer(try TestFile.read(request), at: Self.moment))
            func attach(_ request: String, _ out: String) throws -> Tool.Result {
                try Program.run(
                    "timestamp", "attach", file, "--request", request, "--response", answer, "--tsa-root",
                    authority.rootPath, "--out", out)
            }
            let stamped = place.path("stamped")
            #expect(try attach(request, stamped).status == 0)
            let verdict = try Program.run(
                "verify", stamped, "--trust", trust.path, "--at", SampleStore.now, "--lang", "en", store: store)
            #expect(verdict.status == 0, "\(verdict.text)")
            #expect(verdict.text.contains("level B-T"))

            // The answer to one request is not that to the next.
            let second = place.path("q2")
            _ = try Program.run("timestamp", "request", file, "--out", second)
            let refused = try attach(second, place.path("other"))
            #expect(refused.status == 65)
            #expect(refused.errorText.contains("[timestamp.invalid]"), "\(refused.errorText)")
        }
    }
}
