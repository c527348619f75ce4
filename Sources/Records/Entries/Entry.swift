// SPDX-License-Identifier: Apache-2.0

/// One line of the store: a row as a department delivered it, read once and never changed.
public struct Entry: Hashable, Sendable {
    /// What became of the row.
    public enum Kind: String, Sendable, CaseIterable {
        /// A version (or a part of one) of a record, or of the subject's registration.
        case record
        /// An event about a record.
        case event
        /// A row that could not be accepted (待核).
        case pending
        /// A line whose contents were erased by law (依法删除); it has a tombstone and no fields.
        case erased
        /// What says that a pending line no longer waits, and what took its place.
        case resolution
    }

    /// What became of the row.
    public var kind: Kind
    /// Whom it is about.
    public var subject: SubjectKey
    /// The code of its catalogue item, normalised.
    public var item: String
    /// The code of the 数据来源单位 that delivered it, normalised.
    public var source: String
    /// What lines of one record share; see `RecordIdentity`. Empty for all but records.
    public var identity: String
    /// The values by field code, in the order of the codes: days as YYYY-MM-DD, money as decimal digits, text in NFC.
    public var fields: [FieldValue]
    /// The values as they were delivered, for the fields where that differs from `fields`.
    public var delivered: [FieldValue]
    /// The fields whose value could not be read, with the reason.
    public var faults: [FieldFault]
    /// The sequence number of the import that brought it, from 1 on.
    public var sequence: Int
    /// Where it stood in the delivery, from 1 on: the order of parts.
    public var row: Int
    /// What is left of an erased line; nil for every other.
    public var tombstone: Tombstone?

    /// A line of those parts.
    public init(
        kind: Kind, subject: SubjectKey, item: String, source: String, identity: String, fields: [FieldValue],
        delivered: [FieldValue], faults: [FieldFault], sequence: Int, row: Int, tombstone: Tombstone? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.item = item
        self.source = source
        self.identity = identity
        self.fields = fields
        self.delivered = delivered
        self.faults = faults
        self.sequence = sequence
        self.row = row
        self.tombstone = tombstone
    }

    /// The value of a field; nil if it was not delivered or is empty.
    public func value(_ code: String) -> String? {
        fields.first { $0.code == code }?.value
    }

    /// The value of a field if it could be read; nil if it is missing or faulty.
    public func readable(_ code: String) -> String? {
        faults.contains { $0.field == code } ? nil : value(code)
    }

    /// The values exactly as delivered, in the order of the field codes: what equality and digests are over (rules, 7).
    public var asDelivered: [FieldValue] {
        guard !delivered.isEmpty else { return fields }
        return fields.map { field in delivered.first { $0.code == field.code } ?? field }
    }
}

/// A field's code and its value.
public struct FieldValue: Hashable, Sendable {
    /// The field code, such as CF_WSH.
    public var code: String
    /// The value; never empty.
    public var value: String

    /// A value of that field.
    public init(_ code: String, _ value: String) {
        self.code = code
        self.value = value
    }
}

/// What is left of a line that was erased by law (依法删除).
public struct Tombstone: Hashable, Sendable {
    /// What the line was.
    public var kind: Entry.Kind
    /// SHA-256 of the line with its line feed, in lower-case hex. A salt that went with the line hides it from guessing.
    public var digest: String
    /// The law by which it had to be erased.
    public var basis: String

    /// A tombstone of those parts.
    public init(kind: Entry.Kind, digest: String, basis: String) {
        self.kind = kind
        self.digest = digest
        self.basis = basis
    }
}

/// A value that could not be read.
public struct FieldFault: Hashable, Sendable {
    /// The reason of a number of which a spreadsheet has kept 15 digits: it is as good as that of many others.
    public static let roundedNumber = "number.rounded"

    /// The field code.
    public var field: String
    /// Why, as a stable code such as "day.unreadable".
    public var reason: String

    /// A fault of that field.
    public init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }
}
