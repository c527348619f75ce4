// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// How a value is shown (`c:as`).
enum FieldFormat: String, CaseIterable, Sendable {
    /// As it stands in the report.
    case plain
    /// 2026年11月23日, and for a moment the time behind it.
    case chinese
    /// The day alone, of a moment: 2026-11-23.
    case day
    /// The day alone, of a moment: 2026年11月23日.
    case chineseDay = "chinese-day"
    /// In groups of eight characters: for hashes.
    case groups

    /// Whether values of a type can be shown so.
    func fits(_ type: Field.ValueType) -> Bool {
        switch self {
        case .plain: type != .flag
        case .chinese: type == .day || type == .instant
        case .day, .chineseDay: type == .instant
        case .groups: type == .text
        }
    }

    /// Whether nothing of the value is lost: only then does it count as shown.
    var isWhole: Bool { self != .day && self != .chineseDay }

    /// The value as shown.
    func show(_ value: String) -> String {
        switch self {
        case .plain: return value
        case .day: return Instant(value)?.day.description ?? value
        case .chineseDay: return (Instant(value)?.day).map(Self.chinese) ?? value
        case .chinese:
            if let day = CivilDay(value) { return Self.chinese(day) }
            guard let instant = Instant(value) else { return value }
            let time = instant.description.dropFirst(11).prefix(8)
            return Self.chinese(instant.day) + " " + time
        case .groups:
            var shown = ""
            for (index, character) in value.enumerated() {
                if index > 0 && index % 8 == 0 { shown += " " }
                shown.append(character)
            }
            return shown
        }
    }

    private static func chinese(_ day: CivilDay) -> String {
        let (year, month, day) = day.components
        return "\(year)年\(month)月\(day)日"
    }
}
