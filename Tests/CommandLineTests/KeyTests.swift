// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// Keys under a passphrase, in a device, and on their way from request to certificate.
@Suite struct KeyTests {
    /// Issues the XML of a report with the words that name the signer.
    private func issue(_ signer: [String], _ environment: [String] = []) throws -> (Tool.Result, TemporaryDirectory) {
        let (home, out) = (try TemporaryDirectory(), try TemporaryDirectory())
        let store = try SampleStore.shared().copy(into: home)
        let words =
            ["issue", "--subject", SampleStore.subject, "--purpose", "企业融资", "--at", SampleStore.now]
            + ["--formats", "xml", "--out", out.path] + signer
        let result = try Tool.run(
            Program.path, words,
            environment: environment + [
                "CREDITREPORT_STORE=" + store, "LC_ALL=C.UTF-8", "SWIFT_BACKTRACE=enable=no",
                "CREDITREPORT_HOME=" + Repository.root,
            ])
        return (result, out)
    }

    private func openssl(_ words: [String]) throws {
        let result = try Tool.run("openssl", words)
        try #require(result.status == 0, "\(result.errorText)")
    }

    @Test func anEncryptedKeySignsWithItsPassphraseAlone() throws {
        let store = try SampleStore.shared()
        let place = try TemporaryDirectory()
        let (key, bag) = (place.path("key.pem"), place.path("key.p12"))
        try openssl(["pkcs8", "-topk8", "-in", store.key, "-out", key, "-passout", "pass:四季如春"])
        try openssl([
            "pkcs12", "-export", "-inkey", store.key, "-in", store.certificate, "-out", bag, "-passout",
            "pass:四季如春",
        ])
        try Tool.run("chmod", ["600", key, bag])
        let variable = ["--passphrase-env", "KEY_PASSPHRASE"]
        for signer in [["--key", key, "--cert", store.certificate], ["--key", bag]] {
            let (good, _) = try issue(signer + variable, ["KEY_PASSPHRASE=四季如春"])
            #expect(good.status == 0, "\(good.errorText)")
            let (bad, out) = try issue(signer + variable, ["KEY_PASSPHRASE=四季"])
            #expect(bad.errorText.contains("[key.passphrase]"), "\(bad.errorText)")
            #expect(try Tool.run("find", [out.path, "-type", "f"]).text.isEmpty)
        }
    }

    @Test func aKeyThatOthersMayReadIsRefused() throws {
        let store = try SampleStore.shared()
        let place = try TemporaryDirectory()
        let key = try place.write("key.pem", try TestFile.read(store.key))
        try Tool.run("chmod", ["640", key])
        let (result, _) = try issue(["--key", key, "--cert", store.certificate])
        #expect(result.status == 65)
        #expect(result.errorText.contains("[key.exposed]"), "\(result.errorText)")
    }

