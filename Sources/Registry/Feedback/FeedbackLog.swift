// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// The feedback log: what agencies did with reports (结果反馈), chained like the query log.
public final class FeedbackLog: Sendable {
    private let log: ChainedLog
    private let issues: IssueLog

    /// The feedback log of the store in a directory; the log is made with its first line.
    ///
    /// - Parameter algorithm: the hash function of the store, for who has opened it; nil for what its head says.
    public init(store path: String, _ algorithm: DigestAlgorithm? = nil) {
        let layout = RegistryLayout(store: path, algorithm)
        log = ChainedLog(layout, path: layout.feedback)
        issues = IssueLog(store: path, layout.algorithm)
    }

    /// Appends an entry; one that is there already, whenever it was recorded, changes nothing.
    ///
    /// - Returns: whether it is new.
    /// - Throws: `unknown-number` if no report of its number was issued.
    @discardableResult
    public func append(_ entry: FeedbackEntry) throws(RegistryError) -> Bool {
        guard try issues.status(number: entry.number).entry != nil else {
            throw RegistryError(
                .unknownNumber, "no report \(entry.number) was issued",
                hint: "look for a typing error; issued --subject CODE lists what was issued about a subject")
        }
        var isNew = true
        try log.append { () throws(RegistryError) in
            try forEach { known in
                var same = known
                same.at = entry.at
                if same == entry { isNew = false }
            }
            return isNew ? [.feedback(entry)] : []
        }
        return isNew
    }

    /// Hands over all entries in order, and checks the chain.
    ///
    /// - Throws: `damaged` at the first line that is not as it was written.
    public func forEach(_ body: (FeedbackEntry) -> Void) throws(RegistryError) {
        try log.forEach { record in
            guard case .feedback(let entry) = record else { return false }
            body(entry)
            return true
        }
    }
}
