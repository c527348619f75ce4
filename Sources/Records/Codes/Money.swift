// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// An amount in 万元 with up to six decimals, exact.
public struct Money: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Millionths of 万元 (hundredths of a 分).
    public let millionths: Int64

    /// The amount of that many millionths of 万元.
    public init(millionths: Int64) {
        self.millionths = millionths
    }

    /// The amount that plain decimal digits spell ("0.2", "12"); nil for another spelling, a seventh decimal or more than 12 digits before the point.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, whole.count <= 12,
            parts.count == 1 || (1...6).contains(parts[1].count)
        else { return nil }
        var value: Int64 = 0
        var decimals = 0
        for (index, part) in parts.enumerated() {
            for digit in part {
                guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int64(digit - UInt8(ascii: "0"))
                decimals += index
            }
        }
        for _ in decimals..<6 { value *= 10 }
        millionths = value
    }

    /// The decimal digits without trailing zeros.
    public var description: String {
        var writer = ByteWriter(capacity: 16)
        writer.append(fixed: Int(millionths), decimals: 6)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Smaller amounts come first.
    public static func < (left: Money, right: Money) -> Bool {
        left.millionths < right.millionths
    }
}
