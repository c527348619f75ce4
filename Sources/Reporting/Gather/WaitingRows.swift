// SPDX-License-Identifier: Apache-2.0

internal import Records

extension Gathering {
    /// How many rows wait under the keys of a subject, each counted once however many of them it gives.
    ///
    /// A copy waits as long as its row does. A copy of a row that was accepted under a code or number which the register
    /// does not have waits until the register has it, or until it is corrected.
    ///
    /// - Parameters:
    ///   - all: all lines of the subject's keys.
    ///   - seen: those keys.
    ///   - lines: all lines of a key.
    func waiting<Failure: Error>(
        _ all: [Entry], seen: Set<SubjectKey>, lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(Failure) -> Int {
        var counted: Set<[Int]> = []
        for line in all.openPending {
            if let key = line.copied {
                let isThere = { (entry: Entry) in entry.sequence == line.sequence && entry.row == line.row }
                // What stands under a key of the subject itself, or is its record, is among its lines.
                if seen.contains(key) || all.contains(where: { $0.kind == .record && isThere($0) }) { continue }
                let own = try lines(key)
                let isOpen =
                    own.contains { $0.kind == .pending && isThere($0) }
                    ? own.openPending.contains(where: isThere)
                    : !own.contains { $0.kind == .record && reading($0.item).item?.nature == .registration }
                guard isOpen else { continue }
            }
            counted.insert([line.sequence, line.row])
        }
        return counted.count
    }
}
