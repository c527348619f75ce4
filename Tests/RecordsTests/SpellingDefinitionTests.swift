// SPDX-License-Identifier: Apache-2.0

import Records
import Testing

/// The shortcuts for plain characters change nothing: each character of the basic plane comes out as the rule says.
struct SpellingDefinitionTests {
    @Test func normalizesEachCharacterByTheRule() throws {
        for value in UInt32(0)..<0x10000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let narrow = (0xFF01...0xFF5E).contains(value) ? try #require(Unicode.Scalar(value - 0xFEE0)) : scalar
            let properties = narrow.properties
            let expected =
                properties.isWhitespace || properties.generalCategory == .format ? "" : properties.uppercaseMapping
            let found = Spelling.normalize(String(Character(scalar)))
            guard found.utf8.elementsEqual(expected.utf8) else {
                Issue.record("U+\(String(value, radix: 16)): \(found) instead of \(expected)")
                continue
            }
            let number = Spelling.normalizeNumber(String(Character(scalar)))
            let mark: String? =
                if "［[（(【﹝〔".unicodeScalars.contains(scalar) {
                    "〔"
                } else if "］]）)】﹞〕".unicodeScalars.contains(scalar) {
                    "〕"
                } else if "‐‑‒–—―－-".unicodeScalars.contains(scalar) {
                    "-"
                } else {
                    nil
                }
            if !number.utf8.elementsEqual((mark ?? expected).utf8) {
                Issue.record("U+\(String(value, radix: 16)): \(number)")
            }
        }
    }
}
