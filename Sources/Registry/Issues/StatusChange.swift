// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// The end of a report's force before its time.
public struct StatusChange: Hashable, Sendable {
    /// The number of the report.
    public var number: String
    /// From when on it is no longer in force.
    public var at: Instant
    /// Why.
    public var reason: String
    /// Who decided it.
    public var by: String
    /// The number of the report that takes its place; nil if it is withdrawn without one.
    public var successor: String?

    /// A change of those parts.
    public init(number: String, at: Instant, reason: String, by: String, successor: String? = nil) {
        self.number = number
        self.at = at
        self.reason = reason
        self.by = by
        self.successor = successor
    }

    /// Appends its members as JSON, each after a comma; the successor alone is written by a supersession.
    func write(to writer: inout ByteWriter) {
        writer.append(member: "number", number)
        writer.append(member: "at", at.description)
        writer.append(member: "reason", reason)
        writer.append(member: "by", by)
        if let successor { writer.append(member: "successor", successor) }
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor, hasSuccessor: Bool) throws(JSONError) {
        number = try cursor.member("number")
        at = try cursor.instantMember("at")
        reason = try cursor.member("reason")
        by = try cursor.member("by")
        successor = hasSuccessor ? try cursor.member("successor") : nil
    }
}

/// What the issue log knows about a report.
public enum IssueStatus: Hashable, Sendable {
    /// It was never registered here.
    case unknown
    /// It was issued, and neither withdrawn nor superseded; whether its time is over is for the caller to see.
    case issued(IssueEntry)
    /// It was withdrawn (撤回).
    case withdrawn(IssueEntry, StatusChange)
    /// Another report took its place.
    case superseded(IssueEntry, StatusChange)

    /// Why the report is not to be given out any more; nil unless it is withdrawn or superseded.
    public var refusal: RegistryError? {
        switch self {
        case .unknown, .issued: nil
        case .withdrawn(let entry, let change), .superseded(let entry, let change):
            RegistryError(
                .notInForce,
                "report \(entry.number) was issued before, and "
                    + (change.successor.map { "\($0) took its place" } ?? "withdrawn") + " at \(change.at)",
                hint: "the same request at another instant is another report")
        }
    }

    /// The entry of the report; nil if it is unknown.
    public var entry: IssueEntry? {
        switch self {
        case .unknown: nil
        case .issued(let entry), .withdrawn(let entry, _), .superseded(let entry, _): entry
        }
    }
}
