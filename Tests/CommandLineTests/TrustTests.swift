// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

@Suite struct TrustTests {
    private let scratch: TemporaryDirectory
    private let report: SampleReport
    private var folder: String { scratch.path("trust") }

    init() throws {
        scratch = try TemporaryDirectory()
        report = try SampleReport.shared()
    }

    private func add(_ words: String...) throws -> Tool.Result {
        let asksForSigners = words.contains("--root") && !words.contains("--signer")
        return try Program.run(
            ["trust", "add", folder, "--at", SampleStore.now] + words + (asksForSigners ? ["--private"] : []))
    }

    private func verify(_ more: String..., at instant: String = SampleStore.now) throws -> Tool.Result {
        try Program.run(
            ["verify", report.xml, "--trust", folder, "--at", instant] + more, store: scratch.path("none"))
    }

    private func statusList() throws -> String {
        let path = scratch.path("status.jsonl")
        _ = try Program.run(
            "status", "export", "--key", report.store.key, "--cert", report.store.certificate, "--out", path, "--at",
            SampleStore.now, store: report.store.path)
        return path
    }

    /// A revocation list of the demonstration authority.
    private func revocationList(revoking serial: String?) throws -> String {
        let request = try RevocationListRequest(
            to: scratch.path("list.crl"), in: scratch, certificate: report.store.root,
            key: report.store.directory.path("keys/root.key"), revoked: serial.map { [.init($0)] } ?? [])
        let result = try Tool.run(
            "openssl",
            request.arguments + ["-crl_lastupdate", "20261115000000Z", "-crl_nextupdate", "20261130000000Z"])
        #expect(result.status == 0, "\(result.errorText)")
        return scratch.path("list.crl")
    }

    private func serial() throws -> String {
        let shown = try Program.run("key", "show", report.store.certificate, "--json")
        return try #require(try JSONReader.read(shown.output.filter { $0 != 0x0A })["serial"]?.string).uppercased()
    }

    @Test func aFolderWithAStatusListIsAllThatAnAgencyNeeds() throws {
        #expect(try add("--root", report.store.root).status == 0)
        #expect(try verify().status == 14, "no status list yet")
        #expect(try Program.run("trust", "check", folder, "--at", SampleStore.now).status == 14)
        #expect(try add("--status", statusList()).status == 0)
        let result = try verify()
        #expect(result.status == 0, "\(result.text)")
        let check = try Program.run("trust", "check", folder, "--at", SampleStore.now)
        #expect(check.status == 0, "\(check.text)")
        #expect(try verify(at: "2026-11-22T00:00:00+08:00").status == 14, "the list is stale")
        let byHash = try Program.run(
            "verify", "--hash", report.hash, "--trust", folder, "--at", SampleStore.now, store: scratch.path("none"))
        #expect(byHash.status == 0, "\(byHash.errorText)")
    }

    @Test func anAuthorityIsTrustedForItsTimeAlone() throws {
        #expect(try add("--root", report.store.root, "--status", statusList(), "--until", "2026-11-19").status == 11)
        #expect(try Program.run("trust", "list", folder).status == 66, "nothing was written")
        _ = try add("--root", report.store.root, "--until", "2026-11-19")
        let late = try verify("--store", report.store.path)
        #expect(late.status == 11)
        #expect(late.text.contains("issuer.period"))
        _ = try add(
            "--root", report.store.root, "--from", "2026-11-20", "--until", "2026-11-20", "--status", statusList())
        // The status list is signed on the same day.
        #expect(try verify().status == 0)
        _ = try add("--root", report.store.root, "--from", "2026-11-21")
        #expect(try verify().status == 11)
    }

    @Test func aRevokedSignerIsNotTrusted() throws {
        _ = try add("--root", report.store.root)
        #expect(try add("--crl", revocationList(revoking: nil)).status == 0)
        #expect(try verify("--store", report.store.path).status == 0)
        #expect(try add("--crl", revocationList(revoking: serial())).status == 0)
        let result = try Program.run(
            "verify", report.pdf, "--trust", folder, "--at", SampleStore.now, "--store", report.store.path)
        #expect(result.status == 11)
        #expect(result.text.contains("issuer.revocation"))
    }

    @Test func whereListsAreRequiredTheirWantLeavesTheQuestionOpen() throws {
        _ = try add("--root", report.store.root, "--require-crl", "yes")
        let trusted = ["verify", report.xml, "--trust", folder, "--store", report.store.path, "--at"]
        #expect(try Program.run(trusted + [SampleStore.now]).status == 14)
        _ = try add("--crl", revocationList(revoking: nil))
        #expect(try Program.run(trusted + [SampleStore.now]).status == 0)
        #expect(try Program.run(trusted + ["2026-12-05T00:00:00+08:00"]).status == 14, "the list is stale")
    }

    @Test func aSuiteThatIsNotAcceptedDecidesNothing() throws {
        #expect(try add("--root", report.store.root, "--status", statusList(), "--suites", "sm2").status == 11)
        _ = try add("--root", report.store.root, "--suites", "sm2")
        let result = try verify("--store", report.store.path)
        #expect(result.status == 11)
    }

