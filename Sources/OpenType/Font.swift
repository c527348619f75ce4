// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// The number of a glyph within its font; 0 is the glyph for what the font lacks.
public typealias GlyphID = UInt16

/// A face with TrueType outlines, read where it lies.
///
/// Opening checks what is looked up often (directory, character map, metrics); glyphs are checked when they are drawn
/// or copied. A font never changes and may be used from any thread.
///
/// Lengths are in font units, ``unitsPerEm`` of which make an em; y grows upwards from the baseline.
public final class Font: Sendable {
    /// The least box that holds every glyph.
    public struct Bounds: Sendable, Equatable {
        /// The left edge.
        public let xMin: Int
        /// The lower edge.
        public let yMin: Int
        /// The right edge.
        public let xMax: Int
        /// The upper edge.
        public let yMax: Int
    }

    /// The font's bytes, or those of the collection that it is a face of.
    public let file: MappedFile
    /// How many faces the file holds.
    public let faceCount: Int
    /// How many glyphs there are; ids run from 0 to one less.
    public let glyphCount: Int
    /// How many font units make an em, 16 to 16384.
    public let unitsPerEm: Int
    /// The box that holds every glyph.
    public let bounds: Bounds
    /// How far lines reach above the baseline ("hhea").
    public let ascent: Int
    /// How far lines reach below the baseline, negative ("hhea").
    public let descent: Int
    /// What the maker asks for between lines ("hhea").
    public let lineGap: Int
    /// The upper edge of the em box as the designer drew it ("OS/2", sTypoAscender).
    public let typographicAscent: Int
    /// The lower edge of the em box as the designer drew it, negative ("OS/2", sTypoDescender).
    public let typographicDescent: Int
    /// The height of a capital letter.
    public let capHeight: Int
    /// The height of a small x.
    public let xHeight: Int
    /// How far the upright strokes lean, in thousandths of a degree; negative to the right.
    public let italicAngle: Int
    /// The weight, 1 to 1000; 400 is regular and 700 bold.
    public let weightClass: Int
    /// Whether letters end in serifs.
    public let isSerif: Bool
    /// Whether all letters are equally wide.
    public let isFixedPitch: Bool
    /// What the maker permits.
    public let permission: EmbeddingPermission
    /// The family, such as "Creditreport Song SC".
    public let familyName: String
    /// The style within the family, such as "Bold".
    public let styleName: String
    /// The name that documents know the font by; printable ASCII without delimiters.
    public let postScriptName: String

    let directory: TableDirectory
    let glyphs: GlyphTable
    let metrics: HorizontalMetrics
    private let characters: CharacterMap
    private let sequences: VariationSequences?

    /// Opens a font file.
    ///
    /// - Parameters:
    ///   - path: a TrueType font (.ttf) or collection (.ttc).
    ///   - face: which face of a collection, counted from 0.
    public convenience init(path: String, face: Int = 0) throws(FontError) {
        let file: MappedFile
        do {
            file = try MappedFile(path: path)
        } catch {
            throw FontError(.unreadable, error.description)
        }
        do {
            try self.init(file: file, face: face)
        } catch {
            throw FontError(error.code, "\(path): \(error.message)", hint: error.hint)
        }
    }

    /// Reads a font from memory.
    ///
    /// - Parameter face: which face of a collection, counted from 0.
    public convenience init(bytes: [UInt8], face: Int = 0) throws(FontError) {
        try self.init(file: MappedFile(bytes), face: face)
    }

