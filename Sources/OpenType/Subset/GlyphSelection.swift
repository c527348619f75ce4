// SPDX-License-Identifier: Apache-2.0

/// Chooses the glyphs of a subset: those that are used and, of a composite glyph, its parts.
struct GlyphSelection {
    private let table: GlyphTable
    private(set) var chosen: GlyphSet
    /// The composite glyphs that are being followed, outermost first.
    private var path: [GlyphID] = []

    init(of font: Font) {
        table = font.glyphs
        chosen = GlyphSet(of: font)
    }

    /// Adds a glyph that is known to be a simple one.
    @inline(__always)
    mutating func add(simple glyph: GlyphID) {
        chosen.insert(glyph)
    }

    mutating func add(_ glyph: GlyphID) throws(FontError) {
        guard Int(glyph) < table.glyphCount else {
            throw FontError(.noSuchGlyph, "glyph \(glyph) is asked for, but the font has \(table.glyphCount)")
        }
        guard !chosen.contains(glyph) else {
            guard !path.contains(glyph) else { throw FontError(.badGlyph, "glyph \(glyph) is a part of itself") }
            return
        }
        chosen.insert(glyph)
        guard let description = try table.description(of: glyph), try Component.isComposite(description) else { return }
        guard path.count < OutlineReader.depthLimit else {
            throw FontError(.badGlyph, "glyph \(glyph): parts within parts, more than \(OutlineReader.depthLimit) deep")
        }
        path.append(glyph)
        for component in try Component.all(of: description) { try add(component.glyph) }
        path.removeLast()
    }
}
