// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// What a tape is given is what it holds, and numbers are spelled as everywhere.
@Suite struct ByteTapeTests {
    @Test func numbers() {
        var random = SeededGenerator.fresh(for: "ByteTapeTests.numbers")
        var values = [
            0, 9, 10, 99_999_999, 100_000_000, 123_456_789_012, -1, -100_000_000, .max, .min + 1, 1000, 1001, 1010,
            1100,
        ]
        for digits in 1...18 {
            values.append(Int.random(in: 0..<(0..<digits).reduce(1) { value, _ in value * 10 }, using: &random))
        }
        for value in values {
            var tape = ByteTape()
            tape.append(decimal: value)
            #expect(String(decoding: tape.bytes, as: UTF8.self) == String(value))
            tape.reset()
            tape.append(thousandths: value)
            var writer = ByteWriter()
            writer.append(fixed: value, decimals: 3)
            #expect(tape.bytes == writer.bytes)
        }
    }

    @Test func pieces() {
        var tape = ByteTape(capacity: 3)
        var bytes: [UInt8] = []
        for number in 0..<600 {
            tape.append("ab")
            tape.append(text: "专项\(number)")
            tape.append(UInt8(truncatingIfNeeded: number))
            tape.append(hex: UInt16(number))
            tape.append(bigEndian: UInt32(number))
            tape.append(base64: Array(bytes.prefix(number % 5)))
            var writer = ByteWriter()
            writer.append("ab专项\(number)")
            writer.append(UInt8(truncatingIfNeeded: number))
            writer.append(hex: UInt16(number))
            writer.append(bigEndian: UInt32(number))
            writer.append(Base64.encode(Array(bytes.prefix(number % 5))))
            bytes += writer.bytes
        }
        tape.insert(0xFF, at: 2)
        bytes.insert(0xFF, at: 2)
        tape.overwrite(at: 5, with: [1, 2, 3])
        bytes.replaceSubrange(5..<8, with: [1, 2, 3])
        #expect(tape.bytes == bytes && tape.count == bytes.count && tape.last == bytes.last)
        let sum = tape.withSpan { span in span.indices.reduce(0) { $0 + Int(span[$1]) } }
        #expect(sum == bytes.reduce(0) { $0 + Int($1) })
    }
}
