// SPDX-License-Identifier: Apache-2.0

import OpenType
import Rendering
import TestSupport
import Testing
import Typesetting

/// What a font's maker forbids is not done.
@Suite struct FontPermissionTests {
    /// The shipped text face with another fsType.
    private func font(_ fsType: UInt16) throws -> Font {
        var file = try TestFile.read(Repository.path("Fonts/CreditreportSong-Regular.ttf"))
        let font = try Font(bytes: file)
        let table = try #require(font.tables.first { $0.tag == "OS/2" })
        file[table.bytes.lowerBound + 8] = UInt8(fsType >> 8)
        file[table.bytes.lowerBound + 9] = UInt8(fsType & 0xFF)
        return try Font(bytes: file)
    }

    @Test(
        arguments: [
            (0x0000, nil), (0x0004, nil), (0x0008, nil), (0x0002, "restricted licence"),
            (0x0100, "only be embedded whole"),
            (0x0104, "only be embedded whole"), (0x0200, "only bitmaps"),
        ] as [(UInt16, String?)]) func permissionsAreRespected(fsType: UInt16, obstacle: String?) throws
    {
        let fonts = FontSet([.init(try font(fsType))])
        var sample = SampleReport()
        let pages = try Typesetter(fonts: fonts).pages(of: sample.document([sample.paragraph("测试")]))
        do {
            let metadata = try SignedSample.metadata()
            _ = try PDFRenderer().render(pages, metadata: metadata)
            #expect(obstacle == nil)
        } catch let error as RenderingError {
            #expect(error.code == .font && error.message.contains(obstacle ?? "?"), "\(error)")
            #expect(error.message.contains("CreditreportSongSC-Regular"))
        }
    }
}
