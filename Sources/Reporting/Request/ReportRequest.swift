// SPDX-License-Identifier: Apache-2.0

public import Records

/// What somebody asks for: a report on one subject or on several, as the request spells them.
public struct ReportRequest: Sendable {
    /// A subject as the request spells it.
    public struct Subject: Hashable, Sendable {
        /// Its code.
        public var code: String
        /// Its name, to be held against the register; nil if none was given.
        public var name: String?
        /// Its own authorisation; nil if none is named. Of the main subject that of the request holds as well.
        public var authorisation: Authorisation?

        /// A subject of that code and name, with its own authorisation.
        public init(code: String, name: String? = nil, authorisation: Authorisation? = nil) {
            self.code = code
            self.name = name
            self.authorisation = authorisation
        }
    }

    /// Whether the branches and subsidiaries (分支机构、子公司) of the subjects belong to the report.
    public enum Branches: Hashable, Sendable {
        /// They do not.
        case none
        /// They do; which these are is for the register to say.
        case wanted
        /// They do, and these are all that the register has (rules, 9): the codes in order, and how many that name one
        /// of the subjects as theirs cannot have a section.
        case found([CreditCode], unlisted: Int)
    }

    /// Which domains a request names.
    public enum Domains: Hashable, Sendable {
        /// All, asked for by that word.
        case all
        /// Some, each by its code or name.
        case named([String])
    }

    /// The authorisation (授权) of a subject that a request names.
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

    /// The subjects, the main one first; one that is named twice counts once.
    public var subjects: [Subject]
    /// Whether their branches and subsidiaries belong to the report.
    public var branches: Branches
    /// Who asks.
    public var requester: Scope.Requester
    /// The name of who asks.
    public var requesterName: String?
    /// The main subject's authorisation; nil if none is named. It opens nothing of another subject's.
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
    /// The signature suites that the report must bear, by name; nil for those of the policy.
    public var suites: [String]?

    /// A request on one subject.
    public init(
        subject: String, name: String? = nil, requester: Scope.Requester = .subject, requesterName: String? = nil,
        authorisation: Authorisation? = nil, purpose: String, matter: String? = nil, basis: String? = nil,
        round: Round? = nil, from: String? = nil, to: String? = nil, domains: Domains = .all,
        suites: [String]? = nil
    ) {
        self.init(
            subjects: [Subject(code: subject, name: name)], requester: requester, requesterName: requesterName,
            authorisation: authorisation, purpose: purpose, matter: matter, basis: basis, round: round, from: from,
            to: to, domains: domains, suites: suites)
    }

    /// A request on some subjects, with their branches and subsidiaries or without.
    public init(
        subjects: [Subject], branches: Branches = .none, requester: Scope.Requester = .subject,
        requesterName: String? = nil, authorisation: Authorisation? = nil, purpose: String, matter: String? = nil,
        basis: String? = nil, round: Round? = nil, from: String? = nil, to: String? = nil, domains: Domains = .all,
        suites: [String]? = nil
    ) {
        self.subjects = subjects
        self.branches = branches
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

    /// The code of the main subject, as spelled; empty if none is named.
    public var subject: String {
        get { subjects.first?.code ?? "" }
        set {
            let own = subjects.first?.authorisation
            subjects = [Subject(code: newValue, name: name, authorisation: own)] + subjects.dropFirst()
        }
    }

    /// The name of the main subject; nil if none was given.
    public var name: String? {
        get { subjects.first?.name }
        set {
            let own = subjects.first?.authorisation
            subjects = [Subject(code: subject, name: newValue, authorisation: own)] + subjects.dropFirst()
        }
    }
}
