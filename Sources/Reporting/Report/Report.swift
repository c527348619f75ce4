// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
public import Records

/// A 专项信用报告 as a value: all that its XML says, in the order in which it says it.
///
/// Every text in it is ready to be printed: identity numbers are masked, trade secrets are left out.
public struct Report: Sendable {
    /// The title, from the policy.
    public var title: String
    /// The body in whose name it is issued.
    public var issuer: String
    /// Its number.
    public var number: ReportNumber
    /// The instant at which it speaks.
    public var issuedAt: Instant
    /// The last day on which it is valid.
    public var validUntil: CivilDay
    /// The address behind which number and verification code are put.
    public var verificationAddress: String
    /// The signature suites that it must bear.
    public var suites: [Suite]
    /// What was asked.
    public var request: Request
    /// The data it rests on.
    public var data: DataStatement
    /// The policy's choices.
    public var policy: PolicyStatement
    /// A section for each subject.
    public var subjects: [SubjectSection]
    /// The fixed notices (报告说明).
    public var notices: [String]

    /// What was asked, as printed.
    public struct Request: Sendable {
        /// Who asked, and in which quality.
        public var requester: (kind: Scope.Requester, kindName: String, name: String?)
        /// The authorisation named, with whether it is valid on the day of issue.
        public var authorisation: (statement: ReportRequest.Authorisation, isValid: Bool)?
        /// Which subjects; nil for one alone.
        public var subjects: SubjectRange?
        /// What for.
        public var purpose: String
        /// In which matter.
        public var matter: String?
        /// The legal basis for a longer period.
        public var basis: String?
        /// For which bidding round.
        public var round: ReportRequest.Round?
        /// The first day of the period.
        public var from: CivilDay
        /// The last day of the period.
        public var to: CivilDay
        /// The domains asked for; nil for all.
        public var domains: [CodedName]?
    }

    /// Which subjects a report on several is about (报告主体).
    public struct SubjectRange: Hashable, Sendable {
        /// The name of the main subject.
        public var name: String
        /// Its code.
        public var code: String
        /// How many sections there are.
        public var count: Int
        /// Whether these are all branches and subsidiaries that the register has.
        public var hasBranches: Bool
        /// What stands behind the main subject's name on the cover.
        public var extent: String
        /// The range in words.
        public var text: String
        /// What is not listed although the register says that it belongs to one of the subjects; nil if nothing is.
        public var note: String?
        /// Of which of the subjects the request may see what takes an authorisation (授权查询).
        public var permission: Permission

        /// Of which of several subjects a request may see what takes an authorisation (rules, 3.5 and 9).
        public struct Permission: Hashable, Sendable {
            /// The codes of these, in the order of the report.
            public var codes: [String]
            /// Of each the name, and on what ground.
            var grounds: [String]
            /// Whether the request states such a ground, and it does not hold for all subjects.
            var isLimited: Bool
        }
    }

    /// The data that a report rests on.
    public struct DataStatement: Sendable {
        /// The snapshot's hash.
        public var snapshot: String
        /// The instant of its last import.
        public var cutoff: Instant
        /// The catalogue in use.
        public var catalog: FileVersion
        /// The hash function of the store, by which the files are named.
        public var digestAlgorithm: DigestAlgorithm
        /// The domain table in use.
        public var domainTable: FileVersion
        /// The region of the domain table.
        public var region: String
        /// The policy in use.
        public var policy: FileVersion
        /// The list of measures whose consequences the policy prints; nil if it prints none.
        public var measures: FileVersion?
    }

    /// A versioned file.
    public struct FileVersion: Hashable, Sendable {
        /// Its name.
        public var id: String
        /// Its version.
        public var version: String
        /// Its hash by the hash function of the store, in lower-case hex.
        public var hash: String
    }

    /// A code with its name.
    public struct CodedName: Hashable, Sendable {
        /// The code.
        public var code: String
        /// The name.
        public var name: String

        /// A code with its name.
        public init(code: String, name: String) {
            self.code = code
            self.name = name
        }
    }

    /// The choices of the policy, as printed.
    public struct PolicyStatement: Sendable {
        /// The documents it rests on.
        public var basis: [String]
        /// The items that count.
        public var countedItems: [CodedName]
        /// The items that do not.
        public var uncountedItems: [CodedName]
        /// The procedures, and whether each counts.
        public var procedures: [(name: String, counts: Bool)]
        /// The basis of a narrower scope.
        public var narrowScopeBasis: String?
        /// What is done with repaired records.
        public var repaired: Policy.Treatment
        /// What is done with records past their publicity.
        public var expired: Policy.Treatment
        /// The months of publicity for each severity.
        public var publicity: [(severity: String, months: Int)]
        /// After how many days without coverage a domain is stale.
        public var freshnessDays: Int
        /// The longest period without a basis.
        public var longestPeriodYears: Int
        /// The longest lag between cutoff and issue.
        public var longestLagDays: Int
        /// For how many days the report is valid.
        public var validityDays: Int
    }
}

extension Policy.Treatment {
    /// What the treatment of a state means, as printed: `mark` is what a shown record bears.
    func text(mark: String) -> String {
        switch self {
        case .omit: "不列示、不计数"
        case .count: "只计数，不列示"
        case .show: "列示并标注“\(mark)”"
        }
    }
}

extension Report.SubjectRange {
    /// The range of a report; nil if it is about one subject alone.
    init?(
        name: String, code: String, count: Int, branches: ReportRequest.Branches, permission: Permission
    ) {
        self.name = name
        self.code = code
        self.count = count
        self.permission = permission
        switch branches {
        case .none, .wanted:
            guard count > 1 else { return nil }
            hasBranches = false
            extent = "等 \(count) 个主体"
            text = "申请所列的 \(count) 个主体"
        case .found(let codes, let unlisted):
            hasBranches = true
            let given = count - codes.count > 1 ? "等 \(count - codes.count) 个主体" : ""
            extent =
                codes.isEmpty
                ? given + "（登记信息未载明其分支机构、子公司）" : given + "及其各级分支机构、子公司，共 \(count) 个主体"
            text =
                codes.isEmpty
                ? "申请所列的 \(count) 个主体；截至数据截止时间，登记信息没有载明其分支机构、子公司"
                : "申请所列的 \(count - codes.count) 个主体，以及截至数据截止时间登记信息载明的其各级分支机构、子公司 "
                    + "\(codes.count) 个（含已注销、吊销的），共 \(count) 个主体"
            if unlisted > 0 {
                note = "另有 \(unlisted) 条登记信息载明隶属于上述主体，因尚待核实或者没有统一社会信用代码，未能列为主体"
            }
        }
    }
}
