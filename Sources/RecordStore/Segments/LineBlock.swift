// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

/// The lines of some subjects of an import on their way into a segment: put in order, salted and digested together.
///
/// Whoever has it from the stream of blocks is alone with it, so it may go from thread to thread; its memory is used again.
final class LineBlock: @unchecked Sendable {
    /// Where a line stands in `given`, behind its identity.
    private struct Place {
        var start: Int
        var identityEnd: Int
        var end: Int
        var row: Int
    }

    /// A subject whose lines are ready.
    struct Subject {
        let key: [UInt8]
        /// How many bytes its lines have.
        let length: Int
        /// The hash of its lines.
        let digest: [UInt8]
    }

    private var given = ByteWriter(capacity: size)
    private var places: [Place] = []
    private var subjects: [(key: [UInt8], start: Int, firstPlace: Int, isSorted: Bool)] = []

    /// The lines with their salts, subject by subject.
    private(set) var lines = ByteWriter(capacity: size)
    /// The subjects, each with the extent of its lines.
    private(set) var salted: [Subject] = []
    /// The hashes of the lines, one behind the other.
    private(set) var digests: [UInt8] = []
    /// Whether its lines are some of a subject that has too many for one block; `salted` then tells nothing.
    private(set) var isPiece = false
    /// Whether they are the last of these.
    var isLastPiece = false
    /// Why the lines could not be made ready.
    private(set) var failure: StoreError?

    /// From how many bytes on a block takes in no further subject.
    private static let size = 1 << 18
    /// How many lines there are.
    var count: Int { places.count }
    /// How many bytes they have, without their salts.
    var weight: Int { given.count }
    /// Whether no further subject is taken in.
    var isFull: Bool { given.count >= Self.size }
    /// The subject that was begun last.
    var subject: [UInt8] { subjects.last?.key ?? [] }
    /// How many bytes the lines of the subject begun last have.
    var subjectWeight: Int { given.count - (subjects.last?.start ?? 0) }

    /// Becomes empty.
    func reset() {
        // A subject of very many lines must not go on taking its memory.
        if given.count > Self.size * 4 {
            given = ByteWriter(capacity: Self.size)
            lines = ByteWriter(capacity: Self.size)
        }
        given.reset()
        places.removeAll(keepingCapacity: true)
        subjects.removeAll(keepingCapacity: true)
        lines.reset()
        salted.removeAll(keepingCapacity: true)
        digests.removeAll(keepingCapacity: true)
        (isPiece, isLastPiece) = (false, false)
    }

    /// Begins a subject.
    func begin(_ key: [UInt8]) {
        subjects.append((key, given.count, places.count, true))
    }

    /// Begins, in an empty block, some lines of a subject that come in their order.
    func beginPiece(_ key: [UInt8]) {
        begin(key)
        isPiece = true
    }

    /// Takes the lines of the subject begun last out of the block.
    func removeLastSubject() -> [(identity: ArraySlice<UInt8>, row: Int, line: ArraySlice<UInt8>)] {
        guard let subject = subjects.popLast() else { return [] }
        let bytes = given.bytes
        let lines = places[subject.firstPlace...].map {
            (bytes[$0.start..<$0.identityEnd], $0.row, bytes[$0.identityEnd..<$0.end])
        }
        places.removeSubrange(subject.firstPlace...)
        given.bytes.removeSubrange(subject.start...)
        return lines
    }

    /// Takes in a line of the subject begun last, its line feed included.
    func append(identity: ArraySlice<UInt8>, row: Int, line: ArraySlice<UInt8>) {
        let start = given.count
        given.append(identity)
        let place = Place(start: start, identityEnd: given.count, end: given.count + line.count, row: row)
        given.append(line)
        let current = subjects.count - 1
        if let last = places.last, places.count > subjects[current].firstPlace, precedes(place, last) {
            subjects[current].isSorted = false
        }
        places.append(place)
    }

    /// Makes `lines` and what is said about them.
    func prepare(_ salts: inout LineSalts, _ digester: inout Digester) {
        do throws(StoreError) {
            for index in subjects.indices {
                let end = index + 1 < subjects.count ? subjects[index + 1].firstPlace : places.count
                try prepare(subjects[index].firstPlace..<end, subjects[index], &salts, &digester)
            }
        } catch {
            failure = error
        }
    }

    private func prepare(
        _ range: Range<Int>, _ subject: (key: [UInt8], start: Int, firstPlace: Int, isSorted: Bool),
        _ salts: inout LineSalts,
        _ digester: inout Digester
    ) throws(StoreError) {
        if !subject.isSorted {
            let order = range.sorted { precedes(places[$0], places[$1]) }
            places.replaceSubrange(range, with: order.map { places[$0] })
        }
        let start = lines.count
        var last = digests.count
        for place in places[range] {
            let begin = lines.count
            last = digests.count
            let salt = try salts.next()
            EntryLine.write(given.bytes[place.identityEnd..<place.end], salt: salt, to: &lines)
            digester.update(lines.bytes.span.extracting(begin...))
            digester.appendDigest(to: &digests)
        }
        guard !isPiece else { return }
        var digest: [UInt8] = []
        if range.count == 1 {
            digest = Array(digests[last...])
        } else {
            digester.update(lines.bytes.span.extracting(start...))
            digester.appendDigest(to: &digest)
        }
        salted.append(Subject(key: subject.key, length: lines.count - start, digest: digest))
    }

    private func precedes(_ one: Place, _ other: Place) -> Bool {
        let bytes = given.bytes
        let order = ByteOrder.compare(
            bytes[one.start..<one.identityEnd].span, bytes[other.start..<other.identityEnd].span)
        return order != 0 ? order < 0 : (one.row, one.start) < (other.row, other.start)
    }
}
