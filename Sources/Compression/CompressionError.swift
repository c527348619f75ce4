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
    }

    /// What kind of failure it is.
    public let code: Code
    /// What was found, and what was expected.
    public let message: String

    /// The message and the code.
    public var description: String { "\(message) [\(code.rawValue)]" }
}
