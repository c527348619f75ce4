// SPDX-License-Identifier: Apache-2.0

/// All that is wrong with a template; nothing of it is ever ignored.
public struct TemplateError: Error, Sendable, CustomStringConvertible {
    /// One thing that is wrong.
    public struct Finding: Hashable, Sendable {
        /// The stable name of the error, such as "template.unknown-element".
        public var code: String
        /// The file in which it stands.
        public var file: String
        /// Its line, from 1 on; 0 if it concerns the file as a whole.
        public var line: Int
        /// Its column in characters, from 1 on.
        public var column: Int
        /// What is wrong and what was expected.
        public var message: String
        /// What to do about it.
        public var hint: String?
        /// The line of the source, for display with a caret; empty if there is none.
        public var excerpt: String
    }

    /// The findings in the order of their files and positions.
    public var findings: [Finding]

    /// Findings that were collected.
    public init(findings: [Finding]) {
        self.findings = findings
    }

    /// Every finding with its place, a caret under it and the hint.
    public var description: String {
        findings.map { finding in
            var text = "\(finding.file):\(finding.line):\(finding.column): \(finding.message) [\(finding.code)]"
            if !finding.excerpt.isEmpty {
                let indent = finding.excerpt.prefix(max(0, finding.column - 1)).map { $0.isASCII ? " " : "　" }
                text += "\n    \(finding.excerpt)\n    \(indent.joined())^"
            }
            if let hint = finding.hint { text += "\n    hint: \(hint)" }
            return text
        }.joined(separator: "\n")
    }
}

/// A place in a source of a template.
struct SourcePosition: Hashable, Sendable {
    var line: Int
    var column: Int
}

/// Collects what is wrong in one file of a template.
struct Diagnostics {
    private let file: String
    private let lines: [Substring]
    private(set) var findings: [TemplateError.Finding] = []

    init(file: String, source: [UInt8]) {
        self.file = file
        lines = String(decoding: source, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }

    mutating func report(_ code: String, _ message: String, at position: SourcePosition?, hint: String? = nil) {
        let line = position?.line ?? 0
        let excerpt = line >= 1 && line <= lines.count ? String(lines[line - 1]) : ""
        findings.append(
            TemplateError.Finding(
                code: "template." + code, file: file, line: line, column: position?.column ?? 1, message: message,
                hint: hint, excerpt: excerpt.contains("\t") ? "" : excerpt))
    }
}

/// Finds the name that somebody probably meant.
enum Suggestion {
    /// "did you mean …?" for the candidate that differs in at most two letters; nil if there is none.
    static func hint(for word: String, among candidates: some Sequence<String>) -> String? {
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(Array(word.utf8), Array(candidate.utf8))
            if distance <= 2 && distance < best?.distance ?? 3 { best = (candidate, distance) }
        }
        return best.map { "did you mean \($0.name)?" }
    }

    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (letter == other ? 0 : 1)
                current.append(min(previous[column + 1] + 1, current[column] + 1, replaced))
            }
            previous = current
        }
        return previous[right.count]
    }
}
