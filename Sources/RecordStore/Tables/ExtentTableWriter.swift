// SPDX-License-Identifier: Apache-2.0

package import Bytes
package import Cryptography

/// Writes an `ExtentTable` from keys in ascending order, in one pass and with one open page a level.
package struct ExtentTableWriter {
    /// What is ready to be written; the caller takes it out from time to time.
    package var output = ByteWriter(capacity: 1 << 16)
    private var position = ExtentTable.mark.count
    private var levels: [OpenPage] = []
    private let algorithm: DigestAlgorithm
    private let leafTarget: Int

    private struct OpenPage {
        var bytes = ByteWriter(capacity: Page.target)
        var count = 0
        var firstKey: [UInt8] = []
    }

    /// A table without entries, of hashes of that function.
    ///
    /// - Parameter leafTarget: how long its leaves may grow.
    package init(_ algorithm: DigestAlgorithm, leafTarget: Int = ExtentTableWriter.leafTarget) {
        self.algorithm = algorithm
        self.leafTarget = leafTarget
        output.append(ExtentTable.mark)
    }

    /// How long leaves may grow that are written now.
    package static let leafTarget = Page.leafTarget

    /// The longest key.
    package static let longestKey = Int(UInt16.max)

    /// Appends an entry.
    ///
    /// - Precondition: `key` comes after the keys before it and is no longer than `longestKey`.
    package mutating func append(_ key: [UInt8], _ extent: Extent) {
        append(key, extent, level: 0)
    }

    /// Ends the table and gives the extent of its root; `output` then holds the rest of the file.
    ///
    /// - Precondition: there is an entry.
    package mutating func finish() -> Extent {
        precondition(!levels.isEmpty, "a table has at least one entry")
        var level = 0
        while level < levels.count - 1 {
            flush(level)
            level += 1
        }
        return close(level)
    }

    private mutating func append(_ key: [UInt8], _ extent: Extent, level: Int) {
        precondition(key.count <= Self.longestKey && extent.digest.count == 32)
        if level == levels.count { levels.append(OpenPage()) }
        let target = level == 0 ? leafTarget : Page.target
        if levels[level].count > 0 && levels[level].bytes.count + Page.overhead + key.count > target {
            flush(level)
        }
        if levels[level].count == 0 {
            levels[level].bytes.append(UInt8(level))
            levels[level].bytes.append(bigEndian: UInt16(0))
            levels[level].firstKey = key
        }
        levels[level].bytes.append(bigEndian: UInt16(key.count))
        levels[level].bytes.append(key)
        levels[level].bytes.append(bigEndian: UInt64(extent.offset))
        levels[level].bytes.append(bigEndian: UInt64(extent.length))
        levels[level].bytes.append(extent.digest)
        levels[level].count += 1
    }

    /// Ends the open page of a level and enters it one level up.
    private mutating func flush(_ level: Int) {
        let firstKey = levels[level].firstKey
        let extent = close(level)
        append(firstKey, extent, level: level + 1)
    }

    private mutating func close(_ level: Int) -> Extent {
        let count = UInt16(levels[level].count)
        levels[level].bytes.overwrite(at: 1, with: [UInt8(count >> 8), UInt8(count & 255)])
        let bytes = levels[level].bytes.bytes
        let extent = Extent(
            offset: position, length: bytes.count, digest: Digest.of(bytes, algorithm), algorithm: algorithm)
        output.append(bytes)
        position += bytes.count
        levels[level].bytes.reset()
        levels[level].count = 0
        return extent
    }
}

/// The tables that the same entries give: with the leaves that are written now, and with those that were written before.
///
/// Who makes an index again compares it with the one that was written, which may have either.
struct ExtentTableCandidates {
    private var writers: [ExtentTableWriter]

    /// Tables without entries, of hashes of that function.
    init(_ algorithm: DigestAlgorithm) {
        writers = [Page.leafTarget, Page.formerLeafTarget].map { ExtentTableWriter(algorithm, leafTarget: $0) }
    }

    /// How many there are.
    static let count = 2

    /// Appends an entry to each; as `ExtentTableWriter.append`.
    mutating func append(_ key: [UInt8], _ extent: Extent) {
        for index in writers.indices { writers[index].append(key, extent) }
    }

    /// How many bytes are ready to be taken.
    var ready: Int { writers.reduce(0) { $0 + $1.output.count } }

    /// Takes out what is ready to be written of a table.
    mutating func take(_ index: Int) -> [UInt8] {
        defer { writers[index].output.reset() }
        return writers[index].output.bytes
    }

    /// Ends the tables and gives the extents of their roots.
    mutating func finish() -> [Extent] {
        writers.indices.map { writers[$0].finish() }
    }
}
