// SPDX-License-Identifier: Apache-2.0

/// The shape of a glyph: closed contours of straight lines and quadratic curves, filled by the non-zero winding rule.
public struct Outline: Sendable, Equatable {
    /// How many coordinate steps make a font unit: points halfway between two others are exact.
    public static let stepsPerUnit = 64

    /// A place, in 1/64 of a font unit; y grows upwards from the baseline.
    public struct Point: Sendable, Equatable {
        /// Rightwards.
        public var x: Int
        /// Upwards.
        public var y: Int

        /// A place.
        @inlinable
        public init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }
    }

    /// One step of the pen.
    public enum Segment: Sendable, Equatable {
        /// Starts a contour. The one before is closed, with a straight line if its end is not its start.
        case move(Point)
        /// A straight line.
        case line(Point)
        /// A quadratic curve.
        case quad(control: Point, end: Point)
    }

    /// The steps of all contours in the order of the font; empty for a glyph without ink.
    public var segments: [Segment]
}

extension Font {
    /// The shape of a glyph, with the parts of a composite one in place.
    ///
    /// - Throws: `FontError` if there is no such glyph, if its description is damaged, refers to itself or is beyond
    ///   all measure, or if it places parts by matching points.
    public func outline(of glyph: GlyphID) throws(FontError) -> Outline {
        var reader = OutlineReader(glyphs: glyphs)
        try reader.read(glyph, at: Placement())
        return Outline(segments: reader.segments)
    }
}
