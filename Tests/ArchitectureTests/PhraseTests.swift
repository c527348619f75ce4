// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// The Chinese phrases of the program belong to sentences that its sources say.
@Suite struct PhraseTests {
    private static let tables = ["Command", "Option", "Key", "Usage", "Hint", "Detail"].map {
        "Sources/creditreport/Chinese/\($0)Phrases.swift"
    }

    /// What the system says, and what a `FileError` makes of it with the name of an operation.
    private static let foreign: Set<String> = [
        "No such file or directory", "Permission denied", "Read-only file system", "Is a directory", "Not a directory",
        "File exists", "No space left on device", "cannot make the directory {}: {}",
        "cannot open the directory {}: {}",
        "cannot open the lock {}: {}", "cannot create a file in {}: {}", "cannot append to {}: {}",
    ]

    @Test func everyPhraseIsSaidSomewhere() throws {
        var said: Set<String> = []
        for path in try sources("Sources") where !path.contains("/Chinese/") {
            said.formUnion(literals(try text(path)))
        }
        for table in Self.tables {
            let keys = keys(try text(Repository.path(table)))
            #expect(keys.count > 20, "\(table)")
            for key in keys where !Self.foreign.contains(key) {
                #expect(said.contains(key) || isComposed(key, of: said), "nobody says \"\(key)\" (\(table))")
            }
            #expect(Set(keys).count == keys.count, "a phrase stands twice in \(table)")
        }
    }

    /// A phrase with values may hold together what the sources put together of parts.
    private func isComposed(_ key: String, of said: Set<String>) -> Bool {
        let parts = key.split(separator: "{}").map(String.init)
        return key.contains("{}") && parts.allSatisfy { part in said.contains { $0.contains(part) } }
    }

    @Test func faultsOfUsageAreAllInChinese() throws {
        let phrases = Set(keys(try text(Repository.path("Sources/creditreport/Chinese/UsagePhrases.swift"))))
        var missing: [String] = []
        for path in try sources("Sources/creditreport") {
            let source = try text(path)
            for part in source.split(separator: "usage(").dropFirst() {
                let argument = part.drop { $0 == " " || $0 == "\n" }
                guard argument.first == "\"", let said = literals(String(argument)).first else { continue }
                if !phrases.contains(where: { fits($0, said) }) { missing.append(said) }
            }
        }
        #expect(missing.isEmpty, "\(missing)")
    }

    /// Whether a sentence, values in it or not, is one of the pattern.
    private func fits(_ pattern: String, _ sentence: String) -> Bool {
        var rest = sentence[...]
        let pieces = pattern.split(separator: "{}", omittingEmptySubsequences: false)
        guard rest.hasPrefix(pieces[0]) else { return false }
        rest = rest.dropFirst(pieces[0].count)
        guard pieces.count > 1 else { return rest.isEmpty }
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let place = rest.firstRange(of: piece) else { return false }
            rest = rest[place.upperBound...]
        }
        return rest.hasSuffix(pieces[pieces.count - 1])
    }

    private func sources(_ directory: String) throws -> [String] {
        try Tool.run("find", [Repository.path(directory), "-name", "*.swift"]).text.split(separator: "\n").map(
            String.init)
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try TestFile.read(path), as: UTF8.self)
    }

    /// The keys of a table: the first text of each entry. `--{}` is a value that must be the name of an option.
    private func keys(_ table: String) -> [String] {
        table.split(separator: "\n").filter { $0.hasPrefix("        \"") }.compactMap { literals(String($0)).first }
            .map { $0.hasPrefix("--{}") ? String($0.dropFirst(2)) : $0 }
    }

    /// The texts between quotes, those that a plus sign joins as one, with `{}` for each value in them.
    private func literals(_ source: String) -> [String] {
        var rest = Substring(source)
        var found: [String] = []
        var joins = false
        while let first = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { $0 != "\n" }
            } else if rest.hasPrefix("\"\"\"") {
                rest = rest.dropFirst(3)
                rest = rest[(rest.firstRange(of: "\"\"\"")?.upperBound ?? rest.endIndex)...]
            } else if first == "\"" {
                let literal = literal(&rest)
                if joins, let last = found.popLast() { found.append(last + literal) } else { found.append(literal) }
                let behind = rest.drop { $0 == " " || $0 == "\n" }
                let operand = behind.dropFirst().drop { $0 == " " || $0 == "\n" }
                joins = behind.first == "+" && operand.first == "\""
                if joins { rest = operand }
            } else {
                rest = rest.dropFirst()
            }
        }
        return found
    }

    /// Reads a text from its opening quote to behind its closing one.
    private func literal(_ rest: inout Substring) -> String {
        rest = rest.dropFirst()
        var text = ""
        while let next = rest.popFirst(), next != "\"" {
            guard next == "\\", let escaped = rest.popFirst() else {
                text.append(next)
                continue
            }
            guard escaped == "(" else {
                text.append(escaped == "n" ? "\n" : escaped)
                continue
            }
            text += "{}"
            var depth = 1
            while depth > 0, let inner = rest.first {
                if inner == "\"" {
                    _ = literal(&rest)
                    continue
                }
                depth += inner == "(" ? 1 : inner == ")" ? -1 : 0
                rest = rest.dropFirst()
            }
        }
        return text
    }
}
