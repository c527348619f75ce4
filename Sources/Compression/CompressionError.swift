// SPDX-License-Identifier: Apache-2.0

/// Why compressed bytes could not be read.
public struct CompressionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure; the raw value is the stable code.
    public enum Code: String, Sendable {
        /// The bytes end before the stream does.
        case truncated = "flate.truncated"
        /// The bytes are not a zlib stream, or its checksum does not hold.
        case corrupt = "flate.corrupt"
        /// Bytes follow the end of the stream.
        case trailingBytes = "flate.trailing-bytes"
        /// The stream holds more than the caller allows.
        case tooLarge = "flate.too-large"
        /// The file is no ZIP archive.
        case notZip = "zip.not-zip"
        /// The archive ends early.
        case zipTruncated = "zip.truncated"
        /// The records of the archive contradict each other, or an entry's data are damaged.
        case zipCorrupt = "zip.corrupt"
        /// An entry's bytes have another CRC-32 than the archive states.
        case zipChecksum = "zip.checksum"
        /// An entry is encrypted.
        case zipEncrypted = "zip.encrypted"
        /// The archive uses what is not read: parts, links, compression other than deflate.
        case zipUnsupported = "zip.unsupported"
        /// A name is not UTF-8, or leads out of the archive.
        case zipName = "zip.name"
        /// Two entries have one name.
        case zipDuplicate = "zip.duplicate"
        /// Entries lie over each other.
        case zipOverlap = "zip.overlap"
        /// The archive has more entries or bytes, or a higher ratio of compression, than the caller allows.
        case zipLimit = "zip.limit"
        /// The archive's file cannot be read.
        case zipFile = "zip.file"
    }

    /// What kind of failure it is.
    public let code: Code
    /// What was found, and what was expected.
    public let message: String

    /// The message and the code.
    public var description: String { "\(message) [\(code.rawValue)]" }
}
