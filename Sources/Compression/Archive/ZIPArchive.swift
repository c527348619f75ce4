// SPDX-License-Identifier: Apache-2.0

/// A ZIP archive (APPNOTE 6.3.10) that anybody may have written, opened for reading.
///
/// Opening reads the central directory and each local header and refuses whatever two readers could see differently:
/// records that contradict each other, entries that overlap or leave gaps, bytes before the first entry or behind the
/// end, names that occur twice or lead elsewhere; and what is not read at all: encryption, parts, links, compression
/// other than deflate. No entry's bytes are read yet. Any number of threads may read at once.
public struct ZIPArchive: Sendable {
    /// The entries in the order of the central directory.
    public let entries: [ZIPEntry]
    private let source: ZIPSource
    private let places: [String: Int]

    /// Opens an archive.
    public init(_ source: ZIPSource, limits: ZIPLimits = ZIPLimits()) throws(CompressionError) {
        let directory = try ZIPDirectory(source, limits: limits)
        var entries = directory.entries
        let order = entries.indices.sorted {
            (entries[$0].headerOffset, $0) < (entries[$1].headerOffset, $1)
        }
        var expected = 0
        for (rank, index) in order.enumerated() {
            let next = rank + 1 < order.count ? entries[order[rank + 1]].headerOffset : directory.start
            guard entries[index].headerOffset == expected else {
                throw .zip("an entry should begin at byte \(expected), found \(entries[index].headerOffset)")
            }
            try Self.locate(&entries[index], in: source, before: next)
            expected = next
        }
        guard expected == directory.start else { throw .zip("\(directory.start) bytes belong to no entry") }
        self.entries = entries
        self.source = source
        var places: [String: Int] = [:]
        for (index, entry) in entries.enumerated() { places[entry.name] = index }
        self.places = places
    }

    /// The entry of exactly that name.
    public func entry(_ name: String) -> ZIPEntry? {
        places[name].map { entries[$0] }
    }

    /// Reads an entry from its beginning, piece by piece.
    ///
    /// - Precondition: the entry is one of this archive.
    public func reader(of entry: ZIPEntry) -> ZIPEntryReader {
        ZIPEntryReader(entry, of: source)
    }

    /// All bytes of an entry.
    ///
    /// - Parameter limit: how many bytes it may have; more are an error, and nothing is read then.
    public func bytes(of entry: ZIPEntry, limit: Int) throws(CompressionError) -> [UInt8] {
        guard entry.count <= limit else {
            throw CompressionError(
                code: .zipLimit,
                message:
                    "the entry \(ZIPName.shown(entry.name)) has \(entry.count) bytes, at most \(limit) are accepted")
        }
        let reader = reader(of: entry)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entry.count)
        while let piece = try reader.next() { bytes += piece }
        return bytes
    }

    /// Holds an entry's local header, and what stands behind its data, against the central directory.
    private static func locate(
        _ entry: inout ZIPEntry, in source: ZIPSource, before next: Int
    ) throws(CompressionError) {
        let shown = ZIPName.shown(entry.name)
        let start = entry.headerOffset
        guard start + 30 <= next else { throw overlap(shown) }
        let head = ZIPFields(bytes: try source.read(at: start, count: 30))
        guard head.double(0) == ZIPSignature.local else {
            throw .zip("no local header of \(shown) stands at byte \(start)")
        }
        let lengths = (name: head.small(26), extra: head.small(28))
        let data = start + 30 + lengths.name + lengths.extra
        let (end, overflow) = data.addingReportingOverflow(entry.compressedCount)
        guard !overflow, end <= next else { throw overlap(shown) }
        let rest = ZIPFields(bytes: try source.read(at: start + 30, count: lengths.name + lengths.extra))
        guard rest.bytes.prefix(lengths.name).elementsEqual(entry.name.utf8) else {
            throw .zip("the local header of \(shown) has another name")
        }
        let watched = ZIPFlags.encrypted | ZIPFlags.descriptor | ZIPFlags.stronglyEncrypted | ZIPFlags.masked
        guard head.word(6) & watched == entry.flags & watched, head.word(8) == entry.method.rawValue else {
            throw .zip("the local header of \(shown) contradicts the central directory")
        }
        try checkSizes(of: entry, head, rest, extra: lengths.name..<lengths.name + lengths.extra)
        try checkDescriptor(of: entry, source, end..<next)
        entry.dataOffset = data
    }

    /// A local header with a descriptor may leave its values out as zeros, else they are those of the directory.
    private static func checkSizes(
        of entry: ZIPEntry, _ head: ZIPFields, _ rest: ZIPFields, extra: Range<Int>
    ) throws(CompressionError) {
        var sizes = [Int(head.double(22)), Int(head.double(18))]
        var long = rest.extra64(extra)
        for index in sizes.indices where sizes[index] == Int(UInt32.max) {
            sizes[index] = long?.take() ?? sizes[index]
        }
        let stated = (head.double(14), sizes[0], sizes[1])
        if stated == (entry.checksum, entry.count, entry.compressedCount) { return }
        guard entry.hasDescriptor, stated.0 == 0 || stated.0 == entry.checksum,
            stated.1 == 0 || stated.1 == entry.count, stated.2 == 0 || stated.2 == entry.compressedCount
        else {
            throw .zip("the local header of \(ZIPName.shown(entry.name)) has other sizes than the central directory")
        }
    }

    /// Behind the data stands a descriptor in one of its four forms (APPNOTE, 4.3.9), or nothing.
    private static func checkDescriptor(
        of entry: ZIPEntry, _ source: ZIPSource, _ range: Range<Int>
    ) throws(CompressionError) {
        let shown = ZIPName.shown(entry.name)
        guard entry.hasDescriptor else {
            guard range.isEmpty else { throw .zip("\(range.count) bytes behind the entry \(shown) belong to none") }
            return
        }
        guard [12, 16, 20, 24].contains(range.count) else {
            throw .zip("no descriptor stands behind the entry \(shown)")
        }
        let fields = ZIPFields(bytes: try source.read(at: range.lowerBound, count: range.count))
        let isMarked = range.count % 8 == 0
        let first = isMarked ? 4 : 0
        let isLong = range.count >= 20
        let compressed = isLong ? fields.large(first + 4) : Int(fields.double(first + 4))
        let count = isLong ? fields.large(first + 12) : Int(fields.double(first + 8))
        guard !isMarked || fields.double(0) == ZIPSignature.descriptor, fields.double(first) == entry.checksum,
            compressed == entry.compressedCount, count == entry.count
        else { throw .zip("the descriptor of \(shown) contradicts the central directory") }
    }

    private static func overlap(_ shown: String) -> CompressionError {
        CompressionError(code: .zipOverlap, message: "the entry \(shown) reaches into what comes after it")
    }
}
