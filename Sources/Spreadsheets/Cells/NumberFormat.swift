// SPDX-License-Identifier: Apache-2.0

/// What a number format makes of a number, as far as it changes what is meant (ISO/IEC 29500-1, 18.8.30).
enum NumberFormat: Sendable, Hashable {
    /// A number.
    case number
    /// A number that is shown as a part or a multiple of itself: in thousands (`0.0,`, 万元 as `0!.0,`) or in per cent.
    case scaled
    /// A number of at least so many digits, zeros before it.
    case padded(Int)
    /// A day.
    case date
    /// A time of day.
    case time
    /// A day with a time.
    case dateAndTime

    /// The format of a number that the standard, or a Chinese edition of Excel, gives a meaning to.
    init(builtIn number: Int) {
        switch number {
        case 9, 10: self = .scaled
        case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 45, 47, 55, 56: self = .time
        case 22: self = .dateAndTime
        default: self = .number
        }
    }

    /// The format of a code such as `yyyy"年"m"月"d"日"`; of its sections the first counts.
    init(code: String) {
        let marks = Self.marks(of: code)
        if !marks.isEmpty, marks.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            self = marks.count > 1 ? .padded(marks.count) : .number
            return
        }
        var hasDay = false
        var hasTime = false
        var hasMonthOrMinute = false
        for byte in marks {
            switch byte {
            case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "a"): hasDay = true
            case UInt8(ascii: "h"), UInt8(ascii: "s"): hasTime = true
            case UInt8(ascii: "m"): hasMonthOrMinute = true
            default: continue
            }
        }
        if hasMonthOrMinute, !hasTime { hasDay = true }
        let isScaled = marks.last == UInt8(ascii: ",") || marks.contains(UInt8(ascii: "%"))
        self = hasDay ? (hasTime ? .dateAndTime : .date) : hasTime ? .time : isScaled ? .scaled : .number
    }

    /// The characters of the first section that stand for parts of the number, in lower case: without literal text,
    /// colours, conditions and the marks of mornings. Hours that count on beyond a day make no date.
    private static func marks(of code: String) -> [UInt8] {
        var marks: [UInt8] = []
        var bytes = Array(code.utf8.prefix(1024)).map { (65...90).contains($0) ? $0 | 0x20 : $0 }[...]
        while let byte = bytes.first {
            if marks.isEmpty, ["general", "g/通用格式"].contains(where: { bytes.starts(with: $0.utf8) }) { return [] }
            bytes = bytes.dropFirst()
            switch byte {
            case UInt8(ascii: ";"): return marks
            case UInt8(ascii: "\""):
                bytes = bytes.drop { $0 != UInt8(ascii: "\"") }.dropFirst()
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): bytes = bytes.dropFirst()
            case UInt8(ascii: "["):
                let inside = bytes.prefix { $0 != UInt8(ascii: "]") }
                if let first = inside.first, inside.allSatisfy({ $0 == first }), "hms".utf8.contains(first) {
                    return []
                }
                bytes = bytes.dropFirst(inside.count + 1)
            default:
                if byte == UInt8(ascii: "a"), let rest = ["m/pm", "/p"].first(where: { bytes.starts(with: $0.utf8) }) {
                    bytes = bytes.dropFirst(rest.utf8.count)
                } else if byte < 0x80 {
                    marks.append(byte)
                }
            }
        }
        return marks
    }
}
