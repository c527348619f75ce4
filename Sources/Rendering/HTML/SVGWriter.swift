// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Documents

/// Writes a drawing as inline SVG; looks stand in attributes, since the page's policy forbids inline styles.
enum SVGWriter {
    static func bytes(of drawing: Drawing) -> [UInt8] {
        var writer = ByteWriter(capacity: 1 << 14)
        writer.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        writer.append(decimal: drawing.width)
        writer.append(" ")
        writer.append(decimal: drawing.height)
        writer.append("\" aria-hidden=\"true\">")
        for path in drawing.paths { append(path, to: &writer) }
        writer.append("</svg>")
        return writer.bytes
    }

    private static func append(_ path: Drawing.Path, to writer: inout ByteWriter) {
        writer.append("<path ")
        switch path.paint {
        case .fill(let color):
            writer.append("fill=\"")
            append(color, to: &writer)
        case .stroke(let color, let width):
            writer.append("fill=\"none\" stroke=\"")
            append(color, to: &writer)
            writer.append("\" stroke-width=\"")
            writer.append(decimal: width)
        }
        writer.append("\" d=\"")
        for step in path.steps { append(step, to: &writer) }
        writer.append("\"/>")
    }

    private static func append(_ step: Drawing.Step, to writer: inout ByteWriter) {
        switch step {
        case .move(let x, let y): append("M", [x, y], to: &writer)
        case .line(let x, let y): append("L", [x, y], to: &writer)
        case .quadratic(let controlX, let controlY, let x, let y): append("Q", [controlX, controlY, x, y], to: &writer)
        case .cubic(let x1, let y1, let x2, let y2, let x, let y): append("C", [x1, y1, x2, y2, x, y], to: &writer)
        case .close: writer.append("Z")
        }
    }

    private static func append(_ letter: String, _ numbers: [Int], to writer: inout ByteWriter) {
        writer.append(letter)
        for (index, number) in numbers.enumerated() {
            if index > 0 && number >= 0 { writer.append(" ") }
            writer.append(decimal: number)
        }
    }

    private static func append(_ color: Color, to writer: inout ByteWriter) {
        writer.append("#")
        writer.append(hex: [color.red, color.green, color.blue])
    }
}
