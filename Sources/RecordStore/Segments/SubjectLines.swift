// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// The lines of one subject one by one, from all segments that have some: read as they are taken, so that one entry of each
/// segment is held beside the bytes.
struct SubjectLines {
    private struct Input {
        let path: String
        let offset: Int
        let bytes: [UInt8]
        var place = 0
        var next: Entry?

        mutating func advance(_ subject: SubjectKey) throws(StoreError) {
            guard place < bytes.count else {
                next = nil
                return
            }
            guard let end = ByteOrder.firstIndex(of: 0x0A, in: bytes.span, from: place) else {
                throw .damaged(path, "a line is not complete")
            }
            do throws(JSONError) {
                next = try EntryLine.read(bytes[place..<end], subject: subject)
            } catch {
                throw .damaged(path, "the line at byte \(offset + place) is not well formed: \(error.message)")
            }
            place = end + 1
        }
    }

    private let subject: SubjectKey
    private var inputs: [Input] = []

    init(_ parts: [(segment: Segment, extent: Extent)], of subject: SubjectKey) throws(StoreError) {
        self.subject = subject
        for (segment, extent) in parts {
            var input = Input(
                path: segment.file.path, offset: extent.offset, bytes: try extent.read(from: segment.file))
            try input.advance(subject)
            inputs.append(input)
        }
    }

    /// The next line in the order of identity, import and row; nil at the end.
    mutating func next() throws(StoreError) -> Entry? {
        var first: Int?
        for index in inputs.indices {
            guard let entry = inputs[index].next else { continue }
            if let known = first, let other = inputs[known].next, !entry.precedes(other) { continue }
            first = index
        }
        guard let first, let entry = inputs[first].next else { return nil }
        try inputs[first].advance(subject)
        return entry
    }
}
