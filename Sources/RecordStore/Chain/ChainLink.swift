// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
public import Records

/// A link of the import chain: something that changed what the store answers, bound to all that came before.
public struct ChainLink: Hashable, Sendable {
    /// What a link records.
    public enum Content: Hashable, Sendable {
        /// An import, with the number of lines that it brought.
        case delivery(ImportDescription, lines: Int)
        /// A version of a configuration file came into use.
        case configuration(ConfigurationVersion)
        /// Lines were erased by law.
        case erasure(Erasure)
    }

    /// Its place in the chain, from 1 on.
    public let number: Int
    /// What it records.
    public let content: Content
    /// The hash of the link before it; 64 zeros for the first.
    public let previous: String
    /// The hash of its line (which holds `previous`), in lower-case hex: the identifier of the snapshot that it ends.
    public let hash: String
    /// Its line, without a line feed.
    let line: [UInt8]

    /// What stands for the hash before the first link.
    static let origin = String(repeating: "0", count: 64)

    /// A new link behind the one with the hash `previous`.
    init(number: Int, content: Content, previous: String, algorithm: DigestAlgorithm) {
        var writer = ByteWriter(capacity: 1024)
        switch content {
        case .delivery(let description, let lines):
            writer.append("{\"import\":")
            description.write(lines: lines, algorithm, to: &writer)
        case .configuration(let version):
            writer.append("{\"configuration\":")
            version.write(algorithm, to: &writer)
        case .erasure(let erasure):
            writer.append("{\"erasure\":")
            erasure.write(to: &writer)
        }
        writer.append(",\"link\":")
        writer.append(decimal: number)
        writer.append(",\"previous\":")
        writer.append(jsonString: previous)
        writer.append("}")
        self.number = number
        self.content = content
        self.previous = previous
        line = writer.bytes
        hash = Hex.encode(Digest.of(line, algorithm))
    }

    /// Reads a line of the chain.
    init(_ line: ArraySlice<UInt8>, _ algorithm: DigestAlgorithm) throws(JSONError) {
        var cursor = JSONCursor(line)
        if cursor.take("{\"import\":") {
            let (description, lines) = try ImportDescription.read(&cursor, algorithm)
            content = .delivery(description, lines: lines)
        } else if cursor.take("{\"erasure\":") {
            content = .erasure(try Erasure(&cursor))
        } else {
            try cursor.expect("{\"configuration\":")
            content = .configuration(try ConfigurationVersion(&cursor, algorithm))
        }
        try cursor.expect(",\"link\":")
        number = try cursor.integer()
        try cursor.expect(",\"previous\":")
        previous = try cursor.string()
        try cursor.expect("}")
        try cursor.end()
        self.line = Array(line)
        hash = Hex.encode(Digest.of(line, algorithm))
    }
}
