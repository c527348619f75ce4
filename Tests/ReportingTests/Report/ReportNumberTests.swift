// SPDX-License-Identifier: Apache-2.0

import Bytes
import Reporting
import TestSupport
import Testing

@Suite struct ReportNumberTests {
    let number = ReportNumber(prefix: "NM", year: 2026, secret: Array(0..<32), message: Array("一".utf8))

    @Test func shape() {
        #expect(number.text.wholeMatch(of: /NM-2026(-[0-9A-HJKMNP-TV-Z]{4}){4}-[0-9A-HJKMNP-TV-Z]/) != nil)
        #expect(number == ReportNumber(prefix: "NM", year: 2026, secret: Array(0..<32), message: Array("一".utf8)))
        #expect(number != ReportNumber(prefix: "NM", year: 2026, secret: Array(1..<33), message: Array("一".utf8)))
        #expect(number != ReportNumber(prefix: "NM", year: 2026, secret: Array(0..<32), message: Array("二".utf8)))
    }

    /// The first 80 bits of `openssl dgst -sha256 -mac HMAC`, spelled by a few lines of Python.
    @Test func digitsAreThoseOfTheKeyedHash() throws {
        let script = """
            import hmac, hashlib
            d = hmac.new(bytes(range(32)), '一'.encode(), hashlib.sha256).digest()[:10]
            n = int.from_bytes(d, 'big')
            print(''.join('0123456789ABCDEFGHJKMNPQRSTVWXYZ'[n >> 5 * i & 31] for i in range(15, -1, -1)), end='')
            """
        let digits = try Tool.run("python3", ["-c", script]).text
        #expect(number.text.split(separator: "-")[2..<6].joined() == digits)
    }

    @Test func readsWhatPeopleType() {
        #expect(ReportNumber(typed: number.text) == number)
        #expect(ReportNumber(typed: " " + number.text.lowercased()) == number)
        #expect(ReportNumber(typed: number.text.replacing("-1", with: "-I").replacing("0", with: "O")) == nil)
        for other in ["", "NM-2026", number.text + "-", number.text.replacing("2026", with: "2027")] {
            #expect(ReportNumber(typed: other) == nil)
        }
    }

    @Test func everyWrongDigitIsCaught() {
        let characters = Array(number.text)
        for index in characters.indices where index > 2 && characters[index] != "-" {
            for digit in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" where digit != characters[index] {
                var wrong = characters
                wrong[index] = digit
                #expect(ReportNumber(typed: String(wrong)) == nil)
            }
        }
    }

    @Test func verificationCode() throws {
        let hash = [UInt8](repeating: 0xAB, count: 32)
        let code = VerificationCode(hash: hash, number: number)
        #expect(code.text.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}/) != nil)
        #expect(VerificationCode(typed: code.text.lowercased().filter { $0 != "-" }) == code)
        #expect(VerificationCode(typed: String(code.text.dropLast())) == nil)
        let script = """
            import hashlib
            d = hashlib.sha256(('creditreport-code-1' + 'ab' * 32 + '\(number.text)').encode()).digest()[:8]
            n = int.from_bytes(d, 'big') >> 4
            print(''.join('0123456789ABCDEFGHJKMNPQRSTVWXYZ'[n >> 5 * i & 31] for i in range(11, -1, -1)), end='')
            """
        let digits = try Tool.run("python3", ["-c", script]).text
        #expect(code.text.filter { $0 != "-" }.dropLast() == digits)
        #expect(VerificationCode(hash: [UInt8](repeating: 0xAC, count: 32), number: number) != code)
    }
}
