// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// Timestamps of an authority with an SM2 key, whose part Bouncy Castle plays, in a store and for an agency in which SM2
/// and SM3 alone decide.
@Suite struct NationalTimestampTests {
    private static let sm2 = Result { () throws(any Error) in try TimestampAuthority(key: TimestampAuthority.sm2) }
    private static let p256 = Result { () throws(any Error) in try TimestampAuthority() }
    private static let rsa = Result { () throws(any Error) in
        try TimestampAuthority(key: TimestampAuthority.rsa(2048))
    }
    private static let seconds: Int64 = 1_795_140_005

    private let national: SuiteTests.National
    private let scratch: TemporaryDirectory
    /// A copy of the store of SM3.
    private var store: String { scratch.path("store") }

    init() throws {
        national = try SuiteTests.National.made.get()
        scratch = try TemporaryDirectory()
        try Tool.run("cp", ["-a", national.store, scratch.path("store")])
    }

    /// A trust folder of that root, those suites, and the root of an authority for timestamps.
    private func trust(
        _ name: String, root: String, suites: String, timestamps authority: TimestampAuthority
    ) throws -> String {
        let folder = scratch.path(name)
        let added = try Program.run(
            "trust", "add", folder, "--root", root, "--private", "--suites", suites, "--tsa-root", authority.rootPath,
            "--require-timestamp", "yes")
        try #require(added.status == 0, "\(added.errorText)")
        return folder
    }

    private func issue(by authority: TimestampAuthority, mode: String? = nil) throws -> Tool.Result {
        let words = [
            "issue", "--subject", SampleStore.subject, "--purpose", "时间戳", "--key", national.key("sm2"), "--cert",
            national.certificate("sm2"), "--at", SampleStore.now, "--out", scratch.path("out"),
        ]
        return try TimestampServer.run(
            "\"$PROGRAM\" " + words.map { "'\($0)'" }.joined(separator: " ")
                + " --tsa http://127.0.0.1:$PORT/ --tsa-root \"$ROOT\"", by: authority, mode: mode, store: store)
    }

    @Test func reportsUnderSM2BearTimestampsUnderSM2() throws {
        let authority = try Self.sm2.get()
        let issued = try issue(by: authority)
        try #require(issued.status == 0, "\(issued.errorText)")
        let folder = try trust("trust", root: national.root("sm2"), suites: "sm2", timestamps: authority)
        let verdict = try Program.run(
            "verify", scratch.path("out"), "--trust", folder, "--at", SampleStore.now, "--lang", "en",
            store: store)
        #expect(verdict.status == 0, "\(verdict.text)")
        #expect(verdict.text.contains("a trusted timestamp (level B-T)"))
        // Years later, when the signer's certificate is long out of its time.
        let later = try Program.run(
            "verify", scratch.path("out"), "--trust", folder, "--at", "2035-01-01T00:00:00+08:00", "--json",
            store: store)
        // The reports themselves are then out of their time, and who issued them can still be said of each.
        #expect(later.status == 13, "\(later.text)")
        for line in later.text.split(separator: "\n") {
            let answers = try JSONReader.read(Array(line.utf8))["answers"]?.array ?? []
            let issuer = answers.first { $0["question"]?.string == "issuer" }
            #expect(issuer?["answer"]?.string == "VALID", "\(line)")
        }
        #expect(later.text.split(separator: "\n").count == 3)
        let pdf = try #require(
            try Tool.run("find", [scratch.path("out"), "-name", "*.pdf"]).text.split(separator: "\n").first)
        let conforms = try Tool.run(Repository.path("Tests/Judges/verapdf"), ["3a,ua1", String(pdf)]).text
        #expect(conforms.contains("conforms 3a"), "\(conforms)")
    }

    @Test func noOtherTimestampsAreTakenThere() throws {
        for authority in [try Self.p256.get(), try Self.rsa.get()] {
            let refused = try issue(by: authority, mode: "")
            #expect(refused.errorText.contains("[timestamp.untrusted]"), "\(refused.errorText)")
            #expect(try Tool.run("find", [scratch.path("out"), "-type", "f"]).text.isEmpty)
            let set = try Program.run(
                "signing", "set", "--tsa", "http://127.0.0.1:1/", "--tsa-root", authority.rootPath,
                store: store)
            #expect(set.status == 64)
            #expect(set.errorText.contains("SM2 and SM3 alone decide"), "\(set.errorText)")
        }
    }

    /// A report's file with the timestamp that an authority gave by file pair.
    private func stamped(
        _ file: String, by authority: TimestampAuthority, _ name: String, store: String
    ) throws -> String {
        let request = scratch.path(name + ".tsq")
        let asked = try Program.run("timestamp", "request", file, "--out", request)
        try #require(asked.status == 0, "\(asked.errorText)")
        let place = try TemporaryDirectory()
        try authority.answers(try TestFile.read(request), at: Self.seconds, ["honest"], in: place)
        let attached = try Program.run(
            "timestamp", "attach", file, "--request", request, "--response", place.path("honest"), "--tsa-root",
            authority.rootPath, "--out", scratch.path(name))
        try #require(attached.status == 0, "\(attached.errorText)")
        return scratch.path(name)
    }

    @Test func aTimestampByFilePairDecidesWhereItsAlgorithmsDo() throws {
        let sample = try SampleReport.shared()
        // The report's suite, the key of the authority for timestamps, the suites of the agency, and the verdict.
        let cases: [(report: String, authority: String, suites: String, status: Int32)] = [
            ("sm2", "sm2", "sm2", 0), ("sm2", "p256", "sm2", 11), ("sm2", "rsa", "sm2", 11),
            ("p256", "sm2", "p256", 11), ("p256", "rsa", "p256", 0), ("p256", "sm2", "p256,sm2", 0),
            ("sm2", "p256", "p256,sm2", 0),
        ]
        for (index, each) in cases.enumerated() {
            let authority = try ["sm2": Self.sm2, "p256": Self.p256, "rsa": Self.rsa][each.authority]?.get()
            let isNational = each.report == "sm2"
            let store = isNational ? self.store : sample.store.path
            let file = try stamped(
                isNational ? national.file("html") : sample.xml, by: try #require(authority), "\(index)", store: store)
            let folder = try trust(
                "trust-\(index)", root: isNational ? national.root("sm2") : sample.store.root, suites: each.suites,
                timestamps: try #require(authority))
            let verdict = try Program.run(
                "verify", file, "--trust", folder, "--at", SampleStore.now, "--lang", "en", store: store)
            #expect(verdict.status == each.status, "\(each): \(verdict.text)")
            if each.status != 0 { #expect(verdict.text.contains("which decides nothing here"), "\(verdict.text)") }
        }
    }
}
