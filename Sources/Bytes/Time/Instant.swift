// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A moment to the second, written in China Standard Time (UTC+8, no daylight saving).
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int64

    private static let offset: Int64 = 8 * 3600

    /// The moment `seconds` after 1970-01-01T00:00:00Z.
    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// The first second of a civil day in China Standard Time.
    public init(startOf day: CivilDay) {
        seconds = Int64(day.ordinal) * 86_400 - Self.offset
    }

    /// What the machine's clock says now. Only commands ask it; what a report holds is handed to it.
    public static var now: Instant {
        Instant(seconds: Int64(time(nil)))
    }

    /// The moment that "YYYY-MM-DDThh:mm:ss" with an offset ("+08:00", "Z") names; nil for any other spelling.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 25, bytes[10] == UInt8(ascii: "T"),
            let day = CivilDay(String(decoding: bytes[0..<10], as: UTF8.self)),
            let time = Self.clock(bytes[11..<19], separators: [2, 5], limits: [23, 59, 59])
        else { return nil }
        var offset: Int64 = 0
        if bytes.count == 25 {
            guard let zone = Self.clock(bytes[20..<25], separators: [2], limits: [23, 59]) else { return nil }
            switch bytes[19] {
            case UInt8(ascii: "+"): offset = zone * 60
            case UInt8(ascii: "-"): offset = -zone * 60
            default: return nil
            }
        } else if bytes[19] != UInt8(ascii: "Z") {
            return nil
        }
        seconds = Int64(day.ordinal) * 86_400 + time - offset
    }

    /// "YYYY-MM-DDThh:mm:ss+08:00".
    public var description: String {
        let day = self.day
        let time = Int(seconds - Instant(startOf: day).seconds)
        var writer = ByteWriter(capacity: 25)
        writer.append(day.description)
        writer.append(UInt8(ascii: "T"))
        writer.append(decimal: time / 3600, width: 2)
        writer.append(UInt8(ascii: ":"))
        writer.append(decimal: time / 60 % 60, width: 2)
        writer.append(UInt8(ascii: ":"))
        writer.append(decimal: time % 60, width: 2)
        writer.append("+08:00")
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The civil day in China Standard Time in which the moment lies.
    public var day: CivilDay {
        let local = seconds + Self.offset
        return CivilDay(ordinal: Int32(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400))
    }

    /// The moment `days` periods of 24 hours later.
    public func adding(days: Int) -> Instant {
        Instant(seconds: seconds + Int64(days) * 86_400)
    }

    /// Earlier moments come first.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.seconds < right.seconds
    }

    /// The number that two-digit groups make in base 60; nil if a separator, a digit or a limit does not fit.
    private static func clock(_ bytes: ArraySlice<UInt8>, separators: [Int], limits: [Int64]) -> Int64? {
        var total: Int64 = 0
        for (group, limit) in limits.enumerated() {
            let start = bytes.startIndex + group * 3
            var value: Int64 = 0
            for byte in bytes[start..<start + 2] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            guard value <= limit else { return nil }
            total = total * 60 + value
        }
        for separator in separators where bytes[bytes.startIndex + separator] != UInt8(ascii: ":") { return nil }
        return total
    }
}
