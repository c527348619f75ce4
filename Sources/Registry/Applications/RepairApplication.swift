// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// An application for the repair of a record (信用修复申请), as the log of applications keeps it.
///
/// It changes no record: what an application comes to is an event, or a refusal. It is kept for its terms.
public struct RepairApplication: Hashable, Sendable {
    /// Its number.
    public var number: String
    /// When it was recorded.
    public var at: Instant
    /// Who took it in, by code.
    public var source: String
    /// The 统一社会信用代码 of the subject.
    public var subject: String
    /// The identity of the record, as the store spells it.
    public var record: String
    /// The day on which it was received.
    public var day: CivilDay

    /// An application of those parts.
    public init(number: String, at: Instant, source: String, subject: String, record: String, day: CivilDay) {
        self.number = number
        self.at = at
        self.source = source
        self.subject = subject
        self.record = record
        self.day = day
    }

    /// Appends its members as JSON, each after a comma.
    func write(to writer: inout ByteWriter) {
        writer.append(member: "number", number)
        writer.append(member: "at", at.description)
        writer.append(member: "source", source)
        writer.append(member: "subject", subject)
        writer.append(member: "record", record)
        writer.append(member: "day", day.description)
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor) throws(JSONError) {
        number = try cursor.member("number")
        at = try cursor.instantMember("at")
        source = try cursor.member("source")
        subject = try cursor.member("subject")
        record = try cursor.member("record")
        day = try cursor.dayMember("day")
    }
}

/// Something that was done about an application for repair.
public struct RepairStep: Hashable, Sendable {
    /// What was done.
    public enum Kind: String, Sendable, CaseIterable {
        /// It was handed to the department that decides (转办).
        case forwarded = "forward"
        /// Repair was refused (不予修复).
        case refused = "refuse"
        /// The applicant took it back (撤回申请).
        case withdrawn = "withdraw"
    }

    /// The number of the application.
    public var number: String
    /// When it was recorded.
    public var at: Instant
    /// What was done.
    public var kind: Kind
    /// On which day.
    public var day: CivilDay
    /// Who did it, by code; of a forwarding, who was handed it.
    public var source: String
    /// The document, and the reason; may be empty where none is needed.
    public var document: String

    /// A step of those parts.
    public init(number: String, at: Instant, kind: Kind, day: CivilDay, source: String, document: String) {
        self.number = number
        self.at = at
        self.kind = kind
        self.day = day
        self.source = source
        self.document = document
    }

    /// Appends its members as JSON, each after a comma.
    func write(to writer: inout ByteWriter) {
        writer.append(member: "number", number)
        writer.append(member: "at", at.description)
        writer.append(member: "step", kind.rawValue)
        writer.append(member: "day", day.description)
        writer.append(member: "source", source)
        writer.append(member: "document", document)
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor) throws(JSONError) {
        number = try cursor.member("number")
        at = try cursor.instantMember("at")
        guard let kind = Kind(rawValue: try cursor.member("step")) else { throw cursor.fault("a step was expected") }
        self.kind = kind
        day = try cursor.dayMember("day")
        source = try cursor.member("source")
        document = try cursor.member("document")
    }
}
