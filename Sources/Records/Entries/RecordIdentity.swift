// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// What makes two lines one record (rules, 1.1): item, deciding authority, document number (文号) and subject.
///
/// The spelling is its parts with one space between them. No part can hold a space: each is normalised (rules, 1.2).
/// With a number: `item authority number subject`. Without one: `item authority  subject day digest`, so that blanks
/// never merge. Identities compare by Unicode code points, which is the order of their UTF-8 bytes.
public struct RecordIdentity: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The spelling, as it stands in the store.
    public let text: String

    /// The identity of that spelling.
    public init(text: String) {
        self.text = text
    }

    /// The identity of a record with a document number, or nil if the text is none (see `isNumber(_:)`).
    ///
    /// - Parameters:
    ///   - item: the code of the catalogue item.
    ///   - authority: the deciding or listing authority; see `authority(code:name:)`.
    ///   - number: the document number as delivered.
    ///   - subject: whom the record is about.
    public init?(item: String, authority: String, number: String, subject: SubjectKey) {
        guard Self.isNumber(number) else { return nil }
        text = [Spelling.normalize(item), authority, Spelling.normalizeNumber(number), subject.text]
            .joined(separator: " ")
    }

    /// The identity of a record without a document number.
    ///
    /// - Parameters:
    ///   - item: the code of the catalogue item.
    ///   - authority: the deciding or listing authority; see `authority(code:name:)`.
    ///   - subject: whom the record is about.
    ///   - day: the decision or listing day; nil if it is missing or unreadable.
    ///   - digest: SHA-256 of `content(of:except:)` in lower-case hex.
    public init(item: String, authority: String, subject: SubjectKey, day: CivilDay?, digest: String) {
        text =
            Self.withoutNumber(item: item, authority: authority, subject: subject)
            + (day.map(\.description) ?? "-") + " " + digest
    }

    /// The identity of a subject's own entry in the register (登记信息): one for each subject, whoever delivers it.
    public init(registrationItem item: String, subject: SubjectKey) {
        text = Spelling.normalize(item) + " " + subject.text
    }

    /// What the identities of all records without a number of an item, authority and subject begin with (rules, 7).
    public static func withoutNumber(item: String, authority: String, subject: SubjectKey) -> String {
        [Spelling.normalize(item), authority, "", subject.text, ""].joined(separator: " ")
    }

    /// The deciding or listing authority, as `authority(code:name:)` spells it; empty if the identity holds none.
    public var authority: String {
        partCount >= 4 ? String(part(1)) : ""
    }

    /// Whose entry in the register it is the identity of; nil if it is that of a record.
    public var registered: SubjectKey? {
        partCount == 2 ? SubjectKey(String(part(1))) : nil
    }

    /// The document number, normalised; nil if the record has none.
    public var number: String? {
        partCount == 4 ? String(part(2)) : nil
    }

    /// What this identity shares with the others without a number (see `withoutNumber`); nil if it has a number.
    public var groupWithoutNumber: String? {
        guard partCount == 6, part(2).isEmpty else { return nil }
        return String(text[..<part(4).startIndex])
    }

    /// How many parts the spelling has.
    private var partCount: Int {
        let bytes = text.utf8.span
        var count = 1
        for index in bytes.indices where bytes[index] == Self.space { count += 1 }
        return count
    }

    /// A part of the spelling, from 0 on; there must be so many.
    private func part(_ number: Int) -> Substring {
        var rest = text[...]
        for _ in 0..<number {
            guard let space = rest.utf8.firstIndex(of: Self.space) else { return "" }
            rest = rest[rest.utf8.index(after: space)...]
        }
        return rest.utf8.firstIndex(of: Self.space).map { rest[..<$0] } ?? rest
    }

    private static let space = UInt8(ascii: " ")

    /// The authority as it stands in identities: its code, normalised, or "name:" and its name where no code was delivered.
    ///
    /// Two authorities known by name alone stay two; were the blank code their identity, one record could hide another.
    public static func authority(code: String?, name: String?) -> String {
        let code = Spelling.normalize(code ?? "")
        if !code.isEmpty { return code }
        let name = Spelling.normalize(name ?? "")
        return name.isEmpty ? "" : "name:" + name
    }

    /// Whether a text is a document number: it has a numeral other than zero, in whatever script (一 and Ⅲ count).
    ///
    /// 不详, 见附件 or 0 would make records one that have nothing in common. So would 1.50105E+17, which a spreadsheet has
    /// made of many numbers.
    public static func isNumber(_ text: String) -> Bool {
        let normal = Spelling.normalizeNumber(text)
        return !isRounded(number: normal)
            && normal.unicodeScalars.contains { scalar in
                scalar.value < 0x80
                    ? scalar >= "1" && scalar <= "9" : scalar.properties.numericValue.map { $0 != 0 } ?? false
            }
    }

    /// Whether a text is what a spreadsheet makes of a long number: 1.50105E+17.
    public static func isRounded(number text: String) -> Bool {
        let bytes = Array(Spelling.normalize(text).utf8)
        guard let exponent = bytes.lastIndex(of: UInt8(ascii: "E")), exponent > 0, exponent + 2 < bytes.count,
            bytes[exponent + 1] == UInt8(ascii: "+")
        else { return false }
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        return bytes[..<exponent].allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
            && bytes[(exponent + 2)...].allSatisfy(isDigit)
    }

    /// Whether a text is a blank in whatever shape: nothing, mere punctuation, or a word for "none".
    public static func isBlank(number: String) -> Bool {
        let normal = Spelling.normalizeNumber(number)
        let hasSubstance = normal.unicodeScalars.contains {
            $0.properties.isAlphabetic || $0.properties.isIdeographic || $0.properties.numericType != nil
        }
        return !hasSubstance || ["无", "無", "无文号", "暂无", "没有", "空", "NULL", "NONE", "NIL", "N/A", "NA"].contains(normal)
    }

    /// What equality of rows and the digest are over (rules, 7): the fields as delivered, in the order of their codes,
    /// as one JSON object without the source's update time.
    public static func content(of delivered: [FieldValue], except updateField: String?) -> [UInt8] {
        var members = delivered
        // The store has them in this order.
        if !members.indices.dropFirst().allSatisfy({ precedes(members[$0 - 1].code, members[$0].code) }) {
            members.sort { precedes($0.code, $1.code) }
        }
        var writer = ByteWriter(capacity: 1024)
        writer.append(UInt8(ascii: "{"))
        for member in members where member.code != updateField {
            if writer.count > 1 { writer.append(UInt8(ascii: ",")) }
            writer.append(jsonString: member.code)
            writer.append(UInt8(ascii: ":"))
            writer.append(jsonString: member.value)
        }
        writer.append(UInt8(ascii: "}"))
        return writer.bytes
    }

    /// The spelling.
    public var description: String { text }

    /// Whether they have the same code points.
    public static func == (left: RecordIdentity, right: RecordIdentity) -> Bool {
        ByteOrder.compare(left.text.utf8.span, right.text.utf8.span) == 0
    }

    /// Their code points.
    public func hash(into hasher: inout Hasher) {
        let bytes = text.utf8.span
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    /// In the order of their code points.
    public static func < (left: RecordIdentity, right: RecordIdentity) -> Bool {
        precedes(left.text, right.text)
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        ByteOrder.compare(left.utf8.span, right.utf8.span) < 0
    }
}
