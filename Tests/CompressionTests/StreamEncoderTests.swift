// SPDX-License-Identifier: Apache-2.0

import Compression
import TestSupport
import Testing

@Suite struct StreamEncoderTests {
    /// Texts with few and many symbols, runs, copies near and far, noise; of all lengths about the limits of blocks.
    private static func data(_ random: inout SeededGenerator) -> [UInt8] {
        let length = [0, 1, 2, 3, 4, 5, 300, 4000, 40_000, 65_535, 65_536, 140_000].randomElement(using: &random) ?? 0
        let highest: UInt8 = [0, 1, 9, 60, 255].randomElement(using: &random) ?? 0
        var bytes: [UInt8] = []
        while bytes.count < length {
            let start = bytes.isEmpty ? 0 : Int.random(in: max(0, bytes.count - 70_000)..<bytes.count, using: &random)
            if !bytes.isEmpty && Bool.random(using: &random) {
                bytes += bytes[start..<min(bytes.count, start + Int.random(in: 1...400, using: &random))]
            } else {
                for _ in 0..<Int.random(in: 1...40, using: &random) {
                    bytes.append(.random(in: 0...highest, using: &random))
                }
            }
        }
        return Array(bytes.prefix(length))
    }

    @Test func zlibReadsEveryStreamBack() throws {
        var random = SeededGenerator.fresh(for: "zlibReadsEveryStreamBack")
        var encoder = StreamEncoder()
        for _ in 0..<60 {
            let bytes = Self.data(&random)
            let stream = encoder.compress(bytes)
            #expect(try Flate.decompress(stream, limit: bytes.count) == bytes)
            // What went before has no influence.
            var fresh = StreamEncoder()
            #expect(fresh.compress(bytes) == stream)
        }
    }

    @Test func noiseIsStored() throws {
        var random = SeededGenerator.fresh(for: "noiseIsStored")
        var encoder = StreamEncoder()
        for count in [1, 20, 100, 1000, 65_535, 70_000, 200_000] {
            let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let stream = encoder.compress(noise)
            // Five bytes a block, and eleven around them: what a verifier allows at most is n + n/32 + 64.
            #expect(stream.count <= count + 5 * (count / 65_535 + 1) + 11)
            #expect(try Flate.decompress(stream, limit: count) == noise)
        }
    }

    @Test func textsAreAsSmallAsOfALowLevelOfZlib() {
        var line = 0
        let rows = (0..<3000).map { row in
            line += row % 7 == 0 ? 47 : 34
            return "\(217 + row) \(line) <</S/TD/P \(216 + row / 3) 0 R/Pg 4 0 R/K \(row % 90)>>\n"
        }
        let bytes = Array(rows.joined().utf8)
        var encoder = StreamEncoder()
        #expect(encoder.compress(bytes).count < Flate.compress(bytes, level: 3).count)
    }

    @Test func bytesOfAStreamAreFixed() {
        var encoder = StreamEncoder()
        // 78 9c, a fixed block with one literal, one copy and the end; read back by any inflater.
        #expect(
            encoder.compress(Array("aaaaaaaaaa".utf8)) == [0x78, 0x9C, 0x4B, 0x84, 0x03, 0x00, 0x14, 0xE1, 0x03, 0xCB])
    }
}
