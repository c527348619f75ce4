// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Writes the content stream of a page or a form (ISO 32000-1, 7.8.2).
///
/// All numbers are thousandths: of a point for lengths, of one for colour components and matrices. The origin is the lower left
/// corner unless the content moves it. Brackets (saved states, text objects, marked content) must be closed in the order
/// in which they were opened; the functions that take a closure do that by themselves.
public struct ContentWriter: ~Copyable {
    private enum Bracket {
        case state, text, marked
    }

    private var out: SyntaxWriter
    private var open: [Bracket] = []
    private var savedStates = 0

    /// An empty content stream.
    ///
    /// - Parameter capacity: how many bytes to make room for.
    public init(capacity: Int = 4096) {
        out = SyntaxWriter(capacity: capacity)
    }

    /// How many bytes have been written.
    public var byteCount: Int { out.buffer.count }

    /// The bytes of the content stream.
    ///
    /// - Precondition: every bracket is closed.
    public consuming func finish() -> [UInt8] {
        precondition(open.isEmpty, "the content stream has an open bracket: \(open)")
        return out.buffer.bytes
    }

    @inline(__always)
    private mutating func operate(_ name: StaticString, _ operand: Int) {
        out.number(thousandths: operand)
        end(name)
    }

    @inline(__always)
    private mutating func operate(_ name: StaticString, _ first: Int, _ second: Int) {
        out.number(thousandths: first)
        operate(name, second)
    }

    private mutating func operate(_ name: StaticString, _ first: Int, _ second: Int, _ third: Int) {
        out.number(thousandths: first)
        operate(name, second, third)
    }

    private mutating func operate(_ name: StaticString, _ first: Int, _ second: Int, _ third: Int, _ fourth: Int) {
        out.number(thousandths: first)
        out.number(thousandths: second)
        operate(name, third, fourth)
    }

    private mutating func operate(
        _ name: StaticString, _ first: Int, _ second: Int, _ third: Int, _ fourth: Int, _ fifth: Int, _ sixth: Int
    ) {
        out.number(thousandths: first)
        out.number(thousandths: second)
        operate(name, third, fourth, fifth, sixth)
    }

    @inline(__always)
    private mutating func end(_ name: StaticString) {
        out.keyword(name)
        out.buffer.append(PDFFrame.lineEnd)
    }

    private mutating func close(_ bracket: Bracket) {
        precondition(open.last == bracket, "\(bracket) is closed, but open are \(open)")
        open.removeLast()
    }

    // MARK: Graphics state (8.4.4)

    /// Saves the graphics state (`q`).
    ///
    /// - Precondition: at most 28 states are saved at a time, which is all that PDF/A allows.
    public mutating func save() {
        savedStates += 1
        precondition(savedStates <= PDFSyntaxLimits.savedStates, "PDF/A allows 28 saved graphics states")
        open.append(.state)
        end("q")
    }

    /// Restores the graphics state (`Q`).
    public mutating func restore() {
        savedStates -= 1
        close(.state)
        end("Q")
    }

    /// Writes content between `q` and `Q`.
    public mutating func saved(_ body: (inout ContentWriter) -> Void) {
        save()
        body(&self)
        restore()
    }

    /// Multiplies the current transformation matrix (`cm`); `e` and `f` are thousandths of a point.
    public mutating func transform(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int, _ f: Int) {
        operate("cm", a, b, c, d, e, f)
    }

    /// Sets the width of lines (`w`).
    public mutating func lineWidth(_ width: Int) {
        operate("w", width)
    }

    /// Sets how lines end: 0 butt, 1 round, 2 square (`J`).
    public mutating func lineCap(_ style: Int) {
        operate("J", style * 1000)
    }

    /// Sets how lines meet: 0 mitre, 1 round, 2 bevel (`j`).
    public mutating func lineJoin(_ style: Int) {
        operate("j", style * 1000)
    }

    /// Sets the lengths of dashes and gaps in turn (`d`); none for a solid line.
    public mutating func dash(_ lengths: [Int], phase: Int = 0) {
        ArrayWriter.write(into: &out) { array in
            for length in lengths { array.number(thousandths: length) }
        }
        operate("d", phase)
    }

    /// Sets parameters by the name of a graphics state dictionary in the resources (`gs`).
    public mutating func graphicsState(_ name: PDFName) {
        out.name(name)
        end("gs")
    }

    // MARK: Colours (8.6.8)

    /// Sets the colour of areas and text in device RGB (`rg`).
    public mutating func fillColor(red: Int, green: Int, blue: Int) {
        operate("rg", red, green, blue)
    }

    /// Sets the colour of lines in device RGB (`RG`).
    public mutating func strokeColor(red: Int, green: Int, blue: Int) {
        operate("RG", red, green, blue)
    }

    /// Sets the colour of areas and text in device grey (`g`).
    public mutating func fillGray(_ gray: Int) {
        operate("g", gray)
    }