    @Test func aFolderThatWasTamperedWithIsNotUsed() throws {
        _ = try add("--root", report.store.root)
        _ = try Program.run("key", "demo", "--out", scratch.path("other"))
        let certificate = try #require(
            try Tool.run("ls", [folder]).text.split(separator: "\n").first { $0.hasSuffix(".pem") })
        let other = try TestFile.read(scratch.path("other/root.pem"))
        try scratch.write("trust/" + certificate, other)
        let result = try verify()
        #expect(result.status == 65)
        #expect(result.errorText.contains("is not the certificate with the key"))
        try scratch.write("trust/trust.json", Array(#"{"format":"creditreport-trust-1","suites":["rsa"],"x":1}"#.utf8))
        let faults = try verify().errorText
        for word in ["suites[0]", "x", "roots"] { #expect(faults.contains(word), "\(faults)") }
    }

    /// A root and its renewal, of one name and key, are trusted for days of their own, in whatever order they stand.
    @Test func anAuthorityMayHaveSeveralCertificatesOfOneKey() throws {
        _ = try add("--root", report.store.root, "--status", statusList())
        let listed = try TestFile.read(folder + "/trust.json")
        let text = String(decoding: listed, as: UTF8.self)
        let entry = try #require(try JSONReader.read(listed.filter { $0 != 0x0A })["roots"]?.array?.first)
        let file = try #require(entry["file"]?.string)
        let renewal = try Tool.run(
            "faketime",
            [
                "2026-02-01 00:00:00", "openssl", "x509", "-in", report.store.root, "-signkey",
                report.store.directory.path("keys/root.key"), "-days", "3650", "-set_serial", "4242", "-out",
                folder + "/renewed.pem",
            ])
        #expect(renewal.status == 0, "\(renewal.errorText)")
        let start = try #require(text.firstRange(of: "\"roots\": ["))
        let end = try #require(text[start.upperBound...].firstRange(of: "\n  ]")?.lowerBound)
        func root(_ file: String, _ period: String) throws -> String {
            let hash = try #require(entry["spkiSHA256"]?.string)
            return "{\"file\":\"\(file)\",\"spkiSHA256\":\"\(hash)\",\(period),\"private\":true}"
        }
        let older = try root(file, "\"until\":\"2026-06-30\"")
        let newer = try root("renewed.pem", "\"from\":\"2026-07-01\"")
        let never = try root("renewed.pem", "\"from\":\"2026-12-01\"")
        for (roots, status) in [
            ([older, newer], 0), ([newer, older], 0), ([older, never], 11), ([never, older], 11),
        ] {
            let written = text[..<start.upperBound] + roots.joined(separator: ",") + text[end...]
            try TestFile.write(Array(written.utf8), to: folder + "/trust.json")
            let result = try verify("--store", report.store.path)
            #expect(result.status == Int32(status), "\(roots): \(result.text)\(result.errorText)")
        }
    }

    @Test func aFolderWithoutItsDescriptionIsNone() throws {
        #expect(try add("--root", report.store.root, "--status", statusList()).status == 0)
        try Tool.run("rm", [folder + "/trust.json"])
        let result = try verify()
        #expect(result.status == 66)
        #expect(result.errorText.contains("[trust.empty]"), "\(result.errorText)")
        // Nor is a directory of certificates that somebody copied together.
        try Tool.run("mkdir", [scratch.path("pem")])
        try Tool.run("cp", [report.store.root, scratch.path("pem")])
        let copied = try Program.run(
            "verify", report.xml, "--trust", scratch.path("pem"), "--at", SampleStore.now, "--store", report.store.path)
        #expect(copied.status == 66)
    }

    @Test func anAuthorityIsAddedWithItsSigners() throws {
        let (root, hash) = (report.store.root, String(repeating: "AB", count: 32))
        for words in [[], ["--private", "--signer", "x"], ["--signer", hash], ["--signer", "x="], ["--signer", ""]] {
            let result = try Program.run(["trust", "add", folder, "--root", root] + words)
            #expect(result.status == 64, "\(words): \(result.errorText)")
        }
        #expect(try Program.run(["trust", "add", folder, "--signer", "x"]).status == 64)
        let issuer = "示例自治区公共信用信息中心（测试）"
        let signer = "信用报告示例机构（测试）"
        #expect(try add("--root", root, "--signer", "\(signer)=\(issuer)", "--signer", "\(hash)=x").status == 0)
        #expect(try verify("--store", report.store.path).status == 0)
        let listed = try Program.run(["trust", "list", folder, "--lang", "en"]).text
        #expect(listed.contains("signer O=\(signer): issues reports in the name of \(issuer)\n"), "\(listed)")
        #expect(listed.contains("signer SPKI SHA-256 \(hash.lowercased()): issues reports in the name of x\n"))
        // It may not sign status lists: nobody said so.
        let list = try statusList()
        let refused = try add("--status", list)
        #expect(refused.status == 11)
        #expect(refused.errorText.contains("is not one that the trust folder names"), "\(refused.errorText)")
        #expect(try add("--root", root, "--signer", "\(signer)=\(issuer)", "--status-signer", signer).status == 0)
        #expect(try add("--status", list).status == 0)
        #expect(try verify().status == 0)
        #expect(try Program.run(["trust", "list", folder, "--lang", "en"]).text.contains("; signs status lists\n"))
        // In its own name it issues nothing that names another.
        #expect(try add("--root", root, "--signer", signer, "--status-signer", signer).status == 0)
        let other = try verify()
        #expect(other.status == 11)
        #expect(other.text.contains("issuer.signer"), "\(other.text)")
    }

    @Test func anotherKeyThanTheExpectedIsRefused() throws {
        let result = try add("--root", report.store.root, "--spki", String(repeating: "0", count: 64))
        #expect(result.status == 65)
        #expect(try Program.run("trust", "list", folder).status != 0, "nothing was added")
    }
}
