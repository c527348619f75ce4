// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Synchronization

/// A log that is read from its beginning: lines are chained, only ever appended, and durable when `append` returns.
///
/// May be used by many threads and processes at once.
final class ChainedLog: Sendable {
    private let layout: RegistryLayout
    private let path: String
    private let writing = Mutex(())

    /// The log in a file of a registry; the file is made with its first line.
    init(_ layout: RegistryLayout, path: String) {
        self.layout = layout
        self.path = path
    }

    /// Appends lines; `make` decides on them under the lock, when nobody else writes.
    func append(_ make: () throws(RegistryError) -> [LogRecord]) throws(RegistryError) {
        try writing.withLock { (_) throws(RegistryError) in
            let lock = try layout.lock()
            defer { _ = lock.path }
            let records = try make()
            guard !records.isEmpty else { return }
            let log = LogFile(path: path, algorithm: layout.algorithm)
            let (end, ending) = try log.end()
            _ = try log.append(records, at: end, ending)
        }
    }

    /// How many lines it has.
    var lineCount: Int {
        get throws(RegistryError) { try LogFile(path: path, algorithm: layout.algorithm).end().end.lines }
    }

    /// Hands over all lines in order, and checks the chain.
    ///
    /// - Parameters:
    ///   - first: the line behind which to begin; what is before it is checked all the same.
    ///   - body: takes a line; gives false for one that belongs into another log.
    /// - Throws: `damaged` at the first line that is not as it was written.
    func forEach(
        after first: Int = 0, _ body: (LogRecord) throws(RegistryError) -> Bool
    ) throws(RegistryError) {
        _ = try LogFile(path: path, algorithm: layout.algorithm).read(from: .init()) { (line) throws(RegistryError) in
            guard line.number > first else { return }
            if case .repair = line.record { return }
            guard try body(line.record) else {
                throw .damaged(path, "line \(line.number) belongs into another log")
            }
        }
    }
}
