// SPDX-License-Identifier: Apache-2.0

package import Bytes
package import Cryptography

/// A small file of two lines of JSON: the second holds the hash of the first (without its line feed).
package enum SealedLine {
    /// The contents of the file for a first line.
    package static func seal(_ line: [UInt8], _ algorithm: DigestAlgorithm) -> [UInt8] {
        var writer = ByteWriter(capacity: line.count + 80)
        writer.append(line)
        writer.append("\n{\"\(algorithm.member)\":\"")
        writer.append(hex: Digest.of(line, algorithm))
        writer.append("\"}\n")
        return writer.bytes
    }

    /// The first line of a file; nil if the second is not its checksum.
    package static func open(_ bytes: [UInt8], _ algorithm: DigestAlgorithm) -> ArraySlice<UInt8>? {
        let line = bytes[..<(bytes.firstIndex(of: 0x0A) ?? bytes.endIndex)]
        return seal(Array(line), algorithm) == bytes ? line : nil
    }
}

extension Extent {
    /// Appends it as JSON, its keys sorted.
    package func write(to writer: inout ByteWriter) {
        writer.append("{\"length\":")
        writer.append(decimal: length)
        writer.append(",\"offset\":")
        writer.append(decimal: offset)
        writer.append(",\"\(algorithm.member)\":\"")
        writer.append(hex: digest)
        writer.append("\"}")
    }

    /// Reads what `write` writes.
    package init(_ cursor: inout JSONCursor, _ algorithm: DigestAlgorithm) throws(JSONError) {
        try cursor.expect("{\"length\":")
        let length = try cursor.integer()
        try cursor.expect(",\"offset\":")
        let offset = try cursor.integer()
        try cursor.expect(",\"\(algorithm.member)\":")
        guard let digest = Hex.decode(try cursor.string()), digest.count == algorithm.byteCount else {
            throw cursor.fault("a hash was expected")
        }
        try cursor.expect("}")
        self.init(offset: offset, length: length, digest: digest, algorithm: algorithm)
    }
}
