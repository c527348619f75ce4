// SPDX-License-Identifier: Apache-2.0

import Documents
import Rendering
import TestSupport
import Testing
import Typesetting

/// Nothing that the tree says is lost on the way to the page, and nothing is said twice.
@Suite struct PDFTextTests {
    private func text(_ document: Document, layout: Bool = false) throws -> String {
        let directory = try TemporaryDirectory()
        let path = try SignedSample.write(SignedSample().file(document), "text.pdf", in: directory)
        let result = try Tool.run("pdftotext", ["-raw", path, "-"])
        #expect(result.status == 0)
        return result.text
    }

    /// The characters that are not space, in the order of the text.
    private func solid(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{200B}" }
    }

    @Test func everyRecordIsPrintedOnce() throws {
        let text = String(String.UnicodeScalarView(solid(try text(SampleReport.full(records: 60)))))
        for number in 101...160 {
            // The number is the last part of its cell's text, so it is found even where the line was broken before it.
            #expect(text.components(separatedBy: "〔2024〕\(number)号").count == 2, "record \(number)")
        }
    }

    @Test func everyTextOfTheTreeIsFound() throws {
        for document in [SampleReport.full(records: 9), SampleReport.hard()] {
            let page = String(String.UnicodeScalarView(solid(try text(document))))
            for words in document.blocks.flatMap(Self.texts) {
                // Cells of one row may be torn into each other where a row goes over pages; their paragraphs may not.
                let wanted = String(String.UnicodeScalarView(solid(words)))
                #expect(page.contains(wanted), "\(words)")
            }
        }
    }

    /// The texts of a block's paragraphs and headings.
    private static func texts(_ block: Block) -> [String] {
        func words(_ pieces: [Inline]) -> String {
            pieces.map { if case .text(let words, _, _, _) = $0 { words } else { "" } }.joined()
        }
        switch block.content {
        case .section(let blocks): return blocks.flatMap(texts)
        case .heading(_, let pieces), .paragraph(let pieces): return [words(pieces)]
        case .list(_, let items): return items.flatMap { $0.blocks.flatMap(texts) }
        case .table(let table):
            let rows = table.head + table.body
            return (table.caption.map { [words($0.text)] } ?? [])
                + rows.flatMap { $0.cells.flatMap { $0.blocks.flatMap(texts) } }
        case .figure: return []
        }
    }
}

extension String {
    /// The parts between the places at which `separator` stands.
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
