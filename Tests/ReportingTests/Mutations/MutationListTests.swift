// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// The list of mutations in `Tests/Mutations/rules.txt` still fits the sources; `Tests/Mutations/run` tries them.
@Suite struct MutationListTests {
    private struct Mutation {
        var name = ""
        var file = ""
        var old: [String] = []
        var new: [String] = []
    }

    private static func mutations() throws -> [Mutation] {
        var result: [Mutation] = []
        for line in try lines("Tests/Mutations/rules.txt") {
            if line.hasPrefix("== ") {
                result.append(Mutation(name: String(line.dropFirst(3))))
            } else if result.isEmpty || line.isEmpty {
                continue
            } else if line.hasPrefix("- ") {
                result[result.count - 1].old.append(trimmed(line.dropFirst(2)))
            } else if line.hasPrefix("+") {
                result[result.count - 1].new.append(trimmed(line.dropFirst(1)))
            } else {
                result[result.count - 1].file = line
            }
        }
        return result
    }

    @Test func eachOldTextOccursExactlyOnce() throws {
        let mutations = try Self.mutations()
        #expect(mutations.count >= 40)
        #expect(Set(mutations.map(\.name)).count == mutations.count)
        for mutation in mutations {
            let text = try Self.lines(mutation.file).map(Self.trimmed).joined(separator: "\n")
            let old = mutation.old.joined(separator: "\n")
            #expect(Self.count(old, in: text) == 1, "\(mutation.name): in \(mutation.file)")
            #expect(mutation.old != mutation.new, "\(mutation.name)")
        }
    }

    private static func lines(_ path: String) throws -> [String] {
        let bytes = try TestFile.read(Repository.path(path))
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    private static func trimmed(_ line: some StringProtocol) -> String {
        String(line.drop { $0 == " " })
    }

    private static func count(_ pattern: String, in text: String) -> Int {
        let pattern = Array(pattern.utf8)
        let text = Array(text.utf8)
        guard !pattern.isEmpty, text.count >= pattern.count else { return 0 }
        return (0...text.count - pattern.count).count { text[$0..<$0 + pattern.count].elementsEqual(pattern) }
    }
}
