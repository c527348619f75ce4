// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A request for a report, issued or refused, as the query log keeps it.
public struct QueryEntry: Hashable, Sendable {
    /// What became of a request.
    public enum Outcome: Hashable, Sendable {
        /// A report of that number was issued.
        case issued(number: String)
        /// No report was issued, for that reason.
        case refused(reason: String)
    }

    /// When it was asked.
    public var at: Instant
    /// Who asked.
    public var requester: String
    /// What kind of requester: "self", "agency" or "third-party".
    public var requesterKind: String
    /// About whom: the code as it was given; of several, with a comma between them.
    public var subject: String
    /// For what.
    public var purpose: String
    /// The reference of the authorisation; empty if none was named.
    public var authorisation: String
    /// What became of it.
    public var outcome: Outcome

    /// An entry of those parts.
    public init(
        at: Instant, requester: String, requesterKind: String, subject: String, purpose: String,
        authorisation: String = "", outcome: Outcome
    ) {
        self.at = at
        self.requester = requester
        self.requesterKind = requesterKind
        self.subject = subject
        self.purpose = purpose
        self.authorisation = authorisation
        self.outcome = outcome
    }

    /// The codes of all subjects that were asked about, in the order of the request.
    public var subjects: [String] { subject.split(separator: ",").map(String.init) }

    /// Appends its members as JSON, each after a comma.
    func write(to writer: inout ByteWriter) {
        writer.append(member: "at", at.description)
        writer.append(member: "requester", requester)
        writer.append(member: "requesterKind", requesterKind)
        writer.append(member: "subject", subject)
        writer.append(member: "purpose", purpose)
        writer.append(member: "authorisation", authorisation)
        switch outcome {
        case .issued(let number):
            writer.append(member: "outcome", "issued")
            writer.append(member: "number", number)
        case .refused(let reason):
            writer.append(member: "outcome", "refused")
            writer.append(member: "reason", reason)
        }
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor) throws(JSONError) {
        at = try cursor.instantMember("at")
        requester = try cursor.member("requester")
        requesterKind = try cursor.member("requesterKind")
        subject = try cursor.member("subject")
        purpose = try cursor.member("purpose")
        authorisation = try cursor.member("authorisation")
        switch try cursor.member("outcome") {
        case "issued": outcome = .issued(number: try cursor.member("number"))
        case "refused": outcome = .refused(reason: try cursor.member("reason"))
        default: throw cursor.fault("an outcome was expected")
        }
    }
}
