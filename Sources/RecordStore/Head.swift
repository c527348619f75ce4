// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

/// The one file of a store that is ever replaced: where the import chain ends and which segments are in use.
///
/// Two lines of JSON: the head itself, and the hash of the first line (without its line feed). The format names the hash
/// function of the whole store: SHA-256 in the first, in the second the one that the member `hash` says.
struct Head: Hashable, Sendable {
    /// How many links the chain has.
    var links: Int
    /// The hash of its last link, in lower-case hex.
    var tip: String
    /// The hash function of everything in the store.
    var algorithm: DigestAlgorithm
    /// The hash of the secret file, in lower-case hex.
    var secret: String
    /// The segments in use, in the order of their latest imports.
    var segments: [SegmentReference]

    /// The format of a store of SHA-256.
    private static let format = "creditreport-store-1"
    /// The format of a store of another hash function, which its head names.
    private static let formatWithHash = "creditreport-store-2"
    /// The longest head that is read.
    static let sizeLimit = 1 << 24

    /// The contents of the file.
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 1024)
        writer.append("{\"chain\":{\"links\":")
        writer.append(decimal: links)
        writer.append(",\"tip\":")
        writer.append(jsonString: tip)
        writer.append(Self.format(of: algorithm))
        writer.append(",\"secret\":")
        writer.append(jsonString: secret)
        writer.append(",\"segments\":[")
        for (index, segment) in segments.enumerated() {
            if index > 0 { writer.append(",") }
            segment.write(to: &writer)
        }
        writer.append("]}")
        return SealedLine.seal(writer.bytes, algorithm)
    }

    /// A head of those parts.
    init(
        links: Int, tip: String, secret: String, segments: [SegmentReference], algorithm: DigestAlgorithm
    ) {
        self.algorithm = algorithm
        self.links = links
        self.tip = tip
        self.secret = secret
        self.segments = segments
    }

    /// Reads the contents of the file.
    init(_ bytes: [UInt8], path: String) throws(StoreError) {
        var sealed: (line: ArraySlice<UInt8>, algorithm: DigestAlgorithm)?
        for algorithm in DigestAlgorithm.allCases {
            if let line = SealedLine.open(bytes, algorithm) { sealed = (line, algorithm) }
        }
        guard let (line, algorithm) = sealed else {
            throw .damaged(path, "its two lines do not agree: the second must be the checksum of the first")
        }
        do throws(JSONError) {
            self = try Head(line, algorithm)
        } catch {
            let format = (try? JSONReader.read(line))?["format"]?.string
            guard let format, ![Self.format, Self.formatWithHash].contains(format) else {
                throw .damaged(path, "it is not well formed: \(error.message)")
            }
            throw StoreError(
                .version,
                "\(path): the store has the format \(format), this program knows \(Self.format) and "
                    + Self.formatWithHash,
                hint: "use the version of the program that made the store, or a later one")
        }
    }

    /// The members that say what the store is written in.
    private static func format(of algorithm: DigestAlgorithm) -> String {
        switch algorithm {
        case .sha256: "},\"format\":\"\(format)\""
        case .sm3: "},\"format\":\"\(formatWithHash)\",\"hash\":\"\(algorithm.member)\""
        }
    }

    private init(_ line: ArraySlice<UInt8>, _ algorithm: DigestAlgorithm) throws(JSONError) {
        self.algorithm = algorithm
        var cursor = JSONCursor(line)
        try cursor.expect("{\"chain\":{\"links\":")
        links = try cursor.integer()
        try cursor.expect(",\"tip\":")
        tip = try cursor.string()
        try cursor.expect(Self.format(of: algorithm) + ",\"secret\":")
        secret = try cursor.string()
        try cursor.expect(",\"segments\":[")
        segments = []
        if !cursor.take("]") {
            repeat { segments.append(try SegmentReference(&cursor, algorithm)) } while cursor.take(",")
            try cursor.expect("]")
        }
        try cursor.expect("}")
        try cursor.end()
    }
}
