// SPDX-License-Identifier: Apache-2.0

import Documents
import OpenType
import Rendering
import TestSupport
import Testing

@Suite struct ChartTests {
    private static func drawing(_ chart: Chart) throws -> Drawing {
        let font = try Font(path: Repository.path("Fonts/CreditreportHei-Bold.ttf"))
        return try Figure.Subject.chart(chart).drawing(letters: font)
    }

    /// The right edge of a filled path: how far a bar reaches.
    private static func reach(_ path: Drawing.Path) -> Int {
        path.steps.map { step in if case .line(let x, _) = step { x } else { 0 } }.max() ?? 0
    }

    @Test func aBarIsAsLongAsItsNumber() throws {
        let chart = Chart(
            .across, bars: [.init(0), .init(2_500), .init(10_000), .init(20_000), .init(nil)], full: 10_000)
        let drawing = try Self.drawing(chart)
        // A track for each bar with a number, and a bar for each above zero.
        #expect(drawing.paths.count == 4 + 3)
        #expect(drawing.paths.map(Self.reach) == [1000, 1000, 250, 1000, 1000, 1000, 1000])
    }

    @Test func theLeastNumberIsSeenAndTheLimitIsDrawn() throws {
        let chart = Chart(.across, bars: [.init(1)], full: 10_000, limit: 5_000)
        let drawing = try Self.drawing(chart)
        #expect(Self.reach(drawing.paths[1]) == 4)
        #expect(drawing.paths.last?.steps == [.move(x: 500, y: 0), .line(x: 500, y: drawing.height)])
    }

    @Test func columnsGrowFromTheFoot() throws {
        let drawing = try Self.drawing(Chart(.up, bars: [.init(50), .init(100, isMarked: true)], full: 100))
        let half = drawing.paths[1].steps.map { step in
            switch step {
            case .move(_, let y), .line(_, let y): y
            default: drawing.height
            }
        }
        #expect(half.min() == drawing.height - drawing.height / 2)
        #expect(half.max() == drawing.height)
        #expect(drawing.paths[1].paint != drawing.paths[3].paint)
    }
}
