// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// A chart as paths: the one drawing of which HTML makes SVG and PDF a form.
struct ChartDrawing {
    private let chart: Chart
    private let height: Int

    private static let width = 1000
    private static let track = Color(red: 0xEE, green: 0xEB, blue: 0xE4)
    private static let usual = Color(red: 0x3F, green: 0x5E, blue: 0x7A)
    private static let marked = Color(red: 0xA6, green: 0x1B, blue: 0x1B)
    private static let line = Color(red: 0x1F, green: 0x1F, blue: 0x1F)

    init(_ chart: Chart) {
        self.chart = chart
        height = chart.height(forWidth: Self.width)
    }

    /// The track of each bar, the bar on it, and the limit across all.
    var drawing: Drawing {
        var paths: [Drawing.Path] = []
        for (index, bar) in chart.bars.enumerated() {
            guard let value = bar.value else { continue }
            let room = chart.direction == .across ? Self.width : height
            // A number above zero is always to be seen.
            let length = value <= 0 ? 0 : max(4, room * min(value, chart.full) / chart.full)
            paths.append(Drawing.Path(.fill(Self.track), rectangle(index, length: room)))
            guard length > 0 else { continue }
            paths.append(
                Drawing.Path(.fill(bar.isMarked ? Self.marked : Self.usual), rectangle(index, length: length)))
        }
        if let limit = chart.limit, limit > 0, limit <= chart.full { paths.append(limitLine(limit)) }
        return Drawing(width: Self.width, height: height, paths: paths)
    }

    /// The steps around a bar: a fifth of its row is left free on either side.
    private func rectangle(_ index: Int, length: Int) -> [Drawing.Step] {
        let across = chart.direction == .across ? height : Self.width
        let near = across * (5 * index + 1) / (5 * chart.bars.count)
        let far = across * (5 * index + 4) / (5 * chart.bars.count)
        switch chart.direction {
        case .across:
            return [
                .move(x: 0, y: near), .line(x: length, y: near), .line(x: length, y: far), .line(x: 0, y: far), .close,
            ]
        case .up:
            let top = height - length
            return [
                .move(x: near, y: top), .line(x: far, y: top), .line(x: far, y: height), .line(x: near, y: height),
                .close,
            ]
        }
    }

    private func limitLine(_ limit: Int) -> Drawing.Path {
        let steps: [Drawing.Step]
        // A chart in a row is small: its line is wider in units of its own.
        let width = chart.direction == .across ? 8 : 2
        switch chart.direction {
        case .across:
            let x = Self.width * limit / chart.full
            steps = [.move(x: x, y: 0), .line(x: x, y: height)]
        case .up:
            let y = height - height * limit / chart.full
            steps = [.move(x: 0, y: y), .line(x: Self.width, y: y)]
        }
        return Drawing.Path(.stroke(Self.line, width: width), steps)
    }
}
