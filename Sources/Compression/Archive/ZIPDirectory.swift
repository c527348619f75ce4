// SPDX-License-Identifier: Apache-2.0

/// The central directory of an archive (APPNOTE, 4.3.12 to 4.3.16).
struct ZIPDirectory {
    /// The entries in the order of the directory; their data's places are not known yet.
    private(set) var entries: [ZIPEntry] = []
    /// Where the directory begins: all entries lie before.
    private(set) var start = 0
    private var size = 0
    private var total = 0

    /// The most bytes of a directory that are read.
    private static let mostBytes = 64 << 20

    /// Finds and reads the directory.
    init(_ source: ZIPSource, limits: ZIPLimits) throws(CompressionError) {
        let end = try Self.endRecord(source)
        let fields = ZIPFields(bytes: try source.read(at: end, count: 22))
        guard fields.word(4) == 0, fields.word(6) == 0, fields.word(8) == fields.word(10) else {
            throw CompressionError(code: .zipUnsupported, message: "the archive is one of several parts")
        }
        total = fields.small(10)
        size = Int(fields.double(12))
        start = Int(fields.double(16))
        var limit = end
        if end >= 20 {
            let locator = ZIPFields(bytes: try source.read(at: end - 20, count: 20))
            if locator.double(0) == ZIPSignature.locator64 {
                limit = locator.large(8)
                try readEnd64(source, at: limit, before: end - 20, plain: fields)
            }
        }
        guard total <= limits.entries else {
            throw CompressionError(
                code: .zipLimit, message: "the archive has \(total) entries, at most \(limits.entries) are accepted")
        }
        guard start <= limit, size == limit - start else {
            throw .zip("the central directory should end at byte \(limit), by its size it ends at \(start &+ size)")
        }
        guard size <= Self.mostBytes else {
            throw CompressionError(code: .zipLimit, message: "the central directory has \(size) bytes")
        }
        try readHeaders(ZIPFields(bytes: try source.read(at: start, count: size)), limits: limits)
    }

    /// Where the end record stands: nothing may follow it but its own comment, and no other may stand in that.
    private static func endRecord(_ source: ZIPSource) throws(CompressionError) -> Int {
        let head = try source.read(at: 0, count: min(4, source.count))
        let first = head.count == 4 ? ZIPFields(bytes: head).double(0) : 0
        guard first == ZIPSignature.local || first == ZIPSignature.end else {
            throw CompressionError(code: .notZip, message: "the file does not begin with an entry of a ZIP archive")
        }
        let count = min(source.count, 22 + 65_535)
        let base = source.count - count
        let tail = ZIPFields(bytes: try source.read(at: base, count: count))
        var found: Int?
        var place = count - 22
        while place >= 0 {
            if tail.bytes[place] == 0x50, tail.double(place) == ZIPSignature.end,
                place + 22 + tail.small(place + 20) == count
            {
                guard found == nil else { throw .zip("the archive has two end records that both fit") }
                found = base + place
            }
            place -= 1
        }
        guard let found else {
            throw CompressionError(
                code: .zipTruncated, message: "the archive has no end record: it was cut off, or bytes follow it")
        }
        return found
    }

    /// Reads the ZIP64 end record, which must not contradict the plain one.
    private mutating func readEnd64(
        _ source: ZIPSource, at offset: Int, before end: Int, plain: ZIPFields
    ) throws(CompressionError) {
        guard offset <= end - 56 else { throw .zip("the ZIP64 end record should stand before its locator") }
        let fields = ZIPFields(bytes: try source.read(at: offset, count: 56))
        guard fields.double(0) == ZIPSignature.end64, fields.large(4) == end - offset - 12 else {
            throw .zip("no ZIP64 end record stands where its locator says, at byte \(offset)")
        }
        guard fields.double(16) == 0, fields.double(20) == 0, fields.quad(24) == fields.quad(32) else {
            throw CompressionError(code: .zipUnsupported, message: "the archive is one of several parts")
        }
        let agrees =
            (plain.word(10) == .max || fields.large(32) == total)
            && (plain.double(12) == .max || fields.large(40) == size)
            && (plain.double(16) == .max || fields.large(48) == start)
        guard agrees else { throw .zip("the two end records contradict each other") }
        total = fields.large(32)
        size = fields.large(40)
        start = fields.large(48)
    }

