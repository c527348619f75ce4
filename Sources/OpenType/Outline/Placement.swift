// SPDX-License-Identifier: Apache-2.0

/// How a part of a composite glyph is turned, scaled and moved.
struct Placement: Sendable {
    /// The matrix in 2.14 fixed point: x' = xx·x + yx·y, y' = xy·x + yy·y.
    var xx = 1 << 14
    var xy = 0
    var yx = 0
    var yy = 1 << 14
    /// The shift that follows, in outline steps.
    var dx = 0
    var dy = 0

    /// Where a point comes to lie.
    func callAsFunction(_ point: Outline.Point) -> Outline.Point {
        Outline.Point(
            x: Self.rounded(xx * point.x + yx * point.y) + dx, y: Self.rounded(xy * point.x + yy * point.y) + dy)
    }

    /// The placement of a part within a part that is placed by `outer`.
    func within(_ outer: Placement) -> Placement {
        var joined = Placement()
        joined.xx = Self.rounded(outer.xx * xx + outer.yx * xy)
        joined.xy = Self.rounded(outer.xy * xx + outer.yy * xy)
        joined.yx = Self.rounded(outer.xx * yx + outer.yx * yy)
        joined.yy = Self.rounded(outer.xy * yx + outer.yy * yy)
        let shift = outer(Outline.Point(x: dx, y: dy))
        joined.dx = shift.x
        joined.dy = shift.y
        return joined
    }

    /// Whether the part is neither scaled more than 64 times nor moved further than thousands of ems, so that no product
    /// overflows.
    var isWithinMeasure: Bool {
        [xx, xy, yx, yy].allSatisfy { $0.magnitude <= 1 << 20 } && dx.magnitude <= 1 << 30 && dy.magnitude <= 1 << 30
    }

    private static func rounded(_ value: Int) -> Int {
        (value + 1 << 13) >> 14
    }
}
