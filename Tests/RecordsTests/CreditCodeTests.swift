// SPDX-License-Identifier: Apache-2.0

import Records
import Testing

@Suite struct CreditCodeTests {
    // Codes computed by hand from GB 32100-2015, 5, and checked by two other programs.
    @Test(arguments: [
        "91350100M000100Y43", "91150303114733018Q", "9115010073327966XT", "91150822MA0MXGYH60", "911503027012657656",
        "11230500001755309F", "11320000MB151840XJ",
    ])
    func valid(_ text: String) throws {
        let code = try CreditCode(text)
        #expect(code.text == text)
        #expect(SubjectKey(text) == .code(code))
    }

    @Test func namesTheExpectedCheckCharacter() {
        #expect(throws: CreditCodeFault.check(found: "A", expected: "3")) { try CreditCode("91350100M000100Y4A") }
        #expect(throws: CreditCodeFault.check(found: "Z", expected: "3")) { try CreditCode("91350100M000100Y4Z") }
    }

    @Test func namesThePlaceOfAWrongCharacter() {
        #expect(throws: CreditCodeFault.character(position: 9)) { try CreditCode("91350100I000100Y43") }
    }

    @Test(arguments: ["", "9135", "91350100M000100Y433", "１1350100M000100Y43"])
    func wrongLength(_ text: String) {
        #expect(throws: CreditCodeFault.self) { try CreditCode(text) }
    }

    @Test(arguments: ["000000000000000000", "00000000000000000X"])
    func zerosNameNobody(_ text: String) {
        #expect(throws: CreditCodeFault.placeholder) { try CreditCode(text) }
    }

    @Test func everyOtherCheckCharacterIsRefused() {
        for character in "0123456789ABCDEFGHJKLMNPQRTUWXY" where character != "3" {
            #expect(throws: CreditCodeFault.self) { try CreditCode("91350100M000100Y4" + String(character)) }
        }
    }

    @Test func innerCheckCharacter() throws {
        #expect(try CreditCode("91350100M000100Y43").hasValidOrganizationCode)
        #expect(try CreditCode("9115010073327966XT").hasValidOrganizationCode)
    }
}
