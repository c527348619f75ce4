// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// The package manager's own check misses what is imported through others, so every `import` line is read here.
@Suite struct ArrowTests {
    private static let toolchain: Set<String> = ["Swift", "Glibc", "Synchronization", "FoundationEssentials"]

    /// The rows of docs/architecture.md: for each module, what it may import.
    private func table() throws -> [(module: String, level: Int, imports: Set<String>)] {
        let text = String(decoding: try TestFile.read(Repository.path("docs/architecture.md")), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.split(separator: " ").joined(separator: " ")
            }
            guard cells.count == 6, let level = Int(cells[1]) else { return nil }
            return (cells[2].filter { $0 != "`" }, level, Set(cells[4].split(separator: " ").map(String.init)))
        }
    }

    @Test func everyImportIsInTheTable() throws {
        let rows = try table()
        let listed = try Tool.run("find", [Repository.path("Sources"), "-name", "*.swift"]).text.split(separator: "\n")
        #expect(listed.count > 50)
        for path in listed {
            let parts = path.split(separator: "/")
            let start = try #require(parts.lastIndex(of: "Sources"))
            let module = String(parts[start + 1])
            let row = try #require(rows.first { $0.module == module }, "\(module) is not in docs/architecture.md")
            let source = String(decoding: try TestFile.read(String(path)), as: UTF8.self)
            for line in source.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let keyword = words.firstIndex(of: "import"), keyword <= 2, !line.hasPrefix("//"),
                    words[..<keyword].allSatisfy({
                        ["public", "internal", "package", "private", "fileprivate"].contains($0) || $0.hasPrefix("@")
                    })
                else { continue }
                let imported = String(words[words.count - 1])
                #expect(
                    row.imports.contains(imported) || Self.toolchain.contains(imported),
                    "\(path) imports \(imported), which its row does not name")
            }
        }
    }

    @Test func arrowsPointUp() throws {
        let rows = try table()
        #expect(rows.count == 28)
        for (index, row) in rows.enumerated() {
            let above = Set(rows[..<index].map(\.module))
            #expect(row.imports.isSubset(of: above), "\(row.module) imports from a line below it")
        }
    }

    @Test func verificationImportsNothingThatDraws() throws {
        let row = try #require(try table().first { $0.module == "Verification" })
        let drawing: Set = ["Documents", "Typesetting", "Rendering", "Redrawing", "Issuing", "Batches"]
        #expect(row.imports.isDisjoint(with: drawing))
    }
}
