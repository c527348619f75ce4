// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Resident identity numbers of nobody: right in date and check character (GB 11643-1999), of the district 159999, which
/// does not exist; and the search for one in whatever bytes.
struct IdentityNumbers {
    /// The numbers so far, as ASCII digits and X.
    private(set) var numbers: [String] = []
    private var serial = 0

    /// The ways in which a number may stand in a text.
    private static let spellings: [@Sendable (String) -> String] = [
        { $0 }, { $0.lowercased() }, { wide($0) }, { "（示例）身份证号" + $0 + "，住示例路。" },
        { String($0.prefix(6)) + " " + String($0.dropFirst(6).prefix(8)) + "\u{3000}" + String($0.dropFirst(14)) },
        { $0.map(String.init).joined(separator: "\u{200B}") }, { "A" + $0 }, { "张三" + $0 + "李四" },
        { $0.hasSuffix("X") ? $0.dropLast() + "\u{0425}" : $0 + "、" + $0 },
    ]
    private static let shortSpellings: [@Sendable (String) -> String] = [
        { $0 }, { wide($0) }, { "身份证" + $0 + "。" }, { $0.map(String.init).joined(separator: "\u{200B}") },
        { String($0.prefix(6)) + " " + String($0.dropFirst(6).prefix(6)) + " " + String($0.dropFirst(12)) },
    ]

    /// A new number of 18 characters, in the next of the spellings.
    mutating func long() -> String {
        serial += 1
        let body = Array(("159999" + Self.birth(serial, century: true) + Self.padded(serial * 7 % 1000, 3)).utf8)
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(body, weights).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
        let number = String(decoding: body + [Array("10X98765432".utf8)[sum % 11]], as: UTF8.self)
        numbers.append(number)
        return Self.spellings[serial % Self.spellings.count](number)
    }

    /// A new number of 15 digits, in the next of the spellings.
    mutating func short() -> String {
        serial += 1
        let number = "159999" + Self.birth(serial, century: false) + Self.padded(serial * 7 % 1000, 3)
        numbers.append(number)
        return Self.shortSpellings[serial % Self.shortSpellings.count](number)
    }

    /// Either of the two.
    mutating func next() -> String { serial % 2 == 0 ? short() : long() }

    /// A text with both.
    mutating func both() -> String { long() + "；" + short() }

    private static func birth(_ serial: Int, century: Bool) -> String {
        (century ? "19" : "") + padded(40 + serial % 60, 2) + padded(1 + serial % 12, 2) + padded(1 + serial % 28, 2)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }

    private static func wide(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar) }
        return String(result)
    }

    // MARK: The search

    /// The numbers that stand whole in some bytes, read as UTF-8 and as UTF-16 of both orders, with JSON escapes and
    /// character references resolved, whatever white space, format characters and widths of digits lie between.
    func found(in bytes: [UInt8]) -> [String] {
        var found: Set<String> = []
        let known = Set(numbers)
        for text in [bytes, Self.utf16(bytes, at: 0), Self.utf16(bytes, at: 1)].map(Self.bare) {
            // All numbers begin with the district that does not exist.
            for place in text.indices where text[place] == 0x31 && text[place...].starts(with: "159999".utf8) {
                for length in [15, 18] where place + length <= text.count {
                    let candidate = String(decoding: text[place..<place + length], as: UTF8.self)
                    if known.contains(candidate) { found.insert(candidate) }
                }
            }
        }
        return found.sorted()
    }

    /// The ASCII that pairs of bytes spell, in either order of bytes.
    private static func utf16(_ bytes: [UInt8], at start: Int) -> [UInt8] {
        var result: [UInt8] = []
        var place = start
        while place + 1 < bytes.count {
            if bytes[place] == 0 {
                result.append(bytes[place + 1])
            } else if bytes[place + 1] == 0 {
                result.append(bytes[place])
            } else {
                result.append(0)
            }
            place += 2
        }
        return result
    }

    /// What is left of a text: ASCII letters in upper case and digits, a bar for everything that parts numbers.
    private static func bare(_ bytes: [UInt8]) -> [UInt8] {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.utf8.contains(UInt8(ascii: "\\")) {
            text = text.replacing(#/\\u([0-9A-Fa-f]{4})/#) { match in
                UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
            }
        }
        if text.contains("&#") {
            text = text.replacing(#/&#([0-9]+);/#) { match in
                UInt32(match.1).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
            }
        }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            let narrow = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            switch narrow {
            case 0x30...0x39, 0x41...0x5A: result.append(UInt8(narrow))
            case 0x61...0x7A: result.append(UInt8(narrow - 32))
            case 0x425: result.append(UInt8(ascii: "X"))
            default:
                if !scalar.properties.isWhitespace, scalar.properties.generalCategory != .format {
                    result.append(UInt8(ascii: "|"))
                }
            }
        }
        return result
    }
}
