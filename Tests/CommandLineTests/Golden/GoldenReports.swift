// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// Typical reports that are the same at every run.
enum GoldenReports {
    /// A report whose text is kept.
    struct Report: Sendable, CustomTestStringConvertible {
        var name: String
        /// How many penalties its subject has in a store of its own; nil for the sample store.
        var records: Int?
        /// Whether all three forms are kept as text; else the first pages alone, and digests of the rest.
        var isWhole = false
        /// What is asked for, beside keys and time.
        var words: [String]

        var testDescription: String { name }
    }

    private static let three = ["91150105YY000001XR", "91150203YY0000036W", "91150402YY0000052E"].flatMap {
        ["--subject", $0]
    }

    static let all: [Report] = [
        Report(name: "none", isWhole: true, words: ["--subject", "91150105YY000001XR"]),
        Report(name: "one", records: 1, words: ["--subject", PenaltyStore.subject]),
        Report(name: "nine", records: 9, words: ["--subject", PenaltyStore.subject]),
        Report(name: "sixty", records: 60, words: ["--subject", PenaltyStore.subject]),
        Report(
            name: "rare",
            words: ["--subject", "91150302YY00002473", "--fonts", "/usr/share/fonts/truetype/hanazono"]),
        Report(name: "several", words: three),
        Report(
            name: "bidding", words: ["--subject", PenaltyStore.subject, "--policy", "bidding", "--template", "bidding"]),
        Report(
            name: "bidding.zh-en", isWhole: true,
            words: ["--subject", "91150602YY0000060K", "--policy", "bidding", "--template", "bidding.zh-en"]),
        Report(name: "listing", words: three + ["--policy", "listing", "--template", "listing"]),
        Report(name: "listing.zh-en", words: three + ["--policy", "listing", "--template", "listing.zh-en"]),
        Report(name: "minimal", words: ["--subject", SampleStore.subject, "--template", "minimal"]),
    ]

    /// The texts of a report by the names of their files.
    ///
    /// What chance decides (the salts of a store, and so its snapshot and the number) is replaced in the issued data by
    /// what never changes; the views are those that a preview draws of it.
    static func texts(of report: Report) throws -> [(name: String, text: String)] {
        let scratch = try TemporaryDirectory()
        let sample = try SampleStore.shared()
        let penalties = try report.records.map(PenaltyStore.init)
        let store = try penalties?.path ?? sample.copy(into: scratch)
        let out = scratch.path("out")
        let issued = try Program.run(
            [
                "issue", "--purpose", "示例用途", "--key", sample.key, "--cert", sample.certificate, "--at",
                SampleStore.now, "--formats", "xml", "--out", out,
            ] + report.words, store: store)
        guard issued.status == 0, let name = try Directory.names(in: out).first else {
            throw SampleStore.Failure(description: "\(report.name): \(issued.status) \(issued.errorText)")
        }
        let fixed = fixed(String(decoding: try TestFile.read(out + "/" + name), as: UTF8.self))
        let file = try scratch.write("fixed.xml", Array(fixed.utf8))
        let template = value(of: "--template", in: report.words) ?? "standard"
        let fonts = value(of: "--fonts", in: report.words).map { ["--fonts", $0] } ?? []
        let drawn = try Program.run(
            ["template", "preview", template, "--report", file, "--out", scratch.path("views")] + fonts)
        guard drawn.status == 0 else {
            throw SampleStore.Failure(description: "\(report.name): \(drawn.status) \(drawn.errorText)")
        }
        let stem = scratch.path("views/" + template)
        let xml = MarkupDump.report(fixed)
        let html = MarkupDump.page(String(decoding: try TestFile.read(stem + ".html"), as: UTF8.self))
        let pages = try PageDump(try TestFile.read(stem + ".pdf")).text(pages: report.isWhole ? .max : 3)
        guard !report.isWhole else {
            return [(report.name + ".xml", xml), (report.name + ".html", html), (report.name + ".txt", pages)]
        }
        let digests = "xml  \(MarkupDump.digest(xml))\nhtml \(MarkupDump.digest(html))\n"
        return [(report.name + ".txt", digests + pages)]
    }

    private static func value(of option: String, in words: [String]) -> String? {
        words.firstIndex(of: option).map { words[$0 + 1] }
    }

    private static func fixed(_ xml: String) -> String {
        var xml = xml
        for (element, value) in [
            ("number", "NM-2026-0000-0000-0000-0000-0"), ("snapshot", String(repeating: "5a", count: 32)),
        ] {
            if let found = xml.elements(element).first { xml = xml.replacing(found, with: value) }
        }
        return xml
    }
}
