// SPDX-License-Identifier: Apache-2.0

/// What somebody asks for: a report on a subject, as the request spells it.
public struct ReportRequest: Sendable {
    /// Which domains a request names.
    public enum Domains: Hashable, Sendable {
        /// All, asked for by that word.
        case all
        /// Some, each by its code or name.
        case named([String])
    }

    /// The authorisation (授权) of the subject that a request names.
    public struct Authorisation: Hashable, Sendable {
        /// Where it is to be found: its number or title.
        public var reference: String
        /// For what it was given.
        public var scope: String?
        /// Its first day, YYYY-MM-DD; nil if it has none.
        public var from: String?
        /// Its last day, YYYY-MM-DD; nil if it has none.
        public var until: String?

        /// An authorisation of those parts.
        public init(reference: String, scope: String? = nil, from: String? = nil, until: String? = nil) {
            self.reference = reference
            self.scope = scope
            self.from = from
            self.until = until
        }
    }

    /// The bidding round for which a report is made.
    public struct Round: Hashable, Sendable {
        /// Its number.
        public var id: String
        /// The project.
        public var project: String?
        /// The lot (标段).
        public var lot: String?

        /// A round of those parts.
        public init(id: String, project: String? = nil, lot: String? = nil) {
            self.id = id
            self.project = project
            self.lot = lot
        }
    }

    /// The subject's code, as spelled.
    public var subject: String
    /// The subject's name, to be held against the register; nil if none was given.
    public var name: String?
    /// Who asks.
    public var requester: Scope.Requester
    /// The name of who asks.
    public var requesterName: String?
    /// The subject's authorisation; nil if none is named.
    public var authorisation: Authorisation?
    /// What the report is for (用途).
    public var purpose: String
    /// The matter (事项): 行政审批, 招标投标, ….
    public var matter: String?
    /// The legal basis for a longer period; nil if none is stated.
    public var basis: String?
    /// The bidding round; nil if it is for none.
    public var round: Round?
    /// The first day of the period, YYYY-MM-DD; nil for the longest that the policy allows.
    public var from: String?
    /// The last day of the period, YYYY-MM-DD; nil for the day of issue.
    public var to: String?
    /// The domains.
    public var domains: Domains
    /// The signature suites that the report must bear, in order.
    public var suites: [String]

    /// A request of those parts.
    public init(
        subject: String, name: String? = nil, requester: Scope.Requester = .subject, requesterName: String? = nil,
        authorisation: Authorisation? = nil, purpose: String, matter: String? = nil, basis: String? = nil,
        round: Round? = nil, from: String? = nil, to: String? = nil, domains: Domains = .all,
        suites: [String] = ["p256"]
    ) {
        self.subject = subject
        self.name = name
        self.requester = requester
        self.requesterName = requesterName
        self.authorisation = authorisation
        self.purpose = purpose
        self.matter = matter
        self.basis = basis
        self.round = round
        self.from = from
        self.to = to
        self.domains = domains
        self.suites = suites
    }
}
