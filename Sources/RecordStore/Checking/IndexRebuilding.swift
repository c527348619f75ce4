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
            let (bytes, root, digest) = try rebuild(from: file)
            guard digest == reference.sha256, root == reference.root else {
                throw .damaged(file.path, "its lines are not those that the head names; their index cannot be made")
            }
            if let present = try? DurableFile.read(path), present == bytes { continue }
            try StoreError.files { () throws(FileError) in try DurableFile.publish(bytes, at: path, replacing: true) }
            written.append(reference.indexFile)
        }
        return written
    }

    /// The index of a file of lines, its root, and the SHA-256 of the lines.
    static func rebuild(from file: ReadableFile) throws(StoreError) -> (index: [UInt8], root: Extent, sha256: String) {
        var table = ExtentTableWriter()
        var digester = Digester()
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
                table.append(
                    open.key,
                    Extent(offset: open.start, length: open.bytes.count, digest: Digest.of(open.bytes.bytes)))
                subject = nil
            }
            if subject == nil { subject = (key, offset, ByteWriter()) }
            subject?.bytes.append(line)
            subject?.bytes.append(0x0A)
        }
        guard let last = subject else { throw .damaged(file.path, "it has no lines") }
        table.append(
            last.key, Extent(offset: last.start, length: last.bytes.count, digest: Digest.of(last.bytes.bytes)))
        let root = table.finish()
        return (table.output.bytes, root, Hex.encode(digester.finish()))
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
