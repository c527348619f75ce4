// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

@Suite struct RevocationListTests {
    @Test(arguments: [Suite.p256, .sm2])
    func aListSaysWhatWasRevoked(suite: Cryptography.Suite) throws {
        let authority = try OpenSSLAuthority()
        let isSM2 = suite == .sm2
        let key = isSM2 ? ["SM2"] : OpenSSLAuthority.p256
        let digest = isSM2 ? "-sm3" : "-sha256"
        let root = try authority.issue("root", by: nil, OpenSSLAuthority.authority, key: key, digest: digest)
        let leaf = try authority.issue("leaf", by: root, OpenSSLAuthority.signer, key: key, digest: digest)
        let options =
            ["-crldays", "7"] + (isSM2 ? ["-md", "sm3", "-sigopt", "distid:1234567812345678"] : [])

        let list = try RevocationList(
            authority.revocationList(
                by: root, revoked: [("51", "keyCompromise"), ("7F", "superseded")], options: options))
        #expect(list.issuer == root.certificate.subject)
        #expect(list.isFresh(at: list.thisUpdate) && list.isFresh(at: list.nextUpdate))
        #expect(!list.isFresh(at: list.nextUpdate.adding(days: 1)))
        guard case .revoked(let entry) = list.status(of: leaf.certificate, issuedBy: root.certificate) else {
            Issue.record("the leaf is in the list")
            return
        }
        #expect(entry.reason == 1)
        #expect(entry.at == Instant("2026-03-01T08:00:00+08:00"))

        let empty = try RevocationList(authority.revocationList(by: root, revoked: [], options: options))
        guard case .good = empty.status(of: leaf.certificate, issuedBy: root.certificate) else {
            Issue.record("the leaf is not in the list")
            return
        }
    }

    @Test func aListOfAnotherAuthorityOrWithoutTheRightSaysNothing() throws {
        let authority = try OpenSSLAuthority()
        let root = try authority.issue("root", by: nil, OpenSSLAuthority.authority)
        let leaf = try authority.issue("leaf", by: root, OpenSSLAuthority.signer)
        let rogue = try authority.issue(
            "rogue", by: nil, OpenSSLAuthority.authority, subject: "/O=测试/CN=root")
        let forged = try RevocationList(authority.revocationList(by: rogue, revoked: []))
        #expect(forged.status(of: leaf.certificate, issuedBy: root.certificate) == nil, "the name alone does not do")

        let mute = try authority.issue(
            "mute", by: nil, "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign")
        let below = try authority.issue("below", by: mute, OpenSSLAuthority.signer)
        let list = try RevocationList(authority.revocationList(by: mute, revoked: []))
        #expect(list.status(of: below.certificate, issuedBy: mute.certificate) == nil, "it may not sign lists")
    }

    @Test(arguments: [
        "issuingDistributionPoint=critical,@point\n[point]\nonlyCA=TRUE", "2.5.29.27=critical,DER:020101",
        "2.5.29.27=DER:020101",
    ])
    func aListOfAPartIsRefused(extensions: String) throws {
        let authority = try OpenSSLAuthority()
        let root = try authority.issue("root", by: nil, OpenSSLAuthority.authority)
        let file = try authority.revocationList(by: root, revoked: [], extensions: extensions)
        let error = try #require(throws: CryptographyError.self) { try RevocationList(file) }
        #expect(error.code == .malformedRevocationList)
    }

    @Test func aDamagedListIsRefusedOrSaysNothing() throws {
        let authority = try OpenSSLAuthority()
        let root = try authority.issue("root", by: nil, OpenSSLAuthority.authority)
        let leaf = try authority.issue("leaf", by: root, OpenSSLAuthority.signer)
        let pem = String(
            decoding: try authority.revocationList(by: root, revoked: [("51", "keyCompromise")]), as: UTF8.self)
        let der = try #require(
            Base64.decode(Array(pem.split(separator: "\n").dropFirst().dropLast().joined().utf8)[...]))
        _ = try RevocationList(der)
        for index in der.indices {
            var damaged = der
            damaged[index] ^= 1
            guard let list = try? RevocationList(damaged) else { continue }
            #expect(list.status(of: leaf.certificate, issuedBy: root.certificate) == nil, "byte \(index)")
        }
        for length in 0..<der.count { #expect((try? RevocationList(Array(der[..<length]))) == nil) }
    }
}