    /// Sets the colour of lines in device grey (`G`).
    public mutating func strokeGray(_ gray: Int) {
        operate("G", gray)
    }

    // MARK: Paths (8.5)

    /// Begins a new part of the path (`m`).
    public mutating func move(x: Int, y: Int) {
        operate("m", x, y)
    }

    /// Adds a straight line (`l`).
    public mutating func line(x: Int, y: Int) {
        operate("l", x, y)
    }

    /// Adds a Bézier curve with two control points (`c`).
    public mutating func curve(x1: Int, y1: Int, x2: Int, y2: Int, x: Int, y: Int) {
        operate("c", x1, y1, x2, y2, x, y)
    }

    /// Closes the current part of the path (`h`).
    public mutating func closePath() {
        end("h")
    }

    /// Adds a rectangle (`re`).
    public mutating func rectangle(x: Int, y: Int, width: Int, height: Int) {
        operate("re", x, y, width, height)
    }

    /// Fills the path (`f`, or `f*` by the even-odd rule).
    public mutating func fill(evenOdd: Bool = false) {
        if evenOdd { end("f*") } else { end("f") }
    }

    /// Draws the outline of the path (`S`).
    public mutating func stroke() {
        end("S")
    }

    /// Restricts what follows to the inside of the path, and ends it (`W n`, or `W* n` by the even-odd rule).
    public mutating func clip(evenOdd: Bool = false) {
        if evenOdd { end("W* n") } else { end("W n") }
    }

    /// Draws a form or an image from the resources (`Do`).
    public mutating func draw(_ name: PDFName) {
        out.name(name)
        end("Do")
    }

    // MARK: Text (9.4)

    /// Opens a text object (`BT`).
    public mutating func beginText() {
        open.append(.text)
        end("BT")
    }

    /// Closes the text object (`ET`).
    public mutating func endText() {
        close(.text)
        end("ET")
    }

    /// Writes a text object.
    public mutating func text(_ body: (inout ContentWriter) -> Void) {
        beginText()
        body(&self)
        endText()
    }

    /// Chooses a font from the resources and its size (`Tf`).
    public mutating func font(_ name: PDFName, size: Int) {
        out.name(name)
        operate("Tf", size)
    }

    /// Moves to a new line, relative to the beginning of the last (`Td`).
    public mutating func nextLine(x: Int, y: Int) {
        operate("Td", x, y)
    }

    /// Sets the text matrix (`Tm`); `e` and `f` are thousandths of a point.
    public mutating func textMatrix(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int, _ f: Int) {
        operate("Tm", a, b, c, d, e, f)
    }

    /// Sets the space added behind each character (`Tc`).
    public mutating func characterSpacing(_ space: Int) {
        operate("Tc", space)
    }

    /// Shows glyphs of a composite font with two-byte codes (`Tj`).
    public mutating func show(_ glyphs: [UInt16]) {
        show { $0.glyphs(glyphs) }
    }

    /// Shows glyphs, with adjustments between them (`TJ`) or without (`Tj`).
    public mutating func show(_ body: (inout GlyphRunWriter) -> Void) {
        var run = GlyphRunWriter(out.take())
        body(&run)
        out = run.finish()
    }

    // MARK: Marked content (14.6)

    /// Opens a sequence of marked content that belongs to a structure element (`BDC`).
    ///
    /// - Parameter identifier: the number of the sequence on its page (`MCID`).
    public mutating func beginMarked(_ tag: PDFName, identifier: Int) {
        open.append(.marked)
        out.name(tag)
        out.buffer.append("<</MCID ")
        out.buffer.append(decimal: identifier)
        out.buffer.append(">>BDC\n")
    }

    /// Opens a sequence of marked content with properties (`BDC`).
    public mutating func beginMarked(_ tag: PDFName, _ properties: (inout DictionaryWriter) -> Void) {
        open.append(.marked)
        out.name(tag)
        DictionaryWriter.write(into: &out, properties)
        end("BDC")
    }

    /// Opens content that is no part of the document's structure (`BMC`), such as rules, backgrounds and page numbers.
    public mutating func beginArtifact() {
        open.append(.marked)
        out.buffer.append("/Artifact BMC\n")
    }

    /// Closes a sequence of marked content (`EMC`).
    public mutating func endMarked() {
        close(.marked)
        end("EMC")
    }

    /// Writes content that belongs to a structure element.
    public mutating func marked(_ tag: PDFName, identifier: Int, _ body: (inout ContentWriter) -> Void) {
        beginMarked(tag, identifier: identifier)
        body(&self)
        endMarked()
    }

    /// Writes content that is no part of the document's structure.
    public mutating func artifact(_ body: (inout ContentWriter) -> Void) {
        beginArtifact()
        body(&self)
        endMarked()
    }
}
