// SPDX-License-Identifier: Apache-2.0

internal import Compression
internal import Documents
internal import OpenType
internal import PDFSyntax

/// What a renderer keeps from one file to the next: streams, or parts of them, that many files share.
final class PDFStock {
    private var faces: [FaceOutlines] = []
    private var seals: [ViewStock.Key: Form] = [:]
    /// What PDF and HTML share.
    let views = ViewStock()
    private var encoder = StreamEncoder()
    /// The colour profile, compressed.
    private(set) lazy var profile = encoder.compress(ColorProfile.bytes)

    /// A form, compressed.
    struct Form {
        let form: DrawingForm
        let stream: [UInt8]
    }

    /// The form of a figure. Seals are kept, because an issuer has few; no QR symbol occurs twice.
    func form(of subject: Figure.Subject, letters: Font) throws(RenderingError) -> Form {
        let key = ViewStock.Key(subject, letters)
        if let kept = seals[key] { return kept }
        let form = DrawingForm(try views.drawing(of: subject, letters: letters))
        if case .qrCode = subject {
            return Form(form: form, stream: encoder.compress(form.content().span, with: .symbol))
        }
        let made = Form(form: form, stream: encoder.compress(form.content()))
        if case .seal = subject, seals.count < ViewStock.limit { seals[key] = made }
        return made
    }

    /// A subset of a font.
    func subset(of font: Font, _ glyphs: GlyphSet) throws(RenderingError) -> Subset {
        let index = try face(of: font)
        do {
            return try font.subset(glyphs, measures: &faces[index].measures)
        } catch {
            throw RenderingError(.font, "\(font.postScriptName): \(error.message)", hint: error.hint)
        }
    }

    /// A subset's font program, compressed.
    func program(of subset: Subset, font: Font) throws(RenderingError) -> [UInt8] {
        let index = try face(of: font)
        do {
            return try faces[index].program(of: subset)
        } catch {
            throw RenderingError(.font, "\(font.postScriptName): \(error.message)", hint: error.hint)
        }
    }

    private func face(of font: Font) throws(RenderingError) -> Int {
        if let known = faces.firstIndex(where: { $0.font === font }) { return known }
        do {
            faces.append(FaceOutlines(font, code: try FaceOutlines.code(for: font)))
        } catch {
            throw RenderingError(.font, "\(font.postScriptName): \(error.message)", hint: error.hint)
        }
        return faces.count - 1
    }
}

/// The outlines of one face, each compressed when it is first used.
private struct FaceOutlines {
    let font: Font
    var measures: GlyphMeasures
    private var pieces: CodedPieces
    /// For each glyph of the font its piece; nil if it has not been used.
    private var known: [CodedPieces.Piece?]

    init(_ font: Font, code: FlateCode) {
        self.font = font
        measures = GlyphMeasures(of: font)
        known = [CodedPieces.Piece?](repeating: nil, count: font.glyphCount)
        pieces = CodedPieces(code: code)
    }

    /// The code is made from some glyphs all over the font, so that it depends on the font alone; more of them would make
    /// it better by a thousandth.
    static func code(for font: Font) throws(FontError) -> FlateCode {
        let sampled = stride(from: 0, to: font.glyphCount, by: max(1, font.glyphCount / 64))
        let sample = try font.subset(sampled.lazy.map { GlyphID($0) })
        var samples: [[UInt8]] = []
        for id in sample.glyphs.indices { samples.append(try sample.outline(of: id)) }
        return FlateCode(samples: samples)
    }

    mutating func program(of subset: Subset) throws(FontError) -> [UInt8] {
        let offsets = subset.outlineOffsets
        var list: [CodedPieces.Piece] = []
        list.reserveCapacity(subset.glyphs.count)
        for (id, glyph) in subset.glyphs.enumerated() where offsets[id] < offsets[id + 1] {
            if let piece = known[Int(glyph)] {
                list.append(piece)
                continue
            }
            let outline = try subset.outline(of: id)
            let piece = pieces.add(outline.span)
            // A composite glyph names its parts by their numbers in the subset.
            if !subset.isComposite(id) { known[Int(glyph)] = piece }
            list.append(piece)
        }
        return pieces.stream(subset.tables.span, list)
    }
}
