// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Cryptography
internal import RecordStore
internal import Synchronization

/// The issue log: every report that was issued, withdrawn or superseded.
///
/// Lines are chained and only ever appended; each is durable before the report goes out. May be used by many threads
/// and processes at once: they append one after the other, and readers never wait.
public final class IssueLog: Sendable {
    private let layout: RegistryLayout
    private let state: Mutex<State?>

    /// What is known of the log: the index, and the lines behind those that it covers.
    private struct State {
        var index: IssueIndex
        var tail: [LogLine] = []
        var end: LogFile.Position
        var ending = LogFile.Ending.clean

        init(_ index: IssueIndex) {
            self.index = index
            end = index.covered
        }

        /// Reads what was appended since.
        mutating func extend(_ log: LogFile) throws(RegistryError) {
            var lines: [LogLine] = []
            (end, ending) = try log.read(from: end) { (line) throws(RegistryError) in
                switch line.record {
                case .issue, .change, .repair: break
                case .query, .application, .applicationStep, .feedback, .reconciliation, .reconciliationAnswer:
                    throw .damaged(log.path, "line \(line.number) belongs into another log")
                }
                lines.append(line)
            }
            tail += lines
        }

        /// All lines of a key, in the order of the log.
        func lines(_ key: IssueKey, _ log: LogFile) throws(RegistryError) -> [LogLine] {
            var lines: [LogLine] = []
            for extent in try index.extents(key) {
                lines.append(try log.line(extent))
            }
            return lines + tail.filter { key.matches($0) }
        }
    }

    /// The issue log of the store in a directory; the log is made with its first line.
    ///
    /// - Parameter algorithm: the hash function of the store, for who has opened it; nil for what its head says.
    public init(store path: String, _ algorithm: DigestAlgorithm? = nil) {
        layout = RegistryLayout(store: path, algorithm)
        state = Mutex(nil)
    }

    private var log: LogFile { LogFile(path: layout.issues, algorithm: layout.algorithm) }

    /// Registers reports, all with one write; those that are registered already add nothing.
    ///
    /// - Returns: for each report the entry as it stands in the log: the earlier one, if there was one.
    /// - Throws: `number-taken` if another report (by its hash) has one of the numbers, `not-in-force` if one of the reports
    ///   was withdrawn or superseded; then nothing is registered.
    @discardableResult
    public func register(_ entries: [IssueEntry]) throws(RegistryError) -> [IssueEntry] {
        try writing { (state) throws(RegistryError) in
            var known: [String: IssueEntry] = [:]
            var new: [LogRecord] = []
            var registered: [IssueEntry] = []
            for entry in entries {
                var earlier = known[entry.number]
                var refusal: RegistryError?
                if earlier == nil {
                    let status = Self.status(try state.lines(.number(entry.number), log), entry.number)
                    earlier = status.entry
                    refusal = status.refusal
                }
                if let earlier, earlier.reportHash != entry.reportHash {
                    throw RegistryError(
                        .numberTaken,
                        "number \(entry.number) belongs to the report \(earlier.reportHash), not \(entry.reportHash)")
                }
                if let refusal { throw refusal }
                if earlier == nil { new.append(.issue(entry)) }
                known[entry.number] = earlier ?? entry
                registered.append(earlier ?? entry)
            }
            try append(new, &state)
            return registered
        }
    }

    /// Registers that a report is withdrawn, or superseded if the change names a successor.
    ///
    /// - Throws: `unknown-number` if the report or its successor was not issued; `not-in-force` if it no longer is.
    public func register(_ change: StatusChange) throws(RegistryError) {
        try writing { (state) throws(RegistryError) in
            for number in [change.number] + (change.successor.map { [$0] } ?? []) {
                guard try Self.issue(in: state.lines(.number(number), log), number) != nil else {
                    throw RegistryError(.unknownNumber, "no report \(number) was issued")
                }
            }
            let status = Self.status(try state.lines(.number(change.number), log), change.number)
            guard case .issued = status else {
                throw RegistryError(.notInForce, "report \(change.number) is withdrawn or superseded already")
            }
            try append([.change(change)], &state)
        }
    }

    /// What the log knows about the report of a number.
    public func status(number: String) throws(RegistryError) -> IssueStatus {
        try reading { (state) throws(RegistryError) in
            Self.status(try state.lines(.number(number), log), number)
        }
    }

