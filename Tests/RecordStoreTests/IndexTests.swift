// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import RecordStore
import TestSupport
import Testing

/// Indexes with the leaves that are written now, and with those that were written before.
@Suite struct IndexTests {
    private static let keys = (0..<600).map { Array("91150100\(1_000_000 + 2 * $0)".utf8) }

    private static func extent(_ index: Int) -> Extent {
        Extent(
            offset: index * 100, length: 100, digest: Digest.of(Array("lines \(index)".utf8)), algorithm: .sha256)
    }

    /// Writes a table of all keys.
    private static func write(_ leafTarget: Int, to path: String) throws -> (root: Extent, bytes: [UInt8]) {
        var writer = ExtentTableWriter(.sha256, leafTarget: leafTarget)
        for (index, key) in keys.enumerated() { writer.append(key, extent(index)) }
        let root = writer.finish()
        try TestFile.write(writer.output.bytes, to: path)
        return (root, writer.output.bytes)
    }

    @Test(arguments: [1024, 4096])
    func everyKeyIsFoundAndNoOther(leafTarget: Int) throws {
        let scratch = try TemporaryDirectory()
        let path = scratch.path("index")
        let (root, _) = try Self.write(leafTarget, to: path)
        let table = try ExtentTable(try ReadableFile(path), root: root)
        for (index, key) in Self.keys.enumerated() {
            #expect(try table.find(key) == Self.extent(index))
            #expect(try table.find(Array("91150100\(1_000_001 + 2 * index)".utf8)) == nil)
        }
        #expect(try table.find([]) == nil)
        #expect(try table.find(Array("0".utf8)) == nil)
        var cursor = try ExtentTable.Cursor(table, from: Array("911501001000999".utf8))
        #expect(try cursor.next().map { Array($0.key) } == Self.keys[500])
    }

    @Test(arguments: [1024, 4096])
    func noFlippedByteIsAnswered(leafTarget: Int) throws {
        let scratch = try TemporaryDirectory()
        let path = scratch.path("index")
        let (root, bytes) = try Self.write(leafTarget, to: path)
        var random = SeededGenerator.fresh(for: "noFlippedByteIsAnswered")
        for _ in 0..<200 {
            let place = Int.random(in: 8..<bytes.count, using: &random)
            var flipped = bytes
            flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try TestFile.write(flipped, to: path)
            let table = try ExtentTable(try ReadableFile(path), root: root)
            var refused = 0
            for (index, key) in Self.keys.enumerated() {
                do throws(StoreError) {
                    #expect(try table.find(key) == Self.extent(index), "byte \(place)")
                } catch {
                    #expect(error.code == .damaged)
                    refused += 1
                }
            }
            #expect(refused > 0, "byte \(place)")
        }
    }

    /// A store with the longer leaves of before is whole, and its indexes are made again as they were.
    @Test func anOlderIndexIsMadeAgain() throws {
        let scratch = try TemporaryDirectory()
        let store = scratch.path("store")
        try Tool.run("cp", ["-a", Repository.path("Tests/Frozen/format-1/store"), store])
        try Tool.run("chmod", ["600", store + "/secret"])
        #expect(RecordStore.check(at: store) == [])
        for name in try Directory.names(in: store + "/segments") where name.hasSuffix(".index") {
            let bytes = try TestFile.read(store + "/segments/" + name)
            var damaged = bytes
            damaged[bytes.count / 2] ^= 1
            try TestFile.write(damaged, to: store + "/segments/" + name)
            #expect(RecordStore.check(at: store) != [])
            #expect(try RecordStore.rebuildIndexes(at: store) == [name])
            #expect(try TestFile.read(store + "/segments/" + name) == bytes)
        }
        #expect(RecordStore.check(at: store) == [])
    }
}
