// SPDX-License-Identifier: Apache-2.0

/// Something about a round that its tendering office should know before reports are issued.
public struct RoundFinding: Sendable {
    /// What the plan itself finds; reasons for refusing a report have the names of the reports' own refusals.
    public enum Code: String, Sendable, CaseIterable {
        /// A firm stands twice in the list; the second gets no report.
        case duplicate = "batch.duplicate"
        /// A firm bids alone or in one consortium and in another as well.
        case twoBids = "batch.two-bids"
        /// An authorisation is not in force on the day of issue: the report shows what needs none.
        case authorisation = "batch.authorisation"
        /// The reports would speak after the deadline.
        case deadline = "batch.deadline"
    }

    /// The place of the bidder in the round, from 1 on; nil for what concerns the round.
    public let bidder: Int?
    /// Whether the bidder gets no report for it.
    public let isRefusal: Bool
    /// The stable name.
    public let code: String
    /// What was found and what was expected; identity numbers in it are masked.
    public let message: String
    /// What to do about it; nil if the message says it.
    public let hint: String?

    init(_ bidder: Int?, isRefusal: Bool, _ code: String, _ message: String, hint: String? = nil) {
        self.bidder = bidder
        self.isRefusal = isRefusal
        self.code = code
        self.message = message
        self.hint = hint
    }
}
