// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// Where the bytes of an archive are: they are read where they are needed, never as a whole.
public enum ZIPSource: Sendable {
    /// An open file.
    case file(ReadableFile)
    /// Bytes in memory.
    case memory([UInt8])

    /// How many bytes there are.
    public var count: Int {
        switch self {
        case .file(let file): file.count
        case .memory(let bytes): bytes.count
        }
    }

    /// Exactly `count` bytes from `offset` on.
    ///
    /// - Throws: `file` if the system can't read them, `truncated` if they lie beyond the end.
    func read(at offset: Int, count: Int) throws(CompressionError) -> [UInt8] {
        let (end, overflow) = offset.addingReportingOverflow(count)
        guard offset >= 0, count >= 0, !overflow, end <= self.count else {
            throw CompressionError(
                code: .zipTruncated,
                message: "the archive ends at byte \(self.count), within what should stand at byte \(offset)")
        }
        switch self {
        case .memory(let bytes): return Array(bytes[offset..<end])
        case .file(let file):
            do {
                return try file.read(at: offset, count: count)
            } catch {
                throw CompressionError(code: .zipFile, message: error.message)
            }
        }
    }
}

/// How large an archive may be before it is given up.
public struct ZIPLimits: Sendable, Hashable {
    /// Entries of the archive.
    public var entries: Int
    /// Bytes of all entries together after decompression.
    public var totalBytes: Int
    /// How many times larger than its compressed form an entry may be that is larger than `ratioFloor`.
    public var ratio: Int
    /// Entries of at most that many bytes may have any ratio: blank forms compress very well and do no harm.
    public var ratioFloor: Int
    /// Bytes of a name.
    public var nameBytes: Int

    /// The limits of a delivery; others change what they need.
    public init(
        entries: Int = 4096, totalBytes: Int = 8 << 30, ratio: Int = 250, ratioFloor: Int = 4 << 20,
        nameBytes: Int = 512
    ) {
        self.entries = entries
        self.totalBytes = totalBytes
        self.ratio = ratio
        self.ratioFloor = ratioFloor
        self.nameBytes = nameBytes
    }
}
