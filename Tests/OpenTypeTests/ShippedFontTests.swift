// SPDX-License-Identifier: Apache-2.0

import OpenType
import TestSupport
import Testing

@Suite("Shipped fonts")
struct ShippedFontTests {
    static let directory = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Fonts"
    static let faces = ["CreditreportSong-Regular", "CreditreportHei-Bold"]

    @Test("are the files that the recipe made")
    func sums() throws {
        let result = try Tool.run("sh", ["-c", "cd \"$1\" && sha256sum -c SHA256SUMS", "sh", Self.directory])
        #expect(result.status == 0, "\(result.text) \(result.errorText)")
    }

    @Test("have what a report needs", arguments: faces)
    func coverage(face: String) throws {
        let font = try Font(path: "\(Self.directory)/\(face).ttf")
        #expect(font.embeddingAllowed)
        #expect(font.unitsPerEm == 1000)
        #expect(font.weightClass == (face.hasSuffix("Bold") ? 700 : 400))
        #expect(font.isSerif == (face == "CreditreportSong-Regular"))
        #expect(font.familyName.hasPrefix("Creditreport ") && font.postScriptName.hasPrefix("Creditreport"))
        // All that GB 2312 and GBK hold, and the marks of documents.
        var missing = (0x4E00...0x9FA5).compactMap(Unicode.Scalar.init).filter { font.glyph(for: $0) == nil }
        missing += (0x20...0x7E).compactMap(Unicode.Scalar.init).filter { font.glyph(for: $0) == nil }
        let marks = "〔〕（）《》〈〉【】，。、；：？！“”‘’—…·￥¥％‰℃№×÷±≤≥①②③㈠Ⅰ○●□■△▲→　"
        missing += marks.unicodeScalars.filter { font.glyph(for: $0) == nil }
        #expect(missing == [])
        #expect(font.characterCount > 33_000)
        #expect(font.glyph(for: "国").map { font.advance(of: $0) } == 1000)
    }

    @Test("give subsets that are the same font to another program", arguments: faces)
    func subset(face: String) throws {
        let path = "\(Self.directory)/\(face).ttf"
        let font = try Font(path: path)
        var random = SeededGenerator.fresh(for: "Subset of \(face)")
        let glyphs = (0..<150).map { _ in GlyphID.random(in: 0..<GlyphID(font.glyphCount), using: &random) }
        try Judge.compare(font, path: path, font.subset(glyphs))
    }
}
