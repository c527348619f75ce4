// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Testing

@Suite("Digests")
struct DigestTests {
    /// FIPS 180-4 examples (NIST CSRC "SHA256.pdf") and GB/T 32905-2016, appendix A.
    @Test(arguments: [
        (DigestAlgorithm.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (
            .sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (.sm3, "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (
            .sm3, String(repeating: "abcd", count: 16),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
        ),
    ])
    func vectors(_ algorithm: DigestAlgorithm, _ message: String, _ expected: String) {
        #expect(Hex.encode(Digest.of(Array(message.utf8), algorithm)) == expected)
    }

    @Test(arguments: DigestAlgorithm.allCases)
    func piecesGiveTheSameDigest(_ algorithm: DigestAlgorithm) {
        let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for cut in [0, 1, 55, 56, 63, 64, 65, 999, 1000] {
            var digester = Digester(algorithm)
            digester.update(message[..<cut])
            digester.update(Array(message[cut...]))
            digester.update([])
            #expect(digester.finish() == Digest.of(message, algorithm))
        }
    }

    @Test(arguments: DigestAlgorithm.allCases)
    func oneContextGivesManyDigests(_ algorithm: DigestAlgorithm) {
        let messages = [0, 1, 64, 1000].map { [UInt8](repeating: UInt8($0 & 7), count: $0) }
        var digester = Digester(algorithm)
        var digests: [UInt8] = [1]
        for message in messages {
            digester.update(message)
            digester.appendDigest(to: &digests)
        }
        #expect(digests == [1] + messages.flatMap { Digest.of($0, algorithm) })
        #expect(digester.finish() == Digest.of([UInt8](), algorithm))
    }

    /// RFC 4231, test cases 1, 2 and 6 (a key longer than a block).
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        // An empty key and an empty message, as Python's hmac module gives it.
        ([], "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
    ])
    func hmac(_ key: [UInt8], _ message: String, _ expected: String) {
        #expect(Hex.encode(HMAC.of(Array(message.utf8), key: key)) == expected)
    }

    @Test func comparisonSeesEveryByte() {
        let secret = Array("0123456789abcdef".utf8)
        #expect(ConstantTime.equal(secret, secret))
        #expect(ConstantTime.equal([], []))
        #expect(!ConstantTime.equal(secret, Array(secret.dropLast())))
        for index in secret.indices {
            var other = secret
            other[index] ^= 1
            #expect(!ConstantTime.equal(secret, other))
        }
    }

    @Test func randomBytesDiffer() throws {
        #expect(try SecureRandom.bytes(0).isEmpty)
        #expect(try SecureRandom.bytes(16).count == 16)
        #expect(try SecureRandom.bytes(16) != SecureRandom.bytes(16))
    }
}
