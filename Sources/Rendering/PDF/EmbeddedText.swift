// SPDX-License-Identifier: Apache-2.0

internal import OpenType
internal import PDFSyntax
internal import Typesetting

/// The text of a document in terms of the file: the subsets of its faces, and what stands for each glyph.
struct EmbeddedText {
    /// What stands for a glyph of the galley.
    struct Shown {
        /// The character id in its face's subset.
        var id: UInt16 = 0
        /// Whether copying it out of the file gives just the character that was set, with nothing behind it that has no look
        /// of its own.
        var isPlain = false
    }

    /// The subsets of the faces that are used; nil for those that are not.
    private(set) var faces: [EmbeddedFace?] = []
    /// For each glyph of the galley what stands for it.
    private(set) var shown: [Shown]

    init(_ pages: PageSet, stock: PDFStock) throws(RenderingError) {
        let galley = pages.galley
        var used = pages.fonts.faces.map { GlyphSet(of: $0.font) }
        for run in galley.runs {
            for index in run.glyphs where galley.glyphs[index].id != Glyph.none {
                used[run.face].insert(galley.glyphs[index].id)
            }
        }
        shown = [Shown](repeating: Shown(), count: galley.glyphs.count)
        for (index, glyphs) in used.enumerated() {
            guard !glyphs.isEmpty else {
                faces.append(nil)
                continue
            }
            let font = pages.fonts.faces[index].font
            var face = try EmbeddedFace(font, name: PDFName("F\(index)"), used: glyphs, stock: stock)
            for run in galley.runs where run.face == index {
                for index in run.glyphs {
                    let glyph = galley.glyphs[index]
                    guard glyph.id != Glyph.none else { continue }
                    let (id, isPlain) = face.show(glyph.id, for: glyph.scalar)
                    let isFollowed = index + 1 < run.glyphs.upperBound && galley.glyphs[index + 1].id == Glyph.none
                    shown[index] = Shown(id: id, isPlain: isPlain && !isFollowed)
                }
            }
            faces.append(face)
        }
    }
}
