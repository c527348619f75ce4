// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A reconciliation sheet (对账单) that went back to a department (内发改财金字〔2024〕920号, 三).
public struct ReconciliationEntry: Hashable, Sendable {
    /// When it was sent.
    public var at: Instant
    /// Its number.
    public var number: String
    /// The code of the department.
    public var source: String
    /// The first and last day of the period.
    public var period: ClosedRange<CivilDay>
    /// The snapshot that it was computed of.
    public var snapshot: String
    /// SHA-256 of its JSON in lower-case hex.
    public var sha256: String
    /// How many differences between the department's own count and the platform's it names.
    public var differences: Int

    /// A sheet of those parts.
    public init(
        at: Instant, number: String, source: String, period: ClosedRange<CivilDay>, snapshot: String, sha256: String,
        differences: Int
    ) {
        self.at = at
        self.number = number
        self.source = source
        self.period = period
        self.snapshot = snapshot
        self.sha256 = sha256
        self.differences = differences
    }

    /// Appends its members as JSON, each after a comma.
    func write(to writer: inout ByteWriter) {
        writer.append(member: "at", at.description)
        writer.append(member: "number", number)
        writer.append(member: "source", source)
        writer.append(member: "from", period.lowerBound.description)
        writer.append(member: "to", period.upperBound.description)
        writer.append(member: "snapshot", snapshot)
        writer.append(member: "sheet", sha256)
        writer.append(",\"differences\":")
        writer.append(decimal: differences)
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor) throws(JSONError) {
        at = try cursor.instantMember("at")
        number = try cursor.member("number")
        source = try cursor.member("source")
        let first = try cursor.dayMember("from")
        let last = try cursor.dayMember("to")
        guard first <= last else { throw cursor.fault("two days in order were expected") }
        period = first...last
        snapshot = try cursor.member("snapshot")
        sha256 = try cursor.member("sheet")
        try cursor.expect(",\"differences\":")
        differences = try cursor.integer()
    }
}

/// What a department answered to a sheet.
public struct ReconciliationAnswer: Hashable, Sendable {
    /// What an answer says.
    public enum Kind: String, Sendable, CaseIterable {
        /// One row of the sheet is right.
        case agree = "一致"
        /// One row is wrong.
        case dispute = "异议"
        /// What is missing will be delivered.
        case deliver = "将补报"
        /// What is stored will be corrected.
        case correct = "将更正"
        /// The whole sheet is acknowledged (确认): the loop is closed.
        case acknowledged = "确认"
    }

    /// When it was recorded.
    public var at: Instant
    /// The number of the sheet.
    public var number: String
    /// Who answers for the department.
    public var by: String
    /// What it says.
    public var kind: Kind
    /// The item and the document number of the row; empty for the whole sheet.
    public var item: String, document: String
    /// In the department's words; may be empty.
    public var note: String

    /// An answer of those parts.
    public init(
        at: Instant, number: String, by: String, kind: Kind, item: String = "", document: String = "",
        note: String = ""
    ) {
        self.at = at
        self.number = number
        self.by = by
        self.kind = kind
        self.item = item
        self.document = document
        self.note = note
    }

    /// Appends its members as JSON, each after a comma.
    func write(to writer: inout ByteWriter) {
        writer.append(member: "at", at.description)
        writer.append(member: "number", number)
        writer.append(member: "by", by)
        writer.append(member: "answer", kind.rawValue)
        writer.append(member: "item", item)
        writer.append(member: "document", document)
        writer.append(member: "note", note)
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor) throws(JSONError) {
        at = try cursor.instantMember("at")
        number = try cursor.member("number")
        by = try cursor.member("by")
        guard let known = Kind(rawValue: try cursor.member("answer")) else {
            throw cursor.fault("an answer was expected")
        }
        kind = known
        item = try cursor.member("item")
        document = try cursor.member("document")
        note = try cursor.member("note")
    }
}
