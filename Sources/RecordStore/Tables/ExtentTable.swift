// SPDX-License-Identifier: Apache-2.0

package import Bytes
package import Cryptography
internal import Synchronization

/// A part of a file, with the hash of its bytes.
package struct Extent: Hashable, Sendable {
    /// Where it begins.
    package var offset: Int
    /// How many bytes it has.
    package var length: Int
    /// The hash of its bytes.
    package var digest: [UInt8]
    /// The hash function.
    package var algorithm: DigestAlgorithm

    /// An extent of those parts.
    package init(offset: Int, length: Int, digest: [UInt8], algorithm: DigestAlgorithm) {
        self.offset = offset
        self.length = length
        self.digest = digest
        self.algorithm = algorithm
    }

    /// The bytes of this part of a file, checked against the digest; an error if they are not the very bytes.
    package func read(from file: ReadableFile) throws(StoreError) -> [UInt8] {
        let bytes = try StoreError.files { () throws(FileError) in try file.read(at: offset, count: length) }
        guard Digest.of(bytes, algorithm) == digest else {
            throw .damaged(file.path, "bytes \(offset)..<\(offset + length) do not have the checksum that was recorded")
        }
        return bytes
    }
}

/// A sorted table from byte strings to extents, in a file of pages where each page's checksum stands in the page above.
///
/// Who knows the extent of the root can trust every answer, the answer "not there" included: a lookup reads and checks
/// one page a level. The layout is a tree: an entry of a leaf is a key and its extent in the file that the table is
/// about; an entry of an inner page is the first key below and the extent of the page there.
package final class ExtentTable: Sendable {
    /// The first bytes of the file.
    static let mark = Array("CRTABLE1".utf8)

    private let file: ReadableFile
    private let root: Extent
    private let cache = Mutex(Cache())

    private struct Cache {
        var pages: [Int: Page] = [:]
        var leafBytes = 0
    }

    /// Inner pages are kept once read; leaves only up to this many bytes, so that memory stays flat over large stores.
    private static let leafBytesKept = 1 << 20

    /// The table in a file, whose root page is given.
    package init(_ file: ReadableFile, root: Extent) throws(StoreError) {
        guard file.count == root.offset + root.length else {
            throw .damaged(
                file.path, "it has \(file.count) bytes, \(root.offset + root.length) were expected")
        }
        self.file = file
        self.root = root
    }

    /// The extent of a key; nil if the table does not have it.
    package func find(_ key: [UInt8]) throws(StoreError) -> Extent? {
        var cursor = try Cursor(self, from: key)
        guard let found = try cursor.next(), ByteOrder.compare(found.key.span, key.span) == 0 else { return nil }
        return found.extent
    }

    /// A walk over the table in the order of the keys.
    package struct Cursor {
        private let table: ExtentTable
        private var stack: [(page: Page, index: Int)] = []

        /// A walk from the first key on that is not before `lower`.
        package init(_ table: ExtentTable, from lower: [UInt8] = []) throws(StoreError) {
            self.table = table
            try descend(to: table.root, level: nil, from: lower)
        }

        /// The next key with its extent; nil at the end.
        package mutating func next() throws(StoreError) -> (key: ArraySlice<UInt8>, extent: Extent)? {
            while let top = stack.last {
                guard top.index < top.page.count else {
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].index += 1
                if top.page.level == 0 { return (top.page.key(top.index), top.page.extent(top.index)) }
                try descend(to: top.page.extent(top.index), level: top.page.level - 1, from: [])
            }
            return nil
        }

        private mutating func descend(to extent: Extent, level: UInt8?, from lower: [UInt8]) throws(StoreError) {
            let page = try table.page(extent)
            guard level == nil || page.level == level else {
                throw .damaged(table.file.path, "the page at byte \(extent.offset) stands on the wrong level")
            }
            let notBefore = page.firstIndex(notBefore: lower)
            if page.level == 0 {
                stack.append((page, notBefore))
                return
            }
            // The page below whose first key is not after `lower` may hold it.
            let isExact =
                notBefore < page.count && ByteOrder.compare(page.key(notBefore).span, lower.span) == 0
            let child = isExact ? notBefore : max(0, notBefore - 1)
            stack.append((page, child + 1))
            try descend(to: page.extent(child), level: page.level - 1, from: lower)
        }
    }

    private func page(_ extent: Extent) throws(StoreError) -> Page {
        if let page = cache.withLock({ $0.pages[extent.offset] }) { return page }
        guard let page = Page(try extent.read(from: file), extent.algorithm) else {
            throw .damaged(file.path, "the page at byte \(extent.offset) is not well formed")
        }
        cache.withLock { cache in
            guard page.level > 0 || cache.leafBytes < Self.leafBytesKept else { return }
            if page.level == 0 { cache.leafBytes += extent.length }
            cache.pages[extent.offset] = page
        }
        return page
    }
}

/// A page of a table: its level (0 for leaves), the number of its entries, then for each entry the length of its key
/// (two bytes), the key, offset and length (eight bytes each) and the digest. Integers have the most significant byte first.
struct Page: Sendable {
    /// The level: 0 for a leaf.
    let level: UInt8
    private let bytes: [UInt8]
    private let starts: [Int32]
    private let algorithm: DigestAlgorithm

    /// What an entry takes beside its key.
    static let overhead = 2 + 8 + 8 + 32
    /// What a page has before its first entry.
    static let header = 3
    /// How long a page may grow, unless its only entry is longer.
    static let target = 4096

    /// The page of those bytes, with hashes of that function; nil if they are none.
    init?(_ bytes: [UInt8], _ algorithm: DigestAlgorithm) {
        guard bytes.count >= Self.header else { return nil }
        let count = Int(bytes[1]) << 8 | Int(bytes[2])
        var starts: [Int32] = []
        starts.reserveCapacity(count)
        var position = Self.header
        for _ in 0..<count {
            guard position + Self.overhead <= bytes.count else { return nil }
            starts.append(Int32(position))
            position += Self.overhead + (Int(bytes[position]) << 8 | Int(bytes[position + 1]))
        }
        guard position == bytes.count, count > 0 else { return nil }
        level = bytes[0]
        self.algorithm = algorithm
        self.bytes = bytes
        self.starts = starts
    }

    /// How many entries it has.
    var count: Int { starts.count }

    /// The key of an entry.
    func key(_ index: Int) -> ArraySlice<UInt8> {
        let start = Int(starts[index])
        let length = Int(bytes[start]) << 8 | Int(bytes[start + 1])
        return bytes[start + 2..<start + 2 + length]
    }

    /// The extent of an entry.
    func extent(_ index: Int) -> Extent {
        let start = key(index).endIndex
        return Extent(
            offset: integer(at: start), length: integer(at: start + 8), digest: Array(bytes[start + 16..<start + 48]),
            algorithm: algorithm)
    }

    /// The first entry whose key is not before `lower`; `count` if there is none.
    func firstIndex(notBefore lower: [UInt8]) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if ByteOrder.compare(key(middle).span, lower.span) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func integer(at start: Int) -> Int {
        var value: UInt64 = 0
        for byte in bytes[start..<start + 8] { value = value << 8 | UInt64(byte) }
        return Int(truncatingIfNeeded: value & UInt64(Int.max))
    }
}
