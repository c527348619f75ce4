// SPDX-License-Identifier: Apache-2.0

internal import Bytes
package import Cryptography

/// The lines of an import on their way into a segment, block by block; salts and digests are made by threads of their own.
///
/// Subjects come in the order of their keys; the lines of a subject in any order.
package struct ImportLines: ~Copyable {
    /// The hash function of the store.
    package let algorithm: DigestAlgorithm
    private let directory: String
    private let blocks: OrderedStream<LineBlock, LineBlock>
    private var block = LineBlock()
    private var free: [LineBlock] = []
    private var segment: SegmentWriter?
    private var digest: LinesDigest
    /// The subject of the line before, and its lines if they are too many to be held together.
    private var subject: [UInt8] = []
    private var long: ExternalSorter?
    private let longSubject: Int
    /// How many lines there are.
    package private(set) var count = 0

    /// How many bytes of lines may be on their way at once.
    private static let mostBytes = 1 << 24
    /// How many bytes of one subject's lines are held in memory.
    private static let mostOfSubject = 1 << 23

    /// No lines yet; the segment is made with the first.
    ///
    /// - Parameters:
    ///   - jobs: how many threads work.
    ///   - longSubject: from how many bytes on the lines of a subject are not held together.
    init(in directory: String, _ algorithm: DigestAlgorithm, jobs: Int, longSubject: Int) {
        self.longSubject = longSubject
        self.directory = directory
        self.algorithm = algorithm
        digest = LinesDigest(algorithm)
        blocks = OrderedStream(jobs: jobs, mostWeight: Self.mostBytes) {
            var salts = LineSalts()
            let digester = BlockDigester(algorithm)
            return { block in
                block.prepare(&salts, &digester.digester)
                return block
            }
        }
    }

    /// Takes in a line.
    ///
    /// - Parameters:
    ///   - subject: the spelling of its key.
    ///   - identity: its identity; empty for events and pending lines.
    ///   - row: where it stood in the delivery.
    ///   - line: the line, its line feed included.
    package mutating func append(
        subject: ArraySlice<UInt8>, identity: ArraySlice<UInt8>, row: Int, line: ArraySlice<UInt8>
    ) throws(StoreError) {
        if count == 0 || ByteOrder.compare(subject.span, self.subject.span) != 0 {
            guard count == 0 || ByteOrder.compare(self.subject.span, subject.span) < 0, !subject.contains(0),
                !subject.isEmpty, subject.count <= ExtentTableWriter.longestKey
            else {
                let shown = String(decoding: subject.prefix(40), as: UTF8.self)
                throw StoreError(.badEntry, "row \(row) of \(shown) cannot be stored: its key is not well formed")
            }
            try handOnLong()
            if block.isFull { try handOn() }
            self.subject = Array(subject)
            block.begin(self.subject)
        }
        count += 1
        guard long == nil else { return try put(identity: identity.span, row: row, line: line.span) }
        block.append(identity: identity, row: row, line: line)
        if block.subjectWeight >= longSubject { try beginLong() }
    }

    /// Writes what is left and gives the segment, nil if there were no lines, and the digest of the lines.
    consuming func finish(
        sequence: Int
    ) throws(StoreError) -> (segment: SegmentReference?, linesSHA256: String) {
        try handOnLong()
        if block.count > 0 { try handOn() }
        while let done = blocks.take() { try write(done) }
        let reference = try segment.take()?.finish(first: sequence, last: sequence)
        return (reference, digest.finish())
    }

    /// Goes on with the lines of the subject begun last outside memory: they come in any order, and must be put in theirs.
    private mutating func beginLong() throws(StoreError) {
        long = ExternalSorter(directory: directory, budget: Self.mostOfSubject)
        for (identity, row, line) in block.removeLastSubject() {
            try put(identity: identity.span, row: row, line: line.span)
        }
    }

    private mutating func put(identity: Span<UInt8>, row: Int, line: Span<UInt8>) throws(StoreError) {
        do throws(FileError) {
            try long?.append(key: identity, number: row, payload: line)
        } catch {
            throw StoreError(error)
        }
    }

    /// Hands on the lines of a subject that has too many for a block, piece by piece.
    private mutating func handOnLong() throws(StoreError) {
        guard let sorter = long.take() else { return }
        if block.count > 0 { try handOn() }
        var records: SortedRecords
        do throws(FileError) {
            records = try sorter.finish()
        } catch {
            throw StoreError(error)
        }
        block.beginPiece(subject)
        while true {
            do throws(FileError) {
                guard try records.next() else { break }
            } catch {
                throw StoreError(error)
            }
            if block.isFull {
                try handOn()
                block.beginPiece(subject)
            }
            block.append(identity: records.key, row: records.number, line: records.payload)
        }
        block.isLastPiece = true
        try handOn()
    }

    /// Hands the block on and begins another.
    private mutating func handOn() throws(StoreError) {
        while blocks.isFull, let done = blocks.take() { try write(done) }
        blocks.put(block, weight: block.weight)
        block = free.popLast() ?? LineBlock()
    }

    private mutating func write(_ done: LineBlock) throws(StoreError) {
        if let failure = done.failure { throw failure }
        if segment == nil { segment = try SegmentWriter(in: directory, algorithm) }
        digest.add(digests: done.digests, count: done.count)
        try segment?.append(done)
        done.reset()
        free.append(done)
    }

    /// The digest that one thread uses again and again.
    private final class BlockDigester {
        var digester: Digester

        init(_ algorithm: DigestAlgorithm) {
            digester = Digester(algorithm)
        }
    }
}
