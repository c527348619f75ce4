// SPDX-License-Identifier: Apache-2.0

import OpenType
import TestSupport
import Testing

@Suite("Fonts")
struct FontTests {
    @Test("reads what the tables say")
    func metrics() throws {
        let font = try Font(bytes: TestFont().file())
        #expect(font.glyphCount == 8)
        #expect(font.unitsPerEm == 1000)
        let bounds = font.bounds
        #expect([bounds.xMin, bounds.yMin, bounds.xMax, bounds.yMax] == [-10, -20, 700, 900])
        #expect([font.ascent, font.descent, font.lineGap] == [880, -120, 0])
        #expect([font.typographicAscent, font.typographicDescent] == [870, -130])
        #expect([font.capHeight, font.xHeight] == [730, 510])
        #expect(font.italicAngle == -12_000)
        #expect(font.weightClass == 700)
        #expect(font.stemWidth == 165)
        #expect(!font.isFixedPitch)
        #expect(font.familyName == "测试 Sample")
        #expect(font.styleName == "Regular")
        #expect(font.postScriptName == "TestSample-Regular")
        #expect((0..<8).map { font.advance(of: $0) } == TestFont.advances)
        try font.verifyChecksums()
    }

    @Test("maps characters", arguments: [4, 12])
    func characters(format: Int) throws {
        let font = try Font(bytes: TestFont(characterFormat: format).file())
        #expect(font.glyph(for: "A") == TestFont.square)
        #expect(font.glyph(for: "B") == nil)
        #expect(font.glyph(for: "C") == TestFont.composite)
        #expect(font.glyph(for: "N") == TestFont.nested)
        #expect(font.glyph(for: "O") == TestFont.round)
        #expect(font.glyph(for: " ") == TestFont.space)
        #expect(font.glyph(for: "中") == TestFont.middle)
        #expect(font.glyph(for: "国") == nil)
        #expect(font.glyph(for: "\u{20000}") == (format == 12 ? TestFont.rare : nil))
        #expect(font.glyph(for: "\u{10FFFF}") == nil)
        #expect(font.characterCount == (format == 12 ? 7 : 6))
    }

    @Test("measures in thousandths of an em")
    func thousandths() throws {
        var sample = TestFont()
        sample["head"].replaceSubrange(18..<20, with: TestFont.u16(2048))
        let font = try Font(bytes: sample.file())
        #expect(
            [0, 1, 2, 3, 1024, 2048, -1, -3, -2048].map { font.thousandths($0) } == [
                0, 0, 1, 1, 500, 1000, 0, -1, -1000,
            ])
    }

    @Test("takes the heights of letters where the table does not name them")
    func heights() throws {
        var sample = TestFont(characterFormat: 12)
        sample["OS/2"].replaceSubrange(0..<2, with: TestFont.u16(1))
        sample["cmap"] = TestFont.format12(groups: [(0x48, 0x48, 0), (0x78, 0x78, 1)])
        let font = try Font(bytes: sample.file())
        #expect(font.xHeight == 700)
        #expect(font.capHeight == 880)
    }

    @Test(
        "knows what may be embedded",
        arguments: [
            (0, true), (0x0002, false), (0x0004, true), (0x0008, true), (0x000A, true), (0x0100, false),
            (0x0204, false),
        ])
    func embedding(fsType: Int, allowed: Bool) throws {
        var sample = TestFont()
        sample["OS/2"].replaceSubrange(8..<10, with: TestFont.u16(fsType))
        let font = try Font(bytes: sample.file())
        #expect(font.permission.fsType == UInt16(fsType))
        #expect(font.embeddingAllowed == allowed)
    }

    @Test("reads a face of a collection")
    func collection() throws {
        // Two faces over the same tables: two directories, one moved copy of the single font.
        let single = TestFont().file()
        let header: [UInt8] = Array("ttcf".utf8) + TestFont.u32(0x10000) + TestFont.u32(2)
        let directory = 12 + 16 * TestFont().tables.count
        let shift = header.count + 8 + directory
        var file = header + TestFont.u32(header.count + 8) + TestFont.u32(shift)
        func moved(by shift: Int) -> [UInt8] {
            var bytes = Array(single[..<directory])
            for entry in stride(from: 20, to: directory, by: 16) {
                let offset = bytes[entry..<entry + 4].reduce(0) { $0 << 8 | Int($1) } + shift
                bytes.replaceSubrange(entry..<entry + 4, with: TestFont.u32(offset))
            }
            return bytes
        }
        file += moved(by: shift) + moved(by: shift) + single[directory...]
        for face in 0..<2 {
            let font = try Font(bytes: file, face: face)
            #expect(font.faceCount == 2)
            #expect(font.glyph(for: "中") == TestFont.middle)
            try font.verifyChecksums()
        }
        #expect(throws: FontError.self) { try Font(bytes: file, face: 2) }
        #expect(throws: FontError.self) { try Font(bytes: file, face: -1) }
    }

    @Test("opens a file and names it in errors")
    func file() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("sample.ttf", TestFont().file())
        #expect(try Font(path: path).glyphCount == 8)
        let cubic = try directory.write("cubic.otf", TestFont().file(version: 0x4F54_544F))
        do {
            _ = try Font(path: cubic)
            Issue.record("a font with cubic outlines was taken")
        } catch {
            #expect(error.code == .cubicOutlines)
            #expect(error.message.contains("cubic.otf"))
            #expect(error.hint?.contains("make-fonts.py") == true)
        }
        do {
            _ = try Font(path: directory.path("absent.ttf"))
            Issue.record("a font that is not there was opened")
        } catch {
            #expect(error.code == .unreadable)
        }
    }
}
