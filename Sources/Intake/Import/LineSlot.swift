// SPDX-License-Identifier: Apache-2.0

internal import Cryptography
internal import Records

/// Where a line that is no version of a record is sorted among those of its subject: before all identities.
///
/// Lines that say the same stand together, so that however many wait under one key, each is held against its like alone;
/// what may correct rows that wait comes when it is known which of them the delivery states once more.
enum LineSlot {
    /// The slot of a row that waits, of its copies, and of copies of lines of the register: one for each content.
    static func alike(_ entry: Entry, content: [UInt8]) -> [UInt8] {
        let parts = [entry.kind.rawValue, entry.source, entry.identity]
        return [alikeMark] + Digest.of(parts.flatMap { $0.utf8 + [0] } + content)
    }

    /// What the slots of `alike` begin with.
    static let alikeMark: UInt8 = 1

    /// The slot of events and their copies.
    static let events: [UInt8] = [2]

    /// The slot of what may correct a row that waits.
    static let corrections: [UInt8] = [3]
}
