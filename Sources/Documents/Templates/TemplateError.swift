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
        /// Its column in Unicode scalars, from 1 on.
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
                let before = finding.excerpt.unicodeScalars.prefix(max(0, finding.column - 1))
                let indent = before.map { $0.value < 0x2E80 ? " " : "　" }.joined()
                text += "\n    \(finding.excerpt)\n    \(indent)^"
            }
            if let hint = finding.hint { text += "\n    hint: \(hint)" }
            return text
        }.joined(separator: "\n")
    }
}
