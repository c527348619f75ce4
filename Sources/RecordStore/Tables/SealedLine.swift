// SPDX-License-Identifier: Apache-2.0

package import Bytes
internal import Cryptography

/// A small file of two lines of JSON: the second holds the SHA-256 of the first (without its line feed).
package enum SealedLine {
    /// The contents of the file for a first line.
    package static func seal(_ line: [UInt8]) -> [UInt8] {
        var writer = ByteWriter(capacity: line.count + 80)
        writer.append(line)
        writer.append("\n{\"sha256\":\"")
        writer.append(hex: Digest.of(line))
        writer.append("\"}\n")
        return writer.bytes
    }

    /// The first line of a file; nil if the second is not its checksum.
    package static func open(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        let line = bytes[..<(bytes.firstIndex(of: 0x0A) ?? bytes.endIndex)]
        return seal(Array(line)) == bytes ? line : nil
    }
}

extension Extent {
    /// Appends it as JSON, its keys sorted.
    package func write(to writer: inout ByteWriter) {
        writer.append("{\"length\":")
        writer.append(decimal: length)
        writer.append(",\"offset\":")
        writer.append(decimal: offset)
        writer.append(",\"sha256\":\"")
        writer.append(hex: digest)
        writer.append("\"}")
    }

    /// Reads what `write` writes.
    package init(_ cursor: inout JSONCursor) throws(JSONError) {
        try cursor.expect("{\"length\":")
        let length = try cursor.integer()
        try cursor.expect(",\"offset\":")
        let offset = try cursor.integer()
        try cursor.expect(",\"sha256\":")
        guard let digest = Hex.decode(try cursor.string()), digest.count == 32 else {
            throw cursor.fault("a SHA-256 was expected")
        }
        try cursor.expect("}")
        self.init(offset: offset, length: length, digest: digest)
    }
}
