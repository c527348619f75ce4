// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

/// Rules 6. The numbers are the examples of GB 11643-1999 and numbers computed from them.
@Suite struct MaskingTests {
    let masking = Masking(first: 3, last: 2)

    @Test(arguments: [
        ("11010519491231002X", "110*************2X"), ("440524188001010014", "440*************14"),
        ("130503670401001", "130**********01"), ("张某（11010519491231002x）", "张某（110*************2x）"),
        ("身份证号130503670401001，住所", "身份证号130**********01，住所"),
        ("11010519491231002X、440524188001010014", "110*************2X、440*************14"),
        ("１１０１０５１９４９１２３１００２Ｘ", "１１０*************２Ｘ"), ("110105 19491231 002X", "110*** ******** **2X"),
        ("110105\u{200B}19491231002X", "110***\u{200B}**********2X"), ("A11010519491231002X9", "A110*************2X9"),
    ])
    func numbersInText(_ text: String, _ masked: String) {
        #expect(masking.text(text) == masked)
        #expect(masking.text(masked) == masked)
    }

    @Test(arguments: [
        "", "2026年", "11010519491231002Y", "110105194912310021", "11010519491331002X", "130503671301001",
        "1305036704010012", "13050367040100", "150402900000140", "内市监罚〔2026〕110105号",
    ])
    func otherDigitsStay(_ text: String) {
        #expect(masking.text(text) == text)
    }

    @Test(arguments: ["91350100M000100Y43", "911503027012657656", "91150105YY000001XR"])
    func creditCodesStay(_ code: String) {
        #expect(masking.text("代码" + code + "。") == "代码" + code + "。")
    }

    @Test func creditCodeThatLooksLikeAnIdentityNumberStays() throws {
        // Digits that pass both checks: searched for, since the rule says that the credit code wins.
        var found = 0
        for serial in 0..<1000 {
            let digits = String(serial)
            let body = "11150119491231" + String(repeating: "0", count: 3 - digits.count) + digits
            for check in "0123456789X" {
                let text = body + String(check)
                guard (try? CreditCode(text)) != nil, masking.text("１" + text) == "１" + text else { continue }
                found += 1
                #expect(masking.text(text) == text)
            }
        }
        #expect(found > 0)
    }

    /// One identity number in 31 passes the check of a credit code; without a province in the code's places it is none.
    @Test func identityNumbersThatPassTheCheckOfACreditCodeAreMasked() {
        var found = 0
        for serial in 100..<1000 {
            for check in "0123456789X" {
                let text = "11010519491231\(serial)\(check)"
                guard (try? CreditCode(text)) != nil, masking.text("1" + text) != "1" + text else { continue }
                found += 1
                #expect(masking.text(text) == "110*************" + text.suffix(2))
            }
        }
        #expect(found > 0)
    }

    /// Digits of other scripts, letters that look like an X, marks between the digits, the usual grouping of 15.
    @Test(arguments: [
        ("1101051949123100\u{0662}\u{0425}", "110*************\u{0662}\u{0425}"),
        ("11010519491231002\u{00D7}", "110*************2\u{00D7}"), ("130503 670401 001", "130*** ****** *01"),
        ("1\u{FE0F}1\u{20E3}0105194912310 02X", "1\u{FE0F}1\u{20E3}0************ *2X"),
        ("13\u{200B}0503670401001", "13\u{200B}0**********01"),
    ])
    func disguisedNumbers(_ text: String, _ masked: String) {
        #expect(masking.text(text) == masked)
    }

    @Test(arguments: [
        ("11010519491231002X", "110*************2X"), ("G12345678", "G12****78"), ("12345", "*****"), ("", ""),
    ])
    func ownFields(_ value: String, _ masked: String) {
        #expect(masking.value(value) == masked)
    }
}
