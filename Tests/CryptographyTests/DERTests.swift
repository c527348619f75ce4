// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

@Suite("DER")
struct DERTests {
    @Test func objectIdentifiers() throws {
        let cases: [(ObjectIdentifier, String, [UInt8])] = [
            // ITU-T X.690, 8.19.5, and RFC 8017's RSA arc.
            (ObjectIdentifier(2, 39, 3), "2.39.3", [0x06, 2, 0x77, 0x03]),
            (ObjectIdentifier(1, 2, 840, 113549), "1.2.840.113549", [0x06, 6, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D]),
            (ObjectIdentifier(0, 0), "0.0", [0x06, 1, 0]),
        ]
        for (identifier, text, encoded) in cases {
            #expect(identifier.description == text)
            #expect(DER.objectIdentifier(identifier) == encoded)
            var reader = DERReader(encoded)
            #expect(try reader.readObjectIdentifier() == identifier)
            try reader.finish()
        }
        // The first arc of two may go beyond 39.
        var reader = DERReader([0x06, 3, 0x88, 0x37, 0x03])
        #expect(try reader.readObjectIdentifier().description == "2.999.3")
    }

    @Test(
        arguments: [
            [], [0x06], [0x06, 0], [0x06, 1, 0x80], [0x06, 2, 0x80, 0x01], [0x06, 2, 0x2A, 0x80], [0x05, 0],
            [0x06, 11, 0x2A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
        ] as [[UInt8]])
    func badObjectIdentifiers(_ bytes: [UInt8]) {
        #expect(throws: CryptographyError.self) {
            var reader = DERReader(bytes)
            _ = try reader.readObjectIdentifier()
        }
    }

    @Test(
        arguments: [
            ([0x02, 1, 0], []), ([0x02, 1, 0x7F], [0x7F]), ([0x02, 2, 0, 0x80], [0x80]), ([0x02, 2, 1, 0], [1, 0]),
        ] as [([UInt8], [UInt8])])
    func integers(_ encoded: [UInt8], _ magnitude: [UInt8]) throws {
        var reader = DERReader(encoded)
        #expect(Array(try reader.readMagnitude()) == magnitude)
        #expect(DER.integer(magnitude: magnitude[...]) == encoded)
        #expect(DER.integer(magnitude: ([0, 0] + magnitude)[...]) == encoded)
    }

    @Test(arguments: [[0x02, 0], [0x02, 1, 0x80], [0x02, 2, 0, 0x7F], [0x02, 2, 0, 0], [0x02, 2, 1]] as [[UInt8]])
    func badIntegers(_ bytes: [UInt8]) {
        #expect(throws: CryptographyError.self) {
            var reader = DERReader(bytes)
            _ = try reader.readMagnitude()
        }
    }

    @Test(arguments: [0, 1, 127, 128, 255, 256, 65535, 65536, 70000])
    func lengths(_ count: Int) throws {
        let encoded = DER.sequence([UInt8](repeating: 5, count: count))
        var reader = DERReader(encoded)
        let inner = try reader.enter(.sequence)
        try reader.finish()
        #expect(inner.isAtEnd == (count == 0))
    }

    /// Indefinite, over-long, not minimal, cut off, and longer than the file.
    @Test(
        arguments: [
            [0x30, 0x80, 0, 0], [0x30, 0x81, 1, 0], [0x30, 0x81, 0x7F], [0x30, 0x82, 0, 0x80],
            [0x30, 0x85, 0, 0, 0, 0, 1], [0x30, 0xFF], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 2, 0], [0x30],
            [0x3F, 0x81, 0], [0x30, 0x82, 1],
        ] as [[UInt8]])
    func badLengths(_ bytes: [UInt8]) {
        #expect(throws: CryptographyError.self) {
            var reader = DERReader(bytes)
            _ = try reader.enter(.sequence)
        }
    }

    @Test func setsAreSorted() {
        let parts: [[UInt8]] = [[4, 1, 9], [2, 1, 1], [4, 1, 8], [4, 0]]
        #expect(DER.set(parts) == [0x31, 11, 2, 1, 1, 4, 0, 4, 1, 8, 4, 1, 9])
    }

    /// RFC 5280, 4.1.2.5: the two forms, and where one ends and the other begins.
    @Test(arguments: [
        ("1950-01-01T00:00:00Z", "500101000000Z"), ("1999-12-31T23:59:59Z", "991231235959Z"),
        ("2026-02-28T08:00:00+08:00", "260228000000Z"), ("2049-12-31T23:59:59Z", "491231235959Z"),
        ("2050-01-01T00:00:00Z", "20500101000000Z"), ("9999-12-31T23:59:59Z", "99991231235959Z"),
    ])
    func times(_ text: String, _ expected: String) throws {
        let instant = try #require(Instant(text))
        let encoded = DER.time(instant)
        #expect(Array(encoded.dropFirst(2)) == Array(expected.utf8))
        var reader = DERReader(encoded)
        #expect(try reader.readTime() == instant)
    }

    @Test(arguments: [
        "2602280000Z", "260228000000+0800", "260229000000Z", "261301000000Z", "260228240000Z", "260228006000Z",
        "260228000060Z", "260228 00000Z", "20260228000000Z", "20500101000000.5Z", "20501301000000Z", "",
    ])
    func badTimes(_ text: String) {
        for tag in [0x17, 0x18] as [UInt8] {
            #expect(throws: CryptographyError.self, "\(tag)") {
                var reader = DERReader([tag, UInt8(text.utf8.count)] + Array(text.utf8))
                _ = try reader.readTime()
            }
        }
    }

    @Test func randomBytesNeverTrap() {
        var generator = SeededGenerator.fresh(for: "DERTests.randomBytesNeverTrap")
        let tags: [UInt8] = [0x02, 0x03, 0x04, 0x06, 0x17, 0x18, 0x30, 0x31, 0xA0, 0x80, 0x1F]
        for _ in 0..<2000 {
            let count = Int.random(in: 0...24, using: &generator)
            let bytes = (0..<count).map { index in
                index % 3 == 0
                    ? tags[Int.random(in: 0..<tags.count, using: &generator)]
                    : UInt8.random(in: 0...(index % 3 == 1 ? 8 : 255), using: &generator)
            }
            _ = try? Certificate(der: bytes)
            #expect(CMS.length(ofPadded: bytes).map { $0 <= count } ?? true)
            for read in readings { read(bytes) }
        }
    }

    private var readings: [([UInt8]) -> Void] {
        [
            {
                var reader = DERReader($0); _ = try? reader.readObjectIdentifier()
            },
            {
                var reader = DERReader($0); _ = try? reader.readMagnitude()
            },
            {
                var reader = DERReader($0); _ = try? reader.readTime()
            },
            {
                var reader = DERReader($0); _ = try? reader.enter(.sequence)
            },
        ]
    }
}
