// SPDX-License-Identifier: Apache-2.0

import Bytes
import Compression
import TestSupport
import Testing

@Suite("Hostile ZIP archives")
struct ZIPAttackTests {
    private func code(_ bytes: [UInt8], _ limits: ZIPLimits = ZIPLimits()) -> CompressionError.Code? {
        do throws(CompressionError) {
            _ = try ZIPTests.contents(bytes, limits: limits)
            return nil
        } catch {
            return error.code
        }
    }

    /// The place of the last record with that signature.
    private func place(_ signature: [UInt8], in bytes: [UInt8]) throws -> Int {
        try #require(bytes.indices.last { bytes[$0...].starts(with: signature) })
    }

    private let local: [UInt8] = [0x50, 0x4B, 3, 4]
    private let central: [UInt8] = [0x50, 0x4B, 1, 2]
    private let end: [UInt8] = [0x50, 0x4B, 5, 6]

    private func one(_ name: String = "a", _ data: [UInt8] = Array("信用代证".utf8)) throws -> [UInt8] {
        var writer = ZIPWriter()
        try writer.add(name, data, .stored)
        return writer.finish()
    }

    @Test("is refused at every cut")
    func truncated() throws {
        let bytes = try ZIPTests.sample()
        for count in 0..<bytes.count { #expect(code(Array(bytes[..<count])) != nil, "cut at \(count)") }
        #expect(code(Array(bytes[..<3])) == .notZip)
        #expect(code(Array(bytes[..<(bytes.count - 1)])) == .zipTruncated)
        #expect(code(bytes + [0]) == .zipTruncated)
        #expect(code([0] + bytes) == .notZip)
    }

    @Test("never gives other bytes when one byte is flipped")
    func flipped() throws {
        let bytes = try ZIPTests.sample()
        let whole = try ZIPTests.contents(bytes)
        var refused = 0
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x10
            guard let found = try? ZIPTests.contents(damaged) else {
                refused += 1
                continue
            }
            #expect(found.map(\.bytes) == whole.map(\.bytes), "byte \(index)")
        }
        #expect(refused > bytes.count / 2)
    }

    @Test("holds to its limits")
    func bombs() throws {
        var writer = ZIPWriter(level: 9)
        try writer.add("bomb", [UInt8](repeating: 0x20, count: 20_000_000))
        let bomb = writer.finish()
        #expect(bomb.count < 30_000)
        #expect(code(bomb) == .zipLimit)
        #expect(code(bomb, ZIPLimits(ratio: 2000)) == nil)
        #expect(code(bomb, ZIPLimits(totalBytes: 19_999_999, ratio: 2000)) == .zipLimit)
        #expect(code(try ZIPTests.sample(), ZIPLimits(entries: 2)) == .zipLimit)
        #expect(code(try ZIPTests.sample(), ZIPLimits(nameBytes: 4)) == .zipName)
    }

    @Test("gives no more than an entry states, whatever its data hold")
    func understated() throws {
        var writer = ZIPWriter(level: 9)
        try writer.add("bomb", [UInt8](repeating: 0x20, count: 20_000_000))
        var bytes = writer.finish()
        for place in [try place(local, in: bytes) + 22, try place(central, in: bytes) + 24] {
            bytes.replaceSubrange(place..<place + 4, with: [100, 0, 0, 0])
        }
        #expect(code(bytes) == .zipCorrupt)
    }

    @Test("refuses a wrong checksum")
    func checksum() throws {
        var bytes = try one()
        for place in [try place(local, in: bytes) + 14, try place(central, in: bytes) + 16] { bytes[place] ^= 1 }
        #expect(code(bytes) == .zipChecksum)
    }

    @Test(
        "refuses what the two headers say differently",
        arguments: [
            (14, CompressionError.Code.zipCorrupt), (18, .zipCorrupt), (22, .zipCorrupt), (8, .zipCorrupt),
            (6, .zipCorrupt),
            (30, .zipCorrupt),
        ])
    func contradictions(field: Int, expected: CompressionError.Code) throws {
        var bytes = try one()
        bytes[field] ^= 1
        #expect(code(bytes) == expected)
    }

    @Test("refuses encryption, links, parts and other compression")
    func unsupported() throws {
        let sample = try one()
        let header = try place(central, in: sample)
        var bytes = sample
        bytes[6] |= 1
        bytes[header + 8] |= 1
        #expect(code(bytes) == .zipEncrypted)
        bytes = sample
        bytes[8] = 12
        bytes[header + 10] = 12
        #expect(code(bytes) == .zipUnsupported)
        bytes = sample
        bytes[header + 5] = 3
        bytes[header + 41] = 0xA1
        #expect(code(bytes) == .zipUnsupported)
        bytes = sample
        bytes[try place(end, in: bytes) + 4] = 1
        #expect(code(bytes) == .zipUnsupported)
    }

    @Test("refuses names that lead elsewhere", arguments: ["/aa", "..a", "a/.", "a\\b", "a\u{0}b", "a:/"])
    func names(name: String) throws {
        var bytes = try one("xyz")
        let changed = Array(name.utf8)
        for start in [30, try place(central, in: bytes) + 46] {
            bytes.replaceSubrange(start..<start + 3, with: changed)
        }
        #expect(code(bytes) == (name == "..a" ? nil : .zipName))
    }

    @Test("refuses entries that lie over each other, that share data, or that leave gaps")
    func overlaps() throws {
        var writer = ZIPWriter()
        try writer.add("a", Array("same bytes".utf8), .stored)
        try writer.add("b", Array("same bytes".utf8), .stored)
        let sample = writer.finish()
        let second = try place(central, in: sample)
        var bytes = sample
        // The second entry points at the first one's header, as an overlapping bomb does.
        bytes.replaceSubrange(second + 42..<second + 46, with: [0, 0, 0, 0])
        #expect(code(bytes) != nil)
        // The first entry swallows the second.
        bytes = sample
        let first = try #require(bytes.indices.first { bytes[$0...].starts(with: central) })
        for place in [18, 22, first + 20, first + 24] { bytes[place] = 60 }
        #expect(code(bytes) == .zipOverlap)
        // The second entry is left out of the directory: a reader of local headers would still see it.
        bytes = sample
        bytes.removeSubrange(second..<(try place(end, in: bytes)))
        let record = try place(end, in: bytes)
        for place in [record + 8, record + 10] { bytes[place] = 1 }
        bytes.replaceSubrange(record + 12..<record + 14, with: [UInt8(second - first), 0])
        #expect(code(bytes) == .zipCorrupt)
    }

    @Test("refuses an archive that ends twice")
    func twoEnds() throws {
        let inner = try one()
        let record = try place(end, in: inner)
        // A comment that is an end record of its own, which fits as well.
        var bytes = inner
        bytes.replaceSubrange(record + 20..<record + 22, with: [22, 0])
        bytes += inner[record...]
        #expect(code(bytes) == .zipCorrupt)
    }

    @Test("survives random damage in bounded time")
    func fuzz() throws {
        var random = SeededGenerator.fresh(for: "ZIP fuzz")
        let sample = try ZIPTests.sample()
        for _ in 0..<2_000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                    [0, 1, 0x50, 0x7F, 0xFF].randomElement(
                        using: &random) ?? 0
            }
            _ = code(bytes)
        }
    }
}
