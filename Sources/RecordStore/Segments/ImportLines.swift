// SPDX-License-Identifier: Apache-2.0

internal import Bytes
package import Cryptography

/// The lines of an import on their way into a segment, at the memory of one subject.
///
/// Subjects come in the order of their keys; the lines of a subject in any order.
package struct ImportLines: ~Copyable {
    /// Where a line stands in `buffer`, behind its identity.
    private struct Place {
        var start: Int
        var identityEnd: Int
        var end: Int
        var row: Int
    }

    /// The hash function of the store.
    package let algorithm: DigestAlgorithm
    private let directory: String
    private var segment: SegmentWriter?
    private var subject: [UInt8] = []
    private var buffer = ByteWriter(capacity: 1 << 16)
    private var places: [Place] = []
    private var isSorted = true
    private var sorted = ByteWriter()
    private var salts: LineSalts?
    private var digest: LinesDigest
    /// How many lines there are.
    package private(set) var count = 0

    /// No lines yet; the segment is made with the first.
    init(in directory: String, _ algorithm: DigestAlgorithm) {
        self.directory = directory
        self.algorithm = algorithm
        digest = LinesDigest(algorithm)
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
        if places.isEmpty || ByteOrder.compare(subject.span, self.subject.span) != 0 {
            try close()
            guard ByteOrder.compare(self.subject.span, subject.span) < 0, !subject.contains(0),
                subject.count <= ExtentTableWriter.longestKey
            else {
                let shown = String(decoding: subject.prefix(40), as: UTF8.self)
                throw StoreError(.badEntry, "row \(row) of \(shown) cannot be stored: its key is not well formed")
            }
            self.subject = Array(subject)
        }
        let start = buffer.count
        buffer.append(identity)
        let place = Place(
            start: start, identityEnd: buffer.count, end: buffer.count + line.count, row: row)
        buffer.append(line)
        if let last = places.last, isSorted { isSorted = !precedes(place, last) }
        places.append(place)
        count += 1
    }

    /// Writes what is left and gives the segment, nil if there were no lines, and the digest of the lines.
    consuming func finish(
        sequence: Int
    ) throws(StoreError) -> (segment: SegmentReference?, linesSHA256: String) {
        try close()
        let reference = try segment.take()?.finish(first: sequence, last: sequence)
        return (reference, digest.finish())
    }

    private func precedes(_ one: Place, _ other: Place) -> Bool {
        let bytes = buffer.bytes.span
        let order = ByteOrder.compare(
            bytes.extracting(one.start..<one.identityEnd), bytes.extracting(other.start..<other.identityEnd))
        return order != 0 ? order < 0 : (one.row, one.start) < (other.row, other.start)
    }

    private mutating func close() throws(StoreError) {
        guard !places.isEmpty else { return }
        if !isSorted {
            let order = places.indices.sorted { precedes(places[$0], places[$1]) }
            places = order.map { places[$0] }
        }
        sorted.reset()
        if segment == nil { segment = try SegmentWriter(in: directory, algorithm) }
        if salts == nil { salts = try LineSalts() }
        for place in places {
            let start = sorted.count
            EntryLine.write(buffer.bytes[place.identityEnd..<place.end], salt: salts?.next() ?? [], to: &sorted)
            digest.add(sorted.bytes[start...])
        }
        try segment?.append(
            sorted.bytes[...], count: places.count, digest: Digest.of(sorted.bytes, algorithm), key: subject)
        buffer.reset()
        places.removeAll(keepingCapacity: true)
        isSorted = true
    }
}
