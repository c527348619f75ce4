// SPDX-License-Identifier: Apache-2.0

/// Sorts any number of records by their keys at bounded memory.
///
/// What is over the budget goes, sorted, to files that have lost their names before anything is read back: whatever ends
/// the process, nothing stays behind. Records of one key stand in the order of their numbers, then as they came.
public struct ExternalSorter: ~Copyable {
    /// Where a record stands in the buffer, with the first 16 bytes of its key and its number.
    private struct Place {
        var high: UInt64
        var low: UInt64
        var offset: Int
        var keyCount: Int
        var number: Int

        /// The rest of its key.
        var key: Range<Int> {
            let start = offset + RecordFrame.headSize
            return start + min(keyCount, 16)..<start + keyCount
        }
    }

    private let directory: String
    private let budget: Int
    private var buffer = ByteWriter()
    private var places: [Place] = []
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
        let (high, low) = Self.prefix(key)
        places.append(Place(high: high, low: low, offset: buffer.count, keyCount: key.count, number: number))
        buffer.append(bigEndian: UInt32(key.count))
        buffer.append(bigEndian: UInt32(payload.count))
        buffer.append(bigEndian: UInt64(number))
        buffer.append(key)
        buffer.append(payload)
        if buffer.count + places.count * MemoryLayout<Place>.stride >= budget { try spill() }
    }

    /// Ends the taking in and gives the records in order.
    public consuming func finish() throws(FileError) -> SortedRecords {
        guard !runs.isEmpty else {
            sortPlaces()
            return SortedRecords(buffer: buffer.bytes, offsets: places.map(\.offset))
        }
        if !places.isEmpty { try spill() }
        return try SortedRecords(runs, memory: budget / 2)
    }

    private mutating func sortPlaces() {
        let bytes = buffer.bytes
        places.sort { left, right in
            if left.high != right.high { return left.high < right.high }
            if left.low != right.low { return left.low < right.low }
            let order = ByteOrder.compare(bytes.span.extracting(left.key), bytes.span.extracting(right.key))
            if order != 0 { return order < 0 }
            return (left.keyCount, left.number, left.offset) < (right.keyCount, right.number, right.offset)
        }
    }

    private mutating func spill() throws(FileError) {
        if runs.count == Self.mostRuns { try mergeRuns() }
        sortPlaces()
        let file = try PendingFile(in: directory, mode: 0o600)
        var output = ByteWriter(capacity: Self.writeSize + 1 << 16)
        for place in places {
            let frame = RecordFrame(buffer.bytes.span, place.offset)
            output.append(buffer.bytes.span.extracting(place.offset..<frame.end))
            if output.count >= Self.writeSize {
                try file.write(output.bytes)
                output.reset()
            }
        }
        try file.write(output.bytes)
        runs.append(try Self.unnamed(file))
        buffer.reset()
        places.removeAll(keepingCapacity: true)
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

    /// The first 16 bytes of a key as numbers that sort like them.
    static func prefix(_ key: ArraySlice<UInt8>) -> (high: UInt64, low: UInt64) {
        prefix(key.span)
    }

    private static func prefix(_ key: Span<UInt8>) -> (high: UInt64, low: UInt64) {
        func eight(_ start: Int) -> UInt64 {
            var value: UInt64 = 0
            for index in start..<start + 8 {
                value = value << 8 | (index < key.count ? UInt64(key[index]) : 0)
            }
            return value
        }
        return (eight(0), eight(8))
    }
}

/// Where the parts of a record stand.
struct RecordFrame {
    static let headSize = 16

    let key: Range<Int>
    let end: Int
    let number: Int

    /// Reads the head of the record that begins at an offset.
    init(_ bytes: Span<UInt8>, _ offset: Int) {
        let head = bytes.extracting(offset..<offset + Self.headSize)
        let keyCount = Int(head[0]) << 24 | Int(head[1]) << 16 | Int(head[2]) << 8 | Int(head[3])
        let payloadCount = Int(head[4]) << 24 | Int(head[5]) << 16 | Int(head[6]) << 8 | Int(head[7])
        var value = 0
        for index in 8..<16 { value = value << 8 | Int(head[index]) }
        key = offset + Self.headSize..<offset + Self.headSize + keyCount
        end = key.upperBound + payloadCount
        number = value
    }
}
