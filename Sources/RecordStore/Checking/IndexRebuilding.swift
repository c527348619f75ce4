// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

extension RecordStore {
    /// Makes the index of each segment again where it is damaged or missing; the lines must be whole.
    ///
    /// - Returns: the names of the files written, in the directory `segments`.
    @discardableResult
    public static func rebuildIndexes(at path: String) throws(StoreError) -> [String] {
        let layout = StoreLayout(path: path)
        let lock = try StoreWriter.lock(layout)
        defer { _ = lock.path }
        return try IndexRebuilding.run(layout)
    }
}

/// Indexes made again from the lines, for segments whose index is missing or damaged.
enum IndexRebuilding {
    /// Rebuilds what is damaged in a store, under its lock; gives the names of the files written.
    static func run(_ layout: StoreLayout) throws(StoreError) -> [String] {
        let head = try StoreState.readHead(layout)
        var written: [String] = []
        for reference in head.segments {
            let path = layout.segments + "/" + reference.indexFile
            let file = try StoreError.files { () throws(FileError) in
                try ReadableFile(layout.segments + "/" + reference.linesFile)
            }
            var candidates: [PendingFile] = []
            for _ in 0..<ExtentTableCandidates.count {
                candidates.append(
                    try StoreError.files { () throws(FileError) in try PendingFile(in: layout.segments) })
            }
            let (roots, digest) = try rebuild(from: file, head.algorithm) { number, bytes throws(FileError) in
                try candidates[number].write(bytes)
            }
            guard digest == reference.hash, let number = roots.firstIndex(of: reference.root) else {
                throw .damaged(file.path, "its lines are not those that the head names; their index cannot be made")
            }
            let index = candidates[number]
            let isWritten = try StoreError.files { () throws(FileError) in
                try index.seal()
                if try isSame(index.temporaryPath, path) { return false }
                try index.place(as: reference.indexFile, replacing: true)
                try Directory.sync(layout.segments)
                return true
            }
            if isWritten { written.append(reference.indexFile) }
        }
        return written
    }

    /// The subjects that a damaged index does not lead to, in words; nil if its lines are not whole either.
    static func unreachable(_ reference: SegmentReference, _ file: ReadableFile, in directory: String) -> String? {
        guard let whole = try? rebuild(from: file, reference.root.algorithm, into: { _, _ in }),
            whole.roots.contains(reference.root)
        else { return nil }
        let damaged = try? Segment.openTable(reference, in: directory)
        var keys: [String] = []
        var reader = LineReader(file)
        var last: [UInt8] = []
        while let next = try? reader.next(), let entry = try? EntryLine.read(next.line) {
            let key = Array(entry.subject.text.utf8)
            guard key != last else { continue }
            last = key
            if (try? damaged?.find(key)) == nil { keys.append(entry.subject.text) }
        }
        let imports = "of imports \(reference.first) to \(reference.last)"
        switch keys.count {
        case 0: return "nothing that is there, but that a subject has no lines \(imports) cannot be told"
        case 1: return "lines about \(keys[0]) \(imports)"
        default: return "lines about \(keys.count) subjects from \(keys[0]) to \(keys[keys.count - 1]) \(imports)"
        }
    }

    private static func isSame(_ new: String, _ old: String) throws(FileError) -> Bool {
        guard let present = try? ReadableFile(old) else { return false }
        let made = try ReadableFile(new)
        guard made.count == present.count else { return false }
        for start in stride(from: 0, to: made.count, by: 1 << 20) {
            let count = min(1 << 20, made.count - start)
            guard try made.read(at: start, count: count) == present.read(at: start, count: count) else { return false }
        }
        return true
    }

    /// Hands over the indexes that a file of lines may have piece by piece, each piece with the number of its index;
    /// gives their roots and the hash of the lines.
    static func rebuild(
        from file: ReadableFile, _ algorithm: DigestAlgorithm, into sink: (Int, [UInt8]) throws(FileError) -> Void
    ) throws(StoreError) -> (roots: [Extent], hash: String) {
        func extent(_ start: Int, _ lines: [UInt8]) -> Extent {
            Extent(offset: start, length: lines.count, digest: Digest.of(lines, algorithm), algorithm: algorithm)
        }
        var tables = ExtentTableCandidates(algorithm)
        func write() throws(StoreError) {
            for number in 0..<ExtentTableCandidates.count {
                let bytes = tables.take(number)
                try StoreError.files { () throws(FileError) in try sink(number, bytes) }
            }
        }
        var digester = Digester(algorithm)
        var reader = LineReader(file)
        var subject: (key: [UInt8], start: Int, bytes: ByteWriter)?
        while let (line, offset) = try reader.next() {
            digester.update(line)
            digester.update([0x0A])
            let entry: Entry
            do throws(JSONError) {
                entry = try EntryLine.read(line)
            } catch {
                throw .damaged(file.path, "the line at byte \(offset) is not well formed: \(error.message)")
            }
            let key = Array(entry.subject.text.utf8)
            if let open = subject, open.key != key {
                guard ByteOrder.compare(open.key.span, key.span) < 0 else {
                    throw .damaged(file.path, "the line at byte \(offset) stands in the wrong place")
                }
                tables.append(open.key, extent(open.start, open.bytes.bytes))
                subject = nil
                if tables.ready >= 1 << 20 { try write() }
            }
            if subject == nil { subject = (key, offset, ByteWriter()) }
            subject?.bytes.append(line)
            subject?.bytes.append(0x0A)
        }
        guard let last = subject else { throw .damaged(file.path, "it has no lines") }
        tables.append(last.key, extent(last.start, last.bytes.bytes))
        let roots = tables.finish()
        try write()
        return (roots, Hex.encode(digester.finish()))
    }
}

/// The lines of a file in order, read in large pieces.
struct LineReader {
    private let file: ReadableFile
    private var buffer: [UInt8] = []
    private var bufferStart = 0
    private var position = 0

    private static let pieceSize = 1 << 20

    /// A reader at the beginning of a file.
    init(_ file: ReadableFile) {
        self.file = file
    }

    /// The next line without its line feed, and where it begins; nil at the end.
    ///
    /// - Throws: `damaged` if the last line has no line feed.
    mutating func next() throws(StoreError) -> (line: ArraySlice<UInt8>, offset: Int)? {
        var searched = position
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                let line = buffer[position..<end]
                let offset = bufferStart + position
                position = end + 1
                return (line, offset)
            }
            searched = buffer.count - position
            buffer.removeFirst(position)
            bufferStart += position
            position = 0
            let (start, file) = (bufferStart + buffer.count, file)
            let count = min(Self.pieceSize, file.count - start)
            guard count > 0 else {
                guard buffer.isEmpty else { throw .damaged(file.path, "its last line is not complete") }
                return nil
            }
            buffer += try StoreError.files { () throws(FileError) in try file.read(at: start, count: count) }
        }
    }
}
