// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Testing

@Suite struct SpellingTests {
    @Test(arguments: [
        ("９１１５０１０００", "911501000"), (" ab\u{3000}c\u{A0}d ", "ABCD"), ("a\u{200B}b\u{FEFF}c\u{00AD}", "ABC"),
        ("内市监罚", "内市监罚"), ("91150203MA0N2EAK4x", "91150203MA0N2EAK4X"), ("", ""),
    ])
    func normalizes(_ delivered: String, _ normal: String) {
        #expect(Spelling.normalize(delivered) == normal)
    }

    @Test(arguments: [
        "内市监罚〔2026〕1号", "内市监罚[2026]1号", "内市监罚（2026）1号", "内市监罚(2026)1号", "内市监罚【2026】1号", "内市监罚﹝2026﹞1号",
        "内市监罚［２０２６］１号", " 内市监罚 〔2026〕 1 号",
    ])
    func bracketsOfNumbers(_ number: String) {
        #expect(Spelling.normalizeNumber(number) == "内市监罚〔2026〕1号")
    }

    @Test(arguments: ["‐", "‑", "‒", "–", "—", "―", "－", "-"])
    func dashesOfNumbers(_ dash: String) {
        #expect(Spelling.normalizeNumber("A" + dash + "1") == "A-1")
        #expect(Spelling.normalize("A" + dash + "1") == (dash == "－" ? "A-1" : "A" + dash + "1"))
    }

    @Test(arguments: [
        ("0.2", 200_000), ("12", 12_000_000), ("0.000001", 1), ("999999999999.999999", 999_999_999_999_999_999),
    ])
    func money(_ text: String, _ millionths: Int64) throws {
        let amount = try #require(Money(text))
        #expect(amount.millionths == millionths)
        #expect(amount.description == text)
    }

    @Test(arguments: ["", ".", "1.", ".5", "-1", "1e3", "1,000", "0.0000001", "1000000000000", "１"])
    func notMoney(_ text: String) {
        #expect(Money(text) == nil)
    }
}
