// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import OpenType

/// Sets paragraphs in lines, first fit; keeps its memory from one to the next.
struct LineSetter {
    typealias Look = LineSetting.Look

    private let setting: LineSetting
    private let fonts: FontSet
    private let looks: [Look]
    private var atoms = Atoms()
    private(set) var galley = Galley()

    init(_ setting: LineSetting) {
        self.setting = setting
        fonts = setting.fonts
        looks = setting.looks
    }

    /// The lines of a text in the look of a block.
    ///
    /// - Parameters:
    ///   - text: what is said; without any characters it still makes one empty line, so that a place is kept.
    ///   - style: the block's look, which decides alignment, indent and the least height of a line.
    ///   - measure: the width of the place, in thousandths of a point.
    mutating func lines(_ text: [Inline], style: StyleIndex, measure: Int) throws(TypesettingError) -> Range<Int> {
        // What has several looks is hardly the same in two reports.
        guard text.count == 1, case .text(let characters, let look, _, let origin) = text[0] else {
            return try set(text, style: style, measure: measure)
        }
        let key = LineSetting.Key(characters, look: look, block: style, measure: measure)
        if let kept = setting.lines(for: key) { return galley.append(kept) }
        let isWanted = setting.isWanted(key)
        let lines = try set(characters, look: look, origin: origin, style: style, measure: measure)
        if isWanted { setting.keep(galley.lines(from: lines.lowerBound, for: key)) }
        return lines
    }

    private mutating func set(
        _ text: [Inline], style: StyleIndex, measure: Int
    ) throws(TypesettingError) -> Range<Int> {
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
        return try broken(style: style, measure: measure, height: height)
    }

    private mutating func set(
        _ characters: String, look: StyleIndex, origin: String, style: StyleIndex, measure: Int
    ) throws(TypesettingError) -> Range<Int> {
        atoms.reset()
        try gather(characters, look: look, origin: origin)
        return try broken(
            style: style, measure: measure, height: max(looks[style].lineHeight, looks[look].lineHeight))
    }

    private mutating func broken(
        style: StyleIndex, measure: Int, height: Int
    ) throws(TypesettingError) -> Range<Int> {
        let start = galley.lines.count
        let breaker = LineBreaker(
            measure: measure, firstLineIndent: setting.styles[style].firstLineIndent.milliPoints,
            alignment: setting.styles[style].alignment, height: height, blockSize: looks[style].size)
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
        let firstFace = look.chain[0]
        let firstFont = fonts.faces[firstFace].font
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
            var (face, font) = (firstFace, firstFont)
            var glyph = font.glyph(for: wanted)
            if glyph == nil || kind == .control {
                (face, glyph) = try fallback(wanted, kind, look.chain, origin)
                font = fonts.faces[face].font
            }
            guard let glyph else { continue }
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
