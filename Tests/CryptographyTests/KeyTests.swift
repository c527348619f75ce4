// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

@Suite("Keys")
struct KeyTests {
    @Test(arguments: Cryptography.Suite.allCases)
    func keySurvivesPEM(_ suite: Cryptography.Suite) throws {
        let key = try SigningKey.generate(suite)
        let pem = try key.pem()
        #expect(pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        let again = try SigningKey(pem: Array(pem.utf8))
        #expect(again.suite == suite)
        #expect(try again.pem() == pem)
        #expect(try key.sign([1, 2, 3]).count == 64)
    }

    @Test func opensslKeysAreRead() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("key.pem")
        for (options, suite) in [
            (["EC", "-pkeyopt", "ec_paramgen_curve:P-256"], Cryptography.Suite.p256), (["SM2"], .sm2),
        ] {
            let made = try Tool.run("openssl", ["genpkey", "-algorithm"] + options + ["-out", path])
            #expect(made.status == 0)
            #expect(try SigningKey(pem: TestFile.read(path)).suite == suite)
        }
    }

    @Test(arguments: [
        (["genpkey", "-algorithm", "RSA"], CryptographyError.Code.unsupportedKey),
        (["genpkey", "-algorithm", "ED25519"], .unsupportedKey),
        (["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"], .unsupportedKey),
        (["ecparam", "-name", "prime256v1", "-genkey", "-noout"], .malformedPEM),
        (
            ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-aes256", "-pass", "pass:x"],
            .passphrase
        ),
    ])
    func otherKeysAreRefused(_ arguments: [String], _ code: CryptographyError.Code) throws {
        let made = try Tool.run("openssl", arguments)
        #expect(made.status == 0)
        let error = #expect(throws: CryptographyError.self) { try SigningKey(pem: made.output) }
        #expect(error?.code == code)
    }

    @Test(arguments: Cryptography.Suite.allCases)
    func damagedKeysAreRefused(_ suite: Cryptography.Suite) throws {
        let der = try privateKeyInfo(SigningKey.generate(suite))
        let other = try privateKeyInfo(SigningKey.generate(suite))
        // The public point stands at the end of the structure.
        let mixed = Array(der.dropLast(65) + other.suffix(65))
        let cuts = stride(from: 1, to: der.count, by: 5).map { Array(der[..<$0]) }
        for bad in [mixed, der + [0]] + cuts {
            let pem = PEM.encode(bad, label: "PRIVATE KEY")
            #expect(throws: CryptographyError.self) { try SigningKey(pem: Array(pem.utf8)) }
        }
        #expect(try SigningKey(pem: Array(PEM.encode(der, label: "PRIVATE KEY").utf8)).suite == suite)
    }

    private func privateKeyInfo(_ key: SigningKey) throws -> [UInt8] {
        let lines = try key.pem().split(separator: "\n")
        return try #require(Base64.decode(lines.dropFirst().dropLast().joined()))
    }
}
