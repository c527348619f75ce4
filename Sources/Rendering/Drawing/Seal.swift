// SPDX-License-Identifier: Apache-2.0

public import Documents
public import OpenType

/// A round seal as a drawing: rings, the issuer's name along them, a legend, and the digits of its registration.
///
/// It is a picture, not an electronic seal (电子印章, GB/T 38540), and says so under its legend: 印章图样.
public struct Seal: Sendable, Equatable {
    /// The name along the ring.
    public var issuer: String
    /// The words in the middle, such as 测试专用.
    public var legend: String
    /// What it is made of.
    public var design: SealDesign

    /// A seal of an issuer.
    public init(issuer: String, legend: String, design: SealDesign = SealDesign()) {
        self.issuer = issuer
        self.legend = legend
        self.design = design
    }

    /// The side of the drawing: thousandths of a millimetre of a seal of 42 mm.
    public static let side = 42_000
    static let ink = Color(red: 0xC8, green: 0x10, blue: 0x10)
    static let notice = "印章图样"

    /// The seal drawn with the letters of a font.
    ///
    /// - Throws: `RenderingError` with the code `seal` if the name is empty or too long to stay legible, if the
    ///   font lacks a character, or if the shorter name of the design is not of characters of the issuer's name in their order.
    public func drawing(letters font: Font) throws(RenderingError) -> Drawing {
        let middle = Self.side / 2
        if let name = design.name, !Self.isShorter(name, of: issuer) {
            throw RenderingError(
                .seal, "\"\(name)\" on the seal is no shorter name of \"\(issuer)\"",
                hint: "in seal.json, name has characters of the issuer's name in their order, or is left out")
        }
        var paths = [ring(radius: 20_000, width: 1_100)]
        if design.outline == .double { paths.append(ring(radius: 18_700, width: 250)) }
        var letters = SealLettering(font: font, middle: middle)
        try letters.along(design.name ?? issuer, radius: 15_000)
        if design.centre == .star { paths.append(star(radius: 5_200, y: middle - 500)) }
        // Low, so that a date under the middle stays legible.
        try letters.across(legend, size: 3_600, y: middle + 10_200, width: 20_000)
        try letters.across(Self.notice, size: 2_300, y: middle + 13_800, width: 14_000)
        try letters.below(design.serial, radius: 17_500, size: 1_900)
        paths.append(Drawing.Path(.fill(Self.ink), letters.steps))
        return Drawing(width: Self.side, height: Self.side, paths: paths)
    }

    /// Whether a name is made of characters of another in their order, so that it can be short for it.
    private static func isShorter(_ name: String, of issuer: String) -> Bool {
        var rest = issuer.unicodeScalars[...]
        return name.unicodeScalars.allSatisfy { character in
            guard let index = rest.firstIndex(of: character) else { return false }
            rest = rest[rest.index(after: index)...]
            return true
        }
    }

    private func ring(radius: Int, width: Int) -> Drawing.Path {
        let middle = Self.side / 2
        // Four cubic arcs; the control points are 0.5523 of the radius away.
        let pull = radius * 5523 / 10_000
        let (low, high) = (middle - radius, middle + radius)
        return Drawing.Path(
            .stroke(Self.ink, width: width),
            [
                .move(x: high, y: middle),
                .cubic(x1: high, y1: middle + pull, x2: middle + pull, y2: high, x: middle, y: high),
                .cubic(x1: middle - pull, y1: high, x2: low, y2: middle + pull, x: low, y: middle),
                .cubic(x1: low, y1: middle - pull, x2: middle - pull, y2: low, x: middle, y: low),
                .cubic(x1: middle + pull, y1: low, x2: high, y2: middle - pull, x: high, y: middle),
                .close,
            ])
    }

    private func star(radius: Int, y: Int) -> Drawing.Path {
        var steps: [Drawing.Step] = []
        for corner in 0..<5 {
            // Every second corner of a pentagon makes the star in one stroke.
            let place = Rotation(thousandths: corner * 144_000).turned(0, -radius)
            let (x, y) = (Self.side / 2 + place.x, y + place.y)
            steps.append(corner == 0 ? .move(x: x, y: y) : .line(x: x, y: y))
        }
        return Drawing.Path(.fill(Self.ink), steps + [.close])
    }
}

