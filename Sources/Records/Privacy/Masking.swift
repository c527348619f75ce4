// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Identity numbers of people are never printed whole (rules, 6).
public struct Masking: Sendable {
    private let first: Int
    private let last: Int

    /// What is left of numbers where no policy says it: in logs, errors and on the terminal.
    public static let usual = Masking(first: 3, last: 2)

    /// Masking that leaves so many characters at the beginning and end of a number.
    public init(first: Int, last: Int) {
        self.first = first
        self.last = last
    }

    /// A value of a field that holds identity numbers: all but its first and last characters become asterisks.
    ///
    /// A value so short that nothing would be left to hide is hidden whole.
    public func value(_ text: String) -> String {
        let count = text.utf8.count
        if count > first + last, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            // Each byte is a character.
            var bytes = Array(text.utf8)
            for index in first..<count - last { bytes[index] = UInt8(ascii: "*") }
            return String(decoding: bytes, as: UTF8.self)
        }
        let characters = Array(text)
        guard characters.count > first + last else { return String(repeating: "*", count: characters.count) }
        let hidden = String(repeating: "*", count: characters.count - first - last)
        return String(characters.prefix(first)) + hidden + String(characters.suffix(last))
    }

    /// A free text with every resident identity number in it masked.
    ///
    /// A number is 18 characters with a real date of birth and the right check character (GB 11643-1999), or 15 digits
    /// standing alone with a real date of birth in the last century; a valid 统一社会信用代码 is none. The decimal digits
    /// of every script count, and letters that look like an X; characters that print nothing do not hide a number, nor
    /// does white space in one of 18, or before the birth date and the serial number of one of 15.
    public func text(_ text: String) -> String {
        guard Self.mayHoldNumber(text) else { return text }
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

    /// What a byte says of a run of characters that may be digits.
    private enum Kind {
        static let none: UInt8 = 0
        /// Begins one that may be a digit: in ASCII, or one of those that begin digits of other scripts, which are Arabic
        /// and its neighbours, Indic ones, full width, and those beyond the basic plane.
        static let digit: UInt8 = 1
        /// Ends the run: what is printed in ASCII, and the ideographs; none of them prints nothing or is white space.
        static let end: UInt8 = 2
    }

    private static let kinds: [UInt8] = (0..<256).map { byte in
        switch UInt8(byte) {
        case 0x30...0x39, 0xD9, 0xDB, 0xDF, 0xE0, 0xE1, 0xEA, 0xEF, 0xF0: Kind.digit
        case 0x21...0x7E, 0xE4...0xE9: Kind.end
        default: Kind.none
        }
    }

    /// Whether 15 characters that may be digits stand in a text with nothing between them that ends a number: in few.
    private static func mayHoldNumber(_ text: String) -> Bool {
        let bytes = text.utf8.span
        let table = Self.kinds
        let kinds = table.span
        var start = 0
        // Such a run has 15 bytes at least, so that of most texts only each fifteenth byte and its neighbours are looked at.
        while start + 15 <= bytes.count {
            var index = start + 14
            while index >= start, kinds[Int(bytes[index])] != Kind.end { index -= 1 }
            if index < start {
                var count = 0
                index = start
                while index < bytes.count {
                    let kind = kinds[Int(bytes[index])]
                    if kind == Kind.end { break }
                    if kind == Kind.digit { count += 1 }
                    if count == 15 { return true }
                    index += 1
                }
            }
            start = index + 1
        }
        return false
    }

    private static func marks(_ scalars: [Unicode.Scalar]) -> [Mark] {
        var marks: [Mark] = []
        var isApart = false
        for (place, scalar) in scalars.enumerated() {
            let narrow = Self.narrow(scalar)
            switch narrow {
            case 0x30...0x39, 0x41...0x5A:
                marks.append(Mark(character: UInt8(narrow), place: place, isApart: isApart))
                isApart = false
            case 0x61...0x7A:
                marks.append(Mark(character: UInt8(narrow - 32), place: place, isApart: isApart))
                isApart = false
            default:
                switch scalar.properties.generalCategory {
                case .format, .nonspacingMark, .enclosingMark: continue
                case .control where !scalar.properties.isWhitespace: continue
                default: break
                }
                isApart = true
                if scalar.properties.isWhitespace { continue }
                marks.append(Mark(character: 0, place: place, isApart: true))
            }
        }
        return marks
    }

    /// The ASCII character that a character stands for: a digit of whatever script, an X of whatever alphabet.
    private static func narrow(_ scalar: Unicode.Scalar) -> UInt32 {
        switch scalar.value {
        case ..<0xD7: return scalar.value
        case 0xFF01...0xFF5E: return scalar.value - 0xFEE0
        case 0xD7, 0x3A7, 0x3C7, 0x425, 0x445, 0x2169, 0x2179: return 0x58
        default:
            let properties = scalar.properties
            guard properties.numericType == .decimal, let value = properties.numericValue else { return scalar.value }
            return 0x30 + UInt32(value)
        }
    }

    /// The length of the identity number that begins here; nil if none does.
    private static func numberLength(_ marks: ArraySlice<Mark>, followsDigit: Bool) -> Int? {
        var digits = 0
        while digits < 18, digits < marks.count, isDigit(marks[marks.startIndex + digits].character) { digits += 1 }
        if digits >= 17, marks.count >= 18, isLongNumber(marks.prefix(18).map(\.character)) { return 18 }
        guard !followsDigit, digits >= 15 else { return nil }
        let short = marks.prefix(15)
        guard isGroupedAsNumber(short), isShortNumber(short.map(\.character)), standsAlone(marks) else { return nil }
        return 15
    }

    /// Whether white space stands in 15 digits nowhere but before the date of birth and the serial number.
    private static func isGroupedAsNumber(_ marks: ArraySlice<Mark>) -> Bool {
        marks.indices.dropFirst().allSatisfy { index in
            !marks[index].isApart || [6, 12].contains(index - marks.startIndex)
        }
    }

    /// Whether 17 digits and another character have the date and the check character of a number.
    private static func isLongNumber(_ characters: [UInt8]) -> Bool {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        var sum = 0
        for (digit, weight) in zip(characters.prefix(17), weights) { sum += Int(digit - 48) * weight }
        guard characters[17] == Array("10X98765432".utf8)[sum % 11],
            CivilDay(
                year: number(characters[6..<10]), month: number(characters[10..<12]), day: number(characters[12..<14]))
                != nil
        else { return false }
        return !isCreditCode(characters)
    }

    /// Whether a number is a 统一社会信用代码 after all: its check character is right and its places 3 to 8 begin with the
    /// code of a province or of the centre (GB/T 2260). The check alone passes one identity number in 31.
    private static func isCreditCode(_ characters: [UInt8]) -> Bool {
        let provinces: Set<Int> = [
            10, 11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
            61, 62, 63, 64, 65, 71, 81, 82,
        ]
        return provinces.contains(number(characters[2..<4]))
            && (try? CreditCode(String(decoding: characters, as: UTF8.self))) != nil
    }

    private static func isShortNumber(_ digits: [UInt8]) -> Bool {
        CivilDay(
            year: 1900 + number(digits[6..<8]), month: number(digits[8..<10]), day: number(digits[10..<12])) != nil
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
