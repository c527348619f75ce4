// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import PDFSyntax
internal import Typesetting

/// Writes the content streams of pages. Coordinates of the page set grow downwards, those of PDF upwards.
struct PagePainter {
    private let pages: PageSet
    private let glyphs: [Glyph]
    private let text: EmbeddedText
    private let forms: [DrawingForm]
    /// The marked content of the pages painted so far.
    private(set) var sequences: MarkedSequences

    /// - Parameter forms: the forms of the page set's figures.
    init(_ pages: PageSet, text: EmbeddedText, forms: [DrawingForm]) {
        self.pages = pages
        glyphs = pages.galley.glyphs
        self.forms = forms
        self.text = text
        sequences = MarkedSequences(elementCount: pages.elements.count)
    }

    /// The content of the next page.
    mutating func paint(_ page: Page) -> [UInt8] {
        var out = ContentWriter(capacity: 16_384)
        var pen = Pen(height: pages.height)
        if !page.backgrounds.isEmpty || !page.rules.isEmpty {
            out.beginArtifact()
            for fill in page.backgrounds { pen.fill(fill, &out) }
            for fill in page.rules { pen.fill(fill, &out) }
            out.endMarked()
        }
        paintMarks(page.marks, &pen, &out)
        for mark in page.running {
            out.beginMarked("Artifact") { properties in
                properties.name("Type", "Pagination")
                properties.name("Subtype", mark.isHeader ? "Header" : "Footer")
            }
            out.beginText()
            pen.beginText()
            show(mark.line, x: mark.x, y: mark.y, &pen, &out)
            out.endText()
            out.endMarked()
        }
        return out.finish()
    }

    private mutating func paintMarks(_ marks: [Mark], _ pen: inout Pen, _ out: inout ContentWriter) {
        sequences.beginPage()
        var index = 0
        while index < marks.count {
            let element = marks[index].element
            if let element {
                out.beginMarked(pages.elements[element].role.name, identifier: sequences.add(element))
            } else {
                out.beginArtifact()
            }
            var inText = false
            while index < marks.count && marks[index].element == element {
                let mark = marks[index]
                switch mark.kind {
                case .line(let line):
                    if !inText {
                        out.beginText()
                        pen.beginText()
                        inText = true
                    }
                    show(line, x: mark.x, y: mark.y, &pen, &out)
                case .figure(let figure):
                    if inText { out.endText() }
                    inText = false
                    let placed = pages.figures[figure]
                    let scale = forms[figure].scale(width: placed.width, height: placed.height)
                    out.saved { out in
                        out.transform(scale.x, 0, 0, scale.y, mark.x, pages.height - mark.y - placed.height)
                        out.draw(PDFName("Fm\(figure)"))
                    }
                }
                index += 1
            }
            if inText { out.endText() }
            out.endMarked()
        }
    }

    /// Shows a line whose pen begins at `x` on the baseline `y`.
    private func show(_ index: Int, x: Int, y: Int, _ pen: inout Pen, _ out: inout ContentWriter) {
        var language: String?
        for run in pages.galley.runs[pages.galley.lines[index].runs] {
            guard let face = text.faces[run.face] else { continue }
            if run.language != language {
                if language != nil { out.endMarked() }
                if let other = run.language { out.beginMarked("Span") { $0.text("Lang", other) } }
                language = run.language
            }
            pen.color(run.color, &out)
            pen.font(face.name, size: run.size, &out)
            pen.move(x: x + run.x, y: y, &out)
            let spacing = spacing(of: run, face.widths)
            pen.spacing(spacing, &out)
            show(run, face.widths, spacing: spacing, &out)
        }
        if language != nil { out.endMarked() }
    }

    /// The space behind most glyphs of a run, in thousandths of a point: justified and spaced out lines have the same almost
    /// everywhere, and need not tell it glyph by glyph.
    private func spacing(of run: GlyphRun, _ widths: [Int32]) -> Int {
        var candidate = 0
        var votes = 0
        var exact = 0
        for index in run.glyphs where glyphs[index].id != Glyph.none {
            let natural = Int(widths[Int(text.shown[index].id)]) * run.size
            let extra = Int(glyphs[index].advance) - (natural + 500) / 1000
            if votes == 0 { candidate = extra }
            // Shares of what was to be spread differ by one.
            let agrees = (extra - candidate).magnitude <= 1
            votes += agrees ? 1 : -1
            if agrees { exact += 1 }
        }
        return votes > 0 && exact > 3 ? candidate : 0
    }

    private func show(_ run: GlyphRun, _ widths: [Int32], spacing: Int, _ out: inout ContentWriter) {
        var index = run.glyphs.lowerBound
        var place = Advance(size: run.size, spacing: spacing)
        while index < run.glyphs.upperBound {
            if text.shown[index].isPlain {
                out.show { writer in
                    repeat {
                        let shown = text.shown[index]
                        guard shown.isPlain else { return }
                        write(shown.id, widths, advance: glyphs[index].advance, &place, &writer)
                        index += 1
                    } while index < run.glyphs.upperBound
                }
                continue
            }
            // What a glyph does not tell by itself is spelled out, with the characters behind it that have no look of their own.
            var end = index + 1
            while end < run.glyphs.upperBound && glyphs[end].id == Glyph.none { end += 1 }
            let cluster = index..<end
            let words = String(String.UnicodeScalarView(glyphs[cluster].compactMap { Unicode.Scalar($0.scalar) }))
            out.beginMarked("Span") { $0.text("ActualText", words) }
            out.show { writer in
                // A character without a look may stand alone, at the beginning of a line.
                for index in cluster where glyphs[index].id != Glyph.none {
                    write(text.shown[index].id, widths, advance: glyphs[index].advance, &place, &writer)
                }
            }
            out.endMarked()
            index = end
        }
    }

    @inline(__always)
    private func write(
        _ id: UInt16, _ widths: [Int32], advance: Int32, _ place: inout Advance, _ writer: inout GlyphRunWriter
    ) {
        let adjustment = place.adjustment()
        if adjustment != 0 { writer.moveBack(1000 * adjustment) }
        writer.glyph(id)
        place.step(natural: Int(widths[Int(id)]), wanted: Int(advance))
    }
}

/// Keeps what the file has made of the pen's place beside what was set, in millionths of a point.
private struct Advance {
    let size: Int
    /// The space that the file puts behind each glyph, in thousandths of a point.
    let spacing: Int
    private var drift = 0

    init(size: Int, spacing: Int) {
        self.size = size
        self.spacing = spacing
    }

    /// By how many thousandths of the size the pen must go back before the next glyph.
    @inline(__always)
    mutating func adjustment() -> Int {
        if drift.magnitude * 2 < size.magnitude { return 0 }
        let steps = (2 * drift + (drift < 0 ? -size : size)) / (2 * size)
        drift -= steps * size
        return steps
    }

    /// - Parameter natural: the glyph's own width in thousandths of the size.
    @inline(__always)
    mutating func step(natural: Int, wanted: Int) {
        drift += natural * size + (spacing - wanted) * 1000
    }
}
