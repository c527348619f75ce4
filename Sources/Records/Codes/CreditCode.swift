// SPDX-License-Identifier: Apache-2.0

/// A 统一社会信用代码: 18 characters that name one legal person, organisation or individual business (GB 32100-2015, 5).
public struct CreditCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The 18 characters, upper case.
    public let text: String

    /// The code that `text` spells.
    ///
    /// - Parameter text: exactly the 18 characters; `Spelling.normalize` readies what people and departments write.
    /// - Throws: `CreditCodeFault`, which says what is wrong and which check character was expected.
    public init(_ text: String) throws(CreditCodeFault) {
        let characters = Array(text.utf8)
        guard characters.count == 18 else { throw .length(text.count) }
        // 17 zeros pass no test of meaning, and all zeros even pass the check character: neither names anybody.
        guard characters[0..<17].contains(where: { $0 != UInt8(ascii: "0") }) else { throw .placeholder }
        var sum = 0
        for index in 0..<17 {
            guard let value = Self.alphabet.firstIndex(of: characters[index]) else {
                throw .character(position: index + 1)
            }
            sum += value * Self.weights[index]
        }
        let expected = Self.alphabet[(31 - sum % 31) % 31]
        guard characters[17] == expected else {
            throw .check(
                found: Character(Unicode.Scalar(characters[17])), expected: Character(Unicode.Scalar(expected)))
        }
        self.text = text
    }

    /// Whether position 17 is the check character of the 组织机构代码 in positions 9 to 17 (GB 11714-1997); some codes in use fail it.
    public var hasValidOrganizationCode: Bool {
        let characters = Array(text.utf8)
        var sum = 0
        for (index, weight) in Self.organizationWeights.enumerated() {
            let character = characters[8 + index]
            let value = character <= UInt8(ascii: "9") ? Int(character) - 48 : Int(character) - 55
            sum += value * weight
        }
        return characters[16] == Self.organizationCheck(sum)
    }

    /// Whether some bytes spell a code, and whether position 17 is the check character that `hasValidOrganizationCode`
    /// asks for: the same answers without a code, for those who read millions.
    package static func check(_ characters: Span<UInt8>) -> (isCode: Bool, hasValidOrganizationCode: Bool) {
        guard characters.count == 18 else { return (false, false) }
        var sum = 0
        var organization = 0
        var isPlaceholder = true
        for index in 0..<17 {
            guard let value = value(characters[index]) else { return (false, false) }
            sum += value * weights[index]
            if value != 0 { isPlaceholder = false }
            guard (8..<16).contains(index) else { continue }
            let character = Int(characters[index])
            organization += (character <= 57 ? character - 48 : character - 55) * organizationWeights[index - 8]
        }
        guard !isPlaceholder, alphabet[(31 - sum % 31) % 31] == characters[17] else { return (false, false) }
        return (true, characters[16] == organizationCheck(organization))
    }

    /// The place of a character in the alphabet.
    private static func value(_ character: UInt8) -> Int? {
        switch character {
        case 0x30...0x39: Int(character) - 0x30
        case UInt8(ascii: "A")...UInt8(ascii: "H"): Int(character) - 55
        case UInt8(ascii: "J")...UInt8(ascii: "N"): Int(character) - 56
        case UInt8(ascii: "P")...UInt8(ascii: "R"): Int(character) - 57
        case UInt8(ascii: "T")...UInt8(ascii: "U"): Int(character) - 58
        case UInt8(ascii: "W")...UInt8(ascii: "Y"): Int(character) - 59
        default: nil
        }
    }

    private static func organizationCheck(_ sum: Int) -> UInt8 {
        switch 11 - sum % 11 {
        case 10: UInt8(ascii: "X")
        case 11: UInt8(ascii: "0")
        case let digit: UInt8(48 + digit)
        }
    }

    /// The code itself.
    public var description: String { text }

    /// Codes in the order of their characters.
    public static func < (left: CreditCode, right: CreditCode) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    private static let organizationWeights = [3, 7, 9, 10, 5, 8, 4, 2]
}

/// What keeps a text from being a 统一社会信用代码.
public enum CreditCodeFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// It has not 18 characters but that many.
    case length(Int)
    /// The character at that position (from 1 on) is not one of the 31 of GB 32100.
    case character(position: Int)
    /// Position 18 is not the check character of the others.
    case check(found: Character, expected: Character)
    /// It stands for a code that is not there (zeros).
    case placeholder

    /// What to do about it.
    public static let hint =
        "look for a typing error: a 统一社会信用代码 has 18 characters, the last of which checks the others"

    /// The fault in words.
    public var description: String {
        switch self {
        case .length(let count): "a credit code has 18 characters, this has \(count)"
        case .character(let position): "character \(position) is none of 0-9, A-H, J-N, P-R, T, U, W, X, Y"
        case .check(let found, let expected): "the check character is \(found), \(expected) was expected"
        case .placeholder: "zeros stand for a code that is not there"
        }
    }
}
