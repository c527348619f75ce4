// SPDX-License-Identifier: Apache-2.0

import Bytes
import Reporting
import TestSupport
import Testing

/// A store that is set to SM2 and SM3 alone, and what others' programs say of its signatures.
@Suite struct SuiteTests {
    /// The sample deliveries of two departments in a store of SM3, keys of both suites, and a report under SM2.
    final class National: Sendable {
        static let made = Result { () throws(any Error) in try National() }

        let directory: TemporaryDirectory
        let number: String
        var store: String { directory.path("store") }
        func key(_ suite: String) -> String { directory.path(suite + "/signer.key") }
        func certificate(_ suite: String) -> String { directory.path(suite + "/signer.pem") }
        func root(_ suite: String) -> String { directory.path(suite + "/root.pem") }
        func file(_ kind: String) -> String { directory.path("out/\(number).\(kind)") }

        private init() throws {
            directory = try TemporaryDirectory()
            let (samples, store) = (Repository.path("Samples"), directory.path("store"))
            func must(_ words: String...) throws -> Tool.Result {
                let result = try Program.run(words, store: store)
                guard result.status == 0 else { throw SampleStore.Failure(description: result.errorText) }
                return result
            }
            for suite in ["p256", "sm2"] {
                _ = try must(
                    "key", "demo", "--suite", suite, "--out", directory.path(suite), "--at",
                    "2026-01-01T00:00:00+08:00")
            }
            _ = try must(
                "init", "--suite", "sm2", "--catalog", samples + "/catalog.json", "--domains",
                samples + "/domains.json", "--policy", samples + "/policies/default.json")
            _ = try must(
                "import", samples + "/register/2026-01-05-qiye.csv", "--item", "DJXX", "--source", "11150000YY000140XH",
                "--received", "2026-11-18T09:00:00+08:00")
            _ = try must(
                "import", samples + "/deliveries/2026-11-17-zrzy-xzcf.csv", "--item", "XZCF", "--source",
                "11150000YY0001151Y", "--received", "2026-11-19T09:00:00+08:00")
            let issued = try must(
                "issue", "--subject", SampleStore.subject, "--purpose", "企业融资", "--key",
                directory.path("sm2/signer.key"),
                "--cert", directory.path("sm2/signer.pem"), "--at", SampleStore.now, "--out", directory.path("out"),
                "--json")
            number = try JSONReader.read(issued.output.filter { $0 != 0x0A })["number"]?.string ?? ""
        }
    }

    private let national: National
    private let scratch: TemporaryDirectory

    init() throws {
        national = try National.made.get()
        scratch = try TemporaryDirectory()
    }

    private func run(_ words: String...) throws -> Tool.Result { try Program.run(words, store: national.store) }

