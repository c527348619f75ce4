// SPDX-License-Identifier: Apache-2.0

/// The records of an `ExternalSorter` in order: `next`, then what it stands on.
public struct SortedRecords: ~Copyable {
    /// The bytes in which the record stands.
    private var bytes: [UInt8]
    private var frame = RecordFrame()
    private var start = 0
    private var offsets: [Int] = []
    private var position = 0
    private var runs: [Run] = []
    private var current: Int?

    private struct Run {
        let file: ReadableFile
        let piece: Int
        var offset = 0
        var bytes: [UInt8] = []
        var start = 0
        var frame = RecordFrame()
        var high: UInt64 = 0
        var low: UInt64 = 0

        /// Steps to the next record; false at the end.
        mutating func advance() throws(FileError) -> Bool {
            start = frame.end
            guard try has(RecordFrame.headSize) else { return false }
            let size = RecordFrame(bytes.span, start).end - start
            guard try has(size) else {
                throw FileError(.truncated, "read", file.path, "a record is not complete")
            }
            frame = RecordFrame(bytes.span, start)
            (high, low) = RecordFrame.prefix(bytes[frame.key].span)
            return true
        }

        private mutating func has(_ count: Int) throws(FileError) -> Bool {
            guard bytes.count - start < count else { return true }
            let more = min(max(piece, count), file.count - offset)
            bytes = Array(bytes[start...]) + (try file.read(at: offset, count: more))
            offset += more
            start = 0
            return bytes.count >= count
        }
    }

    init(buffer: [UInt8], offsets: [Int]) {
        bytes = buffer
        self.offsets = offsets
    }

    init(_ files: [ReadableFile], memory: Int) throws(FileError) {
        bytes = []
        let piece = max(1 << 16, min(1 << 20, memory / max(1, files.count)))
        for file in files {
            var run = Run(file: file, piece: piece)
            if try run.advance() { runs.append(run) }
        }
    }

    /// Steps to the next record; gives false after the last.
    public mutating func next() throws(FileError) -> Bool {
        guard runs.isEmpty && current == nil else { return try nextOfRuns() }
        guard position < offsets.count else { return false }
        start = offsets[position]
        position += 1
        frame = RecordFrame(bytes.span, start)
        return true
    }

    /// The key of the record.
    public var key: ArraySlice<UInt8> { bytes[frame.key] }
    /// The number of the record.
    public var number: Int { frame.number }
    /// The payload of the record.
    public var payload: ArraySlice<UInt8> { bytes[frame.key.upperBound..<frame.end] }
    /// The whole record, its head included.
    var record: ArraySlice<UInt8> { bytes[start..<frame.end] }

    private mutating func nextOfRuns() throws(FileError) -> Bool {
        if let current {
            bytes = []
            if try !runs[current].advance() { runs.remove(at: current) }
        }
        guard !runs.isEmpty else { return false }
        var least = 0
        for index in runs.indices.dropFirst() where precedes(index, least) { least = index }
        current = least
        (bytes, start, frame) = (runs[least].bytes, runs[least].start, runs[least].frame)
        return true
    }

    /// Whether the record of one run comes before that of an earlier run.
    private func precedes(_ one: Int, _ other: Int) -> Bool {
        if runs[one].high != runs[other].high { return runs[one].high < runs[other].high }
        if runs[one].low != runs[other].low { return runs[one].low < runs[other].low }
        let (left, right) = (runs[one].bytes[runs[one].frame.key], runs[other].bytes[runs[other].frame.key])
        let order = ByteOrder.compare(left.span, right.span)
        return order != 0 ? order < 0 : runs[one].frame.number < runs[other].frame.number
    }
}
