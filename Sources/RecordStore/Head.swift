// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The one file of a store that is ever replaced: where the import chain ends and which segments are in use.
///
/// Two lines of JSON: the head itself, and the SHA-256 of the first line (without its line feed).
struct Head: Hashable, Sendable {
    /// How many links the chain has.
    var links: Int
    /// The hash of its last link, in lower-case hex.
    var tip: String
    /// SHA-256 of the secret file, in lower-case hex.
    var secret: String
    /// The segments in use, in the order of their latest imports.
    var segments: [SegmentReference]

    /// The name of the format that this program writes.
    static let format = "creditreport-store-1"
    /// The longest head that is read.
    static let sizeLimit = 1 << 24

    /// The contents of the file.
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 1024)
        writer.append("{\"chain\":{\"links\":")
        writer.append(decimal: links)
        writer.append(",\"tip\":")
        writer.append(jsonString: tip)
        writer.append("},\"format\":")
        writer.append(jsonString: Self.format)
        writer.append(",\"secret\":")
        writer.append(jsonString: secret)
        writer.append(",\"segments\":[")
        for (index, segment) in segments.enumerated() {
            if index > 0 { writer.append(",") }
            segment.write(to: &writer)
        }
        writer.append("]}")
        return SealedLine.seal(writer.bytes)
    }

    /// A head of those parts.
    init(links: Int, tip: String, secret: String, segments: [SegmentReference]) {
        self.links = links
        self.tip = tip
        self.secret = secret
        self.segments = segments
    }

    /// Reads the contents of the file.
    init(_ bytes: [UInt8], path: String) throws(StoreError) {
        guard let line = SealedLine.open(bytes) else {
            throw .damaged(path, "its two lines do not agree: the second must be the checksum of the first")
        }
        do throws(JSONError) {
            self = try Head(line)
        } catch {
            let format = (try? JSONReader.read(line))?["format"]?.string
            guard let format, format != Self.format else {
                throw .damaged(path, "it is not well formed: \(error.message)")
            }
            throw StoreError(
                .version, "\(path): the store has the format \(format), this program knows \(Self.format)",
                hint: "use the version of the program that made the store, or a later one")
        }
    }

    private init(_ line: ArraySlice<UInt8>) throws(JSONError) {
        var cursor = JSONCursor(line)
        try cursor.expect("{\"chain\":{\"links\":")
        links = try cursor.integer()
        try cursor.expect(",\"tip\":")
        tip = try cursor.string()
        try cursor.expect("},\"format\":\"\(Self.format)\",\"secret\":")
        secret = try cursor.string()
        try cursor.expect(",\"segments\":[")
        segments = []
        if !cursor.take("]") {
            repeat { segments.append(try SegmentReference(&cursor)) } while cursor.take(",")
            try cursor.expect("]")
        }
        try cursor.expect("}")
        try cursor.end()
    }
}
