// SPDX-License-Identifier: Apache-2.0

/// A reason why no report may be issued (rules, 5).
public struct Refusal: Hashable, Sendable, CustomStringConvertible {
    /// The reasons, with the stable spelling of each.
    public enum Code: String, Sendable, CaseIterable {
        case subjectCode = "refusal.subject-code"
        case subjectUnknown = "refusal.subject-unknown"
        case subjectName = "refusal.subject-name"
        case branches = "refusal.branches"
        case storeUnreadable = "refusal.store-unreadable"
        case storeEmpty = "refusal.store-empty"
        case beforeCutoff = "refusal.before-cutoff"
        case longAfterCutoff = "refusal.long-after-cutoff"
        case periodUnreadable = "refusal.period-unreadable"
        case periodInFuture = "refusal.period-in-future"
        case periodReversed = "refusal.period-reversed"
        case periodTooLong = "refusal.period-too-long"
        case domainMissing = "refusal.domain-missing"
        case domainUnknown = "refusal.domain-unknown"
        case authorisation = "refusal.authorisation"
        case text = "refusal.text"
        case suite = "refusal.suite"
        case measures = "refusal.measures"
        case catalog = "refusal.catalog"
    }

    /// Which reason.
    public let code: Code
    /// What was found and what was expected; identity numbers in it are masked.
    public let message: String
    /// What to do about it; nil if the message says it.
    public let hint: String?

    /// A refusal of those parts.
    public init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// The message.
    public var description: String { message }
}

/// Why a report was not made: every reason that holds.
public struct ReportingError: Error, Sendable, CustomStringConvertible {
    /// The reasons in the order of rules, 5; never empty.
    public let refusals: [Refusal]

    /// An error of those reasons.
    public init(refusals: [Refusal]) {
        self.refusals = refusals
    }

    /// The reasons, one a line.
    public var description: String { refusals.map(\.message).joined(separator: "\n") }
}
