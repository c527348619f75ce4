// SPDX-License-Identifier: Apache-2.0

package import Bytes

/// A day, with or without a time of day, in one of the shapes in which departments write it.
///
/// Days: 2024-01-31, 2024/1/31, 2024.1.31, 2024年1月31日, 20240131 and the serial numbers of spreadsheets (45322).
/// Times: 20240131093000, or behind a day hh:mm or hh:mm:ss with fractions, and `Z` or an offset. Full-width digits and
/// marks count as ASCII. A time with an offset is brought to China Standard Time, which may move the day.
package struct DeliveredTime {
    /// The civil day in China Standard Time.
    package let day: CivilDay
    /// The seconds since the day began; 0 if no time was given.
    let seconds: Int

    /// The moment in China Standard Time.
    package var instant: Instant { Instant(seconds: Instant(startOf: day).seconds + Int64(seconds)) }

    /// The day that a text names; nil if it names none.
    package init?(_ text: String) {
        guard let ascii = Self.ascii(text), !ascii.isEmpty else { return nil }
        var scanner = Scanner(ascii)
        guard let first = scanner.number(), let day = Self.day(first, &scanner) else { return nil }
        if first.digits == 14 {
            guard scanner.isAtEnd, let clock = Self.clock(first.value % 1_000_000) else { return nil }
            self.init(day: day, seconds: clock)
            return
        }
        if scanner.isAtEnd {
            self.init(day: day, seconds: 0)
            return
        }
        if first.digits == 5 {
            // The fraction of a serial number is a time of day that spreadsheets add to days.
            guard scanner.take(UInt8(ascii: ".")), scanner.number() != nil, scanner.isAtEnd else { return nil }
            self.init(day: day, seconds: 0)
            return
        }
        guard let time = Self.time(&scanner) else { return nil }
        guard let offset = time.offset else {
            self.init(day: day, seconds: time.seconds)
            return
        }
        let start = Instant(startOf: day).seconds + 8 * 3600
        let moment = Instant(seconds: start + Int64(time.seconds - offset))
        self.init(day: moment.day, seconds: Int(moment.seconds - Instant(startOf: moment.day).seconds))
    }

    private init(day: CivilDay, seconds: Int) {
        self.day = day
        self.seconds = seconds
    }

    private static func day(_ first: (value: Int, digits: Int), _ scanner: inout Scanner) -> CivilDay? {
        switch first.digits {
        case 14: return civil(first.value / 1_000_000)
        case 8: return civil(first.value)
        case 5:
            // Serial 1 is 1900-01-01 and serial 60 a day that never was; from 61 on they count from 1899-12-30. Five
            // digits below that of 1990 are no serial number but a mistyped day: 20265, 20261.
            return first.value >= Self.firstSerial ? CivilDay(ordinal: Int32(first.value - 25_569)) : nil
        case 4:
            let separators: (UInt8, UInt8)
            switch scanner.next {
            case Scanner.year: separators = (Scanner.year, Scanner.month)
            case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."):
                separators = (scanner.next ?? 0, scanner.next ?? 0)
            default: return nil
            }
            guard scanner.take(separators.0), let month = scanner.number(), month.digits <= 2,
                scanner.take(separators.1), let day = scanner.number(), day.digits <= 2
            else { return nil }
            if separators.0 == Scanner.year { _ = scanner.take(Scanner.day) }
            return CivilDay(year: first.value, month: month.value, day: day.value)
        default: return nil
        }
    }

    /// The serial number of 1990-01-01.
    private static let firstSerial = 32_874

    /// What a serial number says in a workbook that counts from 1904-01-01, as a day; nil if a text is no such number.
    static func from1904(_ text: String) -> String? {
        guard let ascii = ascii(text) else { return nil }
        var scanner = Scanner(ascii)
        guard let first = scanner.number(), first.digits == 5 else { return nil }
        if !scanner.isAtEnd {
            guard scanner.take(UInt8(ascii: ".")), scanner.number() != nil, scanner.isAtEnd else { return nil }
        }
        let serial = first.value + 1462
        return serial >= firstSerial ? CivilDay(ordinal: Int32(serial - 25_569)).description : nil
    }

    private static func civil(_ digits: Int) -> CivilDay? {
        CivilDay(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
    }

    private static func clock(_ digits: Int) -> Int? {
        seconds(digits / 10_000, digits / 100 % 100, digits % 100)
    }

    private static func seconds(_ hour: Int, _ minute: Int, _ second: Int) -> Int? {
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private static func time(_ scanner: inout Scanner) -> (seconds: Int, offset: Int?)? {
        let hadMark = scanner.take(UInt8(ascii: "T"))
        guard scanner.skipSpaces() || hadMark, let hour = scanner.number(), hour.digits <= 2,
            scanner.take(UInt8(ascii: ":")), let minute = scanner.number(), minute.digits == 2
        else { return nil }
        var second = 0
        if scanner.take(UInt8(ascii: ":")) {
            guard let read = scanner.number(), read.digits == 2 else { return nil }
            second = read.value
            if scanner.take(UInt8(ascii: ".")), scanner.number() == nil { return nil }
        }
        guard let seconds = seconds(hour.value, minute.value, second) else { return nil }
        if scanner.isAtEnd { return (seconds, nil) }
        if scanner.take(UInt8(ascii: "Z")) { return scanner.isAtEnd ? (seconds, 0) : nil }
        let isWest = scanner.next == UInt8(ascii: "-")
        guard scanner.take(UInt8(ascii: "+")) || scanner.take(UInt8(ascii: "-")), let hours = scanner.number() else {
            return nil
        }
        var offset = hours.value * 3600
        if hours.digits == 4 {
            offset = hours.value / 100 * 3600 + hours.value % 100 * 60
        } else if scanner.take(UInt8(ascii: ":")) {
            guard hours.digits == 2, let minutes = scanner.number(), minutes.digits == 2 else { return nil }
            offset += minutes.value * 60
        }
        guard scanner.isAtEnd, offset <= 14 * 3600 else { return nil }
        return (seconds, isWest ? -offset : offset)
    }

    /// The text in ASCII, with 年, 月 and 日 as marks of their own; nil if another character stands in it.
    private static func ascii(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar {
            case "年": bytes.append(Scanner.year)
            case "月": bytes.append(Scanner.month)
            case "日", "号": bytes.append(Scanner.day)
            case "\u{3000}", "\u{A0}": bytes.append(0x20)
            default:
                switch scalar.value {
                case 0x20...0x7E: bytes.append(UInt8(scalar.value))
                case 0xFF01...0xFF5E: bytes.append(UInt8(scalar.value - 0xFEE0))
                default: return nil
                }
            }
            // Longer than any shape of a time.
            guard bytes.count <= 40 else { return nil }
        }
        return bytes
    }

    private struct Scanner {
        static let year: UInt8 = 1
        static let month: UInt8 = 2
        static let day: UInt8 = 3

        private let bytes: [UInt8]
        private var position = 0

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        var next: UInt8? { position < bytes.count ? bytes[position] : nil }
        var isAtEnd: Bool { position == bytes.count }

        mutating func take(_ byte: UInt8) -> Bool {
            guard next == byte else { return false }
            position += 1
            return true
        }

        mutating func skipSpaces() -> Bool {
            let start = position
            while next == 0x20 { position += 1 }
            return position > start
        }

        /// The decimal number that stands here, of at most 15 digits, and how many digits it has.
        mutating func number() -> (value: Int, digits: Int)? {
            let start = position
            var value = 0
            while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), position - start < 15 {
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
                position += 1
            }
            return position > start ? (value, position - start) : nil
        }
    }
}
