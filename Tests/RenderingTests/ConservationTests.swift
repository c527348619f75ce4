// SPDX-License-Identifier: Apache-2.0

import Documents
import Rendering
import TestSupport
import Testing
import Typesetting

/// The tree, the page in a browser and the PDF say the same, cell by cell and row by row, for reports at random.
@Suite struct ConservationTests {
    @Test func treeAndBrowserAndPDFSayTheSame() throws {
        var random = SeededGenerator.fresh(for: "treeAndBrowserAndPDFSayTheSame")
        for _ in 0..<3 {
            let (document, numbers) = SampleReport.random(&random)
            let wanted = Self.rows(document.blocks)

            let letters = try #require(SampleReport.fonts?.faces.last?.font)
            let page = try HTMLRenderer(letters: letters).page(
                document, signedXML: Array("<report/>".utf8), description: "creditreport view")
            let dom = try Browser.dom(page)
            #expect(dom.text == document.blocks.text)
            #expect(dom.rows == wanted)

            let directory = try TemporaryDirectory()
            let path = try SignedSample.write(SignedSample().file(document), "random.pdf", in: directory)
            // By the structure, row by row; what is repeated on each page is no part of it.
            let structure = try Tool.run("pdfinfo", ["-struct-text", path]).text
            #expect(Self.rows(structure: structure) == wanted.map { $0.map(Self.solid) })

            // As one copies it: what every page repeats is there too.
            let text = Self.solid(try Tool.run("pdftotext", ["-raw", path, "-"]).text)
            for row in wanted.flatMap(\.self) { #expect(text.contains(Self.solid(row)) || row.count > 1000, "\(row)") }
            for number in numbers {
                #expect(text.split(separator: number, omittingEmptySubsequences: false).count == 2, "\(number)")
                #expect(dom.text.split(separator: number, omittingEmptySubsequences: false).count == 2, "\(number)")
            }
        }
    }

    /// The cells of all rows, in order.
    private static func rows(_ blocks: [Block]) -> [[String]] {
        blocks.flatMap { block -> [[String]] in
            switch block.content {
            case .section(let inner): rows(inner)
            case .table(let table): (table.head + table.body).map { $0.cells.map(\.blocks.text) }
            default: []
            }
        }
    }

    /// The cells of all rows, as poppler finds them in the structure, without spaces.
    private static func rows(structure: String) -> [[String]] {
        var rows: [[String]] = []
        var depth = Int.max
        for line in structure.split(separator: "\n") {
            let indent = line.prefix { $0 == " " }.count
            let words = line.dropFirst(indent)
            if words.hasPrefix("TR") {
                rows.append([])
            } else if words.hasPrefix("TD") || words.hasPrefix("TH"), !words.hasPrefix("THead"), !rows.isEmpty {
                rows[rows.count - 1].append("")
                depth = indent
            } else if indent <= depth {
                depth = .max
            } else if words.hasPrefix("\""), let row = rows.indices.last, let cell = rows[row].indices.last {
                rows[row][cell] += solid(String(words.dropFirst().dropLast()))
            }
        }
        return rows
    }

    private static func solid(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}
