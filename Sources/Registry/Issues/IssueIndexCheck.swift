// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore

/// What an index of the issue log should hold, gathered from the log line by line and compared with its tables.
struct IssueIndexCheck {
    /// Where each line stands.
    private var extents: [Extent] = []
    /// The beginnings of all keys, line by line.
    private var keys: [UInt64] = []
    /// Where the keys of each line end in `keys`.
    private var ends: [Int] = []

    /// Takes in the next line of the log.
    mutating func add(_ line: LogLine) {
        extents.append(
            Extent(offset: line.offset, length: line.length, digest: line.digest, algorithm: line.algorithm))
        for key in IssueKey.all(of: line) { keys.append(Self.beginning(key.prefix(line.algorithm)[...])) }
        ends.append(keys.count)
    }

    /// Walks through a table and makes sure that it holds each key of its lines, and nothing else.
    func compare(_ run: IssueIndex.Run) throws(RegistryError) {
        let file = IssueIndex.Run.file(run.first, run.last)
        var cursor = try RegistryError.tables { () throws(StoreError) in try ExtentTable.Cursor(run.table) }
        var count = 0
        var last: [UInt8] = []
        while let (key, extent) = try RegistryError.tables({ () throws(StoreError) in try cursor.next() }) {
            let number = key.suffix(8).reduce(0) { $0 << 8 | Int($1) }
            guard run.first...run.last ~= number, extents.indices ~= number - 1, extents[number - 1] == extent,
                keys[end(number - 1)..<end(number)].contains(Self.beginning(key)),
                ByteOrder.compare(last.span, key.span) < 0
            else { throw .damaged(file, "an entry of the index is not that of line \(number) of the log") }
            last = Array(key)
            count += 1
        }
        guard count == end(min(run.last, ends.count)) - end(run.first - 1) else {
            throw .damaged(file, "the index lacks entries of lines \(run.first) to \(run.last) of the log")
        }
    }

    /// Where the keys of the first so many lines end.
    private func end(_ lines: Int) -> Int {
        lines == 0 ? 0 : ends[lines - 1]
    }

    /// The kind of a key and the beginning of its digest.
    private static func beginning(_ key: ArraySlice<UInt8>) -> UInt64 {
        key.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
