// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A line on a terminal that says how far long work is; in a pipe it stays quiet.
final class Progress: Sendable {
    private let name: String
    private let total: Int
    private let shown = Mutex("")

    /// Progress of work on so many bytes.
    init(_ name: String, total: Int) {
        self.name = name
        self.total = max(total, 1)
    }

    /// Shows how many bytes are done; nil once all are read and are being sorted and stored.
    func show(_ done: Int?, storing: String) {
        guard Console.isTerminal else { return }
        let text = done.map { "\($0 * 100 / total) %" } ?? storing
        shown.withLock { shown in
            guard text != shown else { return }
            shown = text
            Console.transient(Console.printable("\(name)  \(text)"))
        }
    }

    /// Takes the line away.
    func end() {
        guard Console.isTerminal else { return }
        Console.transient("")
    }
}
