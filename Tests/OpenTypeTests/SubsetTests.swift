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
        #expect(subset.fontProgram.count % 4 == 0)
    }

    @Test("depends on the set alone, not on order or repetition")
    func sameBytes() throws {
        let font = try Font(bytes: TestFont().file())
        let once = try font.subset([6, 3, 5])
        let again = try font.subset([5, 3, 3, 6, 0])
        #expect(once.fontProgram == again.fontProgram)
        #expect(once.tag == again.tag)
        #expect(once.tag.utf8.allSatisfy { (65...90).contains($0) } && once.tag.utf8.count == 6)
        #expect(try font.subset([6, 3]).tag != once.tag)
    }

    @Test("begins with what is shared, used or not")
    func shared() throws {
        let font = try Font(bytes: TestFont().file())
        let shared = try font.sharedGlyphs([TestFont.composite, TestFont.middle])
        #expect(shared.glyphs == [0, 1, 2, 3, 6])
        let subset = try font.subset([TestFont.nested, TestFont.square, TestFont.space], sharing: shared)
        #expect(subset.glyphs == [0, 1, 2, 3, 6, 4, 5])
        #expect(subset.sharedOutlines == shared.outlines)
        #expect(subset.characterID(of: TestFont.middle) == 4)
        #expect(subset.fontProgram == subset.tables + shared.outlines + subset.outlines)
        let alone = try font.subset([], sharing: shared)
        #expect(alone.glyphs == shared.glyphs && alone.outlines.isEmpty)
        #expect(alone.fontProgram == (try font.subset(shared.glyphs)).fontProgram)
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
        try Judge.compare(file, font.subset([608], sharing: font.sharedGlyphs(350..<608 as Range<GlyphID>)))
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
        let shared = try font.sharedGlyphs([TestFont.nested])
        try Judge.compare(file, font.subset([TestFont.middle, TestFont.space], sharing: shared))
    }
}
