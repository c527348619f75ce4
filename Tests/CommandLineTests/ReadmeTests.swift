// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Both README files show the same commands in the same order, and none that the program does not have.
@Suite struct ReadmeTests {
    private func commands(_ file: String) throws -> [String] {
        String(decoding: try TestFile.read(Repository.path(file)), as: UTF8.self).split(separator: "\n")
            .filter { $0.hasPrefix("creditreport ") }.map(String.init)
    }

    private func headings(_ file: String) throws -> [Int] {
        String(decoding: try TestFile.read(Repository.path(file)), as: UTF8.self).split(separator: "\n")
            .filter { $0.hasPrefix("#") }.map { $0.prefix { $0 == "#" }.count }
    }

    @Test func bothSayTheSame() throws {
        let english = try commands("README.md")
        #expect(english.count > 50)
        #expect(try commands("README.zh-CN.md") == english)
        #expect(try headings("README.zh-CN.md") == headings("README.md"))
        for file in ["README.md", "README.zh-CN.md"] {
            let fences = String(decoding: try TestFile.read(Repository.path(file)), as: UTF8.self)
                .split(separator: "\n").count { $0.hasPrefix("```") }
            #expect(fences.isMultiple(of: 2), "\(file)")
        }
    }

    @Test func everyCommandAndOptionIsTheProgrammes() throws {
        var help: [String: String] = [:]
        for line in try commands("README.md") {
            let words = line.split(separator: " ").dropFirst().map(String.init)
            // Of two words the second may be an operand.
            let name = Array(words.prefix { !$0.hasPrefix("--") }.prefix(2))
            for candidate in [name, Array(name.prefix(1))] where help[candidate.joined(separator: " ")] == nil {
                let result = try Program.run(candidate + ["--help"])
                if result.status == 0 { help[candidate.joined(separator: " ")] = result.text }
            }
            let text = help[name.joined(separator: " ")] ?? help[name[0]]
            let shown = try #require(text, "\(line)")
            for option in words where option.hasPrefix("--") {
                #expect(shown.contains("\n  \(option) ") || shown.contains("\n  \(option)\n"), "\(option) of \(line)")
            }
        }
    }
}
