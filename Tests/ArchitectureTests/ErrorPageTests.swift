// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// docs/errors.md lists every error that the sources can name, and none that they cannot.
@Suite struct ErrorPageTests {
    @Test func thePageListsTheNamesInTheSources() throws {
        let page = String(decoding: try TestFile.read(Repository.path("docs/errors.md")), as: UTF8.self)
        let names = try Tool.run(
            "grep", ["-rhoE", "case [a-zA-Z0-9]+ = \"[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+\"", Repository.path("Sources")]
        )
        .text.split(separator: "\n").map { String($0.split(separator: "\"")[1]) }
        #expect(names.count > 100)
        for name in names { #expect(page.contains("| `\(name)` |"), "\(name) is not in docs/errors.md") }

        let sources = try Tool.run("grep", ["-rhE", "\"", Repository.path("Sources"), "--include=*.swift"]).text
        for line in page.split(separator: "\n") where line.hasPrefix("| `") {
            let name = line.split(separator: "`")[1]
            #expect(sources.contains("\"\(name)\""), "\(name) is in docs/errors.md and not in the sources")
        }
    }

    /// Each name has one Chinese title, the same on the page and in the program, and no title is without a name.
    @Test func theChineseTitlesAreThoseOfTheProgram() throws {
        let page = String(decoding: try TestFile.read(Repository.path("docs/errors.md")), as: UTF8.self)
        let listed = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
            let cells = row.split(separator: "|").map { $0.trimmed() }
            return "\(cells[0].dropFirst().dropLast()) \(cells[1])"
        }
        let files = ["OfficeTitles.swift", "DocumentTitles.swift"].map { "Sources/creditreport/Chinese/" + $0 }
        let titles = try files.flatMap { file in
            String(decoding: try TestFile.read(Repository.path(file)), as: UTF8.self).split(separator: "\n")
                .map { $0.split(separator: "\"", omittingEmptySubsequences: false) }.filter { $0.count == 5 }
                .map { "\($0[1]) \($0[3])" }
        }
        #expect(titles.count > 200)
        #expect(listed.sorted() == titles.sorted())
    }
}

extension Substring {
    fileprivate func trimmed() -> Substring {
        drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().reduce(into: Substring()) { $0.append($1) }
    }
}
