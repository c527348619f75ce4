// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Synchronization

/// The query log: one line for each request, issued or refused (rules, 6).
///
/// Lines are chained and only ever appended; each is durable before the answer goes out. May be used by many threads
/// and processes at once.
public final class QueryLog: Sendable {
    private let layout: RegistryLayout
    private let writing = Mutex(())

    /// The query log of the store in a directory; the log is made with its first line.
    public init(store path: String) {
        layout = RegistryLayout(store: path)
    }

    /// Appends a line for each request.
    public func append(_ entries: [QueryEntry]) throws(RegistryError) {
        try writing.withLock { (_) throws(RegistryError) in
            let lock = try layout.lock()
            defer { _ = lock.path }
            let log = LogFile(path: layout.queries)
            let (end, ending) = try log.end()
            _ = try log.append(entries.map { .query($0) }, at: end, ending)
        }
    }

    /// Hands over all requests in order, and checks the chain.
    ///
    /// - Throws: `damaged` at the first line that is not as it was written; whatever `body` throws.
    public func forEach(_ body: (QueryEntry) -> Void) throws(RegistryError) {
        _ = try LogFile(path: layout.queries).read(from: .init()) { (line) throws(RegistryError) in
            switch line.record {
            case .query(let entry): body(entry)
            case .repair: break
            case .issue, .change: throw .damaged(layout.queries, "line \(line.number) belongs into another log")
            }
        }
    }
}
