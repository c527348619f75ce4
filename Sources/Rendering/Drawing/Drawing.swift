// SPDX-License-Identifier: Apache-2.0

public import Documents

/// A picture of filled and stroked paths, the same in PDF and HTML.
///
/// Coordinates are whole numbers of the drawing's own; x grows rightwards and y downwards from the left upper corner.
public struct Drawing: Sendable, Equatable {
    /// One step of the pen.
    public enum Step: Sendable, Equatable {
        /// Begins a new contour.
        case move(x: Int, y: Int)
        /// A straight line.
        case line(x: Int, y: Int)
        /// A quadratic curve with its control point.
        case quadratic(controlX: Int, controlY: Int, x: Int, y: Int)
        /// A cubic curve with its two control points.
        case cubic(x1: Int, y1: Int, x2: Int, y2: Int, x: Int, y: Int)
        /// Closes the contour.
        case close
    }

    /// What is done with a path.
    public enum Paint: Sendable, Equatable {
        /// Its inside is filled, by the non-zero winding rule.
        case fill(Color)
        /// Its line is drawn with that width.
        case stroke(Color, width: Int)
    }

    /// A path and what is done with it.
    public struct Path: Sendable, Equatable {
        /// The steps.
        public var steps: [Step]
        /// What is done with it.
        public var paint: Paint

        /// A path of those steps.
        public init(_ paint: Paint, _ steps: [Step]) {
            self.steps = steps
            self.paint = paint
        }
    }

    /// How wide it is.
    public let width: Int
    /// How high it is.
    public let height: Int
    /// What is painted, in order.
    public let paths: [Path]

    /// A drawing of those paths.
    public init(width: Int, height: Int, paths: [Path]) {
        self.width = width
        self.height = height
        self.paths = paths
    }
}
