// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Reporting
import TestSupport
import Testing

/// Whatever is changed in an artefact, the verdict is never "rely on it".
@Suite struct TamperTests {
    private func verify(_ paths: [String], _ store: SampleStore) throws -> (status: Int32, outcomes: [JSONValue]) {
        let result = try Program.run(
            ["verify", "--trust", store.root, "--at", SampleStore.now, "--json"] + paths, store: store.path)
        let outcomes = try result.output.split(separator: 0x0A).map { try JSONReader.read($0) }
        return (result.status, outcomes)
    }

    @Test func honestArtefactsPass() throws {
        let report = try SampleReport.shared()
        let (status, outcomes) = try verify([report.xml, report.html, report.pdf], report.store)
        #expect(status == 0)
        #expect(outcomes.count == 3)
        for outcome in outcomes { #expect(outcome["outcome"]?.string == "reliable", "\(outcome.text)") }
    }

    /// Flips one bit, changes the case of a letter, deletes, inserts or cuts, at random places and at each structure boundary.
    @Test(arguments: ["xml", "html", "pdf"]) func noChangedByteIsRelied(kind: String) throws {
        let report = try SampleReport.shared()
        let file = try TestFile.read(["xml": report.xml, "html": report.html, "pdf": report.pdf][kind] ?? "")
        var generator = SeededGenerator.fresh(for: "noChangedByteIsRelied(\(kind))")
        let scratch = try TemporaryDirectory()
        var places = Set(Self.boundaries(file, kind))
        while places.count < 150 { places.insert(Int.random(in: 0..<file.count, using: &generator)) }
        var paths: [String] = []
        for place in places.sorted() {
            var changed = file
            let how = Int.random(in: 0..<5, using: &generator)
            switch how {
            case 0: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: changed[place] ^= Self.isLetter(changed[place]) ? 0x20 : 0x01
            case 2: changed.remove(at: place)
            case 3: changed.insert([0x20, 0x0A, 0x00, 0x41].randomElement(using: &generator) ?? 0, at: place)
            default: changed.removeSubrange(place...)
            }
            paths.append(try scratch.write("\(place)-\(how).\(kind)", changed))
        }
        let (status, outcomes) = try verify(paths, report.store)
        #expect(status != 0)
        #expect(outcomes.count == paths.count)
        for outcome in outcomes where outcome["outcome"]?.string == "reliable" {
            Issue.record("\(outcome["file"]?.string ?? "") is relied on")
        }
    }

    @Test func hexDigitsInAnotherCaseAreRefused() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        var file = try TestFile.read(report.pdf)
        let marker = Array("/Contents <".utf8)
        let start = try #require(file.indices.first { file[$0...].starts(with: marker) })
        let digit = try #require(
            file[(start + marker.count)...].firstIndex { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "f") })
        file[digit] -= 32
        let (status, _) = try verify([scratch.write("upper.pdf", file)], report.store)
        #expect(status == 10)
    }

    @Test func whatStandsBehindTheEndIsRefused() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        for (kind, path) in [("xml", report.xml), ("html", report.html), ("pdf", report.pdf)] {
            for tail in ["\n", " ", "<!-- -->", "\u{0}"] {
                let changed = try TestFile.read(path) + Array(tail.utf8)
                let (status, _) = try verify([scratch.write("tail." + kind, changed)], report.store)
                #expect(status == 10, "\(kind) with \(tail.debugDescription) behind it: \(status)")
            }
        }
    }

    /// Certificates lie outside every signature: one more than the report has is a change of the file.
    @Test func aCertificateTooManyIsRefused() throws {
        let report = try SampleReport.shared()
        let envelope = try #require(HTMLEnvelope(try TestFile.read(report.html)))
        let key = try TestFile.read(report.store.key)
        let certificates = try TestFile.read(report.store.certificate) + TestFile.read(report.store.root)
        let page = Array(envelope.page)
        let cms = try CMS.sign(
            digest: Digest.of(page), with: try LocalSigner(keyPEM: key, certificatesPEM: certificates))
        let scratch = try TemporaryDirectory()
        let path = try scratch.write("more.html", HTMLEnvelope.file(page: page, cms: cms))
        #expect(try verify([path], report.store).status == 10)
    }

    @Test func anotherAuthorityIsNotTrusted() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        _ = try Program.run("key", "demo", "--out", scratch.path("other"), "--at", "2026-01-01T00:00:00+08:00")
        for path in [report.xml, report.html, report.pdf] {
            let result = try Program.run(
                "verify", path, "--trust", scratch.path("other/root.pem"), "--at", SampleStore.now,
                store: report.store.path)
            #expect(result.status == 11, "\(path): \(result.status)")
        }
    }

    @Test func afterItsTimeAReportIsOutsideItsValidity() throws {
        let report = try SampleReport.shared()
        for moment in ["2027-03-01T00:00:00+08:00", "2026-11-19T00:00:00+08:00"] {
            let result = try Program.run(
                "verify", report.xml, "--trust", report.store.root, "--at", moment, store: report.store.path)
            #expect(result.status == 13, "\(moment): \(result.status)")
        }
    }

    @Test func aReportOnAnotherIsNotTheExpectedOne() throws {
        let report = try SampleReport.shared()
        let result = try Program.run(
            "verify", report.xml, "--trust", report.store.root, "--at", SampleStore.now, "--expect-subject",
            "91150105YY000001XR", store: report.store.path)
        #expect(result.status == 15)
    }

    @Test func otherFilesAreNoReports() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        for bytes in [[], Array("hello".utf8), Array("<html></html>".utf8), Array("%PDF-1.7\n".utf8)] as [[UInt8]] {
            let (status, _) = try verify([scratch.write("other", bytes)], report.store)
            #expect(status == 20)
        }
    }

    /// What a sender may choose, such as a file's name, begins no line of its own in what is printed.
    @Test func aNameForgesNoVerdict() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        let path = try scratch.write("a\n0  b.xml  rely on it\t\u{1B}[2J", Array("hello".utf8))
        for words in [["--quiet"], []] {
            let result = try Program.run(
                ["verify", path, "--trust", report.store.root, "--at", SampleStore.now] + words,
                store: report.store.path)
            #expect(result.status == 20)
            #expect(!result.text.split(separator: "\n").contains { $0.hasPrefix("0 ") })
            #expect(!result.text.contains("\u{1B}"))
        }
    }

    @Test func noFileOfAFolderGoesUnlookedAt() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        try scratch.write("a.xml", try TestFile.read(report.xml))
        let words = ["verify", scratch.path, "--trust", report.store.root, "--at", SampleStore.now]
        #expect(try Program.run(words, store: report.store.path).status == 0)
        for name in ["b.PDF", "c.Html", "d.htm"] {
            let path = try scratch.write(name, try TestFile.read(report.pdf) + [0x0A])
            #expect(try Program.run(words, store: report.store.path).status == 10, "\(name)")
            try Tool.run("rm", [path])
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    /// The first and last bytes, and where the parts that hold the file together begin.
    private static func boundaries(_ file: [UInt8], _ kind: String) -> [Int] {
        let markers: [String: [String]] = [
            "xml": [
                "<report", "</report>", "<signatures>", "<SignedInfo>", "<SignatureValue>", "<X509Certificate>",
                "</Signature>",
            ],
            "html": [
                "<style>", "</style>", "</body>", "<template", "</template>", "<!--creditreport", "-->",
                "Content-Security",
            ],
            "pdf": [
                "/ByteRange", "/Contents", "startxref", "%%EOF", "endstream", "endobj", "<creditReport", "/Metadata",
            ],
        ]
        var places = [0, 1, file.count - 1, file.count - 2]
        for marker in markers[kind] ?? [] {
            let pattern = Array(marker.utf8)
            for start in file.indices where file[start] == pattern[0] && file[start...].starts(with: pattern) {
                places += [start, start + pattern.count].filter { $0 < file.count }
                if places.count > 80 { break }
            }
        }
        return places
    }
}
