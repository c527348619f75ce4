// SPDX-License-Identifier: Apache-2.0

import Documents
import Rendering
import TestSupport
import Testing
import Typesetting

/// The HTML prints as the PDF is: the same text in the same order on the same paper, with the same headings on each page.
@Suite struct PrintTests {
    /// The texts of the pages that Chromium prints, without white space.
    private func printed(_ document: Document) throws -> [String] {
        let letters = try #require(SampleReport.fonts?.faces.last?.font)
        let page = try HTMLRenderer(letters: letters).page(
            document, signedXML: Array("<report/>".utf8), description: "creditreport view")
        let directory = try TemporaryDirectory()
        let path = try directory.write("page.html", page)
        let result = try Tool.run(
            "chromium",
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(directory.path)/profile",
                "--no-pdf-header-footer", "--print-to-pdf=\(directory.path)/page.pdf", "file://\(path)",
            ])
        try #require(result.status == 0, "\(result.errorText)")
        #expect(try Tool.run("pdfinfo", ["\(directory.path)/page.pdf"]).text.contains("(A4)"))
        return try pages(of: directory.path + "/page.pdf")
    }

    private func pages(of path: String) throws -> [String] {
        try Tool.run("pdftotext", ["-raw", path, "-"]).text.split(separator: "\u{0C}", omittingEmptySubsequences: false)
            .dropLast().map { $0.filter { !$0.isWhitespace } }
    }

    /// The cells of all rows of content, and those of each table's headings, without white space.
    private func rows(_ blocks: [Block]) -> (content: [String], headings: [String]) {
        var content: [String] = []
        var headings: [String] = []
        for block in blocks {
            switch block.content {
            case .section(let inner):
                let rows = rows(inner)
                content += rows.content
                headings += rows.headings
            case .table(let table):
                func words(_ row: TableRow) -> String {
                    row.cells.map(\.blocks.text).joined().filter { !$0.isWhitespace }
                }
                content += table.body.map(words)
                headings += table.head.map(words)
            default: break
            }
        }
        return (content, headings)
    }

    @Test func paperAndPagesSayTheSame() throws {
        let document = SampleReport.full(records: 24)
        let printed = try printed(document)
        let directory = try TemporaryDirectory()
        let path = try SignedSample.write(SignedSample().file(document), "print.pdf", in: directory)
        let drawn = try pages(of: path)
        // A browser breaks lines and pages in places of its own, but not far from ours.
        #expect((printed.count - drawn.count).magnitude <= 1 + drawn.count / 10)

        let (content, headings) = rows(document.blocks)
        #expect(content.count > 40 && !headings.isEmpty)
        for pages in [printed, drawn] {
            // Each row stands whole on one page, in the order of the tree.
            var page = 0
            var place = pages[0].startIndex
            for row in content {
                while page < pages.count {
                    if let found = pages[page][place...].firstRange(of: row) {
                        place = found.upperBound
                        break
                    }
                    page += 1
                    if page < pages.count { place = pages[page].startIndex }
                }
                #expect(page < pages.count, "no page has the row \(row) in its place")
                guard page < pages.count else { return }
            }
        }
        // What is repeated is repeated as often as a table goes on to another page.
        func times(_ heading: String, _ pages: [String]) -> Int { pages.count { $0.contains(heading) } }
        for heading in headings { #expect(times(heading, printed) > 0, "\(heading)") }
        #expect(headings.contains { times($0, drawn) > 1 && times($0, printed) > 1 })
    }

    /// Rows of several lines, page after page: none is torn, and each page begins with the headings.
    @Test func rowsStayWhole() throws {
        var sample = SampleReport()
        let head = TableRow(
            style: sample.style { _ in },
            cells: [sample.cell("序号", scope: .column), sample.cell("违法事实", scope: .column)])
        let body = (1...120).map { number in
            TableRow(
                style: sample.style { _ in },
                cells: [
                    sample.cell("第\(number)行"),
                    sample.cell(String(repeating: "未按规定履行示例义务，", count: 4 + number % 5) + "终\(number)。"),
                ])
        }
        let table = Block(
            style: sample.style { _ in },
            content: .table(Table(columns: [.permille(200), .auto], caption: nil, head: [head], body: body)))
        let document = sample.document([table])
        let directory = try TemporaryDirectory()
        let path = try SignedSample.write(SignedSample().file(document), "rows.pdf", in: directory)
        for pages in [try printed(document), try pages(of: path)] {
            #expect(pages.count > 4)
            for number in 1...120 {
                let first = pages.firstIndex { $0.contains("第\(number)行") }
                #expect(first != nil && first == pages.firstIndex { $0.contains("终\(number)。") }, "row \(number)")
            }
            #expect(pages.allSatisfy { $0.contains("序号违法事实") })
        }
    }
}
