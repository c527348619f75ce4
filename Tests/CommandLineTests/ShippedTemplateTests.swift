// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc
import TestSupport
import Testing

/// One report by every template that is shipped, in every language, issued once.
struct TemplateReports: Sendable {
    static let names = ["standard", "bidding", "bidding.zh-en", "listing", "listing.zh-en", "minimal"]

    private static let made = Result { () throws(any Error) in try TemplateReports() }

    static func shared() throws -> TemplateReports { try made.get() }

    let sample: SampleStore
    let directory: TemporaryDirectory
    private let files: [String: String]

    private init() throws {
        sample = try SampleStore.shared()
        directory = try TemporaryDirectory()
        let store = try sample.copy(into: directory)
        var files: [String: String] = [:]
        for name in Self.names {
            let out = directory.path("out-" + name)
            let result = try Program.run(
                sample.request(out: out, "--template", name, "--policy", "bidding"), store: store)
            let names = try Tool.run("ls", [out]).text.split(separator: "\n").map(String.init)
            guard result.status == 0, names.count == 3, let stem = names.first?.split(separator: ".").first else {
                throw SampleStore.Failure(description: "\(name): \(result.status) \(result.errorText)")
            }
            files[name] = out + "/" + stem
        }
        self.files = files
    }

    /// The path of a report's files without their ending.
    func file(_ name: String) -> String { files[name] ?? "" }

    func paths(_ form: String) -> [String] { Self.names.map { file($0) + "." + form } }
}

/// Every template that is shipped passes what a report must pass.
@Suite struct ShippedTemplateTests {
    @Test(arguments: TemplateReports.names) func itsReportsAreReliable(name: String) throws {
        let reports = try TemplateReports.shared()
        let result = try Program.run(
            "verify", reports.file(name) + ".xml", reports.file(name) + ".html", reports.file(name) + ".pdf", "--trust",
            reports.sample.root, "--at", SampleStore.now, store: reports.directory.path("store"))
        #expect(result.status == 0, "\(result.text)\(result.errorText)")
    }

    @Test func theirPagesConformAfterSigning() throws {
        let reports = try TemplateReports.shared()
        let verdicts = try Tool.run(Repository.path("Tests/Judges/verapdf"), ["3a,ua1"] + reports.paths("pdf"))
        #expect(verdicts.status == 0, "\(verdicts.text)\(verdicts.errorText)")
        #expect(verdicts.text.split(separator: "\n").count == 2 * TemplateReports.names.count)
        for path in reports.paths("pdf") {
            let check = try Tool.run("qpdf", ["--check", path])
            #expect(check.status == 0, "\(check.text)\(check.errorText)")
        }
    }

    /// Others' readers open each, find its faces embedded as subsets with their characters, and read its symbol.
    @Test(arguments: TemplateReports.names) func othersReadTheirPages(name: String) throws {
        let reports = try TemplateReports.shared()
        let path = reports.file(name) + ".pdf"
        let opened = try Tool.run("mutool", ["info", path])
        #expect(opened.status == 0 && opened.errorText.isEmpty, "\(opened.errorText)")
        let fonts = try Tool.run("pdffonts", [path]).text.split(separator: "\n").dropFirst(2)
        #expect(fonts.count == 2 && fonts.allSatisfy { $0.contains(" yes yes yes ") }, "\(fonts)")
        let scratch = try TemporaryDirectory()
        try Tool.run("pdftoppm", ["-r", "150", "-png", path, scratch.path("page")])
        let images = try Directory.names(in: scratch.path).map(scratch.path)
        let symbol = try Tool.run("zbarimg", ["--quiet", "--raw"] + images).text
        let number = String(reports.file(name).split(separator: "/").last ?? "")
        #expect(symbol.contains("n=" + number), "\(symbol)")
        // What is drawn again by another program has the words that are told to machines.
        let drawn = try Tool.run("mutool", ["draw", "-q", "-F", "txt", path]).text
        #expect(drawn.filter { !$0.isWhitespace }.contains(number) && !drawn.contains("\u{FFFD}"))
    }

    /// Readers that speak are told what is English, and where the main part is.
    @Test func theEnglishIsMarked() throws {
        let reports = try TemplateReports.shared()
        for (name, isTranslated) in [("bidding", false), ("bidding.zh-en", true), ("listing.zh-en", true)] {
            let html = String(decoding: try TestFile.read(reports.file(name) + ".html"), as: UTF8.self)
            #expect(html.contains(" lang=\"en\">") == isTranslated && html.contains("<main>"))
        }
    }

    /// WCAG 2.2 AA by axe-core, no request, no complaint, no wider than a telephone.
    @Test func theirScreensAreAccessible() throws {
        let reports = try TemplateReports.shared()
        var judges = Repository.path(".build/judges")
        if let given = unsafe getenv("CREDITREPORT_JUDGES") { judges = unsafe String(cString: given) }
        let verdicts = try Tool.run(
            judges + "/bin/python", [Repository.path("Tests/Judges/axe.py")] + reports.paths("html"))
        #expect(verdicts.status == 0, "\(verdicts.text)\(verdicts.errorText)")
        #expect(verdicts.text.split(separator: "\n").count { $0.hasPrefix("conforms ") } == TemplateReports.names.count)
    }

    /// The summary for bidding, with seal and QR symbol, is one page.
    @Test func theSummaryForBiddingIsOnePage() throws {
        let reports = try TemplateReports.shared()
        let text = try Tool.run("pdftotext", ["-l", "1", "-layout", reports.file("bidding") + ".pdf", "-"]).text
        for words in ["分领域结论", "名单信息及依法可以采取的措施", "核验码", "数据未更新至今"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    /// The words are of the language, the data and the notices are the same.
    @Test func aTranslationStandsBesideTheWords() throws {
        let reports = try TemplateReports.shared()
        func text(_ name: String) throws -> String {
            try Tool.run("pdftotext", ["-layout", reports.file(name) + ".pdf", "-"]).text.filter { !$0.isWhitespace }
        }
        let (plain, both) = (try text("bidding"), try text("bidding.zh-en"))
        for words in ["分领域结论", "报告指纹", "“未查见”是指"] {
            #expect(plain.contains(words) && both.contains(words), "\(words)")
        }
        for words in ["Resultsbydomain", "Fingerprint", "theChineseprevails"] {
            #expect(!plain.contains(words) && both.contains(words), "\(words)")
        }
    }

    /// A variant lacks no label that the other has.
    @Test(arguments: ["bidding", "listing"]) func allLanguagesHaveTheSameLabels(name: String) throws {
        func keys(_ language: String) throws -> [Substring] {
            String(
                decoding: try TestFile.read(Repository.path("Templates/\(name)/labels.\(language).json")), as: UTF8.self
            )
            .split(separator: "\n").filter { $0.hasPrefix("    \"") }.map { $0.split(separator: "\"")[1] }
        }
        #expect(try keys("zh") == keys("zh-en") && keys("zh").count > 40)
    }
}
