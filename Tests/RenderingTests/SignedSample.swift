// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Documents
import Glibc
import PDFSyntax
import Rendering
import TestSupport
import Testing
import Typesetting

/// Samples as files, signed with a key that lives as long as the test.
struct SignedSample {
    static let instant = "2026-11-23T20:00:00+08:00"
    static let attachment = Attachment(
        name: "report.xml", description: "本报告的签名数据（测试）",
        bytes: Array("<creditReport><report xml:id=\"report\">测试</report></creditReport>".utf8))

    let fonts: FontSet
    let authority: DemonstrationAuthority

    init() throws {
        fonts = try #require(SampleReport.fonts, "the fonts of the repository cannot be opened")
        authority = try DemonstrationAuthority(from: try #require(Instant(Self.instant)))
    }

    static func metadata() throws -> DocumentMetadata {
        DocumentMetadata(
            author: "内蒙古自治区示例信用中心（测试）", subject: "示例科技有限责任公司（测试）的专项信用报告", creator: "creditreport <test> & 测试",
            instant: try #require(Instant(instant)), identifier: Array("0123456789abcdef".utf8))
    }

    /// A document as a signed file.
    func file(_ document: Document, renderer: PDFRenderer = PDFRenderer()) throws -> [UInt8] {
        let pages = try Typesetter(fonts: fonts).pages(of: document)
        let signer = try authority.signer()
        let prepared = try renderer.prepare(
            pages, attachment: Self.attachment, metadata: Self.metadata(),
            signature: SignatureMetadata(
                name: "信用报告示例签发（测试）", reason: "出具专项信用报告", location: "呼和浩特",
                capacity: CMS.maximumLength(for: signer)))
        var digester = Digester()
        digester.update(prepared.digestInput.first)
        digester.update(prepared.digestInput.second)
        return try prepared.completed(with: CMS.sign(digest: digester.finish(), with: signer))
    }

    /// Writes a file for judges, and once more into the directory that `CREDITREPORT_KEEP` names, to be looked at.
    static func write(_ file: [UInt8], _ name: String, in directory: TemporaryDirectory) throws -> String {
        if let kept = unsafe getenv("CREDITREPORT_KEEP") {
            try TestFile.write(file, to: unsafe String(cString: kept) + "/" + name)
        }
        return try directory.write(name, file)
    }
}
