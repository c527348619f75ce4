// SPDX-License-Identifier: Apache-2.0

import Compression
import TestSupport
import Testing

@Suite("Flate streams")
struct FlateTests {
    /// zlib.compress(b"creditreport", 9) of Python 3.
    static let known: [UInt8] = [
        0x78, 0xDA, 0x4B, 0x2E, 0x4A, 0x4D, 0xC9, 0x2C, 0x29, 0x4A, 0x2D, 0xC8, 0x2F, 0x2A, 0x01, 0x00,
        0x20, 0x8A, 0x05, 0x18,
    ]

    @Test("reads a stream that another program wrote")
    func knownStream() throws {
        #expect(try Flate.decompress(Self.known, limit: 100) == Array("creditreport".utf8))
    }

    @Test("another program reads what is written", arguments: [0, 1, 6, 9])
    func judgedByPython(level: Int) throws {
        let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }
        let directory = try TemporaryDirectory()
        let plain = try directory.write("plain", bytes)
        let packed = try directory.write("packed", Flate.compress(bytes, level: level))
        let script = "import sys,zlib; p,q=[open(f,'rb').read() for f in sys.argv[1:]]; sys.exit(zlib.decompress(q)!=p)"
        let result = try Tool.run("python3", ["-c", script, plain, packed])
        #expect(result.status == 0, "\(result.errorText)")
    }

    @Test("gives back what went in, and the same stream for the same bytes")
    func roundTrip() throws {
        var random = SeededGenerator.fresh(for: "Flate round trip")
        var deflater = Deflater(level: 6)
        for size in [0, 1, 2, 100, 1023, 1024, 1025, 65_535, 300_000] {
            let spread = UInt8.random(in: 0...255, using: &random)
            let bytes = (0..<size).map { _ in UInt8.random(in: 0...spread, using: &random) }
            let packed = deflater.compress(bytes)
            #expect(packed == Flate.compress(bytes, level: 6))
            #expect(try Flate.decompress(packed, limit: size) == bytes)
        }
    }

    @Test("holds to the limit, to the byte")
    func limit() throws {
        let bomb = Flate.compress([UInt8](repeating: 0, count: 5_000_000), level: 9)
        #expect(throws: CompressionError.self) { try Flate.decompress(bomb, limit: 4_999_999) }
        #expect(throws: CompressionError.self) { try Flate.decompress(bomb, limit: 0) }
        #expect(try Flate.decompress(bomb, limit: 5_000_000).count == 5_000_000)
        do {
            _ = try Flate.decompress(bomb, limit: 10)
        } catch {
            #expect(error.code == .tooLarge)
        }
    }

    @Test("takes an empty stream, and a limit of nothing")
    func empty() throws {
        #expect(try Flate.decompress(Flate.compress([], level: 9), limit: 0) == [])
    }

    @Test("refuses every prefix as truncated")
    func truncated() {
        let packed = Flate.compress(Array("信用代证 信用代证 信用代证".utf8), level: 9)
        for count in 0..<packed.count {
            #expect(code(of: Array(packed[0..<count])) == .truncated)
        }
    }

    @Test("refuses what follows the stream")
    func trailing() {
        #expect(code(of: Self.known + [0]) == .trailingBytes)
        #expect(code(of: Self.known + Self.known) == .trailingBytes)
    }

    @Test("refuses a wrong checksum, a preset dictionary and what is no stream")
    func corrupt() {
        var wrong = Self.known
        wrong[wrong.count - 1] ^= 1
        #expect(code(of: wrong) == .corrupt)
        #expect(code(of: [0x78, 0xBB, 0, 0, 0, 1, 3, 0, 0, 0, 0, 1]) == .corrupt)
        #expect(code(of: Array("not a stream".utf8)) == .corrupt)
    }

    @Test("gives nothing for a damaged stream but what its Adler-32 covers")
    func flipped() {
        var random = SeededGenerator.fresh(for: "Flate damage")
        let bytes = (0..<2_000).map { _ in UInt8.random(in: 0...9, using: &random) }
        let packed = Flate.compress(bytes, level: 9)
        let checksum = Adler32.of(bytes.span)
        // Adler-32 is weak: 8 4 0 and 9 2 1 sum up alike, so one damaged code in thousands passes.
        for _ in 0..<500 {
            var damaged = packed
            damaged[Int.random(in: 0..<packed.count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            if let found = try? Flate.decompress(damaged, limit: 10_000) {
                #expect(Adler32.of(found.span) == checksum)
            }
        }
    }

    private func code(of packed: [UInt8]) -> CompressionError.Code? {
        do {
            _ = try Flate.decompress(packed, limit: 1 << 20)
            return nil
        } catch {
            return error.code
        }
    }
}
