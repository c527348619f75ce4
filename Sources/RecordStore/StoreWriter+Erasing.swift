// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
internal import Records

extension StoreWriter {
    /// Erases what the store holds of some delivered rows, as a law asks for (依法删除).
    ///
    /// The segments that hold their lines are written anew without them, and the old files removed; a link of the chain
    /// keeps who, when, why and by which law, and for each line a tombstone with its salted digest, so that chain and
    /// snapshots hold as before. Every snapshot, earlier ones too, then gives the tombstones instead of the lines.
    ///
    /// - Parameters:
    ///   - rows: the rows; one that was erased before is passed over.
    ///   - basis: the law, with its article; at most 200 characters, none of them a control character, like the next two.
    ///   - reason: why it applies here. Both stay in the store for good and must not hold what is to be erased.
    ///   - by: who does it.
    ///   - instant: when.
    /// - Returns: what is left of the lines; empty, without a new link, if all of them were erased before.
    /// - Throws: `unknown-row` if the store has no line of one of the rows, `bad-erasure`. Nothing is erased then.
    public mutating func erase(
        _ rows: [DeliveredRow], basis: String, reason: String, by: String, at instant: Instant
    ) throws(StoreError) -> [ErasedLine] {
        for (name, text) in [("basis", basis), ("reason", reason), ("name of who does it", by)] {
            guard 1...200 ~= text.count,
                !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else {
                throw StoreError(
                    .badErasure,
                    "the \(name) of an erasure has \(text.count) characters, or a control character among "
                        + "them; 1 to 200 printable ones were expected")
            }
        }
        let state = try store.state()
        let before = Set(
            state.chain.erased.values.joined().map { DeliveredRow(sequence: $0.line.sequence, row: $0.line.row) })
        var erasing = Erasing(rows: Set(rows).subtracting(before), chain: state.chain, secret: try state.secret())
        guard !erasing.rows.isEmpty else { return [] }
        var segments: [Segment] = []
        for segment in state.segments {
            let span = segment.reference.first...segment.reference.last
            guard erasing.rows.contains(where: { span ~= $0.sequence }) else {
                segments.append(segment)
                continue
            }
            switch try erasing.rewrite(segment, in: store.layout.segments) {
            case .unchanged: segments.append(segment)
            case .nothingLeft: break
            case .replaced(let reference): segments.append(try Segment(reference, in: store.layout.segments))
            }
        }
        let lines = erasing.lines.sorted { ($0.sequence, $0.place) < ($1.sequence, $1.place) }
        let found = Set(lines.map { DeliveredRow(sequence: $0.sequence, row: $0.row) })
        if let missing = erasing.rows.subtracting(found).min() {
            throw StoreError(
                .unknownRow, "the store has no line of row \(missing.row) of import \(missing.sequence)",
                hint: "rows that were unchanged or out of scope left none; show lists the lines of a subject")
        }
        let erasure = Erasure(at: instant, basis: basis, by: by, lines: lines, reason: reason)
        try commit(.erasure(erasure), segments, after: state)
        // The names of the old files are gone now; a loss of power must not bring them back.
        let directory = store.layout.segments
        try StoreError.files { () throws(FileError) in try Directory.sync(directory) }
        return lines
    }
}

/// Segments written anew without the lines of some rows.
private struct Erasing {
    /// What became of a segment.
    enum Outcome {
        case unchanged
        case nothingLeft
        case replaced(SegmentReference)
    }

    /// The rows to erase.
    let rows: Set<DeliveredRow>
    /// What is left of the lines met so far.
    private(set) var lines: [ErasedLine] = []
    private let secret: [UInt8]
    private let algorithm: DigestAlgorithm
    private var places: [Int: LinePlaces] = [:]

    init(rows: Set<DeliveredRow>, chain: ImportChain, secret: [UInt8]) {
        self.rows = rows
        self.secret = secret
        algorithm = chain.algorithm
        for sequence in Set(rows.map(\.sequence)) {
            places[sequence] = LinePlaces(erased: chain.erased(from: sequence))
        }
    }

    /// Writes a segment without the lines of the rows.
    mutating func rewrite(_ segment: Segment, in directory: String) throws(StoreError) -> Outcome {
        let before = lines.count
        var writer = try SegmentWriter(in: directory, algorithm)
        var left = 0
        var subjects = try ExtentTable.Cursor(segment.table)
        while let (key, extent) = try subjects.next() {
            let bytes = try extent.read(from: segment.file)
            guard let split = EntryLine.split(bytes) else {
                throw .damaged(segment.file.path, "a line is not complete")
            }
            var kept = ByteWriter(capacity: bytes.count)
            var count = 0
            for line in split where try !isErased(line, of: segment) {
                kept.append(bytes[line.startIndex...line.endIndex])
                count += 1
            }
            guard count > 0 else { continue }
            let digest = count == split.count ? extent.digest : Digest.of(kept.bytes, algorithm)
            try writer.append(kept.bytes[...], count: count, digest: digest, key: Array(key))
            left += count
        }
        if lines.count == before { return .unchanged }
        if left == 0 { return .nothingLeft }
        return .replaced(try writer.finish(first: segment.reference.first, last: segment.reference.last))
    }

    private mutating func isErased(_ line: ArraySlice<UInt8>, of segment: Segment) throws(StoreError) -> Bool {
        let entry: Entry
        do throws(JSONError) {
            entry = try EntryLine.read(line)
        } catch {
            throw .damaged(segment.file.path, "a line is not well formed: \(error.message)")
        }
        guard let place = places[entry.sequence]?.next() else { return false }
        guard rows.contains(DeliveredRow(sequence: entry.sequence, row: entry.row)) else { return false }
        lines.append(
            ErasedLine(
                digest: Hex.encode(Digest.of(Array(line) + [0x0A], algorithm)), sequence: entry.sequence,
                item: entry.item,
                kind: entry.kind, place: place, row: entry.row, source: entry.source,
                subject: ErasedLine.spelling(of: entry.subject, secret: secret, algorithm)))
        return true
    }
}

/// Counts the places of an import's lines while they are met in order, with those that were erased in between.
struct LinePlaces {
    private var erased: ArraySlice<ErasedLine>
    private var place = 0

    /// The places of an import from which these were erased, in the order of their places.
    init(erased: [ErasedLine]) {
        self.erased = erased[...]
    }

    /// The place of the line that is met next; those erased before it are handed over first.
    mutating func next(_ passing: (ErasedLine) -> Void = { _ in }) -> Int {
        pass(passing)
        place += 1
        return place - 1
    }

    /// Hands over the erased lines that stood here.
    mutating func pass(_ passing: (ErasedLine) -> Void) {
        while let line = erased.first, line.place == place {
            passing(line)
            erased = erased.dropFirst()
            place += 1
        }
    }
}
