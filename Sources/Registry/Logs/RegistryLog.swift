// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The logs beside the records of a store, each a chain of lines to which lines are only ever appended.
public enum RegistryLog: String, CaseIterable, Sendable {
    /// Reports that were issued, withdrawn and superseded (出具登记).
    case issues
    /// Who asked for what (查询记录).
    case queries
    /// Applications for repair (修复申请).
    case applications
    /// What agencies did with reports (应用反馈).
    case feedback
    /// Reconciliation with departments (对账).
    case reconciliations

    /// The end of a log (末端): noted elsewhere, it shows later whether lines were taken away or changed.
    public struct Tip: Hashable, Sendable, CustomStringConvertible {
        /// The log.
        public let log: RegistryLog
        /// How many lines it had.
        public let lines: Int
        /// The hash of the last of them, in lower-case hex.
        public let hash: String

        /// The tip in one word: log, lines and hash, with colons between them.
        public var description: String { "\(log.rawValue):\(lines):\(hash)" }

        /// Reads what `description` gives; nil if it is no such word.
        public init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, let log = RegistryLog(rawValue: parts[0]), let lines = Int(parts[1]), lines > 0,
                parts[2].utf8.count == 64, Hex.decode(parts[2]) != nil
            else { return nil }
            self.init(log: log, lines: lines, hash: parts[2])
            guard description == text else { return nil }
        }

        fileprivate init(log: RegistryLog, lines: Int, hash: String) {
            self.log = log
            self.lines = lines
            self.hash = hash
        }
    }

    /// The end of the log of a store, found from its last line alone; nil if it has no lines.
    public func tip(store path: String) throws(RegistryError) -> Tip? {
        let end = try file(of: RegistryLayout(store: path, nil)).end().end
        return end.lines == 0 ? nil : Tip(log: self, lines: end.lines, hash: end.hash)
    }

    /// Reads the whole log and checks that each line follows the one before it; the index of issues too.
    ///
    /// - Parameters:
    ///   - path: the directory of the store.
    ///   - noted: an end that the log once had.
    /// - Throws: `damaged` at the first line that is not as it was written, and if the log no longer has the line that
    ///   was noted.
    public func check(store path: String, noted: Tip? = nil) throws(RegistryError) {
        let file = file(of: RegistryLayout(store: path, nil))
        var found: String?
        func look(_ line: LogLine) { if line.number == noted?.lines { found = line.hash } }
        let end =
            if case .issues = self {
                try IssueLog(store: path).check(look)
            } else {
                try file.read(from: .init()) { (line) throws(RegistryError) in look(line) }.end
            }
        if let noted, found != noted.hash {
            throw .damaged(
                file.path,
                found == nil
                    ? "it has \(end.lines) lines, \(noted.lines) were noted: lines were taken away"
                    : "its line \(noted.lines) is not the one that was noted")
        }
    }

    private func file(of layout: RegistryLayout) -> LogFile {
        let path =
            switch self {
            case .issues: layout.issues
            case .queries: layout.queries
            case .applications: layout.applications
            case .feedback: layout.feedback
            case .reconciliations: layout.reconciliations
            }
        return LogFile(path: path, algorithm: layout.algorithm)
    }
}
