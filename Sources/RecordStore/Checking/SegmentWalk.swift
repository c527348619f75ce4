// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

/// A walk over a segment along its index, which checks the lines and makes the index again to compare it.
struct SegmentWalk: ~Copyable {
    /// What is wrong with a subject's lines.
    struct Fault {
        /// The line in the file, from 1 on: the faulty one, or the first of those that hold the fault.
        let line: Int
        /// What was found and what was expected.
        let message: String
    }

    private struct Misspelling: Error {
        let message: String
    }

    private let segment: Segment
    private var cursor: ExtentTable.Cursor?
    private var tables: ExtentTableCandidates
    private var digester: Digester
    private var position = 0
    private var lineNumber = 1
    private var lines = 0
    private var subjectsMet = 0
    private var subjectsWhole = 0

    init(_ segment: Segment) {
        self.segment = segment
        tables = ExtentTableCandidates(segment.reference.root.algorithm)
        digester = Digester(segment.reference.root.algorithm)
    }

    /// The next subject; nil at the end.
    mutating func next() throws(StoreError) -> (key: [UInt8], extent: Extent)? {
        if cursor == nil { cursor = try ExtentTable.Cursor(segment.table) }
        guard let (key, extent) = try cursor?.next() else { return nil }
        guard extent.offset == position else {
            throw .damaged(segment.file.path, "the index leaves a gap before byte \(extent.offset)")
        }
        subjectsMet += 1
        position += extent.length
        tables.append(Array(key), extent)
        for index in 0..<ExtentTableCandidates.count { _ = tables.take(index) }
        return (Array(key), extent)
    }

    /// Checks the lines of a subject and, if all are well, hands each with its line feed to `body` with the number of
    /// its import.
    ///
    /// - Returns: what is wrong with them; nil if nothing is.
    mutating func check(
        _ key: [UInt8], _ extent: Extent, _ body: (Int, ArraySlice<UInt8>) -> Void
    ) throws(StoreError) -> Fault? {
        let file = segment.file
        let bytes = try StoreError.files { () throws(FileError) in
            try file.read(at: extent.offset, count: extent.length)
        }
        digester.update(bytes)
        let first = lineNumber
        let feeds = bytes.count { $0 == 0x0A }
        lineNumber += feeds
        let isWhole = Digest.of(bytes, extent.algorithm) == extent.digest
        guard let split = EntryLine.split(bytes) else {
            return Fault(line: first + feeds, message: "line \(first + feeds) is not complete")
        }
        var met: [(sequence: Int, line: ArraySlice<UInt8>)] = []
        var last: Entry?
        for (index, line) in split.enumerated() {
            switch spelled(line, key) {
            case .failure(let fault):
                return Fault(line: first + index, message: "line \(first + index) \(fault.message)")
            case .success(let entry):
                if let last, entry.precedes(last) {
                    return Fault(line: first + index, message: "line \(first + index) stands in the wrong place")
                }
                last = entry
                met.append((entry.sequence, bytes[line.startIndex...line.endIndex]))
            }
        }
        guard isWhole else {
            let span = feeds > 1 ? "lines \(first) to \(first + feeds - 1) do" : "line \(first) does"
            return Fault(line: first, message: "\(span) not have the checksum that was recorded")
        }
        for (sequence, line) in met { body(sequence, line) }
        lines += met.count
        subjectsWhole += 1
        return nil
    }

    /// What is wrong with the segment as a whole; nil if nothing is.
    consuming func finish(_ reference: SegmentReference) -> String? {
        // Damaged subjects have been reported one by one.
        guard subjectsWhole == subjectsMet, subjectsMet > 0 else { return nil }
        if position != reference.bytes { return "the index covers \(position) of \(reference.bytes) bytes" }
        if lines != reference.lines { return "it has \(lines) lines, \(reference.lines) were expected" }
        if Hex.encode(digester.finish()) != reference.hash { return "its hash is not the one in the head" }
        if !tables.finish().contains(reference.root) { return "its index is not the one that its lines give" }
        return nil
    }

    /// The entry of a line, if it is spelled as the line of this subject that an import writes.
    private func spelled(_ line: ArraySlice<UInt8>, _ key: [UInt8]) -> Result<Entry, Misspelling> {
        func fault(_ message: String) -> Result<Entry, Misspelling> {
            .failure(Misspelling(message: message))
        }
        do throws(JSONError) {
            let (entry, salt) = try EntryLine.readSalted(line)
            var plain = ByteWriter(capacity: line.count)
            var writer = ByteWriter(capacity: line.count + 1)
            guard (try? EntryLine.write(entry, sequence: entry.sequence, to: &plain)) != nil else {
                return fault("is not spelled as a line of this subject")
            }
            EntryLine.write(plain.bytes[...], salt: Array(salt.utf8)[...], to: &writer)
            guard writer.bytes.dropLast().elementsEqual(line), entry.subject.text.utf8.elementsEqual(key)
            else { return fault("is not spelled as a line of this subject") }
            guard segment.reference.first...segment.reference.last ~= entry.sequence else {
                return fault("is of import \(entry.sequence), which the segment does not hold")
            }
            return .success(entry)
        } catch {
            return fault("is not well formed: \(error.message)")
        }
    }
}