/// Puts the outlines of letters in their places on a seal.
private struct SealLettering {
    let font: Font
    let middle: Int
    private(set) var steps: [Drawing.Step] = []

    init(font: Font, middle: Int) {
        self.font = font
        self.middle = middle
    }

    /// Words in a straight line about the middle, made smaller if they are wider than `width`.
    mutating func across(_ words: String, size: Int, y: Int, width: Int) throws(RenderingError) {
        let glyphs = try self.glyphs(words)
        let units = glyphs.reduce(0) { $0 + font.advance(of: $1) }
        guard units > 0 else { return }
        let size = min(size, width * font.unitsPerEm / units)
        var x = middle - units * size / font.unitsPerEm / 2
        for glyph in glyphs {
            try draw(glyph, size: size, turn: Rotation(thousandths: 0), x: x, y: y)
            x += font.advance(of: glyph) * size / font.unitsPerEm
        }
    }

    /// Words around the upper part of a circle on which they stand, at most 250 degrees of it.
    mutating func along(_ words: String, radius: Int) throws(RenderingError) {
        let glyphs = try self.glyphs(words)
        guard (1...32).contains(glyphs.count) else {
            throw RenderingError(
                .seal, "the name on a seal has 1 to 32 characters, not \(glyphs.count)",
                hint: "use the issuer's usual short name")
        }
        let step = min(26_000, 250_000 / glyphs.count)
        // A letter is as wide as its step at half its height, less a little air: 2 pi r / 360 is some 0.01745 r.
        let size = min(4_600, radius * 1745 / 100_000 * step / 1000)
        for (index, glyph) in glyphs.enumerated() {
            let angle = (2 * index - glyphs.count + 1) * step / 2
            let turn = Rotation(thousandths: angle)
            let wide = font.advance(of: glyph) * size / font.unitsPerEm
            let place = turn.turned(-wide / 2, -radius + size / 8)
            try draw(glyph, size: size, turn: turn, x: middle + place.x, y: middle + place.y)
        }
    }

    /// Digits around the lower part of a circle, their feet on it, so that they are read from the left.
    mutating func below(_ digits: String, radius: Int, size: Int) throws(RenderingError) {
        let glyphs = try self.glyphs(digits)
        for (index, glyph) in glyphs.enumerated() {
            let turn = Rotation(thousandths: (glyphs.count - 1 - 2 * index) * 2_250)
            let wide = font.advance(of: glyph) * size / font.unitsPerEm
            let place = turn.turned(-wide / 2, radius)
            try draw(glyph, size: size, turn: turn, x: middle + place.x, y: middle + place.y)
        }
    }

    private func glyphs(_ words: String) throws(RenderingError) -> [GlyphID] {
        var glyphs: [GlyphID] = []
        for character in words.unicodeScalars {
            guard let glyph = font.glyph(for: character) else {
                throw RenderingError(
                    .seal, "the font of the seal has no glyph for '\(character)' in '\(words)'",
                    hint: "name the issuer in characters that the font has")
            }
            glyphs.append(glyph)
        }
        return glyphs
    }

    private mutating func draw(
        _ glyph: GlyphID, size: Int, turn: Rotation, x: Int, y: Int
    ) throws(RenderingError) {
        let outline: Outline
        do {
            outline = try font.outline(of: glyph)
        } catch {
            throw RenderingError(.font, error.message, hint: error.hint)
        }
        let scale = font.unitsPerEm * Outline.stepsPerUnit
        func place(_ point: Outline.Point) -> (x: Int, y: Int) {
            let turned = turn.turned(point.x * size / scale, -point.y * size / scale)
            return (x + turned.x, y + turned.y)
        }
        var isOpen = false
        for segment in outline.segments {
            switch segment {
            case .move(let point):
                if isOpen { steps.append(.close) }
                isOpen = true
                let end = place(point)
                steps.append(.move(x: end.x, y: end.y))
            case .line(let point):
                let end = place(point)
                steps.append(.line(x: end.x, y: end.y))
            case .quad(let control, let point):
                let (middle, end) = (place(control), place(point))
                steps.append(.quadratic(controlX: middle.x, controlY: middle.y, x: end.x, y: end.y))
            }
        }
        if isOpen { steps.append(.close) }
    }
}
