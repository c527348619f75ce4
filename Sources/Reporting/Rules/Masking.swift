// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Identity numbers of people are never printed whole (rules, 6).
public struct Masking: Sendable {
    private let first: Int
    private let last: Int

    /// Masking that leaves so many characters at the beginning and end of a number.
    public init(first: Int, last: Int) {
        self.first = first
        self.last = last
    }

    /// A value of a field that holds identity numbers: all but its first and last characters become asterisks.
    ///
    /// A value so short that nothing would be left to hide is hidden whole.
    public func value(_ text: String) -> String {
        let characters = Array(text)
        guard characters.count > first + last else { return String(repeating: "*", count: characters.count) }
        let hidden = String(repeating: "*", count: characters.count - first - last)
        return String(characters.prefix(first)) + hidden + String(characters.suffix(last))
    }

    /// A free text with every resident identity number in it masked.
    ///
    /// A number is 18 characters with a real date of birth and the right check character (GB 11643-1999), or 15 digits
    /// standing alone with a real date of birth in the last century; a valid 统一社会信用代码 is none. Full-width
    /// digits count as digits; white space and format characters inside a number of 18 do not hide it.
    public func text(_ text: String) -> String {
        // Most texts hold too few digits; 0xEF begins the full-width ones.
        guard text.utf8.count(where: { (0x30...0x39).contains($0) || $0 == 0xEF }) >= 15 else { return text }
        var scalars = Array(text.unicodeScalars)
        let marks = Self.marks(scalars)
        guard marks.count >= 15 else { return text }
        var index = 0
        var changed = false
        while index < marks.count {
            let follows = index > 0 && Self.isDigit(marks[index - 1].character) && !marks[index].isApart
            guard let length = Self.numberLength(marks[index...], followsDigit: follows) else {
                index += 1
                continue
            }
            for position in index + first..<index + length - last { scalars[marks[position].place] = "*" }
            changed = true
            index += length
        }
        guard changed else { return text }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }

    /// A character that can be part of a number, and where it stands.
    private struct Mark {
        /// The ASCII character, upper case; 0 for one that ends a number.
        let character: UInt8
        let place: Int
        /// Whether white space stands between it and the one before.
        let isApart: Bool
    }

    private static func marks(_ scalars: [Unicode.Scalar]) -> [Mark] {
        var marks: [Mark] = []
        var isApart = false
        for (place, scalar) in scalars.enumerated() {
            let narrow = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            switch narrow {
            case 0x30...0x39, 0x41...0x5A:
                marks.append(Mark(character: UInt8(narrow), place: place, isApart: isApart))
                isApart = false
            case 0x61...0x7A:
                marks.append(Mark(character: UInt8(narrow - 32), place: place, isApart: isApart))
                isApart = false
            default:
                if scalar.properties.generalCategory == .format { continue }
                isApart = true
                if scalar.properties.isWhitespace { continue }
                marks.append(Mark(character: 0, place: place, isApart: true))
            }
        }
        return marks
    }

    /// The length of the identity number that begins here; nil if none does.
    private static func numberLength(_ marks: ArraySlice<Mark>, followsDigit: Bool) -> Int? {
        let long = marks.prefix(18).map(\.character)
        if long.count == 18, isLongNumber(long) { return 18 }
        let short = marks.prefix(15)
        guard !followsDigit, short.count == 15, short.dropFirst().allSatisfy({ !$0.isApart }),
            isShortNumber(short.map(\.character)),
            standsAlone(marks)
        else { return nil }
        return 15
    }

    private static func isLongNumber(_ characters: [UInt8]) -> Bool {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        var sum = 0
        for (digit, weight) in zip(characters.prefix(17), weights) {
            guard isDigit(digit) else { return false }
            sum += Int(digit - 48) * weight
        }
        guard characters[17] == Array("10X98765432".utf8)[sum % 11],
            CivilDay(
                year: number(characters[6..<10]), month: number(characters[10..<12]), day: number(characters[12..<14]))
                != nil
        else { return false }
        return (try? CreditCode(String(decoding: characters, as: UTF8.self))) == nil
    }

    private static func isShortNumber(_ characters: [UInt8]) -> Bool {
        characters.allSatisfy(isDigit)
            && CivilDay(
                year: 1900 + number(characters[6..<8]), month: number(characters[8..<10]),
                day: number(characters[10..<12])) != nil
    }

    /// Whether 15 digits are no part of a longer number.
    private static func standsAlone(_ marks: ArraySlice<Mark>) -> Bool {
        let next = marks.startIndex + 15
        return next >= marks.endIndex || marks[next].isApart || !isDigit(marks[next].character)
    }

    private static func isDigit(_ character: UInt8) -> Bool {
        character >= UInt8(ascii: "0") && character <= UInt8(ascii: "9")
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
}
