// SPDX-License-Identifier: Apache-2.0

import Bytes
import PDFSyntax
import TestSupport
import Testing

/// The place of the signature, and what is put into it.
struct SigningTests {
    @Test func thePlaceHasItsOneSpelling() throws {
        let prepared = try SampleDocument().prepared()
        let (bytes, range) = (prepared.bytes, prepared.byteRange)
        #expect(bytes[range.gapStart] == UInt8(ascii: "<") && bytes[range.gapEnd - 1] == UInt8(ascii: ">"))
        #expect(range.gapEnd - range.gapStart == 2 * 2048 + 2 && prepared.capacity == 2048)
        #expect(range.size == bytes.count && range.second.upperBound == bytes.count && range.first.lowerBound == 0)
        let numbers = "[0 \(range.gapStart) \(range.gapEnd) \(range.size - range.gapEnd)]"
        let field = numbers + String(repeating: " ", count: 36 - numbers.utf8.count)
        let before = Array("11 0 obj\n<</Type/Sig/ByteRange \(field)/Contents ".utf8)
        #expect(bytes[..<range.gapStart].suffix(before.count).elementsEqual(before))
        let behind = "/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Reference[<</Type/SigRef/TransformMethod"
        #expect(bytes[range.gapEnd...].starts(with: behind.utf8))
        #expect(prepared.digestInput.first.count + prepared.digestInput.second.count == bytes.count - 4098)
    }

    @Test func completingChangesNothingButTheContents() throws {
        let prepared = try SampleDocument().prepared()
        let file = try prepared.completed(with: shapedSignature)
        #expect(file[prepared.byteRange.first] == prepared.digestInput.first)
        #expect(file[prepared.byteRange.second] == prepared.digestInput.second)
        let shape = try SignedPDFShape.read(file)
        #expect(shape.cms == shapedSignature)
        #expect(shape.byteRange == prepared.byteRange)
        #expect(shape.digestInput == prepared.digestInput)
        #expect(shape.signature["Reason"]?.textValue == "示例")
        #expect(shape.signature["M"]?.textValue == "D:20240318000000+08'00'")
    }

    @Test(
        arguments: [
            [], [0x30], [0x30, 0x01], [0x31, 0x00], [0x30, 0x00, 0x00], [0x30, 0x81, 0x01, 0x00],
            [0x30, 0x80, 0x00, 0x00],
            [0x30, 0x82, 0x08, 0x00] + [UInt8](repeating: 1, count: 2048),
            [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x85, 0, 0, 0, 0, 1, 0],
        ] as [[UInt8]])
    func whatIsNoSignatureIsNotPutIn(cms: [UInt8]) throws {
        let prepared = try SampleDocument(pages: 1, elementsOnPage: 1).prepared()
        let error = #expect(throws: PDFSyntaxError.self) { try prepared.completed(with: cms) }
        #expect(error?.code == .contents)
    }

    @Test func theLargestSignatureFits() throws {
        let cms: [UInt8] = [0x30, 0x82, 0x07, 0xFC] + [UInt8](repeating: 1, count: 2044)
        let file = try SampleDocument().prepared().completed(with: cms)
        #expect(try SignedPDFShape.read(file).cms == cms)
    }

    @Test func popplerVerifiesARealSignatureOverBothParts() throws {
        let directory = try TemporaryDirectory()
        let (key, certificate) = (directory.path("key.pem"), directory.path("certificate.pem"))
        let made = try Tool.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650",
                "-subj", "/CN=test", "-keyout", key, "-out", certificate,
            ])
        try #require(made.status == 0, "\(made.errorText)")
        let prepared = try SampleDocument().prepared()
        let input = prepared.digestInput
        let content = try directory.write("content", Array(input.first) + Array(input.second))
        let signature = directory.path("signature")
        let signed = try Tool.run(
            "openssl",
            [
                "cms", "-sign", "-binary", "-cades", "-md", "sha256", "-in", content, "-signer", certificate, "-inkey",
                key,
                "-outform", "DER", "-out", signature,
            ])
        try #require(signed.status == 0, "\(signed.errorText)")
        let cms = try TestFile.read(signature)
        let file = try prepared.completed(with: cms)
        #expect(try SignedPDFShape.read(file).cms == cms)

        let path = try directory.write("signed.pdf", file)
        let verdict = try Tool.run("pdfsig", ["-nocert", path]).text
        #expect(verdict.contains("Signature is Valid."), "\(verdict)")
        #expect(verdict.contains("Total document signed"), "\(verdict)")
        #expect(!verdict.contains("Not total document signed"), "\(verdict)")
        #expect(verdict.contains("ETSI.CAdES.detached"), "\(verdict)")
        #expect(try Tool.run("qpdf", ["--check", path]).status == 0)

        let other = try directory.write("changed.pdf", file.replacing("测试企业", with: "别的企业"))
        #expect(try Tool.run("pdfsig", ["-nocert", other]).text.contains("Digest Mismatch"))
    }
}