    /// Reads a font from bytes that stay in place.
    ///
    /// - Parameter face: which face of a collection, counted from 0.
    public init(file: MappedFile, face: Int = 0) throws(FontError) {
        self.file = file
        directory = try TableDirectory(file, face: face)
        faceCount = directory.faceCount
        if directory.optional("CFF ") != nil || directory.optional("CFF2") != nil { throw FontError.cubicOutlines }

        let head = try directory.required("head")
        guard try head.u32(12) == 0x5F0F_3CF5 else { throw head.bad("the magic number is missing") }
        unitsPerEm = try head.u16(18)
        guard (16...16384).contains(unitsPerEm) else { throw head.bad("\(unitsPerEm) units per em, not 16 to 16384") }
        bounds = Bounds(xMin: try head.i16(36), yMin: try head.i16(38), xMax: try head.i16(40), yMax: try head.i16(42))
        let locationFormat = try head.i16(50)
        guard locationFormat == 0 || locationFormat == 1 else {
            throw head.bad("index format \(locationFormat), not 0 or 1")
        }

        let profile = try directory.required("maxp")
        glyphCount = try profile.u16(4)
        guard glyphCount > 0 else { throw profile.bad("the font has no glyphs") }
        // Version 1.0, which is what fonts with TrueType outlines have, and its full length.
        guard try profile.u32(0) == 0x0001_0000 else { throw profile.bad("not of version 1.0") }
        try profile.check(0, 32)

        metrics = try HorizontalMetrics(
            header: directory.required("hhea"), metrics: directory.required("hmtx"), glyphCount: glyphCount)
        glyphs = try GlyphTable(
            locations: directory.required("loca"), data: directory.required("glyf"), glyphCount: glyphCount,
            isLong: locationFormat == 1)
        let mapping = try directory.required("cmap")
        characters = try CharacterMap(mapping, glyphCount: glyphCount)
        sequences = try VariationSequences(mapping, glyphCount: glyphCount)

        ascent = metrics.ascent
        descent = metrics.descent
        lineGap = metrics.lineGap
        let style = try StyleTable(directory.required("OS/2"))
        typographicAscent = style.typographicAscent
        typographicDescent = style.typographicDescent
        weightClass = style.weightClass
        isSerif = style.isSerif
        permission = style.permission
        // Only the second version of the table names these two; before, they are those of the letters themselves.
        if let heights = style.heights {
            capHeight = heights.capital
            xHeight = heights.small
        } else {
            capHeight = try Self.height(of: "H", characters, glyphs) ?? metrics.ascent
            xHeight = try Self.height(of: "x", characters, glyphs) ?? metrics.ascent / 2
        }

        let post = try directory.required("post")
        // In the font it is in degrees, 16.16 fixed point.
        italicAngle = (try post.i32(4) * 1000) >> 16
        isFixedPitch = try post.u32(12) != 0

        let names = NameTable(try directory.required("name"))
        familyName = try names.first(of: [16, 1])
        styleName = try names.first(of: [17, 2])
        postScriptName = try names.first(of: [6])
        guard Self.isPostScriptName(postScriptName) else {
            throw FontError(
                .badTable, "table 'name': '\(postScriptName)' is no PostScript name (1 to 63 printable ASCII)")
        }
    }

    /// How many characters have a glyph.
    public var characterCount: Int { characters.count }

    /// The glyph of a character; nil if the font has none.
    @inline(__always)
    public func glyph(for character: Unicode.Scalar) -> GlyphID? {
        characters[character]
    }

    /// What is shown for a character with a variation selector (U+FE00 to U+FE0F, U+E0100 to U+E01EF) behind it; nil if the font does
    /// not know the sequence, which then looks like the character alone.
    public func variant(of character: Unicode.Scalar, selector: Unicode.Scalar) -> Variant? {
        sequences?.variant(character.value, selector.value)
    }

    /// The tables of the face in the order of its directory, by their tags, and where they lie in ``file``.
    public var tables: [(tag: String, bytes: Range<Int>)] { directory.tables }

    /// How far a glyph moves the pen.
    ///
    /// - Precondition: the id is less than ``glyphCount``.
    @inline(__always)
    public func advance(of glyph: GlyphID) -> Int {
        precondition(Int(glyph) < glyphCount, "no such glyph")
        return Int(metrics.advance(glyph))
    }

    /// A length in thousandths of an em, which is what PDF measures fonts in; halves go up.
    @inline(__always)
    public func thousandths(_ length: Int) -> Int {
        if unitsPerEm == 1000 { return length }
        let (quotient, rest) = (2000 * length + unitsPerEm).quotientAndRemainder(dividingBy: 2 * unitsPerEm)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// How thick upright strokes are, in thousandths of an em, guessed from the weight: fonts do not say.
    public var stemWidth: Int { 50 + weightClass * weightClass / 4225 }

    /// Whether a part of the font may be embedded in a document.
    public var embeddingAllowed: Bool { permission.allowsSubsetEmbedding }

    /// Compares every table, and the whole file, with the checksums that the font names. Reads the whole file.
    public func verifyChecksums() throws(FontError) {
        try directory.verifyChecksums()
    }

    private static func height(
        of character: Unicode.Scalar, _ characters: CharacterMap, _ glyphs: GlyphTable
    ) throws(FontError) -> Int? {
        guard let glyph = characters[character] else { return nil }
        return try glyphs.description(of: glyph)?.i16(8)
    }

    private static func isPostScriptName(_ name: String) -> Bool {
        let delimiters = Array("[](){}<>/%".utf8)
        return (1...63).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && !delimiters.contains($0) }
    }
}
