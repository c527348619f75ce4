// SPDX-License-Identifier: Apache-2.0

/// Draws a glyph's description (OpenType, 'glyf').
///
/// A few bytes can describe very many points, and parts can hold parts: depth, parts and points are bounded.
struct OutlineReader {
    static let depthLimit = 16
    private static let partLimit = 1024
    private static let pointLimit = 1 << 18

    let glyphs: GlyphTable
    private(set) var segments: [Outline.Segment] = []
    /// The composite glyphs that are being drawn, outermost first.
    private var path: [GlyphID] = []
    private var parts = 0
    private var points = 0

    init(glyphs: GlyphTable) {
        self.glyphs = glyphs
    }

    mutating func read(_ glyph: GlyphID, at placement: Placement) throws(FontError) {
        guard let description = try glyphs.description(of: glyph) else { return }
        guard try Component.isComposite(description) else {
            return try readSimple(description, glyph, at: placement)
        }
        guard !path.contains(glyph) else { throw FontError(.badGlyph, "glyph \(glyph) is a part of itself") }
        guard path.count < Self.depthLimit else {
            throw FontError(.badGlyph, "glyph \(glyph): parts within parts, more than \(Self.depthLimit) deep")
        }
        path.append(glyph)
        for component in try Component.all(of: description) {
            parts += 1
            guard parts <= Self.partLimit else {
                throw FontError(.badGlyph, "glyph \(path[0]) has more than \(Self.partLimit) parts")
            }
            guard let inner = component.placement else {
                throw FontError(.unsupported, "glyph \(glyph) places a part by matching points")
            }
            let joined = inner.within(placement)
            guard joined.isWithinMeasure else {
                throw FontError(.badGlyph, "glyph \(path[0]) scales or moves a part beyond all measure")
            }
            try read(component.glyph, at: joined)
        }
        path.removeLast()
    }

    private mutating func readSimple(
        _ description: Table, _ glyph: GlyphID, at placement: Placement
    ) throws(FontError) {
        let contours = try description.i16(0)
        guard contours > 0 else { return }
        var ends: [Int] = []
        ends.reserveCapacity(contours)
        for contour in 0..<contours {
            let end = try description.u16(10 + 2 * contour)
            guard end > (ends.last ?? -1) else {
                throw FontError(
                    .badGlyph, "glyph \(glyph): contour \(contour) ends at point \(end), before the last one")
            }
            ends.append(end)
        }
        let count = (ends.last ?? -1) + 1
        points += count
        guard points <= Self.pointLimit else {
            throw FontError(.badGlyph, "glyph \(path.first ?? glyph) has more than \(Self.pointLimit) points")
        }
        let instructions = 10 + 2 * contours
        let start = instructions + 2 + (try description.u16(instructions))
        let drawn = try Self.points(description, at: start, count: count)
        var first = 0
        for end in ends {
            drawContour(drawn[first...end], at: placement)
            first = end + 1
        }
    }

    private struct CurvePoint {
        var isOnCurve: Bool
        var x: Int
        var y: Int
    }

    private static let onCurve = 0x01
    private static let xIsByte = 0x02
    private static let yIsByte = 0x04
    private static let repeats = 0x08
    private static let xIsSameOrPositive = 0x10
    private static let yIsSameOrPositive = 0x20

    /// The points of a simple glyph: flags first, then the steps in x, then those in y.
    private static func points(_ table: Table, at start: Int, count: Int) throws(FontError) -> [CurvePoint] {
        var flags: [Int] = []
        flags.reserveCapacity(count)
        var offset = start
        while flags.count < count {
            let flag = try table.u8(offset)
            offset += 1
            flags.append(flag)
            if flag & repeats != 0 {
                let more = try table.u8(offset)
                offset += 1
                guard flags.count + more <= count else { throw table.bad("a flag is repeated beyond the last point") }
                flags.append(contentsOf: repeatElement(flag, count: more))
            }
        }
        var points: [CurvePoint] = []
        points.reserveCapacity(count)
        var x = 0
        for flag in flags {
            x += try step(table, &offset, isByte: flag & xIsByte != 0, isSameOrPositive: flag & xIsSameOrPositive != 0)
            points.append(CurvePoint(isOnCurve: flag & onCurve != 0, x: x, y: 0))
        }
        var y = 0
        for (index, flag) in flags.enumerated() {
            y += try step(table, &offset, isByte: flag & yIsByte != 0, isSameOrPositive: flag & yIsSameOrPositive != 0)
            points[index].y = y
            guard Int16(exactly: points[index].x) != nil && Int16(exactly: y) != nil else {
                throw table.bad("point \(index) lies at \(points[index].x), \(y), beyond 16 bits")
            }
        }
        return points
    }

    private static func step(
        _ table: Table, _ offset: inout Int, isByte: Bool, isSameOrPositive: Bool
    ) throws(FontError) -> Int {
        if isByte {
            let size = try table.u8(offset)
            offset += 1
            return isSameOrPositive ? size : -size
        }
        if isSameOrPositive { return 0 }
        let size = try table.i16(offset)
        offset += 2
        return size
    }

    /// Draws one closed contour. Between two points off the curve lies one on it, halfway.
    private mutating func drawContour(_ points: ArraySlice<CurvePoint>, at placement: Placement) {
        let places = points.map { point in
            placement(Outline.Point(x: point.x * Outline.stepsPerUnit, y: point.y * Outline.stepsPerUnit))
        }
        let isOnCurve = points.map(\.isOnCurve)
        let count = places.count
        // A contour may begin off the curve: then with its first point on it, or halfway between its ends.
        let anchor = isOnCurve.firstIndex(of: true)
        let start = anchor.map { places[$0] } ?? Self.middle(places[count - 1], places[0])
        let first = anchor.map { $0 + 1 } ?? 0
        let steps = anchor == nil ? count : count - 1
        segments.append(.move(start))
        var control: Outline.Point?
        for step in 0..<steps {
            let index = (first + step) % count
            let place = places[index]
            if isOnCurve[index] {
                segments.append(control.map { .quad(control: $0, end: place) } ?? .line(place))
                control = nil
            } else {
                if let last = control { segments.append(.quad(control: last, end: Self.middle(last, place))) }
                control = place
            }
        }
        if let last = control { segments.append(.quad(control: last, end: start)) }
    }

    private static func middle(_ first: Outline.Point, _ second: Outline.Point) -> Outline.Point {
        Outline.Point(x: (first.x + second.x) >> 1, y: (first.y + second.y) >> 1)
    }
}
