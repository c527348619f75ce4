// SPDX-License-Identifier: Apache-2.0

import OpenType
import TestSupport
import Testing

@Suite("Subsets")
struct SubsetTests {
    @Test("numbers glyphs without gaps and takes the parts of composite ones along")
    func closure() throws {
        let font = try Font(bytes: TestFont().file())
        let subset = try font.subset([TestFont.rare, TestFont.nested, TestFont.rare])
        #expect(subset.glyphs == [0, 1, 2, 3, 4, 7])
        #expect(subset.characterID(of: TestFont.rare) == 5)
        #expect(subset.characterID(of: TestFont.nested) == 4)
        #expect(subset.characterID(of: 0) == 0)
        #expect(subset.characterID(of: TestFont.space) == nil)
        #expect(subset.characterID(of: 60_000) == nil)
        #expect(try subset.fontProgram.count % 4 == 0)
    }

    @Test("depends on the set alone, not on order or repetition")
    func sameBytes() throws {
        let font = try Font(bytes: TestFont().file())
        let once = try font.subset([6, 3, 5])
        let again = try font.subset([5, 3, 3, 6, 0])
        #expect(try once.fontProgram == again.fontProgram)
        #expect(once.tag == again.tag)
        #expect(once.tag.utf8.allSatisfy { (65...90).contains($0) } && once.tag.utf8.count == 6)
        #expect(try font.subset([6, 3]).tag != once.tag)
    }

    @Test("does not depend on what earlier subsets have found out")
    func measured() throws {
        let font = try Font(bytes: TestFont().file())
        var measures = GlyphMeasures(of: font)
        for glyphs in [
            [TestFont.middle, TestFont.composite], [TestFont.nested, TestFont.square], [], [TestFont.nested],
        ] {
            var used = GlyphSet(of: font)
            for glyph in glyphs { used.insert(glyph) }
            let warm = try font.subset(used, measures: &measures)
            let cold = try font.subset(glyphs)
            #expect(try warm.fontProgram == cold.fontProgram)
            #expect(warm.glyphs == cold.glyphs && warm.outlineOffsets == cold.outlineOffsets)
            #expect(try warm.programCount == warm.fontProgram.count)
        }
    }

    @Test("keeps the programs that a hinted font needs")
    func hints() throws {
        var sample = TestFont()
        sample["cvt "] = [0, 1]
        sample["fpgm"] = [1, 2, 3]
        sample["prep"] = [4]
        let font = try Font(bytes: sample.file())
        let subset = try font.subset([TestFont.square])
        let tags = (0..<9).map { String(decoding: subset.tables[(12 + 16 * $0)..<(16 + 16 * $0)], as: UTF8.self) }
        #expect(tags == ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"])
        try Judge.compare(sample.file(), subset)
    }

    @Test("names the parts of composite glyphs by their new numbers")
    func renumbered() throws {
        // Boxes 8...607, then a composite of two of them and of 中: in the subset all but the first 300 boxes.
        let boxes = (1...600).map { TestFont.simple([[(0, 0, true), (0, $0, true), ($0, $0, true)]]) }
        let composite = TestFont.composite(of: [(600, 5, 5), (400, 0, 0), (TestFont.middle, 1, -1)])
        let file = TestFont().adding(boxes + [composite]).file()
        let font = try Font(bytes: file)
        let few = try font.subset([608])
        #expect(few.glyphs == [0, TestFont.middle, 400, 600, 608])
        try Judge.compare(file, few)
        let many = try font.subset(308...608)
        #expect(many.characterID(of: 600) == 294)
        try Judge.compare(file, many)
    }

    @Test("refuses a glyph that is not there")
    func absent() throws {
        let font = try Font(bytes: TestFont().file())
        #expect(throws: FontError.self) { try font.subset([8]) }
        #expect(throws: FontError.self) { try font.subset([65_535]) }
    }

    @Test("is the same font to another program", arguments: [true, false])
    func judged(longLocations: Bool) throws {
        let file = TestFont(longLocations: longLocations).file()
        let font = try Font(bytes: file)
        try Judge.compare(file, font.subset([]))
        try Judge.compare(file, font.subset([TestFont.nested, TestFont.rare]))
        try Judge.compare(file, font.subset(0..<8))
        try Judge.compare(file, font.subset([TestFont.middle, TestFont.space]))
    }
}
