// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// The checksum of a zlib stream (RFC 1950, 8.2). It finds accidents, not forgeries.
public enum Adler32 {
    /// The checksum of no bytes.
    public static let empty: UInt32 = 1

    /// The checksum of what has the checksum `start`, followed by `bytes`.
    public static func of(_ bytes: Span<UInt8>, after start: UInt32 = empty) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return start }
            return unsafe UInt32(truncatingIfNeeded: adler32_z(UInt(start), base, buffer.count))
        }
    }

    /// The checksum of a first part followed by a second one of `count` bytes, from the checksums of both.
    public static func combine(_ first: UInt32, _ second: UInt32, count: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: adler32_combine(UInt(first), UInt(second), count))
    }
}

/// The checksum of ZIP members and gzip files (RFC 1952, 8). It finds accidents, not forgeries.
public enum CRC32 {
    /// The checksum of what has the checksum `start`, followed by `bytes`.
    public static func of(_ bytes: Span<UInt8>, after start: UInt32 = 0) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return start }
            return unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(start), base, buffer.count))
        }
    }
}
