// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// Some days over which deliveries are reconciled: half a month, a month, or from one day to another.
public struct Period: Hashable, Sendable, CustomStringConvertible {
    /// Its days.
    public let days: ClosedRange<CivilDay>

    /// The period from one day to another.
    public init(_ days: ClosedRange<CivilDay>) {
        self.days = days
    }

    /// The period of a spelling: `2026-11/1` to the 15th, `2026-11/2` from the 16th on, `2026-11`, or `2026-11-03..2026-11-09`; nil
    /// for another.
    public init?(_ text: String) {
        if text.utf8.count == 22, text.dropFirst(10).hasPrefix("..") {
            guard let first = CivilDay(String(text.prefix(10))), let last = CivilDay(String(text.suffix(10))),
                first <= last
            else { return nil }
            days = first...last
            return
        }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let month = Month(parts[0]) else { return nil }
        let whole = month.days
        let middle = whole.lowerBound.adding(days: 14)
        switch parts.count == 1 ? "" : parts[1] {
        case "" where parts.count == 1: days = whole
        case "1": days = whole.lowerBound...middle
        case "2": days = middle.adding(days: 1)...whole.upperBound
        default: return nil
        }
    }

    /// From which day to which, such as `2026-11-01..2026-11-15`.
    public var description: String { "\(days.lowerBound)..\(days.upperBound)" }
}
