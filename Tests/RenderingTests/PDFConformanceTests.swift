// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Documents
import PDFSyntax
import Rendering
import TestSupport
import Testing
import Typesetting

/// What others' programs say about our files, after signing.
@Suite struct PDFConformanceTests {
    private static let samples: [(name: String, document: @Sendable () -> Document)] = [
        ("none.pdf", { SampleReport.full(records: 0) }),
        ("many.pdf", { SampleReport.full(records: 24) }),
        ("hard.pdf", { SampleReport.hard() }),
    ]

    /// The samples as signed files, and the root that their signer's certificate comes from.
    private func files(in directory: TemporaryDirectory) throws -> (paths: [String], root: String) {
        let sample = try SignedSample()
        let renderer = PDFRenderer()
        let paths = try Self.samples.map { name, document in
            try SignedSample.write(sample.file(document(), renderer: renderer), name, in: directory)
        }
        let root = try directory.write("root.pem", Array(sample.authority.rootCertificate.pem.utf8))
        return (paths, root)
    }

    @Test func judgesAgree() throws {
        let directory = try TemporaryDirectory()
        let (paths, root) = try files(in: directory)

        let verapdf = try Tool.run(Judges.verapdf, ["3a,ua1"] + paths)
        #expect(verapdf.status == 0, "\(verapdf.text)\(verapdf.errorText)")
        #expect(verapdf.text.split(separator: "\n").count == 2 * paths.count)

        for path in paths {
            let qpdf = try Tool.run("qpdf", ["--check", path])
            #expect(qpdf.status == 0, "\(qpdf.text)\(qpdf.errorText)")

            let fonts = try Tool.run("pdffonts", [path]).text.split(separator: "\n").dropFirst(2)
            #expect(fonts.count == 2)
            for font in fonts {
                // Embedded, subset, with a mapping to Unicode.
                #expect(font.contains(" yes yes yes "), "\(font)")
            }

            let pdfsig = try Tool.run("pdfsig", ["-nocert", path]).text
            #expect(pdfsig.contains("Signature is Valid"), "\(pdfsig)")
            #expect(pdfsig.contains("Total document signed"), "\(pdfsig)")

            let pyhanko = try Tool.run(
                Judges.path("pyhanko"),
                ["sign", "validate", "--trust", root, "--trust-replace", "--pretty-print", path])
            #expect(pyhanko.status == 0, "\(pyhanko.text)\(pyhanko.errorText)")
            #expect(pyhanko.text.contains("The signature is judged VALID"), "\(pyhanko.text)")

            let shape = try SignedPDFShape.read(TestFile.read(path))
            let embedded = try shape.file.embeddedFile()
            #expect(embedded.name == "report.xml")
            #expect(embedded.relationship == "Source")
            #expect(Array(shape.file.bytes[embedded.range]) == SignedSample.attachment.bytes)
        }
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        let fonts = try #require(SampleReport.fonts)
        let used = PDFRenderer()
        func render(_ renderer: PDFRenderer, _ document: Document) throws -> [UInt8] {
            try renderer.render(
                Typesetter(fonts: fonts).pages(of: document), attachment: SignedSample.attachment,
                metadata: SignedSample.metadata())
        }
        let first = try render(used, SampleReport.full(records: 9))
        _ = try render(used, SampleReport.hard())
        #expect(try render(used, SampleReport.full(records: 9)) == first)
        #expect(try render(PDFRenderer(), SampleReport.full(records: 9)) == first)
    }
}
