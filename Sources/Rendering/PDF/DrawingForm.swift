// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import PDFSyntax

/// A drawing as a form in units of its own (ISO 32000-1, 8.10), so that one form serves for every size.
///
/// Drawings finer than a thousandth of their side are written in thousands of their units: numbers in a file have three decimals.
struct DrawingForm {
    let drawing: Drawing
    private let unit: Int

    init(_ drawing: Drawing) {
        self.drawing = drawing
        unit = max(drawing.width, drawing.height) > 1000 ? 1 : 1000
    }

    /// The corners of the form, in thousandths of its unit.
    var box: [Int] { [0, 0, drawing.width * unit, drawing.height * unit] }

    /// By how much, in thousandths, the form is to be enlarged to be `width` by `height` thousandths of a point.
    func scale(width: Int, height: Int) -> (x: Int, y: Int) {
        (Self.ratio(1000 * width, drawing.width * unit), Self.ratio(1000 * height, drawing.height * unit))
    }

    private static func ratio(_ part: Int, _ whole: Int) -> Int { (part + whole / 2) / whole }

    /// The content stream.
    func content() -> [UInt8] {
        var out = ContentWriter(capacity: 8192)
        for path in drawing.paths {
            switch path.paint {
            case .fill(let color):
                out.fillColor(red: Pen.part(color.red), green: Pen.part(color.green), blue: Pen.part(color.blue))
            case .stroke(let color, let line):
                out.strokeColor(red: Pen.part(color.red), green: Pen.part(color.green), blue: Pen.part(color.blue))
                out.lineWidth(line * unit)
            }
            trace(path.steps, &out)
            if case .fill = path.paint { out.fill() } else { out.stroke() }
        }
        return out.finish()
    }

    private func x(_ value: Int) -> Int { value * unit }
    private func y(_ value: Int) -> Int { (drawing.height - value) * unit }

    private func trace(_ steps: [Drawing.Step], _ out: inout ContentWriter) {
        var last = (x: 0, y: 0)
        var index = 0
        while index < steps.count {
            if let box = rectangle(steps, at: index) {
                out.rectangle(x: box.x, y: box.y, width: box.width, height: box.height)
                index += 5
                continue
            }
            switch steps[index] {
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
            index += 1
        }
    }

    /// The rectangle that five steps draw, left upper corner first and clockwise; PDF has a shorter word for it.
    private func rectangle(_ steps: [Drawing.Step], at index: Int) -> (x: Int, y: Int, width: Int, height: Int)? {
        guard index + 5 <= steps.count, case .move(let left, let top) = steps[index],
            case .line(let right, top) = steps[index + 1], case .line(right, let bottom) = steps[index + 2],
            case .line(left, bottom) = steps[index + 3], case .close = steps[index + 4]
        else { return nil }
        // From its upper corner down, so that it turns the way the steps do: a hole stays a hole.
        return (x(left), y(top), x(right) - x(left), y(bottom) - y(top))
    }
}
