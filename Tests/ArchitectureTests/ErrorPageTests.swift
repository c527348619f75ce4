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
}
