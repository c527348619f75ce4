// SPDX-License-Identifier: Apache-2.0

/// Sorts any number of records by their keys at bounded memory.
///
/// What is over the budget goes, sorted, to files that have lost their names before anything is read back: whatever ends
/// the process, nothing stays behind. Records of one key stand in the order of their numbers, then as they came.
public struct ExternalSorter: ~Copyable {
    private let directory: String
    private let budget: Int
    private var records = RecordBlock()
    private var runs: [ReadableFile] = []

    /// How many runs are open at most; beyond, they are merged into one.
    private static let mostRuns = 128
    private static let writeSize = 1 << 20

    /// A sorter without records.
    ///
    /// - Parameters:
    ///   - directory: where files may be made; only one process may write there.
    ///   - budget: how many bytes of records are held in memory.
    public init(directory: String, budget: Int) {
        self.directory = directory
        self.budget = budget
    }

    /// Takes in a record.
    ///
    /// - Parameters:
    ///   - key: what it is sorted by, as bytes.
    ///   - number: what records of one key are sorted by.
    ///   - payload: the rest of it.
    public mutating func append(
        key: Span<UInt8>, number: Int, payload: Span<UInt8>
    ) throws(FileError) {
        records.append(key: key, number: number) { $0.append(payload) }
        if records.size >= budget { try spill() }
    }

    /// Takes in the records of a block, which may have been filled elsewhere.
    public mutating func append(_ block: RecordBlock) throws(FileError) {
        if !records.isEmpty, records.size + block.size > budget { try spill() }
        records.append(block)
        if records.size >= budget { try spill() }
    }

    /// Ends the taking in and gives the records in order.
    public consuming func finish() throws(FileError) -> SortedRecords {
        guard !runs.isEmpty else {
            records.sort()
            return SortedRecords(buffer: records.bytes, offsets: records.places.map(\.offset))
        }
        if !records.isEmpty { try spill() }
        return try SortedRecords(runs, memory: budget / 2)
    }

    private mutating func spill() throws(FileError) {
        if runs.count == Self.mostRuns { try mergeRuns() }
        records.sort()
        let file = try PendingFile(in: directory, mode: 0o600)
        var output = ByteWriter(capacity: Self.writeSize + 1 << 16)
        for place in records.places {
            output.append(records.bytes.span.extracting(place.offset..<place.end))
            if output.count >= Self.writeSize {
                try file.write(output.bytes)
                output.reset()
            }
        }
        try file.write(output.bytes)
        runs.append(try Self.unnamed(file))
        records.reset()
    }

    private mutating func mergeRuns() throws(FileError) {
        var records = try SortedRecords(runs, memory: budget / 2)
        let file = try PendingFile(in: directory, mode: 0o600)
        var output = ByteWriter(capacity: Self.writeSize + 1 << 16)
        while try records.next() {
            output.append(records.record)
            if output.count >= Self.writeSize {
                try file.write(output.bytes)
                output.reset()
            }
        }
        try file.write(output.bytes)
        runs = [try Self.unnamed(file)]
    }

    /// Opens what was written for reading; the file loses its name when the writer goes.
    private static func unnamed(_ file: PendingFile) throws(FileError) -> ReadableFile {
        defer { withExtendedLifetime(file) {} }
        return try ReadableFile(file.temporaryPath)
    }
}
