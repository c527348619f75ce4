// SPDX-License-Identifier: Apache-2.0

import Compression
import TestSupport
import Testing

@Suite("Checksums")
struct ChecksumTests {
    @Test("Adler-32 and CRC-32 of known text")
    func known() {
        // CRC-32's check value as catalogued for "123456789"; Adler-32 counted by hand from RFC 1950, 8.2.
        let digits = Array("123456789".utf8)
        #expect(CRC32.of(digits.span) == 0xCBF4_3926)
        #expect(Adler32.of(digits.span) == 0x091E_01DE)
        let none: [UInt8] = []
        #expect(CRC32.of(none.span) == 0)
        #expect(Adler32.of(none.span) == Adler32.empty)
    }

    @Test("goes on where it stopped, and combines")
    func parts() {
        var random = SeededGenerator.fresh(for: "Checksums")
        let bytes = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let cut = Int.random(in: 0...bytes.count, using: &random)
        let first = Array(bytes[..<cut])
        let second = Array(bytes[cut...])
        #expect(Adler32.of(second.span, after: Adler32.of(first.span)) == Adler32.of(bytes.span))
        #expect(CRC32.of(second.span, after: CRC32.of(first.span)) == CRC32.of(bytes.span))
        let combined = Adler32.combine(Adler32.of(first.span), Adler32.of(second.span), count: second.count)
        #expect(combined == Adler32.of(bytes.span))
    }
}
