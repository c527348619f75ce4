// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Programs that this project did not write look at what it issues; a judge that is missing fails its test.
@Suite struct JudgeTests {
    @Test func xmllintAcceptsTheSchema() throws {
        let report = try SampleReport.shared()
        let result = try Tool.run(
            "xmllint", ["--noout", "--nonet", "--schema", Repository.path("docs/report-1.xsd"), report.xml])
        #expect(result.status == 0, "\(result.errorText)")
    }

    @Test func xmlsec1AcceptsTheSignature() throws {
        let report = try SampleReport.shared()
        let result = try Tool.run(
            "xmlsec1",
            [
                "--verify", "--verification-time", "2026-11-20 10:00:00", "--enabled-key-data", "x509", "--trusted-pem",
                report.store.root, report.xml,
            ])
        #expect(result.status == 0, "\(result.errorText)")
        #expect((result.text + result.errorText).contains("OK"))
    }

    @Test func popplerSeesAWholeSignedDocument() throws {
        let report = try SampleReport.shared()
        let text = try Tool.run("pdfsig", ["-nocert", report.pdf]).text
        #expect(text.contains("Signature is Valid."))
        #expect(text.contains("Total document signed"))
        #expect(text.contains("ETSI.CAdES.detached"))
        #expect(!text.contains("Not total document signed"))
    }

    @Test func pyHankoTrustsTheSigner() throws {
        let report = try SampleReport.shared()
        let result = try Tool.run(
            "faketime",
            [
                "2026-11-20 10:00:00", "pyhanko", "sign", "validate", "--pretty-print", "--trust-replace", "--trust",
                report.store.root, report.pdf,
            ])
        #expect(result.status == 0, "\(result.text) \(result.errorText)")
        #expect(result.text.contains("VALID"))
        #expect(!result.text.contains("INVALID"))
    }

    @Test func qpdfFindsNothingWrong() throws {
        let report = try SampleReport.shared()
        let result = try Tool.run("qpdf", ["--check", report.pdf])
        #expect(result.status == 0, "\(result.text) \(result.errorText)")
    }

    @Test(arguments: ["3a", "ua1"]) func veraPDFAccepts(flavour: String) throws {
        let report = try SampleReport.shared()
        let result = try Tool.run(Repository.path("Tests/Judges/verapdf"), [flavour, report.pdf])
        #expect(result.status == 0, "\(result.text) \(result.errorText)")
        #expect(result.text.hasPrefix("conforms"))
    }

    @Test func allFontsAreEmbeddedSubsetsWithToUnicode() throws {
        let report = try SampleReport.shared()
        let lines = try Tool.run("pdffonts", [report.pdf]).text.split(separator: "\n").dropFirst(2)
        #expect(!lines.isEmpty)
        for line in lines {
            let cells = line.split(separator: " ")
            #expect(cells.filter { $0 == "yes" }.count == 3, "\(line)")
        }
    }

    @Test func textComesBack() throws {
        let report = try SampleReport.shared()
        let xml = String(decoding: try TestFile.read(report.xml), as: UTF8.self)
        let text = try Tool.run("pdftotext", ["-raw", report.pdf, "-"]).text
        let shown = String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
        for element in ["name", "conclusion", "documentNumber", "number", "label"] {
            for value in xml.elements(element) where !value.isEmpty {
                let wanted = String(
                    String.UnicodeScalarView(value.unicodeScalars.filter { !$0.properties.isWhitespace }))
                #expect(shown.contains(wanted), "\(element) \(value)")
            }
        }
        #expect(shown.contains(report.code))
        #expect(shown.contains(report.hash.prefix(8)))
    }

    @Test func zbarReadsTheCode() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        try Tool.run(
            "pdftoppm", ["-r", "150", "-png", "-f", "1", "-l", "1", "-singlefile", report.pdf, scratch.path("page")])
        let result = try Tool.run("zbarimg", ["--quiet", "--raw", scratch.path("page.png")])
        #expect(result.text.contains(report.number))
        #expect(result.text.contains(report.code))
    }

    @Test func chromiumShowsTheSameText() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        let result = try Tool.run(
            "chromium",
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + scratch.path("profile"),
                "--dump-dom",
                "file://" + report.html,
            ])
        #expect(result.text.contains(report.number))
        let xml = String(decoding: try TestFile.read(report.xml), as: UTF8.self)
        for value in xml.elements("conclusion") { #expect(result.text.contains(value)) }
        for value in xml.elements("documentNumber") { #expect(result.text.contains(value)) }
    }
}

extension String {
    /// The texts of all elements of a name, as they stand in canonical XML.
    func elements(_ name: String) -> [String] {
        var found: [String] = []
        for piece in split(separator: "<\(name)>").dropFirst() {
            if let end = piece.firstIndex(of: "<") { found.append(String(piece[..<end])) }
        }
        return found.map {
            $0.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        }
    }
}
