// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import OpenType

/// Sets paragraphs in lines, first fit; keeps its memory from one to the next.
struct LineSetter {
    /// A style as far as characters depend on it.
    struct Look {
        let chain: [Int]
        let size: Int
        let letterSpacing: Int
        let lineHeight: Int
        let color: Color
        let language: String?
    }

    private let fonts: FontSet
    private let styles: [Style]
    private let looks: [Look]
    private var atoms = Atoms()
    private(set) var galley = Galley()

    /// - Parameter styles: the looks that occur; pieces of text name theirs by its index.
    init(fonts: FontSet, styles: [Style]) throws(TypesettingError) {
        self.fonts = fonts
        self.styles = styles
        var looks: [Look] = []
        for style in styles {
            looks.append(
                Look(
                    chain: try fonts.chain(for: style), size: style.fontSize.milliPoints,
                    letterSpacing: style.letterSpacing.milliPoints, lineHeight: style.lineHeight.milliPoints,
                    color: style.color, language: style.language))
        }
        self.looks = looks
    }

    /// The lines of a text in the look of a block.
    ///
    /// - Parameters:
    ///   - text: what is said; without any characters it still makes one empty line, so that a place is kept.
    ///   - style: the block's look, which decides alignment, indent and the least height of a line.
    ///   - measure: the width of the place, in thousandths of a point.
    mutating func lines(_ text: [Inline], style: StyleIndex, measure: Int) throws(TypesettingError) -> Range<Int> {
        atoms.reset()
        var height = looks[style].lineHeight
        for piece in text {
            switch piece {
            case .text(let characters, let look, _, let origin):
                height = max(height, looks[look].lineHeight)
                try gather(characters, look: look, origin: origin)
            case .lineBreak:
                atoms.append(feed(look: style))
            }
        }
        let block = styles[style]
        let start = galley.lines.count
        let breaker = LineBreaker(
            measure: measure, firstLineIndent: block.firstLineIndent.milliPoints, alignment: block.alignment,
            height: height, blockSize: looks[style].size)
        try breaker.run(atoms.list, looks: looks, into: &galley)
        return start..<galley.lines.count
    }

    /// One line of a text that holds no line break, as wide as it comes.
    mutating func label(_ text: String, style: StyleIndex) throws(TypesettingError) -> Int {
        atoms.reset()
        try gather(text, look: style, origin: "template")
        let breaker = LineBreaker(
            measure: .max / 4, firstLineIndent: 0, alignment: .start, height: looks[style].lineHeight,
            blockSize: looks[style].size)
        try breaker.run(atoms.list, looks: looks, into: &galley)
        return galley.lines.count - 1
    }

    private mutating func gather(_ text: String, look index: Int, origin: String) throws(TypesettingError) {
        let look = looks[index]
        for character in text.unicodeScalars {
            var kind = CharacterClass.of(character.value)
            switch kind {
            case .lineFeed:
                atoms.append(feed(look: index))
                continue
            case .breakPoint where FontSet.isSilent(character), .combining where FontSet.isSilent(character):
                var atom = feed(look: index)
                atom.scalar = character.value
                atom.kind = kind
                if FontSet.isVariationSelector(character) { choose(variant: character, look: look) }
                atoms.append(atom)
                continue
            default: break
            }
            let wanted: Unicode.Scalar = character == "\t" ? " " : character
            var face = look.chain[0]
            var glyph = fonts.faces[face].font.glyph(for: wanted)
            if glyph == nil || kind == .control {
                (face, glyph) = try fallback(wanted, kind, look.chain, origin)
            }
            guard let glyph else { continue }
            let font = fonts.faces[face].font
            let advance = width(of: glyph, font, look)
            if (kind == .opening || kind == .closing || kind == .dash) && 4 * advance < 3 * look.size {
                kind = kind == .opening ? .latinOpening : .latinClosing
            }
            var atom = Atom(
                scalar: character.value, glyph: glyph, face: UInt8(face), kind: kind, cost: .free,
                style: Int32(index), size: Int32(look.size), advance: Int32(advance),
                after: Int32(look.letterSpacing))
            if 4 * advance >= 3 * look.size {
                if kind == .opening { atom.leftBlank = Int32(advance / 2) }
                if kind == .closing || kind == .point { atom.rightBlank = Int32(advance / 2) }
            }
            if kind == .dash { atom.dashGap = Int32(dashGap(glyph, of: font) * look.size / font.unitsPerEm) }
            atoms.append(atom)
        }
    }

    /// What is left blank at both sides of a dash, in font units; nothing if its outline cannot be read, which the subset will say.
    private func dashGap(_ glyph: GlyphID, of font: Font) -> Int {
        guard let outline = try? font.outline(of: glyph) else { return 0 }
        var ink = (left: Int.max, right: Int.min)
        for segment in outline.segments {
            switch segment {
            case .move(let point), .line(let point), .quad(_, let point):
                ink = (min(ink.left, point.x), max(ink.right, point.x))
            }
        }
        guard ink.left < ink.right else { return 0 }
        return max(0, font.advance(of: glyph) - (ink.right - ink.left) / Outline.stepsPerUnit)
    }

    /// Gives the last character the glyph that its face has for it with a selector behind it; without one it keeps its own.
    private mutating func choose(variant selector: Unicode.Scalar, look: Look) {
        guard let base = atoms.list.last, let character = Unicode.Scalar(base.scalar), base.glyph != Glyph.none else {
            return
        }
        let font = fonts.faces[Int(base.face)].font
        guard case .glyph(let glyph) = font.variant(of: character, selector: selector) else { return }
        atoms.vary(glyph, advance: Int32(width(of: glyph, font, look)))
    }

    private func width(of glyph: GlyphID, _ font: Font, _ look: Look) -> Int {
        (font.advance(of: glyph) * look.size + font.unitsPerEm / 2) / font.unitsPerEm
    }

    private func feed(look: Int) -> Atom {
        Atom(
            scalar: 0x0A, glyph: Glyph.none, face: UInt8(looks[look].chain[0]), kind: .lineFeed, cost: .never,
            style: Int32(look), size: Int32(looks[look].size), advance: 0)
    }

    private func fallback(
        _ character: Unicode.Scalar, _ kind: CharacterClass, _ chain: [Int], _ origin: String
    ) throws(TypesettingError) -> (Int, GlyphID) {
        if kind != .control {
            for face in chain {
                if let glyph = fonts.faces[face].font.glyph(for: character) { return (face, glyph) }
            }
        }
        let code = String(character.value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
        if kind == .control {
            throw TypesettingError(
                .missingGlyph, "\(origin): the control character \(name) cannot be set",
                hint: "correct the text where it comes from", character: character)
        }
        throw TypesettingError(
            .missingGlyph, "\(origin): no font has a glyph for the character \(name) '\(character)'",
            hint:
                "name a directory with a font that has it, --fonts DIR, or a further face in the template (@font-face)",
            character: character)
    }
}
