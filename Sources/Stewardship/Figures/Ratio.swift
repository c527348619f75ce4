// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// A part of a whole, kept as both counts: the ratio of several is the ratio of their sums, never a mean of ratios.
public struct Ratio: Hashable, Sendable {
    /// The part.
    public var part: Int
    /// The whole; 0 where there is nothing to judge, so that there is no ratio.
    public var whole: Int

    /// A part of a whole.
    public init(_ part: Int = 0, of whole: Int = 0) {
        self.part = part
        self.whole = whole
    }

    /// Hundredths of a per cent, the nearest whole number of them, a half upwards; nil if there is no whole.
    public var permyriad: Int? {
        whole == 0 ? nil : (20_000 * part + whole) / (2 * whole)
    }

    /// Per cent with two decimals, such as "3.60"; nil if there is no whole.
    public var percent: String? {
        permyriad.map(Self.text)
    }

    /// Hundredths of a per cent as per cent with two decimals.
    static func text(_ permyriad: Int) -> String {
        let (value, sign) = (abs(permyriad), permyriad < 0 ? "-" : "")
        return "\(sign)\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)"
    }

    /// Whether it is above so many per cent, exactly.
    public func exceeds(percent: Int) -> Bool {
        part * 100 > percent * whole
    }

    /// Adds up parts and wholes.
    public static func + (left: Ratio, right: Ratio) -> Ratio {
        Ratio(left.part + right.part, of: left.whole + right.whole)
    }

    /// Whether one ratio is less than another, exactly; one without a whole is not less than any.
    public static func precedes(_ left: Ratio, _ right: Ratio) -> Bool {
        guard left.whole > 0, right.whole > 0 else { return false }
        return left.part * right.whole < right.part * left.whole
    }
}
