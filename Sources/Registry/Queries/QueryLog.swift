// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// The query log: one line for each request, issued or refused (rules, 6).
///
/// Lines are chained and only ever appended; each is durable before the answer goes out. May be used by many threads
/// and processes at once.
public final class QueryLog: Sendable {
    private let log: ChainedLog

    /// The query log of the store in a directory; the log is made with its first line.
    ///
    /// - Parameter algorithm: the hash function of the store, for who has opened it; nil for what its head says.
    public init(store path: String, _ algorithm: DigestAlgorithm? = nil) {
        let layout = RegistryLayout(store: path, algorithm)
        log = ChainedLog(layout, path: layout.queries)
    }

    /// Appends a line for each request.
    public func append(_ entries: [QueryEntry]) throws(RegistryError) {
        try log.append { entries.map { .query($0) } }
    }

    /// How many lines it has.
    ///
    /// - Throws: `damaged` if its last line is not as it was written.
    public var lineCount: Int {
        get throws(RegistryError) { try log.lineCount }
    }

    /// How often each request stands behind a line: what a process that was broken off had noted already.
    public func tally(after line: Int) throws(RegistryError) -> [QueryEntry: Int] {
        var tally: [QueryEntry: Int] = [:]
        try log.forEach(after: line) { record in
            guard case .query(let entry) = record else { return false }
            tally[entry, default: 0] += 1
            return true
        }
        return tally
    }

    /// Hands over all requests in order, and checks the chain.
    ///
    /// - Throws: `damaged` at the first line that is not as it was written.
    public func forEach(_ body: (QueryEntry) -> Void) throws(RegistryError) {
        try log.forEach { record in
            guard case .query(let entry) = record else { return false }
            body(entry)
            return true
        }
    }
}
