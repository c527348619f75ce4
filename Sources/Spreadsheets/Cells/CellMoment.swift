// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A day, a time of day, or both, of no time zone.
public struct CellMoment: Sendable, Hashable {
    /// The day; nil for a time of day alone.
    public let day: CivilDay?
    /// The seconds since the day began; nil for a day alone.
    public let seconds: Int?

    /// "2024-01-31", "2024-01-31 09:30:00" or "09:30:00".
    public var text: String {
        var writer = ByteWriter(capacity: 20)
        if let day { writer.append("\(day)") }
        guard let seconds else { return String(decoding: writer.bytes, as: UTF8.self) }
        if day != nil { writer.append(UInt8(ascii: " ")) }
        writer.append(decimal: seconds / 3600, width: 2)
        writer.append(UInt8(ascii: ":"))
        writer.append(decimal: seconds / 60 % 60, width: 2)
        writer.append(UInt8(ascii: ":"))
        writer.append(decimal: seconds % 60, width: 2)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// How days are counted in a workbook (ISO/IEC 29500-1, 18.17.4.1).
public enum DateSystem: Sendable, Hashable {
    /// 1 is 1900-01-01, and 60 is 1900-02-29, which never was.
    case from1900
    /// 0 is 1904-01-01.
    case from1904

    /// The day that 0 would be, for all serial numbers of which the day after 1900-02-28 is the least.
    private static let base1900 = CivilDay(year: 1899, month: 12, day: 30)
    private static let base1904 = CivilDay(year: 1904, month: 1, day: 1)
    /// 9999-12-31 in the 1900 system.
    private static let last = 2_958_465

    /// The moment that a serial number stands for; nil if it stands for none.
    ///
    /// - Parameter shows: what the cell's format shows. A time of day that is not zero is never dropped.
    func moment(_ serial: Double, shows: NumberFormat) -> CellMoment? {
        guard serial >= 0, serial < Double(Self.last + 1) else { return nil }
        var whole = Int(serial)
        var seconds = Int(((serial - Double(whole)) * 86_400).rounded())
        if seconds == 86_400 {
            whole += 1
            seconds = 0
        }
        if whole == 0, shows == .time || self == .from1900 {
            return shows == .time ? CellMoment(day: nil, seconds: seconds) : nil
        }
        guard let day = day(whole) else { return nil }
        return CellMoment(day: day, seconds: shows == .date && seconds == 0 ? nil : seconds)
    }

    private func day(_ serial: Int) -> CivilDay? {
        switch self {
        case .from1904: return Self.base1904.flatMap { CivilDay(ordinal: $0.ordinal + Int32(serial)) }
        case .from1900:
            guard serial != 60, serial <= Self.last else { return nil }
            // Before the day that never was, the count is one behind.
            return Self.base1900.flatMap { CivilDay(ordinal: $0.ordinal + Int32(serial < 60 ? serial + 1 : serial)) }
        }
    }

    /// The serial number of a day; nil if the system has none for it.
    func serial(of day: CivilDay) -> Int? {
        guard let base = self == .from1900 ? Self.base1900 : Self.base1904 else { return nil }
        let days = Int(day.ordinal) - Int(base.ordinal)
        guard self == .from1900 else { return days >= 0 ? days : nil }
        return days > 60 ? days : days > 1 ? days - 1 : nil
    }
}
