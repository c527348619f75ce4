// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Documents

/// Writes a drawing as inline SVG; looks stand in attributes, since the page's policy forbids inline styles.
enum SVGWriter {
    /// A drawing, as wide as told; its height follows.
    static func bytes(_ drawing: Drawing, _ width: Width) -> [UInt8] {
        var writer = ByteWriter(capacity: 1 << 13)
        write(drawing, width, to: &writer)
        return writer.bytes
    }

    private static func write(_ drawing: Drawing, _ width: Width, to writer: inout ByteWriter) {
        writer.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        writer.append(decimal: drawing.width)
        writer.append(" ")
        writer.append(decimal: drawing.height)
        if width != .auto {
            writer.append("\" width=\"")
            writer.append(width)
        }
        writer.append("\" aria-hidden=\"true\">")
        for path in drawing.paths { append(path, to: &writer) }
        writer.append("</svg>")
    }

    private static func append(_ path: Drawing.Path, to writer: inout ByteWriter) {
        writer.append("<path ")
        switch path.paint {
        case .fill(let color):
            writer.append("fill=\"")
            writer.append(color)
        case .stroke(let color, let width):
            writer.append("fill=\"none\" stroke=\"")
            writer.append(color)
            writer.append("\" stroke-width=\"")
            writer.append(decimal: width)
        }
        writer.append("\" d=\"")
        for step in path.steps { append(step, to: &writer) }
        writer.append("\"/>")
    }

    private static func append(_ step: Drawing.Step, to writer: inout ByteWriter) {
        switch step {
        case .move(let x, let y): append("M", (x, y), to: &writer)
        case .line(let x, let y): append("L", (x, y), to: &writer)
        case .quadratic(let controlX, let controlY, let x, let y):
            append("Q", (controlX, controlY), to: &writer)
            append("", (x, y), to: &writer)
        case .cubic(let x1, let y1, let x2, let y2, let x, let y):
            append("C", (x1, y1), to: &writer)
            append("", (x2, y2), to: &writer)
            append("", (x, y), to: &writer)
        case .close: writer.append("Z")
        }
    }

    /// Appends a point; a number needs a space before it if neither a letter nor a sign parts it from the last one.
    private static func append(_ letter: String, _ point: (x: Int, y: Int), to writer: inout ByteWriter) {
        writer.append(letter)
        if letter.isEmpty && point.x >= 0 { writer.append(UInt8(ascii: " ")) }
        writer.append(decimal: point.x)
        if point.y >= 0 { writer.append(UInt8(ascii: " ")) }
        writer.append(decimal: point.y)
    }
}
