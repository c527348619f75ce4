// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// Flate data in the zlib format (RFC 1950), which PDF calls `FlateDecode` (ISO 32000-1, 7.4.4).
///
/// The same bytes, level and version of zlib give the same result; another version of zlib may choose other codes, so that
/// what must be compared over versions is compared after decompression.
public enum Flate {
    /// The version of zlib in use, such as "1.2.13".
    public static var libraryVersion: String { unsafe String(cString: zlibVersion()) }

    /// The bytes compressed in one stream.
    ///
    /// - Parameter level: 0 (stored) to 9 (smallest).
    public static func compress(_ bytes: Span<UInt8>, level: Int) -> [UInt8] {
        var deflater = Deflater(level: level)
        return deflater.compress(bytes)
    }

    /// The bytes compressed in one stream.
    ///
    /// - Parameter level: 0 (stored) to 9 (smallest).
    public static func compress(_ bytes: [UInt8], level: Int) -> [UInt8] {
        compress(bytes.span, level: level)
    }

    /// What a zlib stream holds. The bytes must be exactly one stream, and its Adler-32 must hold.
    ///
    /// - Parameter limit: how many bytes the result may have; one more is an error, and no more than that is ever stored.
    public static func decompress(_ bytes: Span<UInt8>, limit: Int) throws(CompressionError) -> [UInt8] {
        try Inflation.run(bytes, limit: limit)
    }

    /// What a zlib stream holds. The bytes must be exactly one stream, and its Adler-32 must hold.
    ///
    /// - Parameter limit: how many bytes the result may have; one more is an error, and no more than that is ever stored.
    public static func decompress(_ bytes: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
        try decompress(bytes.span, limit: limit)
    }
}
