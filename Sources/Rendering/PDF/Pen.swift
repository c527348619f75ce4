// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import PDFSyntax
internal import Typesetting

/// What a page's content stream has set last, so that nothing is said twice.
struct Pen {
    /// The height of the page, in thousandths of a point.
    let height: Int
    private var color = Color.black
    private var face: PDFName?
    private var size = 0
    private var spacing = 0
    private var x = 0
    private var y = 0

    init(height: Int) {
        self.height = height
    }

    mutating func color(_ color: Color, _ out: inout ContentWriter) {
        guard color != self.color else { return }
        self.color = color
        out.fillColor(red: Self.part(color.red), green: Self.part(color.green), blue: Self.part(color.blue))
    }

    /// A part of a colour in thousandths; each of the 256 gives another number.
    static func part(_ value: UInt8) -> Int {
        (Int(value) * 1000 + 127) / 255
    }

    mutating func fill(_ fill: Fill, _ out: inout ContentWriter) {
        color(fill.color, &out)
        out.rectangle(x: fill.x, y: height - fill.y - fill.height, width: fill.width, height: fill.height)
        out.fill()
    }

    /// A text object begins at the origin.
    mutating func beginText() {
        (x, y) = (0, 0)
    }

    mutating func font(_ face: PDFName, size: Int, _ out: inout ContentWriter) {
        guard size != self.size || face != self.face else { return }
        (self.face, self.size) = (face, size)
        out.font(face, size: size)
    }

    /// Sets the space behind each glyph.
    mutating func spacing(_ spacing: Int, _ out: inout ContentWriter) {
        guard spacing != self.spacing else { return }
        self.spacing = spacing
        out.characterSpacing(spacing)
    }

    /// Moves the pen to a place given from the upper edge.
    mutating func move(x: Int, y: Int, _ out: inout ContentWriter) {
        let upward = height - y
        out.nextLine(x: x - self.x, y: upward - self.y)
        (self.x, self.y) = (x, upward)
    }
}
