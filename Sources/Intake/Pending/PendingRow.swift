// SPDX-License-Identifier: Apache-2.0

internal import Records

/// A row that could not be accepted (待核).
public struct PendingRow: Hashable, Sendable {
    /// The line of the file in which it begins, from 1 on; of a workbook a number that `ImportOutcome.place` spells.
    public let line: Int
    /// The Chinese name of the field that is at fault; empty if the row itself is.
    public let field: String
    /// The value that is at fault; what may be a resident identity number is masked.
    public let value: String
    /// What is wrong, as a stable code such as "code.check".
    public let reason: String
    /// What was expected.
    public let expected: String
    /// What names the line that waits.
    public let reference: PendingReference

    /// What a report says of it beside its own values.
    func ours(_ sheets: [String], _ wording: (String) -> String) -> [String] {
        [DeliveryPlace(packed: line).text(sheets), field, value, wording(reason), wording(expected), reference.text]
    }
}

/// What is wrong with a pending row.
struct PendingFault {
    let reason: String
    let field: String
    private let fieldCode: String
    let value: String
    let expected: String

    /// A fault of a field, or of the row itself.
    init(_ reason: String, _ field: CatalogField?, _ value: String, expected: String) {
        self.reason = reason
        self.field = field?.name ?? ""
        fieldCode = field?.code ?? Self.rowCode
        self.value = field?.security == .open ? Masking.usual.text(Self.masked(value)) : value.isEmpty ? "" : "***"
        self.expected = expected
    }

    /// The reason of an event that waits because a number in it has lost its last digits.
    static let roundedNumber = "event.number-rounded"

    /// Under what a pending line says what is wrong with the row as a whole.
    static let rowCode = "row"

    /// Whether the reason of a fault is one for which a row waits.
    static func isReasonToWait(_ reason: String) -> Bool {
        ["code.", "kind.", "row.", "event.", "name."].contains { reason.hasPrefix($0) }
    }

    /// A pending line that says why it waits.
    func marking(_ entry: Entry) -> Entry {
        var marked = entry
        marked.faults.removeAll { $0.field == fieldCode }
        marked.faults.append(FieldFault(field: fieldCode, reason: reason))
        marked.faults.sort { $0.field.utf8.lexicographicallyPrecedes($1.field.utf8) }
        return marked
    }

    /// A value that can be printed: 15 or 18 digits with a day of birth among them are an identity number, even one with
    /// a mistyped check character.
    private static func masked(_ value: String) -> String {
        let digits = Array(Spelling.normalize(value).utf8)
        let isNumber = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        guard digits.count == 18 || digits.count == 15, digits.dropLast().allSatisfy(isNumber) else { return value }
        let birth = digits.count == 18 ? digits[6..<14] : ([UInt8](arrayLiteral: 0x31, 0x39) + digits[6..<12])[...]
        guard DeliveredTime(String(decoding: birth, as: UTF8.self)) != nil else { return value }
        return String(decoding: digits.prefix(3), as: UTF8.self) + String(repeating: "*", count: digits.count - 5)
            + String(decoding: digits.suffix(2), as: UTF8.self)
    }
}
