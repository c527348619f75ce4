// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Cryptography

/// The log of reconciliation sheets and of the answers to them, chained like the query log.
public final class ReconciliationLog: Sendable {
    /// A sheet with its answers.
    public struct Case: Hashable, Sendable {
        /// The sheet.
        public var entry: ReconciliationEntry
        /// The answers, in the order in which they were recorded.
        public var answers: [ReconciliationAnswer] = []

        /// The answer that closed the loop; nil if it is open.
        public var acknowledgement: ReconciliationAnswer? { answers.first { $0.kind == .acknowledged } }
        /// How it stands: sent, answered or acknowledged.
        public var state: String {
            acknowledgement != nil ? "acknowledged" : answers.isEmpty ? "sent" : "answered"
        }
    }

    private let log: ChainedLog

    /// The log of the store in a directory; the log is made with its first line.
    ///
    /// - Parameter algorithm: the hash function of the store, for who has opened it; nil for what its head says.
    public init(store path: String, _ algorithm: DigestAlgorithm? = nil) {
        let layout = RegistryLayout(store: path, algorithm)
        log = ChainedLog(layout, path: layout.reconciliations)
    }

    /// Appends a sheet; one of that number changes nothing.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    public func append(_ entry: ReconciliationEntry) throws(RegistryError) -> Bool {
        var isNew = true
        try log.append { () throws(RegistryError) in
            isNew = try !cases().contains { $0.entry.number == entry.number }
            return isNew ? [.reconciliation(entry)] : []
        }
        return isNew
    }

    /// Appends answers to one sheet; those that are there already change nothing.
    ///
    /// - Returns: how many are new.
    /// - Throws: `unknown-sheet`; `sheet-acknowledged` if there is something new to say of a sheet that is closed.
    @discardableResult
    public func append(_ answers: [ReconciliationAnswer], to number: String) throws(RegistryError) -> Int {
        var count = 0
        try log.append { () throws(RegistryError) in
            guard let known = try cases().first(where: { $0.entry.number == number }) else {
                throw RegistryError(
                    .unknownSheet, "no reconciliation sheet \(number) was sent",
                    hint: "reconcile list shows those that were")
            }
            let new = answers.filter { answer in
                !known.answers.contains { earlier in
                    var same = earlier
                    same.at = answer.at
                    return same == answer
                }
            }
            if !new.isEmpty, let closed = known.acknowledgement {
                throw RegistryError(
                    .sheetAcknowledged, "sheet \(number) was acknowledged on \(closed.at.day) by \(closed.by)",
                    hint: "make a new sheet of the period")
            }
            count = new.count
            return new.map { .reconciliationAnswer($0) }
        }
        return count
    }

    /// All sheets in the order in which they were recorded, each with its answers.
    ///
    /// - Throws: `damaged` at the first line that is not as it was written.
    public func cases() throws(RegistryError) -> [Case] {
        var cases: [Case] = []
        var places: [String: Int] = [:]
        try log.forEach { record in
            switch record {
            case .reconciliation(let entry):
                places[entry.number] = cases.count
                cases.append(Case(entry: entry))
            case .reconciliationAnswer(let answer):
                guard let place = places[answer.number] else { return false }
                cases[place].answers.append(answer)
            default: return false
            }
            return true
        }
        return cases
    }
}
