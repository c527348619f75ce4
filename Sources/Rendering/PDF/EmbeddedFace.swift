// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import OpenType
internal import PDFSyntax
internal import Typesetting

/// What a document uses of one face.
struct EmbeddedFace {
    let font: Font
    let subset: Subset
    /// The width of each character id in thousandths of an em, as the file states it.
    let widths: [Int32]
    /// The name under which pages choose it.
    let name: PDFName
    /// The character that each character id stands for, as far as it has been shown; 0 for none.
    private(set) var characters: [UInt32]

    init(_ font: Font, name: PDFName, used: GlyphSet, stock: PDFStock) throws(RenderingError) {
        self.name = name
        if let obstacle = font.permission.obstacle {
            throw RenderingError(
                .font,
                "the font '\(font.postScriptName)' cannot be used in a PDF: \(obstacle), says its OS/2 fsType "
                    + "(\(font.permission.fsType))",
                hint: "use another font, or ask its maker")
        }
        self.font = font
        subset = try stock.subset(of: font, used)
        widths = subset.glyphs.map { Int32(font.thousandths(font.advance(of: $0))) }
        characters = [UInt32](repeating: 0, count: subset.glyphs.count)
    }

    /// The character id of a glyph that is shown for a character.
    ///
    /// - Returns: the id, and whether copying it out of the file gives just that character.
    @inline(__always)
    mutating func show(_ glyph: GlyphID, for scalar: UInt32) -> (id: UInt16, isPlain: Bool) {
        guard let id = subset.characterID(of: glyph) else { preconditionFailure("a glyph outside its subset") }
        if characters[Int(id)] == 0 { characters[Int(id)] = scalar }
        return (id, characters[Int(id)] == scalar)
    }

    // MARK: Objects

    /// Writes the font and what belongs to it (ISO 32000-1, 9.7; ISO 19005-3, 6.2.11).
    func write(
        as reference: PDFReference, stock: PDFStock, to file: inout PDFWriter
    ) throws(RenderingError) {
        let descendant = file.reserve()
        let descriptor = file.reserve()
        let program = file.reserve()
        let unicode = file.reserve()
        let fullName = PDFName(subset.tag + "+" + font.postScriptName)
        file.dictionary(reference) { font in
            font.name("Type", "Font")
            font.name("Subtype", "Type0")
            font.name("BaseFont", fullName)
            font.name("Encoding", "Identity-H")
            font.references("DescendantFonts", [descendant])
            font.reference("ToUnicode", unicode)
        }
        file.dictionary(descendant) { dictionary in
            dictionary.name("Type", "Font")
            dictionary.name("Subtype", "CIDFontType2")
            dictionary.name("BaseFont", fullName)
            dictionary.dictionary("CIDSystemInfo") { system in
                system.text("Registry", "Adobe")
                system.text("Ordering", "Identity")
                system.integer("Supplement", 0)
            }
            dictionary.name("CIDToGIDMap", "Identity")
            dictionary.reference("FontDescriptor", descriptor)
            dictionary.integer("DW", 1000)
            dictionary.array("W") { writeWidths(&$0) }
        }
        file.dictionary(descriptor) { dictionary in
            dictionary.name("Type", "FontDescriptor")
            dictionary.name("FontName", fullName)
            // Symbolic: the characters are not those of a Latin standard encoding.
            dictionary.integer("Flags", 4 + (font.isFixedPitch ? 1 : 0) + (font.isSerif ? 2 : 0))
            let bounds = font.bounds
            dictionary.integers(
                "FontBBox", [bounds.xMin, bounds.yMin, bounds.xMax, bounds.yMax].map { font.thousandths($0) })
            dictionary.number("ItalicAngle", thousandths: font.italicAngle)
            dictionary.integer("Ascent", font.thousandths(font.ascent))
            dictionary.integer("Descent", font.thousandths(font.descent))
            dictionary.integer("CapHeight", font.thousandths(font.capHeight))
            dictionary.integer("StemV", font.stemWidth)
            dictionary.reference("FontFile2", program)
        }
        let length = subset.programCount
        file.stream(program, try stock.program(of: subset, font: font), .deflated) { $0.integer("Length1", length) }
        file.stream(unicode, CharacterMapping.bytes(characters), .coded(.characterMap))
    }

    private func writeWidths(_ array: inout ArrayWriter) {
        var id = 0
        while id < widths.count {
            var end = id
            while end < widths.count && widths[end] != 1000 { end += 1 }
            if end > id {
                array.integer(id)
                array.array { inner in
                    for width in widths[id..<end] { inner.integer(Int(width)) }
                }
            }
            id = end + 1
        }
    }
}
