// SPDX-License-Identifier: Apache-2.0

/// A small chart of bars: the numbers stand beside it as text, so that it holds none itself.
public struct Chart: Hashable, Sendable {
    /// How its bars run.
    public enum Direction: Hashable, Sendable {
        /// From left to right, one below the other: a bar in the row of a table.
        case across
        /// Upwards, one beside the other: months of a year.
        case up
    }

    /// One bar.
    public struct Bar: Hashable, Sendable {
        /// Its length, from 0 to the chart's full length; nil where there is no number, which differs from 0.
        public var value: Int?
        /// Whether it is drawn in the colour of warning.
        public var isMarked: Bool

        /// A bar of that length.
        public init(_ value: Int?, isMarked: Bool = false) {
            self.value = value
            self.isMarked = isMarked
        }
    }

    /// How its bars run.
    public var direction: Direction
    /// The bars in order.
    public var bars: [Bar]
    /// What a bar that is as long as the chart stands for; at least 1. Longer ones are cut off there.
    public var full: Int
    /// Where a line is drawn across the bars; nil for none.
    public var limit: Int?

    /// A chart of those bars.
    ///
    /// - Precondition: `full` is at least 1, and there is a bar.
    public init(_ direction: Direction, bars: [Bar], full: Int, limit: Int? = nil) {
        precondition(full >= 1 && !bars.isEmpty, "a chart has a scale and a bar")
        self.direction = direction
        self.bars = bars
        self.full = full
        self.limit = limit
    }

    /// Its height for a width, both in any unit: a row of 1 to 10 for each bar, or a field of 1 to 8.
    public func height(forWidth width: Int) -> Int {
        switch direction {
        case .across: max(1, width / 10 * bars.count)
        case .up: max(1, width / 8)
        }
    }
}
