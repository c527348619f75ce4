// SPDX-License-Identifier: Apache-2.0

import Records
import TestSupport
import Testing

/// Two readings of rules 1.1 and 1.2 take the same spellings for one.
@Suite struct SpellingComparisonTests {
    @Test func everyCharacterOfTheBasicPlane() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            // By itself, where it may be spelled as it should be already, and among others.
            for text in [String(Character(scalar)), "a" + String(Character(scalar)) + "b"] {
                let isAlike =
                    Spelling.normalize(text) == NaiveSpelling.code(text)
                    && Spelling.normalizeNumber(text) == NaiveSpelling.number(text)
                if !isAlike { Issue.record("U+\(String(value, radix: 16)): \(Spelling.normalizeNumber(text))") }
            }
        }
    }

    @Test func identitiesAreOneIfTheirSpellingsAre() {
        var random = SeededGenerator.fresh(for: "spellings of identities")
        var equal = 0
        for _ in 0..<5000 {
            let (one, other) = (Row(&random), Row(&random))
            let areOne = one.key == other.key
            equal += areOne ? 1 : 0
            #expect((one.identity == other.identity) == areOne, "\(one) and \(other)")
            #expect((one.identity < other.identity) == NaiveSpelling.precedes(one.identity.text, other.identity.text))
        }
        #expect(equal >= 50)
    }

    /// What identifies a record, in one of many spellings.
    private struct Row {
        var item: String
        var authority: String
        var number: String

        init(_ random: inout SeededGenerator) {
            item = Self.spelled(["CF", "MD"], &random)
            authority = Self.spelled(["PA1", "QB~"], &random)
            number = Self.spelled(["示罚[2024]1-2号", "示罚[2024]12号"], &random)
        }

        /// Item, authority and number as they identify.
        var key: [String] { [NaiveSpelling.code(item), NaiveSpelling.code(authority), NaiveSpelling.number(number)] }

        var identity: RecordIdentity {
            RecordIdentity(
                item: item, authority: RecordIdentity.authority(code: authority, name: nil), number: number,
                subject: .nobody) ?? RecordIdentity(text: "")
        }

        private static func spelled(_ choices: [String], _ random: inout SeededGenerator) -> String {
            var result = ""
            for character in choices[Int.random(in: choices.indices, using: &random)] {
                let spellings: [String] =
                    switch character {
                    case "[": ["［", "[", "（", "(", "【", "﹝", "〔"]
                    case "]": ["］", "]", "）", ")", "】", "﹞", "〕"]
                    case "-": ["‐", "‑", "‒", "–", "—", "―", "－", "-"]
                    default:
                        [String(character), String(character).lowercased(), HistoryGenerator.wide(String(character))]
                    }
                result += spellings[Int.random(in: spellings.indices, using: &random)]
                let gaps = ["", "", "", "", " ", "\t", "\u{3000}", "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{A0}"]
                result += gaps[Int.random(in: gaps.indices, using: &random)]
            }
            return result
        }
    }
}
