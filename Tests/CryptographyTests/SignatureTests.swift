// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

/// A public point, a message and its signature from a standard.
struct SignatureVector: Sendable {
    let suite: Cryptography.Suite
    let point: String
    let message: String
    let signature: String

    /// RFC 6979, A.2.5, message "sample" with SHA-256.
    static let p256 = SignatureVector(
        suite: .p256,
        point: "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
            + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
        message: "sample",
        signature: "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
            + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8")

    /// GB/T 32918.5-2017, A.2, with the identity 1234567812345678.
    static let sm2 = SignatureVector(
        suite: .sm2,
        point: "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
            + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
        message: "message digest",
        signature: "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
            + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa")

    /// The order of the base point (FIPS 186-5 by SP 800-186; GB/T 32918.5).
    var order: String {
        suite == .p256
            ? "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
            : "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123"
    }

    func key() throws -> EllipticKey {
        try EllipticKey(suite: suite, point: [4] + #require(Hex.decode(point)))
    }
}

@Suite("Signature values")
struct SignatureTests {
    static let vectors: [SignatureVector] = [.p256, .sm2]

    @Test(arguments: vectors)
    func vectorVerifies(_ vector: SignatureVector) throws {
        let key = try vector.key()
        let signature = try #require(Hex.decode(vector.signature))
        #expect(key.verifies(signature: signature, of: Array(vector.message.utf8)))
        #expect(!key.verifies(signature: signature, of: Array((vector.message + ".").utf8)))
        for index in signature.indices {
            var other = signature
            other[index] ^= 1 << UInt8(index % 8)
            #expect(!key.verifies(signature: other, of: Array(vector.message.utf8)))
        }
    }

    @Test(arguments: vectors)
    func valuesOutOfRangeAreRefused(_ vector: SignatureVector) throws {
        let key = try vector.key()
        let message = Array(vector.message.utf8)
        let signature = try #require(Hex.decode(vector.signature))
        let order = try #require(Hex.decode(vector.order))
        let zero = [UInt8](repeating: 0, count: 32)
        let full = [UInt8](repeating: 0xFF, count: 32)
        let (r, s) = (Array(signature.prefix(32)), Array(signature.suffix(32)))
        for bad in [zero, order, full] {
            #expect(!key.verifies(signature: bad + s, of: message))
            #expect(!key.verifies(signature: r + bad, of: message))
        }
        for length in [0, 1, 32, 63] {
            #expect(!key.verifies(signature: Array(signature.prefix(length)), of: message))
        }
        #expect(!key.verifies(signature: signature + [0], of: message))
    }

    @Test(arguments: vectors)
    func pointsOffTheCurveAreRefused(_ vector: SignatureVector) throws {
        let point = try [4] + #require(Hex.decode(vector.point))
        var off = point
        off[64] ^= 1
        var hybrid = point
        hybrid[0] = 6 | point[64] & 1
        let compressed = [2 | point[64] & 1] + point[1...32]
        for bad in [off, hybrid, compressed, [0], [], point + [0], [4] + [UInt8](repeating: 0, count: 64)] {
            let error = #expect(throws: CryptographyError.self) { try EllipticKey(suite: vector.suite, point: bad) }
            #expect(error?.code == .unsupportedKey)
        }
        // The same point does not lie on the other curve.
        let other: Cryptography.Suite = vector.suite == .p256 ? .sm2 : .p256
        #expect(throws: CryptographyError.self) { try EllipticKey(suite: other, point: point) }
    }

    @Test(arguments: Cryptography.Suite.allCases)
    func signaturesVerifyWithTheCertificateOnly(_ suite: Cryptography.Suite) throws {
        let authority = try Fixture.of(suite).authority
        for number in 0..<20 {
            let message = [UInt8](repeating: UInt8(number), count: number * 13)
            let signature = try authority.key.sign(message)
            #expect(signature.count == 64)
            #expect(authority.certificate.verifies(signature: signature, of: message))
            #expect(!authority.rootCertificate.verifies(signature: signature, of: message))
            #expect(!authority.certificate.verifies(signature: signature, of: message + [0]))
        }
    }

    @Test(arguments: [(Cryptography.Suite.p256, "-sha256"), (.sm2, "-sm3")])
    func opensslAcceptsOurSignatures(_ suite: Cryptography.Suite, _ digest: String) throws {
        let authority = try Fixture.of(suite).authority
        let message = Array("专项信用报告".utf8)
        let raw = try authority.key.sign(message)
        let der = DER.sequence(DER.integer(magnitude: raw[..<32]), DER.integer(magnitude: raw[32...]))
        let directory = try TemporaryDirectory()
        let certificate = try directory.write("leaf.pem", Array(authority.certificate.pem.utf8))
        let key = try Tool.run("openssl", ["x509", "-in", certificate, "-noout", "-pubkey"])
        let identity = suite == .sm2 ? ["-sigopt", "distid:1234567812345678"] : []
        let verified = try Tool.run(
            "openssl",
            ["dgst", digest] + identity + [
                "-verify", try directory.write("key.pem", key.output), "-signature",
                try directory.write("signature", der), try directory.write("message", message),
            ])
        #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
    }

    @Test func manyThreadsUseOneKey() async throws {
        let authority = try Fixture.of(.p256).authority
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for round in 0..<20 {
                        let message = [UInt8(task), UInt8(round)]
                        let signature = try authority.key.sign(message)
                        guard authority.certificate.verifies(signature: signature, of: message) else { return false }
                    }
                    return true
                }
            }
            for try await verified in group { #expect(verified) }
        }
    }
}