    private mutating func readHeaders(_ fields: ZIPFields, limits: ZIPLimits) throws(CompressionError) {
        var place = 0
        var names: Set<[UInt8]> = []
        var inflated = 0
        for number in 0..<total {
            guard place + 46 <= size, fields.double(place) == ZIPSignature.central else {
                throw .zip("entry \(number + 1) of \(total) is not in the central directory")
            }
            let lengths = (fields.small(place + 28), fields.small(place + 30), fields.small(place + 32))
            let end = place + 46 + lengths.0 + lengths.1 + lengths.2
            guard end <= size else { throw .zip("entry \(number + 1) reaches beyond the central directory") }
            let entry = try Self.entry(fields, at: place, lengths: lengths, limits: limits)
            guard names.insert(ZIPName.folded(entry.name)).inserted else {
                throw CompressionError(
                    code: .zipDuplicate, message: "two entries have the name \(ZIPName.shown(entry.name))")
            }
            inflated = inflated.addingReportingOverflow(entry.count).overflow ? .max : inflated + entry.count
            guard inflated <= limits.totalBytes else {
                throw CompressionError(
                    code: .zipLimit, message: "the archive holds more than \(limits.totalBytes) bytes, decompressed")
            }
            entries.append(entry)
            place = end
        }
        guard place == size else { throw .zip("the central directory holds more than its \(total) entries") }
    }

    private static func entry(
        _ fields: ZIPFields, at place: Int, lengths: (name: Int, extra: Int, comment: Int), limits: ZIPLimits
    ) throws(CompressionError) -> ZIPEntry {
        let flags = fields.word(place + 8)
        let name = try name(fields.bytes[place + 46..<place + 46 + lengths.name], flags: flags, limits: limits)
        let shown = ZIPName.shown(name)
        guard flags & (ZIPFlags.encrypted | ZIPFlags.stronglyEncrypted | ZIPFlags.masked) == 0 else {
            throw CompressionError(code: .zipEncrypted, message: "the entry \(shown) is encrypted")
        }
        guard flags & ZIPFlags.patched == 0, let method = ZIPEntry.Method(rawValue: fields.word(place + 10)) else {
            throw CompressionError(
                code: .zipUnsupported,
                message: "the entry \(shown) has the compression \(fields.word(place + 10)), expected 0 or 8")
        }
        // The mode of Unix stands in the upper half; 0xA000 marks a link.
        guard fields.bytes[place + 5] != 3 || fields.word(place + 40) & 0xF000 != 0xA000 else {
            throw CompressionError(code: .zipUnsupported, message: "the entry \(shown) is a symbolic link")
        }
        var sizes = [Int(fields.double(place + 24)), Int(fields.double(place + 20)), Int(fields.double(place + 42))]
        var extra = fields.extra64(place + 46 + lengths.name..<place + 46 + lengths.name + lengths.extra)
        for index in sizes.indices where sizes[index] == Int(UInt32.max) {
            guard let value = extra?.take() else { throw .zip("the entry \(shown) lacks its ZIP64 sizes") }
            sizes[index] = value
        }
        guard fields.word(place + 34) == 0 else {
            throw CompressionError(code: .zipUnsupported, message: "the archive is one of several parts")
        }
        try checkRatio(sizes[0], compressed: sizes[1], shown, limits: limits)
        return ZIPEntry(
            name: name, method: method, count: sizes[0], compressedCount: sizes[1], checksum: fields.double(place + 16),
            headerOffset: sizes[2], hasDescriptor: flags & ZIPFlags.descriptor != 0, flags: flags)
    }

    private static func checkRatio(
        _ count: Int, compressed: Int, _ shown: String, limits: ZIPLimits
    ) throws(CompressionError) {
        guard count > limits.ratioFloor, count / max(1, compressed) >= limits.ratio else { return }
        throw CompressionError(
            code: .zipLimit,
            message: "the entry \(shown) has \(count) bytes in \(compressed), "
                + "at most \(limits.ratio) times as many are accepted")
    }

    private static func name(
        _ bytes: ArraySlice<UInt8>, flags: UInt16, limits: ZIPLimits
    ) throws(CompressionError) -> String {
        guard bytes.count <= limits.nameBytes else {
            throw CompressionError(code: .zipName, message: "the name of an entry has \(bytes.count) bytes")
        }
        guard let name = String(validating: bytes, as: UTF8.self) else {
            throw CompressionError(code: .zipName, message: "the name of an entry is not UTF-8")
        }
        guard flags & ZIPFlags.utf8 != 0 || bytes.allSatisfy({ $0 < 0x80 }) else {
            throw CompressionError(
                code: .zipName, message: "the name \(ZIPName.shown(name)) of an entry is not marked as UTF-8")
        }
        try ZIPName.check(name)
        return name
    }
}
