// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

/// Writes a segment and its index, subject by subject, at constant memory.
struct SegmentWriter: ~Copyable {
    private let linesFile: PendingFile
    private let indexFile: PendingFile
    private var buffer = ByteWriter(capacity: bufferSize + 1 << 16)
    private let algorithm: DigestAlgorithm
    private var table: ExtentTableWriter
    private var digester: Digester
    private var position = 0
    private var lines = 0
    /// The subject whose lines come in pieces, where they begin, and the hash of those that have come.
    private var open: (key: [UInt8], start: Int)?
    private var openDigester: Digester

    private static let bufferSize = 1 << 20

    /// An empty segment in a directory, of hashes of that function.
    init(in directory: String, _ algorithm: DigestAlgorithm) throws(StoreError) {
        self.algorithm = algorithm
        table = ExtentTableWriter(algorithm)
        digester = Digester(algorithm)
        openDigester = Digester(algorithm)
        (linesFile, indexFile) = try StoreError.files { () throws(FileError) in
            (try PendingFile(in: directory), try PendingFile(in: directory))
        }
    }

    /// Appends all lines of a subject.
    ///
    /// - Parameters:
    ///   - bytes: its lines in order, each with its line feed.
    ///   - count: how many lines these are.
    ///   - digest: the hash of `bytes`.
    ///   - key: the subject, after those before it.
    mutating func append(
        _ bytes: ArraySlice<UInt8>, count: Int, digest: [UInt8], key: [UInt8]
    ) throws(StoreError) {
        table.append(key, Extent(offset: position, length: bytes.count, digest: digest, algorithm: algorithm))
        buffer.append(bytes)
        position += bytes.count
        lines += count
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Begins a subject whose lines come in pieces, after those before it.
    mutating func begin(_ key: [UInt8]) {
        open = (key, position)
    }

    /// Appends a line of the subject that was begun, given without its line feed.
    mutating func append(line: ArraySlice<UInt8>) throws(StoreError) {
        buffer.append(line)
        buffer.append(0x0A)
        openDigester.update(line)
        openDigester.update([0x0A])
        position += line.count + 1
        lines += 1
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Ends the subject that was begun.
    mutating func end() {
        guard let (key, start) = open.take() else { return }
        var digest: [UInt8] = []
        openDigester.appendDigest(to: &digest)
        table.append(key, Extent(offset: start, length: position - start, digest: digest, algorithm: algorithm))
    }

    /// Appends the subjects of a block, in whose lines their salts stand.
    mutating func append(_ block: LineBlock) throws(StoreError) {
        if block.isPiece {
            if open == nil { begin(block.subject) }
            openDigester.update(block.lines.bytes)
            position += block.lines.count
            if block.isLastPiece { end() }
        }
        for subject in block.salted {
            table.append(
                subject.key,
                Extent(offset: position, length: subject.length, digest: subject.digest, algorithm: algorithm))
            position += subject.length
        }
        lines += block.count
        try flush()
        buffer = block.lines
        defer { buffer = ByteWriter(capacity: 0) }
        try flush()
    }

    /// Makes both files durable and gives them their names; the caller syncs the directory.
    consuming func finish(first: Int, last: Int) throws(StoreError) -> SegmentReference {
        let root = table.finish()
        try flush()
        let digest = Hex.encode(digester.finish())
        let reference = SegmentReference(
            bytes: position, first: first, last: last, lines: lines, hash: digest, root: root)
        let (linesFile, indexFile) = (linesFile, indexFile)
        try StoreError.files { () throws(FileError) in
            try linesFile.seal()
            try indexFile.seal()
            // What stands under these names is the same segment, left behind by a process that was killed.
            try linesFile.place(as: reference.linesFile, replacing: true)
            try indexFile.place(as: reference.indexFile, replacing: true)
        }
        return reference
    }

    private mutating func flush() throws(StoreError) {
        digester.update(buffer.bytes)
        let (linesFile, indexFile) = (linesFile, indexFile)
        let (lines, index) = (buffer.bytes, table.output.bytes)
        try StoreError.files { () throws(FileError) in
            try linesFile.write(lines)
            try indexFile.write(index)
        }
        buffer.reset()
        table.output.reset()
    }
}
