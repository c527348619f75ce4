// SPDX-License-Identifier: Apache-2.0

/// A length in thousandths of a point (1/72 inch); all layout is done in whole ones.
public struct Length: Hashable, Comparable, Sendable {
    /// Thousandths of a point.
    public var milliPoints: Int

    /// A length of that many thousandths of a point.
    public init(milliPoints: Int) {
        self.milliPoints = milliPoints
    }

    /// No length.
    public static let zero = Length(milliPoints: 0)

    /// A whole number of points.
    public static func points(_ count: Int) -> Length {
        Length(milliPoints: 1000 * count)
    }

    /// Thousandths of a millimetre, rounded to the nearest thousandth of a point.
    public static func micrometres(_ count: Int) -> Length {
        Length(milliPoints: (count * 720 + (count < 0 ? -127 : 127)) / 254)
    }

    /// Sums.
    public static func + (left: Length, right: Length) -> Length {
        Length(milliPoints: left.milliPoints + right.milliPoints)
    }

    /// Differences.
    public static func - (left: Length, right: Length) -> Length {
        Length(milliPoints: left.milliPoints - right.milliPoints)
    }

    /// Adds to a length.
    public static func += (left: inout Length, right: Length) {
        left.milliPoints += right.milliPoints
    }

    /// Takes from a length.
    public static func -= (left: inout Length, right: Length) {
        left.milliPoints -= right.milliPoints
    }

    /// Shorter lengths come first.
    public static func < (left: Length, right: Length) -> Bool {
        left.milliPoints < right.milliPoints
    }
}
