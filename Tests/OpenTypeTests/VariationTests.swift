// SPDX-License-Identifier: Apache-2.0

import OpenType
import TestSupport
import Testing

/// Variation sequences: 'cmap', format 14.
@Suite struct VariationTests {
    private static let first: Unicode.Scalar = "\u{E0100}"
    private static let second: Unicode.Scalar = "\u{E0101}"

    private func u24(_ value: Int) -> [UInt8] { Array(TestFont.u32(value).dropFirst()) }

    /// The sample with a subtable of two selectors: the first keeps A and C to O, and gives 中 glyph 7; the second gives U+20000 glyph 6.
    private func sample(_ change: (inout [UInt8]) -> Void = { _ in }) -> [UInt8] {
        let usual = TestFont.u32(2) + u24(0x41) + [0] + u24(0x43) + [12]
        let own = TestFont.u32(1) + u24(0x4E2D) + TestFont.u16(7)
        let other = TestFont.u32(1) + u24(0x20000) + TestFont.u16(6)
        let records = 10 + 22
        var subtable =
            TestFont.u16(14) + TestFont.u32(records + usual.count + own.count + other.count) + TestFont.u32(2)
            + u24(0xE0100) + TestFont.u32(records) + TestFont.u32(records + usual.count)
            + u24(0xE0101) + TestFont.u32(0) + TestFont.u32(records + usual.count + own.count)
            + usual + own + other
        change(&subtable)
        var font = TestFont()
        let characters = Array(TestFont.format12()[30...])
        font["cmap"] =
            TestFont.u16(0) + TestFont.u16(2) + TestFont.u16(0) + TestFont.u16(5) + TestFont.u32(20 + characters.count)
            + TestFont.u16(3) + TestFont.u16(10) + TestFont.u32(20) + characters + subtable
        return font.file()
    }

    @Test func sequencesAreFound() throws {
        let font = try Font(bytes: sample())
        #expect(font.glyph(for: "中") == 6)
        #expect(font.variant(of: "中", selector: Self.first) == .glyph(7))
        #expect(font.variant(of: "中", selector: Self.second) == nil)
        #expect(font.variant(of: "\u{20000}", selector: Self.second) == .glyph(6))
        #expect(font.variant(of: "A", selector: Self.first) == .usual)
        #expect(font.variant(of: "B", selector: Self.first) == nil)
        #expect(font.variant(of: "O", selector: Self.first) == .usual)
        #expect(font.variant(of: "P", selector: Self.first) == nil)
        #expect(font.variant(of: "A", selector: "\u{FE00}") == nil)
        #expect(font.variant(of: "A", selector: "\u{E01EF}") == nil)
        #expect(try Font(bytes: TestFont().file()).variant(of: "A", selector: Self.first) == nil)
    }

    @Test(
        "Sequences that contradict themselves are an error",
        arguments: [
            // The offset in the subtable, and what is put there.
            (6, [0xFF, 0xFF, 0xFF, 0xFF]), (6, [0, 0, 0, 3]), (10, [0x0E, 0x01, 0x02]), (13, [0, 0, 0xFF, 0]),
            (17, [0, 0, 0xFF, 0]), (32, [0xFF, 0xFF, 0xFF, 0xFF]), (40, [0, 0, 0x41]), (44, [0x7F, 0, 0, 0]),
            (51, [0, 8]),
        ] as [(Int, [UInt8])]) func contradictions(offset: Int, bytes: [UInt8])
    {
        let file = sample { $0.replaceSubrange(offset..<offset + bytes.count, with: bytes) }
        let error = #expect(throws: FontError.self) { try Font(bytes: file) }
        #expect(error?.code == .badTable)
    }

    @Test func everyLengthOfTheTableIsAnErrorOrAFont() {
        for count in 0..<73 {
            // What is cut off is found when the font is opened, not when it is used.
            _ = try? Font(bytes: sample { $0 = Array($0.prefix(count)) })
        }
    }

    @Test func aWholeFontHasTheSequencesThatFontToolsFinds() throws {
        let path = "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"
        let script = """
            import sys
            from fontTools.ttLib import TTFont
            font = TTFont(sys.argv[1])
            order = {name: id for id, name in enumerate(font.getGlyphOrder())}
            table = next(t for t in font["cmap"].tables if t.format == 14)
            for selector, pairs in sorted(table.uvsDict.items()):
                for character, name in sorted(pairs):
                    print(f"{character:x} {selector:x} {-1 if name is None else order[name]}")
            """
        let result = try Tool.run("python", ["-c", script, path])
        try #require(result.status == 0, "\(result.errorText)")
        let font = try Font(path: path)
        let lines = result.text.split(separator: "\n")
        #expect(lines.count > 10_000)
        var wrong: [Substring] = []
        for line in lines {
            let words = line.split(separator: " ")
            guard words.count == 3, let character = UInt32(words[0], radix: 16).flatMap(Unicode.Scalar.init),
                let selector = UInt32(words[1], radix: 16).flatMap(Unicode.Scalar.init), let glyph = Int(words[2])
            else { continue }
            let expected: Variant = glyph < 0 ? .usual : .glyph(GlyphID(glyph))
            if font.variant(of: character, selector: selector) != expected { wrong.append(line) }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }
}
