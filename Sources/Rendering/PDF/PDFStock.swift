// SPDX-License-Identifier: Apache-2.0

internal import Compression
internal import Documents
internal import OpenType

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
        let made = Form(form: form, stream: encoder.compress(form.content()))
        if case .seal = subject, seals.count < ViewStock.limit { seals[key] = made }
        return made
    }

    /// A stream's bytes, compressed.
    func compress(_ bytes: [UInt8]) -> [UInt8] {
        encoder.compress(bytes)
    }

    /// A subset's font program, compressed.
    func program(of subset: Subset, font: Font) throws(RenderingError) -> [UInt8] {
        let index: Int
        if let known = faces.firstIndex(where: { $0.font === font }) {
            index = known
        } else {
            index = faces.count
            faces.append(try FaceOutlines(font))
        }
        return faces[index].program(of: subset, with: &encoder)
    }
}

/// The outlines of one face, each compressed when it is first used.
private struct FaceOutlines {
    let font: Font
    private var pieces: CodedPieces
    /// For each glyph of the font its piece; nil if it has not been used.
    private var known: [CodedPieces.Piece?]

    /// The code is made from some glyphs all over the font, so that it depends on the font alone; more of them would make
    /// it better by a thousandth.
    init(_ font: Font) throws(RenderingError) {
        self.font = font
        known = [CodedPieces.Piece?](repeating: nil, count: font.glyphCount)
        let sampled = stride(from: 0, to: font.glyphCount, by: max(1, font.glyphCount / 64))
        do {
            let sample = try font.subset(sampled.lazy.map { GlyphID($0) })
            let offsets = sample.outlineOffsets
            pieces = CodedPieces(
                code: FlateCode(
                    samples: zip(offsets, offsets.dropFirst()).map { Array(sample.outlines[$0..<$1]) }))
        } catch {
            throw RenderingError(.font, "\(font.postScriptName): \(error.message)", hint: error.hint)
        }
    }

    mutating func program(of subset: Subset, with encoder: inout StreamEncoder) -> [UInt8] {
        let offsets = subset.outlineOffsets
        let outlines = subset.outlines.span
        var list: [CodedPieces.Piece] = []
        list.reserveCapacity(subset.glyphs.count)
        for (number, glyph) in subset.glyphs.enumerated() where offsets[number] < offsets[number + 1] {
            if let piece = known[Int(glyph)] {
                list.append(piece)
                continue
            }
            let piece = pieces.add(outlines.extracting(offsets[number]..<offsets[number + 1]))
            // A composite glyph, with a negative number of contours, names its parts by their numbers in the subset.
            if outlines[offsets[number]] < 0x80 { known[Int(glyph)] = piece }
            list.append(piece)
        }
        return pieces.stream(subset.tables.span, list, with: &encoder)
    }
}
