// SPDX-License-Identifier: Apache-2.0

import Bytes
import Documents
import PDFSyntax
import Rendering
import TestSupport
import Testing
import Typesetting

@Suite struct PDFConformanceTests {
    static func metadata() throws -> DocumentMetadata {
        DocumentMetadata(
            author: "内蒙古自治区示例信用中心（测试）", subject: "测试", creator: "creditreport test",
            instant: try #require(Instant("2026-11-23T20:00:00+08:00")),
            identifier: Array("0123456789abcdef".utf8))
    }

    static let attachment = Attachment(
        name: "report.xml", description: "签名的报告数据", bytes: Array("<creditReport>测试</creditReport>".utf8))

    @Test func pagesAreArchivalAndAccessible() throws {
        let fonts = try #require(SampleReport.fonts)
        let pages = try Typesetter(fonts: fonts).pages(of: SampleReport.full(records: 20))
        let file = try PDFRenderer().render(pages, attachment: Self.attachment, metadata: Self.metadata())
    }
}
