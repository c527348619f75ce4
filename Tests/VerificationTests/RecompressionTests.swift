// SPDX-License-Identifier: Apache-2.0

import Bytes
import Compression
import Cryptography
import TestSupport
import Testing
import Verification

/// A PDF whose streams another encoder compressed shows what was drawn, if the issuer's key signed it so: the signature
/// covers the spelling, and the spelling is shown to nobody.
@Suite struct RecompressionTests {
    /// The PDF with its first drawing changed, compressed anew and signed; with the old signature if by nobody.
    private static func recompressed(
        _ office: Office, by signer: LocalSigner?, _ change: ([UInt8]) -> [UInt8] = { $0 }
    ) throws -> [UInt8] {
        let bytes = office.stained.pdf
        let head = "<</Filter/FlateDecode/Length "
        let start = try #require(bytes.offset(of: head))
        let data = try #require(bytes.offset(of: "\nstream\n", from: start)) + 8
        let end = try #require(bytes.offset(of: "\nendstream\n", from: data))
        let content = try Flate.decompress(Array(bytes[data..<end]), limit: 1 << 20)
        let spelled = Flate.compress(change(content), level: 1)
        try #require(spelled != Array(bytes[data..<end]))
        return try office.pdf(
            Array(bytes[..<start]) + Array("\(head)\(spelled.count)>>\nstream\n".utf8) + spelled + Array(bytes[end...]),
            by: signer)
    }

    @Test func theIssuerItselfMayCompressOtherwise() throws {
        let office = try Office.shared()
        let verdict = try office.verifier().verdict(on: Self.recompressed(office, by: office.signer))
        let reasons = verdict.answers.flatMap(\.evidence).filter { $0.answer != .valid }
        #expect(verdict.outcome == .reliable, "\(reasons)")
    }

    @Test func nobodyElseMay() throws {
        let office = try Office.shared()
        for signer in [nil, office.rogueSigner] {
            let verdict = try office.verifier().verdict(on: Self.recompressed(office, by: signer))
            Attack.expect(verdict, .notAuthentic)
        }
    }

    /// One byte of the drawing is enough: a space in the place of a line end changes no picture, and is refused.
    @Test func theSameBytesMustComeOut() throws {
        let office = try Office.shared()
        let changed = try Self.recompressed(office, by: office.signer) { content in
            var content = content
            if let place = content.lastIndex(of: 0x0A) { content[place] = 0x20 } else { content.append(0x0A) }
            return content
        }
        Attack.expect(try office.verifier().verdict(on: changed), .notAuthentic)
    }
}
