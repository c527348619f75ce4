// SPDX-License-Identifier: Apache-2.0

import Compression
import TestSupport
import Testing

@Suite struct CodedPiecesTests {
    /// Data with repetitions of all kinds: runs, copies near and far, and noise.
    private func data(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            switch UInt8.random(in: 0..<4, using: &random) {
            case 0: bytes.append(contentsOf: repeatElement(.random(in: 0...255, using: &random), count: 300))
            case 1 where !bytes.isEmpty:
                let start = Int.random(in: 0..<bytes.count, using: &random)
                bytes += bytes[start..<min(bytes.count, start + 90)]
            default: for _ in 0..<20 { bytes.append(.random(in: 0...255, using: &random)) }
            }
        }
        return Array(bytes.prefix(count))
    }

    @Test func streamsHoldTheirPieces() throws {
        var random = SeededGenerator.fresh(for: "streamsHoldTheirPieces")
        let samples = (0..<4).map { _ in data(600, &random) }
        var pieces = CodedPieces(code: FlateCode(samples: samples))
        for round in 0..<40 {
            let head = data(round % 3 * 50, &random)
            let parts = (0..<round % 7).map { number in data(number == 2 ? 70_000 : number * 131, &random) }
            let made = parts.map { pieces.add($0.span) }
            let stream = pieces.stream(head.span, made)
            let whole = head + parts.joined()
            #expect(try Flate.decompress(stream, limit: whole.count) == whole)
        }
    }

    @Test func aPieceStandsInAnyOrderAndOften() throws {
        var pieces = CodedPieces(code: FlateCode(samples: []))
        let numbers = Array("一二三一二三一二三".utf8)
        let letters = Array("abc".utf8)
        let empty: [UInt8] = []
        let one = pieces.add(numbers.span)
        let other = pieces.add(empty.span)
        let third = pieces.add(letters.span)
        let stream = pieces.stream(empty.span, [third, one, other, one])
        #expect(try Flate.decompress(stream, limit: 100) == Array("abc一二三一二三一二三一二三一二三一二三".utf8))
        #expect(stream == pieces.stream(empty.span, [third, one, other, one]))
    }

    @Test(arguments: [3, 10, 11, 12, 18, 19, 34, 35, 66, 67, 114, 130, 131, 226, 227, 257, 258, 259])
    func everyLengthOfARepetitionIsSpelledRightly(length: Int) throws {
        let unit = (0..<259).map { UInt8($0 % 251) }
        for distance in [259, 300, 513, 1025, 4097, 8192, 16_385, 24_577, 32_768, 32_769] {
            let filler = (0..<distance - 259).map { UInt8(($0 * 7 + $0 / 256) % 256) }
            let bytes = unit + filler + unit.prefix(length)
            var pieces = CodedPieces(code: FlateCode(samples: [bytes]))
            let head = Array(unit.prefix(1))
            let piece = pieces.add(bytes.span)
            let stream = pieces.stream(head.span, [piece])
            #expect(try Flate.decompress(stream, limit: bytes.count + 1) == head + bytes)
        }
    }
}
