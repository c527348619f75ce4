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
        /// The leaf read last, of those that are not kept: who asks for key after key in their order, asks it again.
        var last: (offset: Int, page: Page)?
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
        var extent = root
        var level: UInt8?
        while true {
            let page = try page(extent, level: level)
            if page.level == 0 { return page.index(of: key.span).map(page.extent) }
            extent = page.extent(page.child(for: key.span))
            level = page.level - 1
        }
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
            let page = try table.page(extent, level: level)
            if page.level == 0 {
                stack.append((page, page.firstIndex(notBefore: lower.span)))
                return
            }
            let child = page.child(for: lower.span)
            stack.append((page, child + 1))
            try descend(to: page.extent(child), level: page.level - 1, from: lower)
        }
    }

    /// The page of an extent, which must be of that level; any level will do for the root.
    private func page(_ extent: Extent, level: UInt8?) throws(StoreError) -> Page {
        let known = cache.withLock { cache in
            cache.last?.offset == extent.offset ? cache.last?.page : cache.pages[extent.offset]
        }
        let page = if let known { known } else { try read(extent) }
        guard level == nil || page.level == level else {
            throw .damaged(file.path, "the page at byte \(extent.offset) stands on the wrong level")
        }
        return page
    }

    private func read(_ extent: Extent) throws(StoreError) -> Page {
        guard let page = Page(try extent.read(from: file), extent.algorithm) else {
            throw .damaged(file.path, "the page at byte \(extent.offset) is not well formed")
        }
        cache.withLock { cache in
            if page.level > 0 {
                cache.pages[extent.offset] = page
            } else if cache.leafBytes < Self.leafBytesKept {
                cache.leafBytes += extent.length
                cache.pages[extent.offset] = page
            } else {
                cache.last = (extent.offset, page)
            }
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
    /// How long a page above the leaves may grow, unless its only entry is longer.
    static let target = 4096
    /// How long a leaf may grow: a look-up reads and hashes one in each segment that may hold the subject.
    static let leafTarget = 1024
    /// How long leaves were before: an index that has them is as good as another.
    static let formerLeafTarget = 4096

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
        bytes[keyRange(index)]
    }

    /// The extent of an entry.
    func extent(_ index: Int) -> Extent {
        let start = keyRange(index).upperBound
        return Extent(
            offset: integer(at: start), length: integer(at: start + 8), digest: Array(bytes[start + 16..<start + 48]),
            algorithm: algorithm)
    }

    /// The first entry whose key is not before `lower`; `count` if there is none.
    func firstIndex(notBefore lower: Span<UInt8>) -> Int {
        let bytes = bytes.span
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if ByteOrder.compare(bytes.extracting(keyRange(middle)), lower) < 0 {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// The entry of a key; nil if there is none.
    func index(of key: Span<UInt8>) -> Int? {
        let index = firstIndex(notBefore: key)
        return index < count && isKey(key, index) ? index : nil
    }

    /// The entry of the page below that alone may hold a key: the last whose first key is not after it.
    func child(for key: Span<UInt8>) -> Int {
        let notBefore = firstIndex(notBefore: key)
        return notBefore < count && isKey(key, notBefore) ? notBefore : max(0, notBefore - 1)
    }

    private func isKey(_ key: Span<UInt8>, _ index: Int) -> Bool {
        ByteOrder.compare(bytes.span.extracting(keyRange(index)), key) == 0
    }

    private func keyRange(_ index: Int) -> Range<Int> {
        let start = Int(starts[index])
        return start + 2..<start + 2 + (Int(bytes[start]) << 8 | Int(bytes[start + 1]))
    }

    private func integer(at start: Int) -> Int {
        var value: UInt64 = 0
        for byte in bytes[start..<start + 8] { value = value << 8 | UInt64(byte) }
        return Int(truncatingIfNeeded: value & UInt64(Int.max))
    }
}