    @Test func aDeviceSignsThroughPKCS11() throws {
        let place = try TemporaryDirectory()
        try Tool.run("mkdir", [place.path("tokens")])
        let configuration = try place.write(
            "softhsm.conf", Array("directories.tokendir = \(place.path("tokens"))\nobjectstore.backend = file\n".utf8))
        let environment = ["SOFTHSM2_CONF=" + configuration, "PIN=123456"]
        let module = "/usr/lib/softhsm/libsofthsm2.so"
        let store = try SampleStore.shared()
        for (program, words) in [
            ("softhsm2-util", ["--init-token", "--free", "--label", "示例", "--pin", "123456", "--so-pin", "123456"]),
            (
                "softhsm2-util",
                ["--import", store.key, "--token", "示例", "--label", "signer", "--id", "01", "--pin", "123456"]
            ),
        ] {
            let result = try Tool.run(program, words, environment: environment)
            try #require(result.status == 0, "\(program): \(result.errorText)")
        }
        let tool = try Tool.run("which", ["pkcs11-tool"]).text.split(separator: "\n").first.map(String.init) ?? ""
        let words = [
            tool, "--module", module, "--token-label", "示例", "--login", "--pin", "env:PIN", "--sign", "--mechanism",
            "ECDSA", "--id", "01",
        ]
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        let device = try place.write(
            "device.json", Array("{\"format\": \"creditreport-signer-1\", \"command\": [\(list)]}".utf8))
        try Tool.run("chmod", ["600", device])
        let (result, out) = try issue(["--key", device, "--cert", store.certificate], environment)
        try #require(result.status == 0, "\(result.errorText)")
        let xml = try #require(
            try Tool.run("find", [out.path, "-type", "f"]).text.split(separator: "\n").first.map(String.init))
        let judged = try Tool.run(
            "xmlsec1",
            [
                "--verify", "--trusted-pem", store.root, "--verification-time", "2026-11-20 10:00:00",
                "--id-attr:id", "report", xml,
            ])
        #expect(judged.status == 0, "\(judged.errorText)")
    }

    /// Programs that do not do what a signer does.
    @Test(arguments: [
        ("exit 3", "signer.command"), ("head -c 32", "signer.command"), ("sleep 20", "signer.command"),
        ("head -c 64 /dev/zero", "key.mismatch"), ("head -c 65 /dev/zero", "signer.command"),
    ])
    func aProgramThatDoesNotSignIsRefused(script: String, code: String) throws {
        let store = try SampleStore.shared()
        let place = try TemporaryDirectory()
        let device = try place.write(
            "device.json",
            Array(
                "{\"format\": \"creditreport-signer-1\", \"command\": [\"/bin/sh\", \"-c\", \"\(script)\"], \"seconds\": 1}"
                    .utf8))
        try Tool.run("chmod", ["600", device])
        let (result, _) = try issue(["--key", device, "--cert", store.certificate])
        #expect(result.status == 65)
        #expect(result.errorText.contains("[\(code)]"), "\(result.errorText)")
    }

    @Test(arguments: ["p256", "sm2"]) func aRequestBecomesASigner(suite: String) throws {
        let place = try TemporaryDirectory()
        let folder = place.path("keys")
        let demo = place.path("demo")
        let secret = ["--passphrase-env", "KEY_PASSPHRASE"]
        func run(_ words: [String]) throws -> Tool.Result {
            try Tool.run(
                Program.path, words,
                environment: ["KEY_PASSPHRASE=年年有余", "LC_ALL=C.UTF-8", "CREDITREPORT_STORE=" + place.path("none")])
        }
        try #require(run(["key", "demo", "--out", demo, "--suite", suite]).status == 0)
        let made = try run(
            ["key", "csr", "--out", folder, "--organization", "示例中心", "--name", "签发", "--suite", suite] + secret)
        try #require(made.status == 0, "\(made.errorText)")
        #expect(String(decoding: try TestFile.read(folder + "/signer.key"), as: UTF8.self).contains("BEGIN ENCRYPTED"))

        let identity = suite == "sm2" ? ["-sigopt", "distid:1234567812345678"] : []
        let checked = suite == "sm2" ? ["-vfyopt", "distid:1234567812345678"] : []
        let configuration = try place.write(
            "x.cnf", Array("keyUsage=critical,digitalSignature,nonRepudiation\n".utf8))
        let certificate = place.path("signer.cer")
        try openssl(
            [
                "x509", "-req", "-in", folder + "/signer.csr", "-CA", demo + "/root.pem", "-CAkey", demo + "/root.key",
                "-days", "30", suite == "sm2" ? "-sm3" : "-sha256", "-extfile", configuration, "-set_serial", "0x77",
                "-out", certificate,
            ] + identity + checked)
        let imported = try run(
            ["key", "import-cert", folder, "--cert", certificate, "--root", demo + "/root.pem"] + secret)
        #expect(imported.status == 0, "\(imported.errorText)")
        let next = place.path("next")
        let rotated = try run(["key", "rotate", folder, "--out", next] + secret)
        #expect(rotated.status == 0, "\(rotated.errorText)")
        // The old certificate is not the new key's.
        let wrong = try run(["key", "import-cert", next, "--cert", certificate, "--root", demo + "/root.pem"] + secret)
        #expect(wrong.errorText.contains("[key.mismatch]"), "\(wrong.errorText)")
    }

    /// A report that every verifier refuses for its certificate is neither signed nor registered.
    @Test(arguments: ["expired", "to come", "for TLS", "without nonRepudiation", "authority"])
    func whatNobodyAcceptsIsNotSignedWith(_ kind: String) throws {
        let sample = try SampleStore.shared()
        let place = try TemporaryDirectory()
        let store = try sample.copy(into: place)
        func issued() throws -> [UInt8] {
            let log = store + "/registry/issues.jsonl"
            return Directory.exists(log) ? try TestFile.read(log) : []
        }
        let before = try issued()
        let keys = place.path("keys")
        var moment = "2026-01-01T00:00:00+08:00"
        if kind == "expired" { moment = "2001-01-01T00:00:00+08:00" }
        if kind == "to come" { moment = "2090-01-01T00:00:00+08:00" }
        try #require(Program.run("key", "demo", "--out", keys, "--at", moment).status == 0)
        var certificate = keys + "/signer.pem"
        if kind == "authority" {
            certificate = keys + "/root.pem"
        } else if kind == "for TLS" || kind == "without nonRepudiation" {
            let usage = kind == "for TLS" ? "digitalSignature,nonRepudiation" : "digitalSignature"
            let purpose = kind == "for TLS" ? "extendedKeyUsage=serverAuth\n" : ""
            let file = try place.write("x.cnf", Array("keyUsage=critical,\(usage)\n\(purpose)".utf8))
            try openssl([
                "req", "-new", "-key", keys + "/signer.key", "-subj", "/O=示例中心/CN=测试", "-utf8", "-out",
                place.path("x.csr"),
            ])
            certificate = place.path("x.pem")
            try openssl([
                "x509", "-req", "-in", place.path("x.csr"), "-CA", keys + "/root.pem", "-CAkey", keys + "/root.key",
                "-days", "3650", "-set_serial", "0x78", "-extfile", file, "-out", certificate,
            ])
        }
        let signing = [
            "--key", kind == "authority" ? keys + "/root.key" : keys + "/signer.key", "--cert", certificate, "--out",
        ]
        let at = SampleStore.now
        let issue = ["issue", "--subject", SampleStore.subject, "--purpose", "测试", "--at", at]
        let list = ["status", "export", "--at", at]
        let round = Repository.path("Samples/round/round.json")
        for words in [issue, list, ["batch", "--round", round], ["batch", "--stdin"]] {
            let result = try Program.run(words + signing + [place.path("out")], store: store)
            #expect(result.status == 65, "\(kind): \(words[0]) \(result.text)")
            #expect(result.errorText.contains("nobody could accept"), "\(result.errorText)")
        }
        #expect(try issued() == before, "nothing is registered")
        #expect(!Directory.exists(place.path("out")))
    }

    @Test func aStoreForRealReportsRefusesDemonstrationKeys() throws {
        let sample = try SampleStore.shared()
        let (home, out) = (try TemporaryDirectory(), try TemporaryDirectory())
        let store = try sample.copy(into: home)
        #expect(try Program.run("signing", "set", "--production", store: store).status == 0)
        let issued = try Program.run(sample.request(out: out.path), store: store)
        #expect(issued.status == 65)
        #expect(issued.errorText.contains("[signing.demonstration]"), "\(issued.errorText)")
        let made = try Program.run("key", "demo", "--out", out.path("keys"), store: store)
        #expect(made.errorText.contains("[signing.demonstration]"), "\(made.errorText)")
    }
}
