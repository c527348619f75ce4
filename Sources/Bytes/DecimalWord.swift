// SPDX-License-Identifier: Apache-2.0

/// Decimal digits in a word, to be put into a buffer at once.
@usableFromInline
enum DecimalWord {
    /// The digits of a number below 100,000,000, the first one in the lowest byte, and how many there are.
    ///
    /// - Parameter minimum: how many there are at least, with zeros in front; at most 8.
    @inlinable @inline(__always)
    static func digits(of value: UInt32, minimum: Int = 1) -> (word: UInt64, count: Int) {
        var word: UInt64 = 0
        var count = 0
        var rest = value
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            word = word << 8 | UInt64(0x30 + digit)
            rest = quotient
            count += 1
        } while rest != 0 || count < minimum
        return (word, count)
    }
}
