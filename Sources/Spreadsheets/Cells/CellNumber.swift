// SPDX-License-Identifier: Apache-2.0

/// A number in plain decimals.
///
/// Spreadsheets keep binary fractions and show at most 15 digits of them, so that 0.1 + 0.2 is stored as
/// 0.30000000000000004 and shown as 0.3; `text` is what is shown. An integer is kept as it stands in the file.
public struct CellNumber: Sendable, Hashable {
    /// The number, such as "-12.5"; with an exponent only beyond 40 digits.
    public let text: String
    /// Whether it is certain that no digit was lost: a code of more than 15 digits that was typed as a number ends
    /// with digits that were never typed.
    public let isExact: Bool
    /// Whether its format shows it as a part or a multiple of itself; `text` is the number all the same.
    public internal(set) var isScaled = false

    /// The most significant digits that a spreadsheet keeps.
    static let digits = 15

    /// The number that a cell's value spells (XML Schema, double); nil if it spells none.
    init?(_ value: String, padding: Int = 0) {
        let bytes = Array(value.utf8)
        guard (1...400).contains(bytes.count) else { return nil }
        let unsigned = bytes[0] == UInt8(ascii: "-") ? bytes[1...] : bytes[...]
        if !unsigned.isEmpty, unsigned.allSatisfy(Self.isDigit) {
            let zeros = String(repeating: "0", count: max(0, padding - unsigned.count))
            let sign = unsigned.count < bytes.count ? "-" : ""
            self.init(
                text: sign + zeros + String(decoding: unsigned, as: UTF8.self),
                isExact: unsigned.count <= Self.digits)
            return
        }
        // Swift's own reading takes hexadecimal, infinities and NaN as well.
        guard bytes.allSatisfy({ Self.isDigit($0) || "+-.eE".utf8.contains($0) }), let number = Double(value),
            number.isFinite
        else { return nil }
        self.init(number)
    }

    private init(text: String, isExact: Bool) {
        self.text = text
        self.isExact = isExact
    }

    private init(_ number: Double) {
        // Of all decimals that are read back as this number, the shortest.
        let shortest = number.magnitude.description.utf8
        var digits: [UInt8] = []
        var point = 0
        var seenPoint = false
        var exponent = 0
        for (index, byte) in shortest.enumerated() {
            if byte == UInt8(ascii: "e") {
                exponent = Int(String(decoding: shortest.dropFirst(index + 1), as: UTF8.self)) ?? 0
                break
            }
            if byte == UInt8(ascii: ".") {
                seenPoint = true
            } else {
                digits.append(byte)
                if !seenPoint { point += 1 }
            }
        }
        point += exponent
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(leading)
        point -= leading
        if digits.count > Self.digits, point <= Self.digits { Self.round(&digits, &point) }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        let sign = number < 0 && !digits.isEmpty ? "-" : ""
        isExact = point <= Self.digits
        guard !digits.isEmpty else {
            text = "0"
            return
        }
        guard (-40...40).contains(point) else {
            text = number.description
            return
        }
        text = sign + Self.plain(digits, point: point)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// Rounds to as many digits as are shown, halves up.
    private static func round(_ digits: inout [UInt8], _ point: inout Int) {
        let isUp = digits[Self.digits] >= UInt8(ascii: "5")
        digits.removeSubrange(Self.digits...)
        guard isUp else { return }
        var place = digits.count - 1
        while place >= 0, digits[place] == UInt8(ascii: "9") {
            digits[place] = UInt8(ascii: "0")
            place -= 1
        }
        if place >= 0 {
            digits[place] += 1
        } else {
            digits.insert(UInt8(ascii: "1"), at: 0)
            point += 1
        }
    }

    private static func plain(_ digits: [UInt8], point: Int) -> String {
        let zero = UInt8(ascii: "0")
        var text: [UInt8] = []
        if point <= 0 {
            text = [zero, UInt8(ascii: ".")] + [UInt8](repeating: zero, count: -point) + digits
        } else if point >= digits.count {
            text = digits + [UInt8](repeating: zero, count: point - digits.count)
        } else {
            text = digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
