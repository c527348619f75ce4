// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// An immutable file of lines sorted by subject, identity, import and row, with its index, opened for reading.
///
/// Its files stay readable while it is held, even when a merge has removed their names.
final class Segment: Sendable {
    /// What the head says of it.
    let reference: SegmentReference
    /// Where the lines of each subject stand.
    let table: ExtentTable
    /// The lines.
    let file: ReadableFile

    /// A segment of opened files.
    init(_ reference: SegmentReference, _ file: ReadableFile, _ table: ExtentTable) {
        self.reference = reference
        self.file = file
        self.table = table
    }

    /// Opens a segment in a directory.
    convenience init(_ reference: SegmentReference, in directory: String) throws(StoreError) {
        self.init(
            reference, try Self.openLines(reference, in: directory), try Self.openTable(reference, in: directory))
    }

    /// Opens the lines of a segment.
    static func openLines(_ reference: SegmentReference, in directory: String) throws(StoreError) -> ReadableFile {
        let file = try open(directory + "/" + reference.linesFile)
        guard file.count == reference.bytes else {
            throw .damaged(file.path, "it has \(file.count) bytes, \(reference.bytes) were expected")
        }
        return file
    }

    /// Opens the index of a segment.
    static func openTable(_ reference: SegmentReference, in directory: String) throws(StoreError) -> ExtentTable {
        try ExtentTable(open(directory + "/" + reference.indexFile), root: reference.root)
    }

    /// Opens a file that the head names: if it is not there, that is damage.
    private static func open(_ path: String) throws(StoreError) -> ReadableFile {
        try StoreError.named(path) { () throws(FileError) in try ReadableFile(path) }
    }

    /// The entries of a subject that came with one of the first `last` imports.
    func entries(for key: SubjectKey, spelled text: [UInt8], through last: Int) throws(StoreError) -> [Entry] {
        guard let extent = try table.find(text) else { return [] }
        return try entries(in: extent, subject: key).filter { $0.sequence <= last }
    }

    /// All entries in an extent of the lines.
    func entries(in extent: Extent, subject: SubjectKey?) throws(StoreError) -> [Entry] {
        let bytes = try extent.read(from: file)
        guard let lines = EntryLine.split(bytes) else { throw .damaged(file.path, "a line is not complete") }
        var entries: [Entry] = []
        entries.reserveCapacity(lines.count)
        for line in lines {
            do throws(JSONError) {
                entries.append(try EntryLine.read(line, subject: subject))
            } catch {
                throw .damaged(
                    file.path,
                    "the line at byte \(extent.offset + line.startIndex) is not well formed: \(error.message)")
            }
        }
        return entries
    }
}
