// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Documents

/// Writes a drawing as inline SVG; looks stand in attributes, since the page's policy forbids inline styles.
enum SVGWriter {
    /// A drawing, as wide as told; its height follows.
    static func bytes(_ drawing: Drawing, _ width: Width) -> [UInt8] {
        var tape = ByteTape(capacity: 1 << 14)
        tape.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        tape.append(decimal: drawing.width)
        tape.append(" ")
        tape.append(decimal: drawing.height)
        if width != .auto {
            tape.append("\" width=\"")
            var length = ByteWriter()
            length.append(width)
            tape.append(length.bytes)
        }
        tape.append("\" aria-hidden=\"true\">")
        for path in drawing.paths { append(path, to: &tape) }
        tape.append("</svg>")
        return tape.bytes
    }

    private static func append(_ path: Drawing.Path, to tape: inout ByteTape) {
        tape.append("<path ")
        switch path.paint {
        case .fill(let color):
            tape.append("fill=\"")
            append(color, to: &tape)
        case .stroke(let color, let width):
            tape.append("fill=\"none\" stroke=\"")
            append(color, to: &tape)
            tape.append("\" stroke-width=\"")
            tape.append(decimal: width)
        }
        tape.append("\" d=\"")
        var last = (x: 0, y: 0)
        for step in path.steps { append(step, from: &last, to: &tape) }
        tape.append("\"/>")
    }

    private static func append(_ color: Color, to tape: inout ByteTape) {
        tape.append("#")
        tape.append(hex: [color.red, color.green, color.blue])
    }

    /// Appends a step that begins at a point. A line upright or across names one number alone.
    private static func append(_ step: Drawing.Step, from last: inout (x: Int, y: Int), to tape: inout ByteTape) {
        switch step {
        case .move(let x, let y):
            tape.append("M")
            append(x, y, to: &tape)
            last = (x, y)
        case .line(let x, let y):
            if y == last.y {
                tape.append("H")
                tape.append(decimal: x)
            } else if x == last.x {
                tape.append("V")
                tape.append(decimal: y)
            } else {
                tape.append("L")
                append(x, y, to: &tape)
            }
            last = (x, y)
        case .quadratic(let controlX, let controlY, let x, let y):
            tape.append("Q")
            append(controlX, controlY, to: &tape)
            appendNext(x, y, to: &tape)
            last = (x, y)
        case .cubic(let x1, let y1, let x2, let y2, let x, let y):
            tape.append("C")
            append(x1, y1, to: &tape)
            appendNext(x2, y2, to: &tape)
            appendNext(x, y, to: &tape)
            last = (x, y)
        case .close: tape.append("Z")
        }
    }

    /// Appends a point behind a letter; a number needs a space before it only if no sign parts it from the last one.
    private static func append(_ x: Int, _ y: Int, to tape: inout ByteTape) {
        tape.append(decimal: x)
        if y >= 0 { tape.append(" ") }
        tape.append(decimal: y)
    }

    /// Appends a point behind another.
    private static func appendNext(_ x: Int, _ y: Int, to tape: inout ByteTape) {
        if x >= 0 { tape.append(" ") }
        append(x, y, to: &tape)
    }
}