    @Test func nothingButSM3IsInTheStore() throws {
        let found = try Tool.run("grep", ["-rli", "sha256", national.store])
        #expect(found.status == 1, "\(found.text)")
        #expect(try run("store", "check").status == 0)
        let head = try TestFile.read(national.store + "/head").split(separator: 0x0A)
        let line = try scratch.write("line", Array(head[0]))
        let judged = try Tool.run("openssl", ["dgst", "-sm3", "-r", line]).text.prefix(64)
        #expect(String(decoding: head[1], as: UTF8.self) == "{\"sm3\":\"\(judged)\"}")
        #expect(
            String(decoding: head[0], as: UTF8.self).contains("\"format\":\"creditreport-store-2\",\"hash\":\"sm3\""))
        // The same store with SHA-256 in its last line is no store.
        let copy = scratch.path("copy")
        try Tool.run("cp", ["-a", national.store, copy])
        let other = try Tool.run("openssl", ["dgst", "-sha256", "-r", line]).text.prefix(64)
        try TestFile.write(Array(head[0]) + Array("\n{\"sha256\":\"\(other)\"}\n".utf8), to: copy + "/head")
        #expect(try Program.run("store", "check", store: copy).status != 0)
    }

    @Test func onlySM2DecidesThere() throws {
        func issue(_ suite: String, _ more: String...) throws -> Tool.Result {
            try Program.run(
                [
                    "issue", "--subject", SampleStore.subject, "--purpose", "其他", "--key", national.key(suite),
                    "--cert",
                    national.certificate(suite), "--at", SampleStore.now, "--out", scratch.path("out"),
                ] + more, store: national.store)
        }
        #expect(try issue("p256").errorText.contains("[refusal.suite]"))
        #expect(try issue("sm2", "--suite", "both").errorText.contains("[refusal.suite]"))
        let list = try run(
            "status", "export", "--key", national.key("p256"), "--cert", national.certificate("p256"), "--out",
            scratch.path("status.jsonl"))
        #expect(list.errorText.contains("[issue.signer]"))

        let trust = scratch.path("trust")
        let added = try run(
            "trust", "add", trust, "--root", national.root("sm2"), "--private", "--suites", "sm2", "--require-suites",
            "sm2")
        #expect(added.status == 0, "\(added.errorText)")
        let verdict = try run(
            "verify", national.file("xml"), national.file("html"), national.file("pdf"), "--trust", trust, "--at",
            SampleStore.now)
        #expect(verdict.status == 0, "\(verdict.text)")
        let report = try SampleReport.shared()
        let other = try Program.run(
            ["verify", report.pdf, "--trust", trust, "--at", SampleStore.now], store: report.store.path)
        #expect(other.status == 11)
        let wrong = try run("trust", "add", trust, "--require-suites", "p256")
        #expect(wrong.status == 64)
    }

    @Test func aPolicyMayRequireBoth() throws {
        let report = try SampleReport.shared()
        let store = try report.store.copy(into: scratch)
        var policy = String(
            decoding: try TestFile.read(Repository.path("Samples/policies/default.json")), as: UTF8.self)
        policy = policy.replacing("\"id\": \"default\"", with: "\"id\": \"both\", \"suites\": [\"p256\", \"sm2\"]")
        let added = try Program.run(
            "policy", "add", scratch.write("both.json", Array(policy.utf8)), "--at", SampleStore.now, store: store)
        #expect(added.status == 0, "\(added.errorText)")
        func issue(_ more: String...) throws -> Tool.Result {
            try Program.run(
                report.store.request(out: scratch.path("out"), "--policy", "both") + more, store: store)
        }
        #expect(try issue().errorText.contains("[issue.signer]"))
        #expect(try issue("--suite", "p256").errorText.contains("[refusal.suite]"))
        let issued = try issue("--key", national.key("sm2"), "--cert", national.certificate("sm2"))
        #expect(issued.status == 0, "\(issued.errorText)")
        let roots = try TestFile.read(report.store.root) + TestFile.read(national.root("sm2"))
        let verdict = try Program.run(
            "verify", scratch.path("out"), "--trust", scratch.write("roots.pem", roots), "--at", SampleStore.now,
            store: store)
        #expect(verdict.status == 0, "\(verdict.text)")
    }

    /// A revocation list of the SM2 authority, made by OpenSSL with the identity that others expect.
    private func revocationList(revoking serial: String? = nil) throws -> String {
        let request = try RevocationListRequest(
            to: scratch.path("list.crl"), in: scratch, certificate: national.root("sm2"),
            key: national.directory.path("sm2/root.key"), isSM2: true,
            revoked: serial.map { [.init($0)] } ?? [])
        let result = try Tool.run(
            "openssl",
            request.arguments + ["-crl_lastupdate", "20261115000000Z", "-crl_nextupdate", "20261130000000Z"])
        #expect(result.status == 0, "\(result.errorText)")
        return scratch.path("list.crl")
    }

    @Test func bouncyCastleAcceptsChainListAndCMS() throws {
        let envelope = try #require(HTMLEnvelope(try TestFile.read(national.file("html"))))
        let (cms, page) = (try scratch.write("cms", envelope.cms), try scratch.write("page", Array(envelope.page)))
        let jars = ["bcprov", "bcpkix", "bcutil"].map { "/usr/share/java/\($0).jar" }.joined(separator: ":")
        func judge(_ list: String, _ content: String) throws -> String {
            let result = try Tool.run(
                "java",
                [
                    "-cp", jars, Repository.path("Tests/Judges/BouncyCheck.java"), "1795140000", national.root("sm2"),
                    national.certificate("sm2"), list, cms, content,
                ])
            return result.text + result.errorText
        }
        #expect(try judge(revocationList(), page) == "chain good\ncrl good\ncms good\n")
        let shown = try run("key", "show", national.certificate("sm2"), "--json")
        let serial = try JSONReader.read(shown.output.filter { $0 != 0x0A })["serial"]?.string ?? ""
        let other = try scratch.write("other", Array(envelope.page) + [0x20])
        let answer = try judge(revocationList(revoking: serial.uppercased()), other)
        #expect(answer.contains("chain revoked\ncrl good\ncms bad"), "\(answer)")
        // The same list decides in a trust folder.
        let trust = scratch.path("trust")
        _ = try run("trust", "add", trust, "--root", national.root("sm2"), "--private", "--suites", "sm2")
        let crl = try run("trust", "add", trust, "--crl", scratch.path("list.crl"))
        #expect(crl.status == 0, "\(crl.errorText)")
        #expect(try run("verify", national.file("pdf"), "--trust", trust, "--at", SampleStore.now).status == 11)
    }

    @Test func gmsslAcceptsTheSignatureOfTheXML() throws {
        let program = """
            import base64, re, sys
            from gmssl import sm2, sm3, func
            text = open(sys.argv[1], "rb").read().decode()
            info = re.search("<SignedInfo>.*?</SignedInfo>", text).group(0)
            info = info.replace("<SignedInfo>", '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">', 1)
            report = re.search("<report .*</report>", text).group(0)
            report = report.replace("<report ", '<report xmlns="urn:creditreport:report:1" ', 1)
            stated = base64.b64decode(re.search("<DigestValue>(.*?)<", text).group(1)).hex()
            print(sm3.sm3_hash(func.bytes_to_list(report.encode())) == stated)
            value = base64.b64decode(re.search("<SignatureValue>(.*?)<", text).group(1)).hex()
            certificate = base64.b64decode(re.search("<X509Certificate>(.*?)<", text).group(1))
            start = certificate.index(bytes.fromhex("034200" + "04")) + 4
            judge = sm2.CryptSM2(private_key="", public_key=certificate[start:start + 64].hex())
            print(bool(judge.verify_with_sm3(value, info.encode())))
            print(bool(judge.verify_with_sm3(value, info.encode() + b" ")))
            """
        let result = try Tool.run(Tool.python, ["-c", program, national.file("xml")])
        #expect(result.text == "True\nTrue\nFalse\n", "\(result.errorText)")
    }

    @Test func veraPDFAndTheSchemaAcceptWhatIsSignedUnderSM2() throws {
        let judged = try Tool.run(Repository.path("Tests/Judges/verapdf"), ["3a,ua1", national.file("pdf")])
        #expect(judged.status == 0, "\(judged.text)\(judged.errorText)")
        let schema = try Tool.run(
            "xmllint", ["--noout", "--schema", Repository.path("docs/report-1.xsd"), national.file("xml")])
        #expect(schema.status == 0, "\(schema.errorText)")
    }
}
