// SPDX-License-Identifier: Apache-2.0

import OpenType
import TestSupport
import Testing

/// fontTools as the judge of subsets and outlines.
enum Judge {
    /// What it is asked: the original, the subset, the original's glyph ids in the subset's order, our outlines of them.
    private static let script = """
        import struct, sys
        from fontTools.pens.basePen import BasePen
        from fontTools.ttLib import TTFont

        class Steps(BasePen):
            def __init__(self, glyphs):
                super().__init__(glyphs)
                self.out = []
            def put(self, letter, *points):
                self.out.append(" ".join([letter] + [f"{round(c * 64)}" for p in points for c in p]))
            def _moveTo(self, p): self.put("M", p)
            def _lineTo(self, p): self.put("L", p)
            def _qCurveToOne(self, c, p): self.put("Q", c, p)
            def _closePath(self): pass

        class Plain:
            # A glyph as its description says, wherever its metrics say that the ink begins.
            def __init__(self, font, name): self.font, self.name = font, name
            def draw(self, pen): self.font["glyf"][self.name].draw(pen, self.font["glyf"])

        def load(path):
            font = TTFont(path, checkChecksums=2)
            font.setGlyphOrder([f"g{i}" for i in range(font["maxp"].numGlyphs)])
            return font

        def steps(font, glyph):
            pen = Steps(plain[font])
            Plain(font, f"g{glyph}").draw(pen)
            return pen.out

        original, subset = load(sys.argv[1]), load(sys.argv[2])
        plain = {f: {name: Plain(f, name) for name in f.getGlyphOrder()} for f in (original, subset)}
        data = open(sys.argv[2], "rb").read()
        assert len(data) % 4 == 0
        total = sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF
        assert total == 0xB1B0AFBA, hex(total)
        for tag in subset.keys():
            if tag != "GlyphOrder": subset[tag]
        lines = open(sys.argv[3]).read().split("\\n")[:-1]
        assert subset["maxp"].numGlyphs == len(lines)
        for new, line in enumerate(lines):
            old, _, ours = line.partition(":")
            expected = steps(original, int(old))
            assert steps(subset, new) == expected, (new, old)
            assert ours == ",".join(expected), (old, ours, expected)
            assert subset["hmtx"][f"g{new}"] == original["hmtx"][f"g{old}"], (new, old)
        """

    static func compare(_ original: [UInt8], _ subset: Subset) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("original.ttf", original)
        try compare(Font(path: path), path: path, subset)
    }

    static func compare(_ font: Font, path: String, _ subset: Subset) throws {
        let directory = try TemporaryDirectory()
        let part = try directory.write("subset.ttf", try subset.fontProgram)
        let lines = try subset.glyphs.map { glyph in
            "\(glyph):" + (try font.outline(of: glyph)).segments.map(text).joined(separator: ",") + "\n"
        }
        let outlines = try directory.write("outlines", Array(lines.joined().utf8))
        let result = try Tool.run("python3", ["-c", script, path, part, outlines])
        #expect(result.status == 0, "\(result.errorText)")
    }

    private static func text(_ segment: Outline.Segment) -> String {
        switch segment {
        case .move(let point): "M \(point.x) \(point.y)"
        case .line(let point): "L \(point.x) \(point.y)"
        case .quad(let control, let end): "Q \(control.x) \(control.y) \(end.x) \(end.y)"
        }
    }
}
