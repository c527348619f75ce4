// SPDX-License-Identifier: Apache-2.0

package import Records

/// An amount in 万元 in one of the shapes in which departments write it: 0.2, ０．２, 1,234.5, .5, 2.00万元.
///
/// Another unit (2000元), a sign, an exponent or a seventh decimal that is not zero: unreadable, for a guess could be
/// wrong by four digits.
package enum DeliveredMoney {
    /// The amount that a text names; nil if it names none.
    package static func read(_ text: String) -> Money? {
        var digits = Array(Spelling.normalize(text).utf8)
        let unit = Array("万元".utf8)
        if digits.count > unit.count, digits.suffix(unit.count) == unit[...] { digits.removeLast(unit.count) }
        let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, var plain = ungrouped(whole) else { return nil }
        if parts.count == 2 {
            var decimals = parts[1]
            while decimals.count > 1, decimals.last == UInt8(ascii: "0") { decimals.removeLast() }
            guard !decimals.isEmpty else { return nil }
            if plain.isEmpty { plain = [UInt8(ascii: "0")] }
            plain.append(UInt8(ascii: "."))
            plain += decimals
        }
        return Money(String(decoding: plain, as: UTF8.self))
    }

    /// The digits before the point without their separators, which must stand before each three digits or nowhere.
    private static func ungrouped(_ whole: ArraySlice<UInt8>) -> [UInt8]? {
        let groups = whole.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard groups.count > 1 else { return Array(whole) }
        for (index, group) in groups.enumerated() {
            guard index == 0 ? (1...3).contains(group.count) : group.count == 3 else { return nil }
        }
        return Array(groups.joined())
    }
}
