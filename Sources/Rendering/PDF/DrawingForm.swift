// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import PDFSyntax

/// A drawing as a form of a size of its own (ISO 32000-1, 8.10).
enum DrawingForm {
    /// - Parameters:
    ///   - width: how wide it is made, in thousandths of a point.
    ///   - height: how high it is made.
    static func write(
        _ drawing: Drawing, width: Int, height: Int, as reference: PDFReference, to file: inout PDFWriter
    ) {
        let tracer = Tracer(drawing: drawing, width: width, height: height)
        file.stream(reference, tracer.content(), .flate) { form in
            form.name("Type", "XObject")
            form.name("Subtype", "Form")
            form.numbers("BBox", thousandths: [0, 0, width, height])
            form.dictionary("Resources") { _ in }
        }
    }
}

/// Draws paths in thousandths of a point, upwards.
private struct Tracer {
    let drawing: Drawing
    let width: Int
    let height: Int

    private func x(_ value: Int) -> Int { value * width / drawing.width }
    private func y(_ value: Int) -> Int { height - value * height / drawing.height }

    func content() -> [UInt8] {
        var out = ContentWriter(capacity: 8192)
        for path in drawing.paths {
            switch path.paint {
            case .fill(let color):
                out.fillColor(red: Pen.part(color.red), green: Pen.part(color.green), blue: Pen.part(color.blue))
            case .stroke(let color, let line):
                out.strokeColor(red: Pen.part(color.red), green: Pen.part(color.green), blue: Pen.part(color.blue))
                out.lineWidth(x(line))
            }
            trace(path.steps, &out)
            if case .fill = path.paint { out.fill() } else { out.stroke() }
        }
        return out.finish()
    }

    private func trace(_ steps: [Drawing.Step], _ out: inout ContentWriter) {
        var last = (x: 0, y: 0)
        for step in steps {
            switch step {
            case .move(let toX, let toY):
                last = (x(toX), y(toY))
                out.move(x: last.x, y: last.y)
            case .line(let toX, let toY):
                last = (x(toX), y(toY))
                out.line(x: last.x, y: last.y)
            case .quadratic(let controlX, let controlY, let toX, let toY):
                // PDF has cubic curves alone; two thirds of the way to the control point make one of the same shape.
                let control = (x: x(controlX), y: y(controlY))
                let end = (x: x(toX), y: y(toY))
                out.curve(
                    x1: (last.x + 2 * control.x) / 3, y1: (last.y + 2 * control.y) / 3,
                    x2: (end.x + 2 * control.x) / 3, y2: (end.y + 2 * control.y) / 3, x: end.x, y: end.y)
                last = end
            case .cubic(let x1, let y1, let x2, let y2, let toX, let toY):
                last = (x(toX), y(toY))
                out.curve(x1: x(x1), y1: y(y1), x2: x(x2), y2: y(y2), x: last.x, y: last.y)
            case .close: out.closePath()
            }
        }
    }
}
