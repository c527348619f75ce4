// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore

/// What an index of the issue log should hold, gathered from the log line by line and compared with its tables.
struct IssueIndexCheck {
    /// Where each line stands.
    private var extents: [Extent] = []
    /// The beginnings of each line's keys: `keysPerLine` a line, 0 where it has fewer.
    private var keys: [UInt64] = []

    private static let keysPerLine = 3

    /// Takes in the next line of the log.
    mutating func add(_ line: LogLine) {
        extents.append(Extent(offset: line.offset, length: line.length, digest: line.digest))
        let beginnings = IssueKey.all(of: line).map { Self.beginning($0.prefix[...]) }
        keys += beginnings + [UInt64](repeating: 0, count: Self.keysPerLine - beginnings.count)
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
                keys[(number - 1) * Self.keysPerLine..<number * Self.keysPerLine].contains(Self.beginning(key)),
                ByteOrder.compare(last.span, key.span) < 0
            else { throw .damaged(file, "an entry of the index is not that of line \(number) of the log") }
            last = Array(key)
            count += 1
        }
        let lines = (run.first - 1) * Self.keysPerLine..<min(run.last, extents.count) * Self.keysPerLine
        guard count == keys[lines].count(where: { $0 != 0 }) else {
            throw .damaged(file, "the index lacks entries of lines \(run.first) to \(run.last) of the log")
        }
    }

    /// The kind of a key and the beginning of its digest; never 0.
    private static func beginning(_ key: ArraySlice<UInt8>) -> UInt64 {
        key.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
