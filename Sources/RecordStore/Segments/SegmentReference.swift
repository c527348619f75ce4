// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

/// What the head says of a segment: enough to find its files and to trust every byte of them.
struct SegmentReference: Hashable, Sendable {
    /// How many bytes its lines have.
    var bytes: Int
    /// The earliest import in it.
    var first: Int
    /// The latest import in it.
    var last: Int
    /// How many lines it has.
    var lines: Int
    /// The hash of its lines, in lower-case hex.
    var hash: String
    /// The root page of its index.
    var root: Extent

    /// What its files are called, before the extension: the latest import and the beginning of the hash.
    var name: String {
        var writer = ByteWriter(capacity: 25)
        writer.append(decimal: last, width: 8)
        writer.append("-")
        writer.append(hash.prefix(16))
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The file of its lines.
    var linesFile: String { name + ".jsonl" }
    /// The file of its index.
    var indexFile: String { name + ".index" }

    /// Appends it as JSON.
    func write(to writer: inout ByteWriter) {
        writer.append("{\"bytes\":")
        writer.append(decimal: bytes)
        writer.append(",\"first\":")
        writer.append(decimal: first)
        writer.append(",\"index\":")
        root.write(to: &writer)
        writer.append(",\"last\":")
        writer.append(decimal: last)
        writer.append(",\"lines\":")
        writer.append(decimal: lines)
        writer.append(",\"name\":")
        writer.append(jsonString: name)
        writer.append(",\"\(root.algorithm.member)\":")
        writer.append(jsonString: hash)
        writer.append("}")
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor, _ algorithm: DigestAlgorithm) throws(JSONError) {
        try cursor.expect("{\"bytes\":")
        bytes = try cursor.integer()
        try cursor.expect(",\"first\":")
        first = try cursor.integer()
        try cursor.expect(",\"index\":")
        root = try Extent(&cursor, algorithm)
        try cursor.expect(",\"last\":")
        last = try cursor.integer()
        try cursor.expect(",\"lines\":")
        lines = try cursor.integer()
        try cursor.expect(",\"name\":")
        let name = try cursor.string()
        try cursor.expect(",\"\(algorithm.member)\":")
        hash = try cursor.string()
        try cursor.expect("}")
        guard name == self.name else {
            throw cursor.fault("a segment is named \(name), \(self.name) was expected")
        }
    }

    /// A reference of those parts.
    init(bytes: Int, first: Int, last: Int, lines: Int, hash: String, root: Extent) {
        self.bytes = bytes
        self.first = first
        self.last = last
        self.lines = lines
        self.hash = hash
        self.root = root
    }
}
