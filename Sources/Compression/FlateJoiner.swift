// SPDX-License-Identifier: Apache-2.0

/// A part of a stream, compressed by itself, to be joined with others by a ``FlateJoiner``.
///
/// What many documents share is compressed once and then copied into each.
public struct FlatePiece: Sendable, Equatable {
    /// Deflate blocks (RFC 1951) that end at a whole byte and refer to nothing before them; none is marked as the last.
    public let blocks: [UInt8]
    /// The Adler-32 of the bytes before compression.
    public let checksum: UInt32
    /// How many bytes there were before compression.
    public let count: Int
}

/// Compresses parts by themselves and joins them to one zlib stream.
public struct FlateJoiner: ~Copyable {
    private var deflater: Deflater

    /// - Parameter level: 0 (stored) to 9 (smallest).
    public init(level: Int) {
        deflater = Deflater(level: level, windowBits: -15)
    }

    /// One part, compressed.
    public mutating func piece(_ bytes: Span<UInt8>) -> FlatePiece {
        FlatePiece(
            blocks: bytes.isEmpty ? [] : deflater.run(bytes, end: .flush), checksum: Adler32.of(bytes),
            count: bytes.count)
    }

    /// One part, compressed.
    public mutating func piece(_ bytes: [UInt8]) -> FlatePiece {
        piece(bytes.span)
    }

    /// The zlib stream that holds the parts one after the other.
    public static func join(_ pieces: [FlatePiece]) -> [UInt8] {
        // Window of 32 KB, default level, checked by FCHECK (RFC 1950, 2.2).
        var stream: [UInt8] = [0x78, 0x9C]
        stream.reserveCapacity(pieces.reduce(8) { $0 + $1.blocks.count })
        var checksum = Adler32.empty
        for piece in pieces {
            stream += piece.blocks
            checksum = Adler32.combine(checksum, piece.checksum, count: piece.count)
        }
        // An empty last block with fixed codes, then the checksum, most significant byte first.
        stream += [0x03, 0x00]
        stream += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> UInt32($0)) }
        return stream
    }
}