    /// What the log knows about the report with a hash (报告指纹, in lower-case hex).
    public func status(hash: String) throws(RegistryError) -> IssueStatus {
        try reading { (state) throws(RegistryError) in
            for line in try state.lines(.hash(hash), log) {
                guard case .issue(let entry) = line.record, entry.reportHash == hash else { continue }
                return Self.status(try state.lines(.number(entry.number), log), entry.number)
            }
            return .unknown
        }
    }

    /// The reports about a subject, in the order of their issue.
    public func entries(subject: String) throws(RegistryError) -> [IssueEntry] {
        try reading { (state) throws(RegistryError) in
            try state.lines(.subject(subject), log).compactMap { line in
                if case .issue(let entry) = line.record, entry.subjects.contains(subject) { entry } else { nil }
            }
        }
    }

    /// Hands over all issues in order, and checks the chain.
    public func forEach(_ body: (IssueEntry) -> Void) throws(RegistryError) {
        _ = try log.read(from: .init()) { (line) throws(RegistryError) in
            if case .issue(let entry) = line.record { body(entry) }
        }
    }

    /// Reads the whole log and holds the index against it.
    ///
    /// - Returns: the number of lines and the hash of the last: kept elsewhere, it shows later whether lines were removed.
    /// - Throws: `damaged` at the first thing that is not as it was written.
    public func check() throws(RegistryError) -> (lines: Int, hash: String) {
        let end = try check { _ in }
        return (end.lines, end.hash)
    }

    /// The same, with each line handed over.
    func check(_ body: (LogLine) -> Void) throws(RegistryError) -> LogFile.Position {
        let index = try IssueIndex.load(layout)
        var check = IssueIndexCheck()
        let (end, _) = try log.read(from: .init()) { (line) throws(RegistryError) in
            check.add(line)
            body(line)
        }
        guard end.lines >= index.covered.lines else {
            throw .damaged(log.path, "it has \(end.lines) lines, the index covers \(index.covered.lines)")
        }
        for run in index.runs { try check.compare(run) }
        return end
    }

    /// Makes the index again from the log.
    public func rebuildIndex() throws(RegistryError) {
        try state.withLock { (known) throws(RegistryError) in
            let lock = try layout.lock()
            defer { _ = lock.path }
            var index = IssueIndex(layout)
            try index.remove()
            var lines: [LogLine] = []
            func fold() throws(RegistryError) {
                guard let last = lines.last else { return }
                try index.fold(lines, to: LogFile.Position(after: last))
                lines.removeAll(keepingCapacity: true)
            }
            _ = try log.read(from: .init()) { (line) throws(RegistryError) in
                lines.append(line)
                if lines.count == 1 << 14 { try fold() }
            }
            try fold()
            known = State(index)
        }
    }

    /// Runs what looks at the log as it is now.
    private func reading<Result>(
        _ body: (State) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        try state.withLock { (known) throws(RegistryError) in
            var state: State
            if let present = known { state = present } else { state = State(try IssueIndex.load(layout)) }
            known = nil
            try state.extend(log)
            known = state
            return try body(state)
        }
    }

    /// Runs what appends to the log, under the lock.
    private func writing<Result>(
        _ body: (inout State) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        try state.withLock { (known) throws(RegistryError) in
            let lock = try layout.lock()
            defer { _ = lock.path }
            var state: State
            if let present = known, present.index.head == (try IssueIndex.readHead(layout)) {
                state = present
            } else {
                state = State(try IssueIndex.load(layout))
            }
            known = nil
            try state.extend(log)
            // Before anything is appended: a fold that fails then leaves nothing half done.
            if state.tail.count >= IssueIndex.smallestRun {
                try state.index.fold(state.tail, to: state.end)
                state.tail = []
            }
            // Whatever fails, the state still says where reading goes on.
            defer { known = state }
            return try body(&state)
        }
    }

    private func append(_ records: [LogRecord], _ state: inout State) throws(RegistryError) {
        guard !records.isEmpty else { return }
        let (lines, end) = try log.append(records, at: state.end, state.ending)
        state.tail += lines
        state.end = end
        state.ending = .clean
    }

    private static func issue(in lines: [LogLine], _ number: String) -> IssueEntry? {
        for case .issue(let entry) in lines.lazy.map(\.record) where entry.number == number { return entry }
        return nil
    }

    private static func status(_ lines: [LogLine], _ number: String) -> IssueStatus {
        guard let entry = issue(in: lines, number) else { return .unknown }
        for case .change(let change) in lines.lazy.map(\.record) where change.number == number {
            return change.successor == nil ? .withdrawn(entry, change) : .superseded(entry, change)
        }
        return .issued(entry)
    }
}
