// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// What a trust folder holds of several authorities: revocation lists side by side, and the hashes by which it names keys.
@Suite struct TrustListsTests {
    private static let rsa = Result { () throws(any Error) in
        try TimestampAuthority(key: TimestampAuthority.rsa(2048))
    }

    private let national: SuiteTests.National
    private let scratch: TemporaryDirectory
    private var folder: String { scratch.path("trust") }

    init() throws {
        national = try SuiteTests.National.made.get()
        scratch = try TemporaryDirectory()
    }

    private func add(_ words: String...) throws -> Tool.Result {
        try Program.run(["trust", "add", folder, "--at", SampleStore.now] + words)
    }

    private func must(_ words: String...) throws {
        let result = try Program.run(["trust", "add", folder, "--at", SampleStore.now] + words)
        try #require(result.status == 0, "\(words): \(result.errorText)")
    }

    /// A revocation list that speaks of a day of November 2026, for ten days.
    private func list(_ name: String, root: String, key: String, day: Int, isSM2: Bool = false) throws -> String {
        let request = try RevocationListRequest(
            to: scratch.path(name), in: scratch, certificate: root, key: key, isSM2: isSM2)
        let result = try Tool.run(
            "openssl",
            request.arguments + [
                "-crl_lastupdate", "202611\(day)000000Z", "-crl_nextupdate", "202611\(day + 10)000000Z",
            ])
        try #require(result.status == 0, "\(result.errorText)")
        return scratch.path(name)
    }

    private func list(_ name: String, _ suite: String, day: Int) throws -> String {
        try list(
            name, root: national.root(suite), key: national.directory.path(suite + "/root.key"), day: day,
            isSM2: suite == "sm2")
    }

