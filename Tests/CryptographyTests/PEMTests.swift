// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

@Suite("PEM")
struct PEMTests {
    @Test func commentaryAndLineEndsAreAllowed() throws {
        let authority = try Fixture.of(.p256).authority
        let both = [authority.certificate, authority.rootCertificate]
        let text = "证书 1\n" + both[0].pem + "\nsubject=x\n" + both[1].pem
        #expect(try Certificate.readPEM(Array(text.utf8)) == both)
        #expect(try Certificate.readPEM(Array(text.replacing("\n", with: "\r\n").utf8)) == both)
    }

    @Test func badTextsAreRefused() throws {
        let pem = try Fixture.of(.p256).authority.certificate.pem
        let key = try Fixture.of(.p256).authority.key.pem()
        let lines = pem.split(separator: "\n").map(String.init)
        let bad = [
            "", "no PEM", key, pem + key, lines.dropLast().joined(separator: "\n"),
            lines.dropFirst().joined(separator: "\n"), pem.replacing("END CERTIFICATE", with: "END PRIVATE KEY"),
            ([lines[0]] + lines).joined(separator: "\n"), pem.replacing(lines[2], with: lines[2].dropLast()),
            pem.replacing(lines[1], with: lines[1] + "!"), "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
        ]
        for text in bad {
            let error = #expect(throws: CryptographyError.self) { try Certificate.readPEM(Array(text.utf8)) }
            #expect(error?.code == .malformedPEM, "\(text)")
        }
        let large = #expect(throws: CryptographyError.self) {
            try Certificate.readPEM([UInt8](repeating: 0x20, count: 1 << 20 + 1))
        }
        #expect(large?.code == .overLimit)
    }
}
