// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

/// A walk over the subjects of several segments in the order of their keys, at constant memory.
struct SubjectMerge {
    /// A subject, and where its lines stand in each segment that has some.
    struct Subject {
        /// The spelling of its key.
        let key: [UInt8]
        /// The segments and the extents in them.
        var parts: [(segment: Segment, extent: Extent)]
    }

    private struct Input {
        let segment: Segment
        var cursor: ExtentTable.Cursor
        var next: (key: ArraySlice<UInt8>, extent: Extent)?
    }

    private var inputs: [Input] = []

    /// A walk over all subjects of some segments.
    init(_ segments: [Segment]) throws(StoreError) {
        for segment in segments {
            var cursor = try ExtentTable.Cursor(segment.table)
            let next = try cursor.next()
            inputs.append(Input(segment: segment, cursor: cursor, next: next))
        }
    }

    /// The next subject; nil at the end.
    mutating func next() throws(StoreError) -> Subject? {
        var least: ArraySlice<UInt8>?
        for case let next? in inputs.lazy.map(\.next) {
            if let known = least, ByteOrder.compare(known.span, next.key.span) <= 0 { continue }
            least = next.key
        }
        guard let least else { return nil }
        var subject = Subject(key: Array(least), parts: [])
        for index in inputs.indices {
            guard let next = inputs[index].next, ByteOrder.compare(next.key.span, least.span) == 0 else { continue }
            subject.parts.append((inputs[index].segment, next.extent))
            inputs[index].next = try inputs[index].cursor.next()
        }
        return subject
    }
}

extension SubjectMerge.Subject {
    /// Appends its lines from all segments, in the order of identity, import and row; every byte read is checked.
    ///
    /// - Parameter long: from how many bytes on they are not held together.
    /// - Throws: `damaged`; what was written is then no segment.
    func write(to writer: inout SegmentWriter, _ algorithm: DigestAlgorithm, long: Int) throws(StoreError) {
        guard parts.reduce(0, { $0 + $1.extent.length }) >= long else {
            let (bytes, count) = try mergedLines()
            let digest = parts.count == 1 ? parts[0].extent.digest : Digest.of(bytes, algorithm)
            return try writer.append(bytes[...], count: count, digest: digest, key: key)
        }
        var inputs: [Input] = []
        for part in parts {
            var input = Input(path: part.segment.file.path, lines: ExtentLines(part.extent, of: part.segment.file))
            if try input.advance() { inputs.append(input) }
        }
        writer.begin(key)
        while var least = inputs.indices.first {
            for index in inputs.indices.dropFirst() {
                if let next = inputs[index].place, let known = inputs[least].place, next < known { least = index }
            }
            try writer.append(line: inputs[least].line)
            if try !inputs[least].advance() { inputs.remove(at: least) }
        }
        writer.end()
    }

    /// The lines of one segment, and the one that is next.
    private struct Input {
        let path: String
        let lines: ExtentLines
        var line: ArraySlice<UInt8> = []
        var place: LinePlace?

        /// Steps to the next line; false at the end.
        mutating func advance() throws(StoreError) -> Bool {
            (line, place) = ([], nil)
            guard let next = try lines.next() else { return false }
            do throws(JSONError) {
                place = try LinePlace(of: next)
            } catch {
                throw .damaged(path, "a line is not well formed: \(error.message)")
            }
            line = next
            return true
        }
    }

    /// The same lines, held together.
    private func mergedLines() throws(StoreError) -> (bytes: [UInt8], count: Int) {
        var sources: [[UInt8]] = []
        for part in parts { sources.append(try part.extent.read(from: part.segment.file)) }
        if sources.count == 1 { return (sources[0], sources[0].count { $0 == 0x0A }) }
        var lines: [(place: LinePlace, bytes: ArraySlice<UInt8>)] = []
        for (source, part) in zip(sources, parts) {
            guard let split = EntryLine.split(source) else {
                throw .damaged(part.segment.file.path, "a line is not complete")
            }
            do throws(JSONError) {
                for line in split { lines.append((try LinePlace(of: line), line)) }
            } catch {
                throw .damaged(part.segment.file.path, "a line is not well formed: \(error.message)")
            }
        }
        lines.sort { $0.place < $1.place }
        var writer = ByteWriter(capacity: sources.reduce(0) { $0 + $1.count })
        for line in lines {
            writer.append(line.bytes)
            writer.append(0x0A)
        }
        return (writer.bytes, lines.count)
    }
}
