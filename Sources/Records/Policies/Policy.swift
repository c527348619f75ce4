// SPDX-License-Identifier: Apache-2.0

/// What a report counts and how it treats what is repaired or past its time: versioned data with its legal basis.
public struct Policy: Sendable {
    /// What is done with records in a state (显示、计数、不显示).
    public enum Treatment: String, Sendable, CaseIterable, Comparable {
        case omit, count, show

        /// The more lenient comes first: omit, count, show.
        public static func < (left: Treatment, right: Treatment) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int {
            switch self {
            case .omit: 0
            case .count: 1
            case .show: 2
            }
        }
    }

    /// What a policy prints beside the entries of a list: a measure of the 失信惩戒措施清单, with its basis.
    public struct Consequence: Sendable {
        /// Whose entries it is printed beside.
        public let kind: ListKind
        /// The code of the measure in the list of measures.
        public let measure: String
        /// The provision that it rests on: one of those that the list of measures names for it.
        public let basis: String

        /// A consequence of those parts.
        public init(kind: ListKind, measure: String, basis: String) {
            self.kind = kind
            self.measure = measure
            self.basis = basis
        }
    }

    /// The name of the policy, the same in all its versions.
    public let id: String
    /// The version, as printed in reports.
    public let version: String
    /// The title of the report that it makes, such as 专项信用报告.
    public let title: String
    /// The body in whose name reports are issued.
    public let issuer: String
    /// The prefix of report numbers, such as NM.
    public let numberPrefix: String
    /// The address that the QR code leads to; number and code are put behind it.
    public let verificationAddress: String
    /// The documents it rests on, as printed.
    public let legalBasis: [String]
    /// For each catalogue item by code, whether its records count.
    public let items: [(code: String, counts: Bool)]
    /// For each procedure (简易程序, 普通程序), whether it counts.
    public let procedures: [(name: String, counts: Bool)]
    /// The legal basis for counting less than the four categories of 发改财金〔2025〕565号; nil if it does not.
    public let narrowScopeBasis: String?
    /// What is done with repaired records (已修复).
    public let repaired: Treatment
    /// What is done with records whose publicity has ended (公示期满).
    public let expired: Treatment
    /// For each severity (轻微, 一般, 严重), the months of publicity.
    public let publicityMonths: [(severity: String, months: Int)]
    /// After how many days without coverage a domain is stale (数据未更新至今).
    public let freshnessDays: Int
    /// The longest period without a legal basis, in years.
    public let longestPeriodYears: Int
    /// The longest lag between cutoff and issue, in days of 24 hours.
    public let longestLagDays: Int
    /// For how many days a report is valid, the day of issue included.
    public let validityDays: Int
    /// What may be done to whoever stands on a list, as printed beside the entries (失信惩戒措施).
    public let consequences: [Consequence]
    /// How many characters of an identity number are printed at its beginning and end.
    public let mask: (first: Int, last: Int)
    /// How and where to object to a record (异议), as printed.
    public let objectionChannel: String
    /// How and where to apply for repair (信用修复), as printed.
    public let repairChannel: String
    /// The signature suites that every report must bear (p256, sm2); nil if the policy leaves it to the request.
    public let suites: [String]?
    /// Who runs the desk for objections and repair, and its terms; nil if the policy says nothing of it.
    public let desk: DeskRules?
    /// SHA-256 of the file it was read from, in lower-case hex.
    public let sha256: String

    /// A policy of checked parts; `Policy.read` makes one from a file.
    public init(
        id: String, version: String, title: String, issuer: String, numberPrefix: String, verificationAddress: String,
        legalBasis: [String], items: [(code: String, counts: Bool)], procedures: [(name: String, counts: Bool)],
        narrowScopeBasis: String?, repaired: Treatment, expired: Treatment,
        publicityMonths: [(severity: String, months: Int)], freshnessDays: Int, longestPeriodYears: Int,
        longestLagDays: Int, validityDays: Int, consequences: [Consequence] = [], mask: (first: Int, last: Int),
        objectionChannel: String, repairChannel: String, desk: DeskRules? = nil, suites: [String]? = nil, sha256: String
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.issuer = issuer
        self.numberPrefix = numberPrefix
        self.verificationAddress = verificationAddress
        self.legalBasis = legalBasis
        self.items = items
        self.procedures = procedures
        self.narrowScopeBasis = narrowScopeBasis
        self.repaired = repaired
        self.expired = expired
        self.publicityMonths = publicityMonths
        self.freshnessDays = freshnessDays
        self.longestPeriodYears = longestPeriodYears
        self.longestLagDays = longestLagDays
        self.validityDays = validityDays
        self.consequences = consequences
        self.mask = mask
        self.objectionChannel = objectionChannel
        self.repairChannel = repairChannel
        self.desk = desk
        self.suites = suites
        self.sha256 = sha256
    }

    /// Whether records of an item count (rules, 3.1): as the policy says, and always if it says nothing of the item.
    public func counts(item: String) -> Bool {
        let wanted = Spelling.normalize(item)
        return items.first { Spelling.normalize($0.code) == wanted }?.counts ?? true
    }

    /// Whether records of a procedure count (rules, 3.2); one that the policy does not know always counts.
    public func counts(procedure: String) -> Bool {
        let wanted = Self.bare(procedure)
        return procedures.first { Self.bare($0.name) == wanted }?.counts ?? true
    }

    /// Whether two words name one procedure: 简易 and 简易程序 do.
    public static func isSame(procedure left: String, _ right: String) -> Bool {
        bare(left) == bare(right)
    }

    /// The months of publicity of a severity (严重程度); nil if the policy does not know it.
    public func publicityMonths(severity: String) -> Int? {
        let wanted = Spelling.normalize(severity)
        return publicityMonths.first { Spelling.normalize($0.severity) == wanted }?.months
    }

    /// The name of a procedure without the word for "procedure": 简易 and 简易程序 are one.
    static func bare(_ procedure: String) -> String {
        let name = Spelling.normalize(procedure)
        return name.hasSuffix("程序") ? String(name.dropLast(2)) : name
    }
}