    private func periods() throws -> [String] {
        try Program.run("trust", "list", folder, "--lang", "en").text.split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("revocation list ")
        }
    }

    @Test func listsOfSeveralAuthoritiesStandSideBySide() throws {
        // The two authorities for reports have the same name, and different keys.
        let tsa = try Self.rsa.get()
        try must("--root", national.root("p256"), "--private")
        try must("--root", national.root("sm2"), "--private", "--tsa-root", tsa.rootPath)
        let timestamps = try list("tsa.crl", root: tsa.rootPath, key: tsa.rootKeyPath, day: 15)
        try must(
            "--crl", try list("a.crl", "p256", day: 15), "--crl", try list("b.crl", "sm2", day: 15), "--crl", timestamps
        )
        #expect(try periods().count == 3)

        // The newest of one authority wins, and the others stay.
        try must("--crl", try list("c.crl", "sm2", day: 17))
        #expect(try periods().filter { $0.contains("2026-11-15") }.count == 2)
        #expect(try periods().filter { $0.contains("2026-11-17") }.count == 1)
        let kept = try TestFile.read(folder + "/trust.json")
        let older = try add("--crl", try list("d.crl", "sm2", day: 16))
        #expect(older.status == 65)
        #expect(older.errorText.contains("[trust.crl]") && older.errorText.contains("the folder has a list of"))
        #expect(try TestFile.read(folder + "/trust.json") == kept)

        // A list by somebody who only has the same name.
        _ = try Program.run("key", "demo", "--out", scratch.path("rogue"))
        let forged = try add(
            "--crl",
            try list("e.crl", root: scratch.path("rogue/root.pem"), key: scratch.path("rogue/root.key"), day: 18))
        #expect(forged.status == 65)
        #expect(forged.errorText.contains("is not signed by"), "\(forged.errorText)")
        #expect(try periods().count == 3)
    }

    @Test func aListIsOfTheKeyThatSignedIt() throws {
        try must("--root", national.root("p256"), "--private", "--require-crl", "yes")
        let genuine = try list("a.crl", "p256", day: 15)
        // Nobody of the folder has the name: a certificate is named for it, and one that the folder's authority signed.
        _ = try Program.run("key", "demo", "--out", scratch.path("rogue"))
        let (root, key) = (scratch.path("rogue/root.pem"), scratch.path("rogue/root.key"))
        let stranger = try list("b.crl", root: root, key: key, day: 16)
        #expect(try add("--crl", stranger).status == 65)
        #expect(try add("--crl", stranger, "--crl-issuer", root).status == 65)
        #expect(try add("--crl", genuine, "--crl-issuer", root).status == 65)
        #expect(try add("--crl-issuer", root).status == 64)
        #expect(!(try periods()).contains { $0.contains("2026-11-16") })
        // One of tomorrow would keep all later ones out.
        let early = try Program.run(
            "trust", "add", folder, "--crl", try list("c.crl", "p256", day: 17), "--at", "2026-11-16T00:00:00+08:00")
        #expect(early.status == 65)
        try must("--crl", genuine)
        #expect(try periods().count == 1)
        let checked = try Program.run("trust", "check", folder, "--at", SampleStore.now, "--lang", "en")
        #expect(!checked.text.contains("is not signed by"), "\(checked.text)")
        // One that came into the folder another way, of the same name.
        let file = try #require(try Tool.run("ls", [folder]).text.split(separator: "\n").first { $0.hasSuffix(".crl") })
        try TestFile.write(try TestFile.read(stranger), to: folder + "/" + file)
        let foreign = try Program.run("trust", "check", folder, "--at", SampleStore.now, "--lang", "en")
        #expect(foreign.status == 14)
        #expect(foreign.text.contains("is not signed by that authority"), "\(foreign.text)")
    }

    @Test func anIntermediateHasAListOfItsOwn() throws {
        let openssl = { (words: [String]) throws in
            let result = try Tool.run("openssl", words)
            try #require(result.status == 0, "\(words): \(result.errorText)")
        }
        try must("--root", national.root("p256"), "--private")
        let (key, pem) = (scratch.path("middle.key"), scratch.path("middle.pem"))
        try scratch.write(
            "middle.cnf", Array("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n".utf8))
        try openssl(["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key])
        try openssl(["req", "-new", "-key", key, "-subj", "/CN=middle", "-out", scratch.path("middle.csr")])
        try openssl([
            "x509", "-req", "-in", scratch.path("middle.csr"), "-CA", national.root("p256"), "-CAkey",
            national.directory.path("p256/root.key"), "-set_serial", "77", "-days", "3650", "-extfile",
            scratch.path("middle.cnf"), "-out", pem,
        ])
        let first = try list("m1.crl", root: pem, key: key, day: 15)
        #expect(try add("--crl", first).status == 65)
        try must("--crl", first, "--crl-issuer", pem)
        try must("--crl", try list("m2.crl", root: pem, key: key, day: 16), "--crl-issuer", pem)
        #expect(try periods().count == 1)
        #expect(try add("--crl", first, "--crl-issuer", pem).status == 65)
    }

    @Test func theClockSaysWhichListsAreStale() throws {
        let report = try SampleReport.shared()
        try must(
            "--root", report.store.root, "--private", "--require-crl", "yes", "--tsa-root", Self.rsa.get().rootPath)
        let key = report.store.directory.path("keys/root.key")
        try must("--crl", try list("a.crl", root: report.store.root, key: key, day: 15))
        let tsa = try Self.rsa.get()
        try must("--crl", try list("tsa.crl", root: tsa.rootPath, key: tsa.rootKeyPath, day: 17))
        func at(_ moment: String, _ words: String...) throws -> Tool.Result {
            try Tool.run(
                "faketime",
                [moment, Program.path] + words
                    + ["--trust", folder, "--lang", "en"].filter { _ in words[0] == "verify" },
                environment: [
                    "TZ=UTC", "LC_ALL=C.UTF-8", "SWIFT_BACKTRACE=enable=no", "CREDITREPORT_HOME=" + Repository.root,
                    "CREDITREPORT_STORE=" + report.store.path,
                ])
        }
        #expect(try at("2026-11-20 02:00:00", "verify", report.xml).status == 0)
        #expect(try at("2026-11-26 02:00:00", "verify", report.xml).status == 14)
        #expect(try at("2026-11-12 02:00:00", "verify", report.xml).status != 0)
        // One is stale, then both are; a newer one of one authority helps that one alone.
        func stale(_ moment: String) throws -> Int {
            try at(moment, "trust", "check", folder, "--lang", "en").text.split(separator: "\n").filter {
                $0.contains("is stale")
            }.count
        }
        #expect(try stale("2026-11-24 02:00:00") == 0)
        #expect(try stale("2026-11-26 02:00:00") == 1)
        #expect(try stale("2026-11-28 02:00:00") == 2)
        try must("--crl", try list("b.crl", root: report.store.root, key: key, day: 20))
        #expect(try stale("2026-11-28 02:00:00") == 1)
        #expect(try at("2026-11-26 02:00:00", "verify", report.xml).status == 0)
    }

    private func hash(_ function: String, _ certificate: String) throws -> String {
        let line =
            "openssl x509 -in \"$0\" -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -r -\(function)"
        return String(try Tool.run("bash", ["-c", line, certificate]).text.prefix(64))
    }

    @Test func whereSM2AloneDecidesKeysAreNamedBySM3() throws {
        let root = national.root("sm2")
        let (sm3, sha256) = (try hash("sm3", root), try hash("sha256", root))
        let description = { String(decoding: try TestFile.read(folder + "/trust.json"), as: UTF8.self) }
        let signer = try hash("sm3", national.certificate("sm2"))
        let issuer = "示例自治区公共信用信息中心（测试）"
        let tsa = try TimestampAuthority(key: TimestampAuthority.sm2)
        #expect(try add("--root", root, "--private", "--suites", "sm2", "--spki", sha256).status == 65)
        try must(
            "--root", root, "--signer", "\(signer)=\(issuer)", "--suites", "sm2", "--spki", sm3, "--tsa-root",
            tsa.rootPath)
        #expect(try description().contains("\"spkiSM3\":\"\(sm3)\""))
        #expect(try description().contains("\"spkiSM3\":\"\(signer)\""))
        #expect(try !description().lowercased().contains("sha256"))
        func verify() throws -> Tool.Result {
            try Program.run(
                "verify", national.file("xml"), "--trust", folder, "--at", SampleStore.now, "--lang", "en",
                store: national.store)
        }
        let verdict = try verify()
        #expect(verdict.status == 0, "\(verdict.text)")
        #expect(verdict.text.contains("SPKI SM3 " + signer), "\(verdict.text)")
        #expect(!verdict.text.contains("SHA-256"), "\(verdict.text)")
        let listed = try Program.run("trust", "list", folder, "--lang", "en").text
        #expect(listed.contains("SPKI SM3 " + sm3) && !listed.contains("SHA-256"), "\(listed)")
        let shown = try Program.run("key", "show", root, "--json").text
        #expect(shown.contains("\"spkiSM3\":\"\(sm3)\"") && shown.contains("\"spkiSHA256\":\"\(sha256)\""))

        // A folder from before: it is read, and named anew when its suites are set.
        let older = try description().replacing("\"spkiSM3\":\"\(sm3)\"", with: "\"spkiSHA256\":\"\(sha256)\"")
        try TestFile.write(Array(older.utf8), to: folder + "/trust.json")
        #expect(try verify().status == 0)
        try must("--suites", "sm2")
        #expect(try !description().lowercased().contains("sha256"))
        // Both, none, or the other one's value.
        for member in ["\"spkiSM3\":\"\(sm3)\",\"spkiSHA256\":\"\(sha256)\"", "\"x\":1", "\"spkiSM3\":\"\(sha256)\""] {
            let wrong = older.replacing("\"spkiSHA256\":\"\(sha256)\"", with: member)
            try TestFile.write(Array(wrong.utf8), to: folder + "/trust.json")
            #expect(try verify().status == 65, "\(member)")
        }
    }
}
