// SPDX-License-Identifier: Apache-2.0

/// Crockford's base 32: digits and upper-case letters without I, L, O and U, for codes that people read aloud and type.
///
/// A check character is one more digit of the same alphabet (unlike Crockford's own, which needs five symbols more):
/// the sum over GF(32) of each digit times a power of the primitive element. It detects every single wrong character
/// and every swap of two neighbours.
public enum Base32 {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The first `digits` groups of five bits, most significant first.
    ///
    /// - Precondition: `bytes` holds at least 5 × `digits` bits.
    public static func encode(_ bytes: [UInt8], digits: Int) -> String {
        precondition(bytes.count * 8 >= digits * 5)
        var text: [UInt8] = []
        var accumulator: UInt32 = 0
        var bits: UInt32 = 0
        var next = 0
        while text.count < digits {
            if bits < 5 {
                accumulator = (accumulator << 8 | UInt32(bytes[next])) & 0xFFFF
                bits += 8
                next += 1
            }
            bits -= 5
            text.append(alphabet[Int(accumulator >> bits & 31)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The check character of some digits; nil if one of them is no digit of the alphabet.
    public static func checkCharacter(of text: String) -> Character? {
        var sum: UInt8 = 0
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            sum = timesAlpha(sum ^ UInt8(value))
        }
        return Character(Unicode.Scalar(alphabet[Int(sum)]))
    }

    /// The digits as Crockford reads them: upper case, I and L as 1, O as 0, hyphens and spaces dropped; nil if another character is left.
    public static func normalize(_ text: String) -> String? {
        var digits: [UInt8] = []
        for character in text.utf8 {
            let upper = character >= UInt8(ascii: "a") && character <= UInt8(ascii: "z") ? character - 32 : character
            switch upper {
            case UInt8(ascii: "-"), UInt8(ascii: " "): continue
            case UInt8(ascii: "I"), UInt8(ascii: "L"): digits.append(UInt8(ascii: "1"))
            case UInt8(ascii: "O"): digits.append(UInt8(ascii: "0"))
            default:
                guard alphabet.contains(upper) else { return nil }
                digits.append(upper)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// A product by x in GF(2)[x] / (x^5 + x^2 + 1).
    private static func timesAlpha(_ value: UInt8) -> UInt8 {
        let shifted = value << 1
        return shifted & 32 == 0 ? shifted : shifted ^ 0b100101
    }
}
