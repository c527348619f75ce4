// SPDX-License-Identifier: Apache-2.0

import OpenType
import TestSupport
import Testing

@Suite("Damaged fonts")
struct FaultTests {
    /// The error that opening a font ends with; nil if it opens.
    private func code(_ file: [UInt8]) -> FontError.Code? {
        do {
            _ = try Font(bytes: file)
            return nil
        } catch {
            return error.code
        }
    }

    /// The sample with some bytes of a table replaced.
    private func sample(_ tag: String, at offset: Int, _ bytes: [UInt8]) -> [UInt8] {
        var sample = TestFont()
        sample[tag].replaceSubrange(offset..<offset + bytes.count, with: bytes)
        return sample.file()
    }

    @Test("are refused at every length")
    func truncated() {
        let file = TestFont().file()
        for count in 0..<file.count { #expect(code(Array(file[..<count])) != nil, "\(count) bytes") }
    }

    @Test(
        "are refused without a table",
        arguments: [
            "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post",
        ])
    func missing(tag: String) {
        #expect(code(TestFont().without(tag).file()) == .missingTable)
    }

    @Test(
        "are refused with a shorter table", arguments: ["OS/2", "cmap", "head", "hhea", "hmtx", "loca", "maxp", "name"])
    func shorter(tag: String) {
        for count in 0..<TestFont()[tag].count {
            // What follows the fields that are read may be left out: the rest of 'OS/2' and the end of 'head'.
            if tag == "OS/2" && count >= 90 || tag == "head" && count >= 52 { continue }
            var sample = TestFont()
            sample[tag] = Array(sample[tag][..<count])
            #expect(code(sample.file()) == .badTable, "\(count) bytes of \(tag)")
        }
    }

    @Test("are refused with impossible counts")
    func counts() {
        #expect(code(sample("maxp", at: 4, TestFont.u16(0))) == .badTable)
        #expect(code(sample("maxp", at: 4, TestFont.u16(65_535))) == .badTable)
        #expect(code(sample("maxp", at: 0, TestFont.u32(0x5000))) == .badTable)
        #expect(code(sample("hhea", at: 34, TestFont.u16(0))) == .badTable)
        #expect(code(sample("hhea", at: 34, TestFont.u16(9))) == .badTable)
        #expect(code(sample("head", at: 18, TestFont.u16(0))) == .badTable)
        #expect(code(sample("head", at: 12, TestFont.u32(0))) == .badTable)
        #expect(code(sample("head", at: 50, TestFont.u16(2))) == .badTable)
        #expect(code(sample("name", at: 2, TestFont.u16(65_535))) == .badTable)
        #expect(code(sample("cmap", at: 2, TestFont.u16(0))) == .badTable)
        #expect(code(sample("cmap", at: 42, TestFont.u32(0xFFFF_FFFF))) == .badTable)
    }

    @Test(
        "are refused with a character map that contradicts itself",
        arguments: [
            [(0x41, 0x40, 1)], [(0x41, 0x45, 1), (0x45, 0x46, 1)], [(0x50, 0x50, 1), (0x41, 0x41, 1)],
            [(0x41, 0x110000, 1)], [(0x41, 0x41, 8)], [(0x41, 0x48, 1)], [(0, 0xFFFF_FFFF, 0)],
            [(0x41, 0x41, 0xFFFF_FFFF)],
        ])
    func characterMap(groups: [(first: Int, last: Int, glyph: Int)]) {
        var sample = TestFont()
        sample["cmap"] = TestFont.format12(groups: groups)
        #expect(code(sample.file()) == .badTable)
    }

    @Test("are refused when they are something else")
    func others() {
        #expect(code([]) == .notAFont)
        #expect(code(Array("%PDF-1.7 is not a font".utf8)) == .notAFont)
        #expect(code(TestFont().file(version: 0x774F_4632)) == .notAFont)
        #expect(code(TestFont().file(version: 0x4F54_544F)) == .cubicOutlines)
        var cubic = TestFont()
        cubic["CFF "] = [1, 0, 4, 1]
        #expect(code(cubic.file()) == .cubicOutlines)
        #expect(code(Array("ttcf".utf8) + TestFont.u32(0x10000) + TestFont.u32(-1)) == .badTable)
        #expect(code(TestFont(tables: TestFont().tables + [("head", [])]).file()) == .badTable)
    }

    @Test("are refused without a usable PostScript name", arguments: ["", "two words", "a/b", "名"])
    func postScriptName(name: String) {
        var sample = TestFont()
        let text = name.utf16.flatMap { TestFont.u16(Int($0)) }
        sample["name"] =
            TestFont.u16(0) + TestFont.u16(1) + TestFont.u16(18) + TestFont.u16(3) + TestFont.u16(1)
            + TestFont.u16(0x409) + TestFont.u16(6) + TestFont.u16(text.count) + TestFont.u16(0) + text
        #expect(code(sample.file()) == .badTable)
    }

    @Test("show a changed byte in the checksums")
    func checksums() throws {
        let file = TestFont().file()
        let names = TestFont().tables.map(\.tag)
        for offset in stride(from: 12 + 16 * names.count, to: file.count, by: 37) {
            var damaged = file
            damaged[offset] ^= 0x40
            guard let font = try? Font(bytes: damaged) else { continue }
            #expect(throws: FontError.self, "byte \(offset)") { try font.verifyChecksums() }
        }
    }

    @Test("do not name places outside the outlines")
    func locations() throws {
        // Glyph 1 ends before it begins; glyph 7 ends beyond the table.
        for (entry, offset) in [(2, 0), (8, 100_000)] {
            let font = try Font(bytes: sample("loca", at: 4 * entry, TestFont.u32(offset)))
            let glyph = UInt16(entry - 1)
            #expect(throws: FontError.self) { try font.outline(of: glyph) }
            #expect(throws: FontError.self) { try font.subset([glyph]) }
        }
    }

    @Test("do not draw a glyph that is a part of itself")
    func cycles() throws {
        let font = try Font(
            bytes: TestFont().adding([
                TestFont.composite(of: [(8, 0, 0)]), TestFont.composite(of: [(1, 0, 0), (10, 0, 0)]),
                TestFont.composite(of: [(9, 1, 1)]),
            ]).file())
        for glyph in [8, 9, 10] as [GlyphID] {
            for attempt in [{ _ = try font.outline(of: glyph) }, { _ = try font.subset([glyph]) }] {
                do {
                    try attempt()
                    Issue.record("glyph \(glyph) was taken")
                } catch {
                    #expect((error as? FontError)?.code == .badGlyph)
                }
            }
        }
        #expect(try font.subset([1, 2]).glyphs == [0, 1, 2])
    }

    @Test("do not draw beyond bounds of depth, parts and measure")
    func bounds() throws {
        // A chain of twenty; each glyph holds the next.
        let chain = (8..<28).map { TestFont.composite(of: [(UInt16($0 + 1), 0, 0)]) } + [[]]
        let deep = try Font(bytes: TestFont().adding(chain).file())
        #expect(throws: FontError.self) { try deep.outline(of: 8) }
        #expect(throws: FontError.self) { try deep.subset([8]) }
        #expect(try deep.outline(of: 20).segments.isEmpty)

        // A tree of ten levels with four branches each: a million parts from a few hundred bytes.
        let tree = (8..<18).map { level in
            TestFont.composite(of: (0..<4).map { _ in (UInt16(level + 1), 0, 0) })
        }
        let wide = try Font(bytes: TestFont().adding(tree + [[]]).file())
        #expect(throws: FontError.self) { try wide.outline(of: 8) }
        #expect(try wide.subset([8]).glyphs.count == 12)

        // Doubled ten times.
        let doubling = (8..<18).map { level in
            TestFont.i16(-1) + TestFont.zeros(8) + TestFont.u16(0x0B) + TestFont.u16(level + 1) + TestFont.zeros(4)
                + TestFont.i16(0x7FFF)
        }
        let huge = try Font(bytes: TestFont().adding(doubling + [TestFont.composite(of: [(1, 0, 0)])]).file())
        #expect(throws: FontError.self) { try huge.outline(of: 8) }
        #expect(try !huge.outline(of: 15).segments.isEmpty)
    }

    @Test("do not draw what their points contradict")
    func points() throws {
        let box = TestFont.simple([[(0, 0, true), (0, 9, true), (9, 9, true)], [(1, 1, true), (2, 2, true)]])
        var backwards = box
        backwards.replaceSubrange(12..<14, with: TestFont.u16(1))
        var many = box
        many.replaceSubrange(12..<14, with: TestFont.u16(60_000))
        var repeated = box
        repeated[16] = 0x09
        repeated[17] = 200
        var program = box
        program.replaceSubrange(14..<16, with: TestFont.u16(5_000))
        let far = TestFont.simple([[(30_000, 0, true), (60_000, 0, true), (0, 0, true)]])
        let matched = TestFont.i16(-1) + TestFont.zeros(8) + TestFont.u16(0x01) + TestFont.u16(1) + TestFont.zeros(4)
        let endless = TestFont.i16(-1) + TestFont.zeros(8) + TestFont.u16(0x23) + TestFont.u16(1) + TestFont.zeros(4)
        let font = try Font(
            bytes: TestFont().adding([backwards, many, repeated, program, far, endless, [0, 1], matched]).file())
        for glyph in 8..<16 as Range<GlyphID> {
            #expect(throws: FontError.self, "glyph \(glyph)") { try font.outline(of: glyph) }
        }
        // What is only copied need not be drawn, but its parts must be known.
        #expect(try font.subset([8, 15]).glyphs == [0, 1, 8, 15])
        #expect(throws: FontError.self) { try font.subset([13]) }
        #expect(throws: FontError.self) { try font.subset([14]) }
    }

    @Test("never crash, whatever bit is wrong")
    func flipped() throws {
        var random = SeededGenerator.fresh(for: "Damaged fonts")
        let file = TestFont().file()
        let short = TestFont(longLocations: false, characterFormat: 4).file()
        for round in 0..<1_000 {
            var damaged = round % 2 == 0 ? file : short
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let font = try? Font(bytes: damaged) else { continue }
            for glyph in 0..<GlyphID(min(font.glyphCount, 20)) {
                _ = font.advance(of: glyph)
                _ = try? font.outline(of: glyph)
            }
            for character in "A中 \u{20000}".unicodeScalars {
                if let glyph = font.glyph(for: character) { #expect(Int(glyph) < font.glyphCount) }
            }
            if let subset = try? font.subset(0..<GlyphID(min(font.glyphCount, 20))) {
                #expect(try subset.fontProgram.count % 4 == 0)
            }
        }
    }
}
