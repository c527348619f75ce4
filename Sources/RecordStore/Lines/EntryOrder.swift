// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// The entries of one import in the order of a segment: by subject, identity and row, compared as UTF-8.
struct EntryOrder {
    /// Where the key of an entry stands in `keys`: the subject, a zero byte, the identity.
    private struct Place {
        var start: Int
        var subjectEnd: Int
        var end: Int
        var row: Int
        var entry: Int
    }

    private let keys: [UInt8]
    private let places: [Place]

    /// The order of some entries.
    ///
    /// - Throws: `bad-entry` for a subject or identity with a zero byte, a subject that is too long, a row below 1.
    init(_ entries: [Entry]) throws(StoreError) {
        var keys: [UInt8] = []
        keys.reserveCapacity(entries.count * 64)
        var places: [Place] = []
        places.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            let start = keys.count
            let subject = entry.subject.text
            keys.append(contentsOf: subject.utf8)
            let subjectEnd = keys.count
            keys.append(0)
            keys.append(contentsOf: entry.identity.utf8)
            guard entry.row >= 1, subjectEnd - start <= ExtentTableWriter.longestKey,
                !subject.utf8.contains(0), !entry.identity.utf8.contains(0)
            else {
                throw StoreError(
                    .badEntry, "row \(entry.row) of \(subject.prefix(40)) cannot be stored: its key is not well formed")
            }
            places.append(
                Place(start: start, subjectEnd: subjectEnd, end: keys.count, row: entry.row, entry: index))
        }
        places.sort { left, right in
            let order = ByteOrder.compare(
                keys.span.extracting(left.start..<left.end), keys.span.extracting(right.start..<right.end))
            return order != 0 ? order < 0 : (left.row, left.entry) < (right.row, right.entry)
        }
        self.keys = keys
        self.places = places
    }

    /// How many entries there are.
    var count: Int { places.count }

    /// The positions in the order.
    var indices: Range<Int> { places.indices }

    /// The index of the entry at a position.
    func entry(_ position: Int) -> Int { places[position].entry }

    /// The spelling of the subject at a position.
    func subject(_ position: Int) -> [UInt8] {
        Array(keys[places[position].start..<places[position].subjectEnd])
    }
}
