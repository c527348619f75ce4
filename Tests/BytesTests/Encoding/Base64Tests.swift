// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

@Suite struct Base64Tests {
    @Test(
        "the vectors of RFC 4648, 10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test func everyByteComesBack() {
        for length in 0..<70 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ length) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }

    @Test(
        "only the canonical spelling is read",
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "=", "==", "===", "====", "Z===", "Zh==", "Zm9=", "Zm8=Zm8=", "Zg==Zg==", "Zm=v",
            "Zm9v\n", "Zm 9", " Zm9v", "Zm9-", "Zm9_", "\u{0}m9v", "Zm9\u{FF}", "====Zm9v", "=m9v", "Z=9v",
        ])
    func otherSpellings(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    /// What is read is written again the same; of a text that is not, no reading is known.
    @Test func readsWhatItWritesAndNothingElse() {
        var random = SeededGenerator.fresh(for: "readsWhatItWritesAndNothingElse")
        let marks = Array("AQgwZz09+/===\n-_ ".utf8) + [0x00, 0x80, 0xFF]
        var read = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                marks[Int.random(in: marks.indices, using: &random)]
            }
            guard let bytes = Base64.decode(text) else { continue }
            read += 1
            #expect(Base64.encodedBytes(bytes) == text)
        }
        #expect(read > 100)
    }
}
